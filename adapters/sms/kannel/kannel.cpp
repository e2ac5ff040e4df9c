// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/kannel/kannel.hpp"

#include <fmt/format.h>

#include "adapters/sms/config.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/kannel/report.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::sms::kannel {

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const ConfigKeys keys(config);
  Settings settings;
  settings.public_url = config.public_url;
  PINTU_TRY(settings.api, keys.base("api", "http://127.0.0.1:13013"));
  PINTU_TRY(settings.username, keys.needed("username", "write the username of Kannel's sendsms-user"));
  PINTU_TRY(settings.password, keys.needed("password", "write that user's password, as file:PATH"));
  PINTU_TRY(settings.numbers, keys.numbers());
  PINTU_TRY(settings.per_second, keys.rate(settings.per_second));
  settings.from = keys.text("from");
  settings.smsc = keys.text("smsc");
  settings.dlr_secret = keys.text("dlr_secret");
  if (settings.dlr_secret.empty()) settings.dlr_secret = crypto::hmac_sha256(settings.password, "pintu dlr-url");
  return std::make_unique<Kannel>(std::move(settings));
}

std::string Kannel::dlr_proof(std::string_view key) const {
  return crypto::to_hex(crypto::hmac_sha256(settings_.dlr_secret, key)).substr(0, 32);
}

std::string Kannel::dlr_url(const std::string& key) const {
  return fmt::format("{}?id={}&h={}&type=%d&smsid=%I&fid=%F&reply=%A&to=%p", settings_.public_url,
                     http::url_encode(key), dlr_proof(key));
}

bool Kannel::authentic(const http::Request& request) const {
  const Fields fields(http::parse_form(request.query()));
  if (!is_report(request, fields)) return true;
  return crypto::equal(fields.raw("h").value_or(""), dlr_proof(fields.raw("id").value_or("")));
}

FetchStep Kannel::fetch(const Attachment&, std::span<const Exchange>) const {
  return SendOutcome(Rejected{"no-files-by-sms", false, {}});
}

}  // namespace pintu::sms::kannel
