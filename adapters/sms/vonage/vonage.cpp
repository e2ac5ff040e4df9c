// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/vonage/vonage.hpp"

#include "adapters/sms/answer.hpp"
#include "adapters/sms/config.hpp"
#include "adapters/sms/send.hpp"

namespace pintu::sms::vonage {

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const ConfigKeys keys(config);
  Settings settings;
  settings.public_url = config.public_url;
  PINTU_TRY(settings.api, keys.base("api", "https://rest.nexmo.com"));
  PINTU_TRY(settings.api_key, keys.needed("api_key", "write the API key of Vonage's dashboard"));
  PINTU_TRY(settings.api_secret, keys.needed("api_secret", "write the API secret, as file:PATH"));
  PINTU_TRY(settings.from, keys.needed("from", "write our number or sender name"));
  PINTU_TRY(settings.numbers, keys.numbers());
  PINTU_TRY(settings.per_second, keys.rate(settings.per_second));
  settings.signature_secret = keys.text("signature_secret");
  const auto method = method_from(keys.text("signature", "md5hash"));
  if (!method)
    return keys.wrong("signature", "write md5hash, md5, sha1, sha256 or sha512, as the account's settings say");
  settings.signature = *method;
  return std::make_unique<Vonage>(std::move(settings));
}

std::optional<http::Response> Vonage::verification(const http::Request& request) const {
  if (!request.body.empty() || !request.query().empty()) return std::nullopt;
  return answer("text/plain; charset=utf-8", "");
}

bool Vonage::authentic(const http::Request& request) const {
  if (settings_.signature_secret.empty()) return true;
  const auto fields = read_fields(request);
  return fields && is_signed(*fields, settings_.signature, settings_.signature_secret);
}

std::optional<http::Request> Vonage::probe() const {
  std::string query;
  add_pair(query, "api_key", settings_.api_key);
  add_pair(query, "api_secret", settings_.api_secret);
  http::Request request;
  request.target = settings_.api + "/account/get-balance?" + query;
  return request;
}

Result<std::string> Vonage::proof(const Exchange& exchange) const {
  return judge_account(exchange, "Vonage", "api_key dan api_secret", "Vonage mengenal akun ini");
}

}  // namespace pintu::sms::vonage
