// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/vonage/vonage.hpp"

#include "adapters/sms/config.hpp"

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

bool Vonage::authentic(const http::Request& request) const {
  if (settings_.signature_secret.empty()) return true;
  const auto fields = read_fields(request);
  return fields && is_signed(*fields, settings_.signature, settings_.signature_secret);
}

FetchStep Vonage::fetch(const Attachment&, std::span<const Exchange>) const {
  return SendOutcome(Rejected{"no-files-by-sms", false, {}});
}

}  // namespace pintu::sms::vonage
