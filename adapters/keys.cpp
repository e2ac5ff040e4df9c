// SPDX-License-Identifier: Apache-2.0
#include "adapters/keys.hpp"

#include <array>

namespace pintu {

namespace {

constexpr std::string_view telegram[] = {"api", "token", "secret", "receive", "rate"};
constexpr std::string_view whatsapp[] = {"api",        "phone_number_id",     "token",
                                         "app_secret", "app_secret_previous", "verify_token",
                                         "template",   "template_language"};
constexpr std::string_view sms_twilio[] = {"api",  "account_sid",           "auth_token", "auth_token_previous",
                                           "from", "messaging_service_sid", "country",    "numbers",
                                           "rate"};
constexpr std::string_view sms_kannel[] = {"api",        "username", "password", "from", "smsc",
                                           "dlr_secret", "country",  "numbers",  "rate"};
constexpr std::string_view sms_vonage[] = {"api",       "api_key", "api_secret", "from", "signature_secret",
                                           "signature", "country", "numbers",    "rate"};
constexpr std::string_view sms_infobip[] = {"api",          "api_key",          "username",    "password", "from",
                                            "webhook_user", "webhook_password", "media_hosts", "country",  "numbers",
                                            "rate"};
constexpr std::string_view sms_generic[] = {"api",          "map",         "charset",      "answer",
                                            "zone",         "secret",      "webhook_user", "webhook_password",
                                            "send_path",    "send_body",   "send_type",    "send_authorization",
                                            "send_success", "send_id",     "from",         "country",
                                            "numbers",      "media_hosts", "rate"};
constexpr std::string_view lapor_json[] = {"api",
                                           "authorization",
                                           "token",
                                           "path",
                                           "user_id",
                                           "channel",
                                           "categories",
                                           "rate",
                                           "poll",
                                           "location_id",
                                           "disposition_id",
                                           "classification_pengaduan",
                                           "classification_aspirasi",
                                           "classification_informasi"};
constexpr std::string_view lapor_xml[] = {"api", "token", "email", "phone", "name", "rate"};

constexpr std::string_view telegram_needs[] = {"token"};
constexpr std::string_view whatsapp_needs[] = {"phone_number_id", "token", "app_secret", "verify_token"};
constexpr std::string_view sms_twilio_needs[] = {"account_sid", "auth_token"};
constexpr std::string_view sms_kannel_needs[] = {"username", "password"};
constexpr std::string_view sms_vonage_needs[] = {"api_key", "api_secret", "from"};
constexpr std::string_view sms_infobip_needs[] = {"api", "from"};
constexpr std::string_view sms_generic_needs[] = {"api", "map", "send_path"};
constexpr std::string_view lapor_json_needs[] = {"api", "authorization", "token", "path", "user_id", "channel"};
constexpr std::string_view lapor_xml_needs[] = {"api", "token", "email", "phone"};

constexpr std::array channels{KindKeys{"telegram", telegram, telegram_needs},
                              KindKeys{"whatsapp", whatsapp, whatsapp_needs},
                              KindKeys{"sms/twilio", sms_twilio, sms_twilio_needs},
                              KindKeys{"sms/kannel", sms_kannel, sms_kannel_needs, false},
                              KindKeys{"sms/vonage", sms_vonage, sms_vonage_needs, false, "signature_secret"},
                              KindKeys{"sms/infobip", sms_infobip, sms_infobip_needs, false, "webhook_password"},
                              KindKeys{"sms/generic", sms_generic, sms_generic_needs, false, "webhook_password"}};
constexpr std::array agencies{KindKeys{"lapor/json", lapor_json, lapor_json_needs},
                              KindKeys{"lapor/xml", lapor_xml, lapor_xml_needs}};

}  // namespace

std::span<const KindKeys> channel_keys() { return channels; }
std::span<const KindKeys> agency_keys() { return agencies; }

}  // namespace pintu
