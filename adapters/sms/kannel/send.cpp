// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/send.hpp"
#include "adapters/sms/answer.hpp"
#include "adapters/sms/kannel/kannel.hpp"
#include "adapters/sms/parts.hpp"

namespace pintu::sms::kannel {

namespace {

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

std::vector<Segment> segments_of(const std::vector<std::string>& texts, std::string_view key) {
  std::vector<Segment> all;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    for (auto& segment : sms::segments_of(texts[i], reference_of(key, i))) all.push_back(std::move(segment));
  }
  return all;
}

}  // namespace

std::string Kannel::query_of(const std::string& to, const OutboundMessage& message, const Segment& segment) const {
  std::string query;
  add_pair(query, "username", settings_.username);
  add_pair(query, "password", settings_.password);
  if (!settings_.from.empty()) add_pair(query, "from", settings_.from);
  add_pair(query, "to", to);
  add_pair(query, "text", segment.text);
  add_pair(query, "charset", "UTF-8");
  add_pair(query, "coding", segment.gsm7 ? "0" : "2");
  if (!segment.udh.empty()) add_pair(query, "udh", segment.udh);
  if (!settings_.smsc.empty()) add_pair(query, "smsc", settings_.smsc);
  if (!settings_.public_url.empty()) {
    add_pair(query, "dlr-mask", "31");
    add_pair(query, "dlr-url", dlr_url(message.key));
  }
  return query;
}

SendStep Kannel::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto ready = prepare(message, renderer_, settings_.numbers);
  if (const auto* outcome = std::get_if<SendOutcome>(&ready)) return *outcome;
  const auto& [to, texts] = std::get<Ready>(ready);
  for (const auto& exchange : so_far) {
    if (auto failure = failure_of(exchange)) return *std::move(failure);
  }
  const auto segments = segments_of(texts, message.key);
  if (so_far.size() >= segments.size()) return SendOutcome(Done{id_of(message.key), {id_of(message.key)}});
  http::Request request;
  request.target = settings_.api + "/cgi-bin/sendsms?" + query_of(to, message, segments[so_far.size()]);
  request.effect = http::Effect::creates;
  return request;
}

}  // namespace pintu::sms::kannel
