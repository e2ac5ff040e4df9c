// SPDX-License-Identifier: Apache-2.0
// Whether number and token are right.
// https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account-to-number-current-status
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "adapters/whatsapp/answer.hpp"
#include "adapters/whatsapp/parts.hpp"
#include "adapters/whatsapp/whatsapp.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using namespace std::chrono_literals;

namespace {

std::unexpected<Error> refusal(const http::Response& response) {
  const auto outcome = judge_refusal(response);
  const auto* retry = std::get_if<Retry>(&outcome);
  const std::string_view reason = retry == nullptr ? std::string_view() : retry->reason;
  if (retry == nullptr || reason == "credentials") {
    return fail(Errc::unauthorized,
                "Meta menolak token atau phone_number_id: buat token system user lagi, dan salin Phone number ID");
  }
  if (reason == "account") {
    return fail(Errc::unauthorized, "akun atau nomor ini dibatasi Meta: lihat WhatsApp Manager, Account quality");
  }
  if (reason == "payment") return fail(Errc::unauthorized, "tidak ada cara bayar: pasang di WhatsApp Manager, Billing");
  return fail(Errc::unavailable, fmt::format("Meta sedang tidak menjawab dengan benar ({}): coba lagi nanti", reason));
}

}  // namespace

std::optional<http::Request> WhatsApp::probe() const {
  if (settings_.phone_number_id.empty()) return std::nullopt;
  auto request = get(fmt::format("{}/{}?fields=display_phone_number,verified_name,quality_rating", settings_.api,
                                 settings_.phone_number_id));
  request.timeout = 10s;
  return request;
}

Result<std::string> WhatsApp::proof(const Exchange& exchange) const {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) {
    return fail(Errc::unavailable, "Meta tidak terjangkau dari mesin ini: periksa internet, DNS, dan api:");
  }
  if (is_error(*response)) return refusal(*response);
  const auto json = wire::parse(response->body);
  const auto text = [&json](const char* key) {
    return wire::text(wire::find(json ? &*json : nullptr, key), longest_name).value_or("");
  };
  if (text("id") != settings_.phone_number_id) {
    return fail(Errc::unavailable, "yang menjawab bukan Graph API: periksa api:");
  }
  return fmt::format("Meta mengenal nomor {} ({}), mutu {}", text("display_phone_number"), text("verified_name"),
                     text("quality_rating"));
}

}  // namespace pintu::whatsapp
