// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/twilio/answer.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"

namespace pintu::sms::twilio {

using namespace std::chrono_literals;

namespace {

SendOutcome refused(std::int64_t code, const http::Exchange& exchange) {
  const auto& response = std::get<http::Response>(exchange);
  switch (code) {
    case 21610:
      return Rejected{"opted-out", true, {}};
    case 21211:
    case 21214:
    case 21217:
    case 21612:
    case 21614:
      return Rejected{"bad-number", true, {}};
    case 20429:
    case 21611:
    case 30001:
    case 63018:
      return Retry{"too-many-requests", wire::retry_after(response).value_or(5s), Hold::channel};
    case 20003:
    case 20005:
    case 20404:
    case 21606:
    case 21659:
    case 21660:
      return credentials_wrong();
    default:
      break;
  }
  auto outcome = judge_failure(exchange);
  if (auto* rejected = std::get_if<Rejected>(&outcome); rejected != nullptr && code > 0) {
    rejected->reason = fmt::format("error-{}", code);
  }
  return outcome;
}

}  // namespace

Judged judge_sent(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return judge_failure(exchange);
  const auto json = wire::parse(response->body);
  const auto* body = json ? &*json : nullptr;
  if (response->status >= 200 && response->status < 300) {
    auto sid = wire::text(wire::find(body, "sid"), 64).value_or("");
    if (sid.empty()) return SendOutcome(Unknown{"accepted-without-id"});
    return sid;
  }
  if (response->status >= 500) return judge_failure(exchange);
  return refused(wire::integer(wire::find(body, "code")).value_or(0), exchange);
}

}  // namespace pintu::sms::twilio
