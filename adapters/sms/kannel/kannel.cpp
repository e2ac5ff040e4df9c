// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/kannel/kannel.hpp"

#include <fmt/format.h>

#include "adapters/sms/answer.hpp"
#include "adapters/sms/config.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/kannel/report.hpp"
#include "adapters/sms/send.hpp"
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

std::string Kannel::id_of(std::string_view key) const {
  return fmt::format("{}-{}", key, crypto::to_hex(crypto::hmac_sha256(settings_.dlr_secret, key)).substr(0, 32));
}

std::string Kannel::key_of(std::string_view id) const {
  const auto key = id.substr(0, id.find('-'));
  return crypto::equal(id, id_of(key)) ? std::string(key) : std::string();
}

std::string Kannel::dlr_url(const std::string& key) const {
  return fmt::format("{}?id={}&type=%d&smsid=%I&fid=%F&reply=%A&to=%p", settings_.public_url,
                     http::url_encode(id_of(key)));
}

// Kannel signs nothing: its door is guarded by secret_path or allow_from.
bool Kannel::authentic(const http::Request&) const { return true; }

// Without a receiver nothing can be sent; whether user and password are right is looked at before.
std::optional<http::Request> Kannel::probe() const {
  std::string query;
  add_pair(query, "username", settings_.username);
  add_pair(query, "password", settings_.password);
  http::Request request;
  request.target = settings_.api + "/cgi-bin/sendsms?" + query;
  return request;
}

Result<std::string> Kannel::proof(const Exchange& exchange) const {
  constexpr std::string_view good = "Kannel menerima username dan password";
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response != nullptr && response->status == 400 && response->body.starts_with("Missing receiver")) {
    return std::string(good);
  }
  return judge_account(exchange, "Kannel", "username dan password", good);
}

}  // namespace pintu::sms::kannel
