// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "adapters/sms/answer.hpp"
#include "adapters/sms/kannel/kannel.hpp"
#include "adapters/sms/parts.hpp"

namespace pintu::sms::kannel {

namespace {

void append(std::string& query, std::string_view name, std::string_view value) {
  query += fmt::format("{}{}={}", query.empty() ? "?" : "&", name, http::url_encode(value));
}

// sendsms says 202 with "0: Accepted for delivery" or "3: Queued for later delivery"; 503 is "Temporal failure", which
// Kannel says before it took anything.
std::optional<SendOutcome> failure_of(const Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return judge_failure(exchange);
  const auto& body = response->body;
  const bool taken = body.starts_with("0:") || body.starts_with("3:");
  if (response->status == 202 || (response->status == 200 && taken)) return std::nullopt;
  if (response->status == 503) return Retry{"temporal-failure", std::nullopt, Hold::job};
  if (response->status == 400) {
    if (body.starts_with("Missing receiver")) return Rejected{"bad-number", true, {}};
    return Rejected{"bad-request", false, {}};
  }
  return judge_failure(exchange);
}

std::vector<Segment> segments_of(const Rendering& rendering, std::string_view key) {
  std::vector<Segment> all;
  for (std::size_t i = 0; i < rendering.bubbles.size(); ++i) {
    for (auto& segment : sms::segments_of(rendering.bubbles[i].text, reference_of(key, i))) {
      all.push_back(std::move(segment));
    }
  }
  return all;
}

}  // namespace

SendStep Kannel::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto to = read_sender(message.to, settings_.numbers.country);
  if (to.kind != SenderKind::phone) return SendOutcome(Rejected{"no-number", true, {}});
  const auto rendering = renderer_.render(message);
  const auto segments = segments_of(rendering, message.key);
  if (segments.empty() || message.text.find_first_not_of(" \n\t\r") == std::string::npos) {
    return SendOutcome(Rejected{"empty-text", false, {}});
  }
  for (const auto& exchange : so_far) {
    if (auto failure = failure_of(exchange)) return *std::move(failure);
  }
  if (so_far.size() >= segments.size()) return SendOutcome(Done{message.key, {message.key}});
  const auto& segment = segments[so_far.size()];
  std::string query;
  append(query, "username", settings_.username);
  append(query, "password", settings_.password);
  if (!settings_.from.empty()) append(query, "from", settings_.from);
  append(query, "to", to.address);
  append(query, "text", segment.text);
  append(query, "charset", "UTF-8");
  append(query, "coding", segment.gsm7 ? "0" : "2");
  if (!segment.udh.empty()) append(query, "udh", segment.udh);
  if (!settings_.smsc.empty()) append(query, "smsc", settings_.smsc);
  if (!settings_.public_url.empty()) {
    append(query, "dlr-mask", "31");
    append(query, "dlr-url", dlr_url(message.key));
  }
  http::Request request;
  request.target = settings_.api + "/cgi-bin/sendsms" + query;
  request.effect = http::Effect::creates;
  return request;
}

}  // namespace pintu::sms::kannel
