// SPDX-License-Identifier: Apache-2.0
// Whether token and webhook are right. https://core.telegram.org/bots/api#getwebhookinfo
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "adapters/telegram/telegram.hpp"
#include "adapters/wire.hpp"

namespace pintu::telegram {

using namespace std::chrono_literals;
using wire::Json;

std::optional<http::Request> Telegram::probe() const {
  auto request = call("getWebhookInfo", "{}", http::Effect::none);
  request.timeout = 10s;
  return request;
}

Result<std::string> Telegram::proof(const Exchange& exchange) const {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) {
    return fail(Errc::unavailable, "Telegram tidak terjangkau dari mesin ini: periksa internet, DNS, dan api:");
  }
  if (response->status == 401 || response->status == 404) {
    return fail(Errc::unauthorized, "Telegram menolak token: salin lagi dari @BotFather, atau periksa api:");
  }
  const auto json = wire::parse(response->body);
  const Json* result = wire::find(json ? &*json : nullptr, "result");
  if (response->status != 200 || result == nullptr || !result->is_object()) {
    return fail(Errc::unavailable, fmt::format("Telegram menjawab {}: coba lagi nanti", response->status));
  }
  const auto url = wire::text(wire::find(result, "url")).value_or("");
  const auto waiting = wire::integer(wire::find(result, "pending_update_count")).value_or(0);
  if (settings_.poll) {
    if (url.empty()) return fmt::format("Telegram mengenal bot ini; {} pesan menunggu dijemput", waiting);
    return fail(Errc::conflict, "bot ini masih punya webhook, padahal receive: poll. Nyalakan ulang Pintu");
  }
  if (url != settings_.public_url) {
    return fail(Errc::conflict,
                "webhook bot ini bukan alamat Pintu: periksa public_url: lalu nyalakan ulang Pintu; pastikan tidak ada "
                "program lain yang memakai bot yang sama");
  }
  // An error of long ago says nothing; with messages that wait behind it, it does.
  if (waiting > 0 && wire::find(result, "last_error_message") != nullptr) {
    return fail(Errc::unavailable, fmt::format("Telegram tidak bisa mengantar ke Pintu, {} pesan menunggu: periksa "
                                               "sertifikat, firewall, dan port 443, 80, 88, atau 8443",
                                               waiting));
  }
  return fmt::format("Telegram mengenal bot ini dan alamat Pintu; {} pesan menunggu", waiting);
}

}  // namespace pintu::telegram
