// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/infobip/infobip.hpp"

#include <array>

#include "adapters/sms/answer.hpp"
#include "adapters/sms/config.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/media.hpp"

namespace pintu::sms::infobip {

namespace {

constexpr std::size_t largest = std::size_t{25} << 20U;

}  // namespace

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const ConfigKeys keys(config);
  Settings settings;
  settings.public_url = config.public_url;
  PINTU_TRY(settings.api, keys.base("api", "https://xxxxx.api.infobip.com"));
  settings.api_key = keys.text("api_key");
  settings.username = keys.text("username");
  settings.password = keys.text("password");
  if (settings.api_key.empty() && (settings.username.empty() || settings.password.empty())) {
    return keys.wrong("api_key", "is missing; write the API key of Infobip's portal, as file:PATH");
  }
  PINTU_TRY(settings.from, keys.needed("from", "write our number or sender name"));
  PINTU_TRY(settings.numbers, keys.numbers());
  PINTU_TRY(settings.per_second, keys.rate(settings.per_second));
  PINTU_TRY(const auto login, keys.webhook_login());
  settings.webhook_user = login.user;
  settings.webhook_password = login.password;
  settings.media_hosts = keys.list("media_hosts");
  return std::make_unique<Infobip>(std::move(settings));
}

bool Infobip::authentic(const http::Request& request) const {
  return settings_.webhook_user.empty() || has_basic_auth(request, settings_.webhook_user, settings_.webhook_password);
}

std::string Infobip::authorization() const {
  return settings_.api_key.empty() ? basic_auth(settings_.username, settings_.password) : "App " + settings_.api_key;
}

FetchStep Infobip::fetch(const Attachment& attachment, std::span<const Exchange> so_far) const {
  static const std::array<std::string, 1> own{".infobip.com"};
  const bool theirs = may_fetch(attachment.ref, settings_.api, own);
  if (!theirs && !may_fetch(attachment.ref, settings_.api, settings_.media_hosts)) {
    return SendOutcome(Rejected{"foreign-url", false, {}});
  }
  if (!so_far.empty()) return judge_file(so_far.front(), attachment, largest);
  auto request = file_request(attachment.ref, largest);
  if (theirs) request.headers.add("Authorization", authorization());
  return request;
}

std::optional<http::Request> Infobip::probe() const {
  http::Request request;
  request.target = settings_.api + "/account/1/balance";
  request.headers.add("Authorization", authorization());
  request.headers.add("Accept", "application/json");
  return request;
}

Result<std::string> Infobip::proof(const Exchange& exchange) const {
  return judge_account(exchange, "Infobip", "api_key", "Infobip mengenal akun ini");
}

}  // namespace pintu::sms::infobip
