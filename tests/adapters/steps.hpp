// SPDX-License-Identifier: Apache-2.0
// How the tests of the chat channels walk through a try of sending, and tell how it ended.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "adapters/channel.hpp"
#include "support/catch.hpp"

namespace pintu::test::steps {

inline http::Response answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}

inline http::Request next_request(const Channel& channel, const OutboundMessage& message,
                                  const std::vector<Exchange>& so_far) {
  const auto step = channel.send(message, so_far);
  REQUIRE(std::holds_alternative<http::Request>(step));
  return std::get<http::Request>(step);
}

inline SendOutcome how_it_ended(const Channel& channel, const OutboundMessage& message,
                                const std::vector<Exchange>& so_far) {
  const auto step = channel.send(message, so_far);
  REQUIRE(std::holds_alternative<SendOutcome>(step));
  return std::get<SendOutcome>(step);
}

// An outcome in one line, for tables.
inline std::string said(const SendOutcome& outcome) {
  std::string text(name_of(outcome));
  if (const auto* done = std::get_if<Done>(&outcome)) return text + " " + done->external_id;
  if (const auto* unknown = std::get_if<Unknown>(&outcome)) return text + " " + unknown->reason;
  if (const auto* rejected = std::get_if<Rejected>(&outcome)) {
    return text + " " + rejected->reason + (rejected->unreachable ? " unreachable" : "") +
           (rejected->moved_to.empty() ? "" : " to " + rejected->moved_to);
  }
  const auto& retry = std::get<Retry>(outcome);
  static constexpr const char* holds[] = {"job", "recipient", "channel"};
  text += " " + retry.reason + " hold " + holds[static_cast<int>(retry.hold)];
  if (retry.after) text += " after " + std::to_string(retry.after->count() / 1000);
  return text + (retry.until_heard ? " until heard" : "");
}

}  // namespace pintu::test::steps
