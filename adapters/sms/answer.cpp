// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/answer.hpp"

#include <fmt/format.h>

#include "adapters/wire.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::sms {

using namespace std::chrono_literals;

namespace {

constexpr Duration pause = 60s;

SendOutcome judge_response(const http::Response& response) {
  const int status = response.status;
  if (status == 401 || status == 403) return credentials_wrong();
  if (status == 404 || status == 405 || (status >= 300 && status < 400)) {
    return Retry{"wrong-url", pause, Hold::channel};
  }
  if (status == 429) {
    return Retry{"too-many-requests", wire::retry_after(response).value_or(5s), Hold::channel};
  }
  if (status >= 400 && status < 500) return Rejected{"bad-request", false, {}};
  return Unknown{status >= 500 ? "server-error" : "answer-not-understood"};
}

}  // namespace

Retry credentials_wrong() { return Retry{"credentials", pause, Hold::channel}; }

SendOutcome judge_failure(const http::Exchange& exchange) {
  return std::visit(
      overloaded{[](const http::Response& response) { return judge_response(response); },
                 [](const http::NotSent&) { return SendOutcome(Retry{"not-sent", std::nullopt, Hold::job}); },
                 [](const http::NoAnswer&) { return SendOutcome(Unknown{"no-answer"}); }},
      exchange);
}

Result<std::string> judge_account(const http::Exchange& exchange, std::string_view provider, std::string_view keys,
                                  std::string_view good) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) {
    return fail(Errc::unavailable, fmt::format("{} tidak terjangkau. Periksa jaringan dan api:", provider));
  }
  if (response->status >= 200 && response->status < 300) return std::string(good);
  if (response->status == 401 || response->status == 403) {
    return fail(Errc::unauthorized, fmt::format("{} menolak {}. Salin lagi dari penyedia", provider, keys));
  }
  if (response->status == 404) {
    return fail(Errc::configuration,
                fmt::format("{} tidak mengenal alamat atau akun ini. Periksa api: dan {}", provider, keys));
  }
  return fail(Errc::unavailable, fmt::format("{} menjawab {}. Coba lagi nanti", provider, response->status));
}

}  // namespace pintu::sms
