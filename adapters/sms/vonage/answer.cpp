// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/vonage/answer.hpp"

#include <fmt/format.h>

#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/sms/answer.hpp"
#include "adapters/wire.hpp"

namespace pintu::sms::vonage {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr int unreadable = -1;

// Vonage writes the number as a string.
int status_of(const Json& segment) {
  const auto text = wire::id_text(wire::find(&segment, "status"));
  int status = unreadable;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), status);
  return read.ec == std::errc() && read.ptr == text.data() + text.size() ? status : unreadable;
}

SendOutcome refused(int status) {
  switch (status) {
    case 1:
    case 10:
      return Retry{"too-many-requests", 2s, Hold::channel};
    case 4:
    case 8:
    case 9:
    case 11:
    case 14:
    case 15:
      return credentials_wrong();
    case 6:
    case 7:
    case 29:
    case 33:
      return Rejected{fmt::format("error-{}", status), true, {}};
    case 5:
      return Unknown{"server-error"};
    case unreadable:
      return Unknown{"answer-not-understood"};
    default:
      return Rejected{fmt::format("error-{}", status), false, {}};
  }
}

}  // namespace

std::variant<std::vector<std::string>, SendOutcome> judge_sent(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr || response->status < 200 || response->status >= 300) return judge_failure(exchange);
  const auto json = wire::parse(response->body);
  const Json* segments = wire::find(json ? &*json : nullptr, "messages");
  if (segments == nullptr || !segments->is_array() || segments->empty()) {
    return SendOutcome(Unknown{"accepted-without-id"});
  }
  std::vector<std::string> ids;
  std::optional<int> refusal;
  for (const auto& segment : *segments) {
    const int status = status_of(segment);
    if (status != 0) {
      refusal = refusal.value_or(status);
      continue;
    }
    auto id = wire::id_text(wire::find(&segment, "message-id"));
    if (id.empty()) return SendOutcome(Unknown{"accepted-without-id"});
    ids.push_back(std::move(id));
  }
  if (refusal) return ids.empty() ? refused(*refusal) : SendOutcome(Unknown{"partly-sent"});
  return ids;
}

}  // namespace pintu::sms::vonage
