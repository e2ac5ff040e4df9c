// SPDX-License-Identifier: Apache-2.0
#include "adapters/keys.hpp"

#include <array>

namespace pintu {

namespace {

constexpr std::string_view telegram[] = {"api", "token", "secret", "receive"};
constexpr std::string_view whatsapp[] = {"api",        "phone_number_id",     "token",
                                         "app_secret", "app_secret_previous", "verify_token",
                                         "template",   "template_language"};
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

constexpr std::string_view telegram_needs[] = {"token"};
constexpr std::string_view whatsapp_needs[] = {"phone_number_id", "token", "app_secret", "verify_token"};
constexpr std::string_view lapor_json_needs[] = {"api", "authorization", "token", "path", "user_id", "channel"};

constexpr std::array channels{KindKeys{"telegram", telegram, telegram_needs},
                              KindKeys{"whatsapp", whatsapp, whatsapp_needs}};
constexpr std::array agencies{KindKeys{"lapor/json", lapor_json, lapor_json_needs}};

}  // namespace

std::span<const KindKeys> channel_keys() { return channels; }
std::span<const KindKeys> agency_keys() { return agencies; }

}  // namespace pintu
