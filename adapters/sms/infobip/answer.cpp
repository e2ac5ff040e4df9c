// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/infobip/answer.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"

namespace pintu::sms::infobip {

using wire::Json;

namespace {

// What the account lacks, not this recipient.
constexpr std::array<std::string_view, 6> of_the_account{"REJECTED_NOT_ENOUGH_CREDITS",    "REJECTED_ACCOUNT_SUSPENDED",
                                                         "REJECTED_SENDER_NOT_REGISTERED", "REJECTED_SENDER",
                                                         "REJECTED_SYSTEM_ERROR",          "REJECTED_TEMPORARY"};

SendOutcome refused(const std::string& name) {
  if (std::ranges::find(of_the_account, name) != of_the_account.end()) return credentials_wrong();
  const bool plain = !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  return Rejected{plain ? name : "rejected", true, {}};
}

}  // namespace

Judged judge_sent(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr || response->status < 200 || response->status >= 300) return judge_failure(exchange);
  const auto json = wire::parse(response->body);
  const Json* messages = wire::find(json ? &*json : nullptr, "messages");
  if (messages == nullptr || !messages->is_array() || messages->empty()) {
    return SendOutcome(Unknown{"accepted-without-id"});
  }
  const Json* status = wire::find(&messages->front(), "status");
  if (wire::text(wire::find(status, "groupName")) == "REJECTED") {
    return refused(wire::text(wire::find(status, "name"), 64).value_or(""));
  }
  auto id = wire::id_text(wire::find(&messages->front(), "messageId"));
  if (id.empty()) return SendOutcome(Unknown{"accepted-without-id"});
  return id;
}

}  // namespace pintu::sms::infobip
