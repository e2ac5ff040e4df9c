// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/twilio/twilio.hpp"

#include <array>

#include "adapters/sms/answer.hpp"
#include "adapters/sms/config.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/media.hpp"
#include "adapters/sms/twilio/signature.hpp"

namespace pintu::sms::twilio {

namespace {

constexpr std::size_t largest = std::size_t{25} << 20U;

bool is_word(std::string_view text) {
  for (const char c : text) {
    if ((c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z')) return false;
  }
  return !text.empty();
}

}  // namespace

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const ConfigKeys keys(config);
  Settings settings;
  settings.public_url = config.public_url;
  PINTU_TRY(settings.api, keys.base("api", "https://api.twilio.com"));
  PINTU_TRY(settings.account_sid, keys.needed("account_sid", "write the Account SID of Twilio's console"));
  if (!is_word(settings.account_sid)) return keys.wrong("account_sid", "is made of letters and digits, AC…");
  PINTU_TRY(settings.auth_token, keys.needed("auth_token", "write the primary Auth Token, as file:PATH"));
  PINTU_TRY(settings.numbers, keys.numbers());
  PINTU_TRY(settings.per_second, keys.rate(settings.per_second));
  settings.auth_token_previous = keys.text("auth_token_previous");
  settings.from = keys.text("from");
  settings.messaging_service_sid = keys.text("messaging_service_sid");
  if (settings.from.empty() && settings.messaging_service_sid.empty()) {
    return keys.wrong("from", "is missing; write our number, or messaging_service_sid: MG…");
  }
  return std::make_unique<Twilio>(std::move(settings));
}

bool Twilio::authentic(const http::Request& request) const {
  const bool now = is_signed(request, settings_.public_url, settings_.auth_token);
  const bool before = is_signed(request, settings_.public_url, settings_.auth_token_previous);
  return now || before;
}

FetchStep Twilio::fetch(const Attachment& attachment, std::span<const Exchange> so_far) const {
  static const std::array<std::string, 2> hosts{".twilio.com", ".twiliocdn.com"};
  if (!may_fetch(attachment.ref, settings_.api, hosts)) return SendOutcome(Rejected{"foreign-url", false, {}});
  if (!so_far.empty()) return judge_file(so_far.front(), attachment, largest);
  auto request = file_request(attachment.ref, largest);
  request.headers.add("Authorization", basic_auth(settings_.account_sid, settings_.auth_token));
  return request;
}

std::optional<Duration> Twilio::session() const {
  if (!settings_.from.starts_with("whatsapp:")) return std::nullopt;
  return std::chrono::hours(24);
}

std::optional<http::Request> Twilio::probe() const {
  http::Request request;
  request.target = settings_.api + "/2010-04-01/Accounts/" + settings_.account_sid + ".json";
  request.headers.add("Authorization", basic_auth(settings_.account_sid, settings_.auth_token));
  return request;
}

Result<std::string> Twilio::proof(const Exchange& exchange) const {
  return judge_account(exchange, "Twilio", "account_sid dan auth_token", "Twilio mengenal akun ini");
}

}  // namespace pintu::sms::twilio
