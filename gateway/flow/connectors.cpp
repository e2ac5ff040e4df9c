// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/connectors.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::flow {

using nlohmann::json;

namespace {

constexpr std::size_t largest_answer = 64 << 10;
constexpr std::size_t most_given = 64;
constexpr std::string_view secret_prefix = "whsec_";

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

json slot_json(const SlotValue& slot) {
  json out{{"value", slot.value}, {"text", slot.text}};
  if (slot.pin) out.update({{"lat", slot.pin->latitude}, {"lon", slot.pin->longitude}});
  return out;
}

// What stands in the answer as a value; nullopt for what no slot can hold.
std::optional<std::string> text_of(const json& value) {
  if (value.is_string()) return utf8::repaired(value.get<std::string>());
  if (value.is_number() || value.is_boolean()) return value.dump();
  return std::nullopt;
}

SendOutcome rejected(std::string reason) { return Rejected{std::move(reason), false, {}}; }

}  // namespace

std::string call_payload(const CallConnector& call, const std::string& channel, const std::string& language) {
  json slots = json::object();
  for (const auto& [name, slot] : call.slots) slots[name] = slot_json(slot);
  return dump(json{{"epoch", call.epoch},
                   {"outcomes", call.outcomes},
                   {"ask",
                    {{"connector", call.connector},
                     {"script", call.script},
                     {"step", call.step},
                     {"channel", channel},
                     {"language", language},
                     {"slots", slots}}}});
}

std::optional<std::uint32_t> epoch_of_call(const std::string& payload) {
  const auto read = json::parse(payload, nullptr, false);
  if (!read.is_object() || !read.contains("epoch") || !read["epoch"].is_number_unsigned()) return std::nullopt;
  return read["epoch"].get<std::uint32_t>();
}

http::Request call_request(const Connector& connector, const store::JobRow& job, const std::string& payload,
                           Instant now) {
  const auto read = json::parse(payload, nullptr, false);
  http::Request request;
  request.method = "POST";
  request.target = connector.url;
  request.effect = http::Effect::creates;
  request.timeout = std::min(connector.timeout, std::max(Duration{1}, Duration(job.deadline - now)));
  request.answer_limit = largest_answer;
  request.body = read.is_object() && read.contains("ask") ? dump(read["ask"]) : std::string("{}");
  const std::string id = "call_" + job.key;
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(now.time_since_epoch()).count();
  const std::string at = std::to_string(seconds);
  const auto signature = crypto::hmac_sha256(connector.key, id + "." + at + "." + request.body);
  request.headers.add("Content-Type", "application/json");
  request.headers.add("Accept", "application/json");
  request.headers.add("webhook-id", id);
  request.headers.add("webhook-timestamp", at);
  request.headers.add("webhook-signature", "v1," + crypto::to_base64(signature));
  return request;
}

std::variant<ConnectorAnswer, SendOutcome> read_answer(const http::Exchange& exchange, const std::string& payload) {
  if (std::holds_alternative<http::NotSent>(exchange)) return SendOutcome(Retry{"not-sent", std::nullopt, Hold::job});
  if (const auto* none = std::get_if<http::NoAnswer>(&exchange))
    return rejected(none->reason == http::answer_too_large ? "answer-too-large" : "no-answer");
  const auto& response = std::get<http::Response>(exchange);
  if (response.status == 429 || response.status == 503)
    return SendOutcome(Retry{std::to_string(response.status), std::nullopt, Hold::job});
  if (response.status < 200 || response.status > 299) return rejected("http-" + std::to_string(response.status));
  const auto said = json::parse(response.body, nullptr, false);
  if (!said.is_object() || !said.contains("outcome") || !said["outcome"].is_string()) return rejected("unreadable");
  ConnectorAnswer answer;
  answer.outcome = said["outcome"].get<std::string>();
  const auto asked = json::parse(payload, nullptr, false);
  const auto known =
      asked.is_object() ? asked.value("outcomes", std::vector<std::string>{}) : std::vector<std::string>{};
  if (std::ranges::find(known, answer.outcome) == known.end()) return rejected("unknown-outcome");
  const auto give = said.find("give");
  if (give == said.end() || !give->is_object()) return answer;
  for (const auto& [name, value] : give->items()) {
    if (answer.give.size() >= most_given) break;
    if (auto text = text_of(value)) answer.give[name] = *std::move(text);
  }
  return answer;
}

std::string connector_key(const std::string& secret) {
  if (!secret.starts_with(secret_prefix)) return secret;
  return crypto::from_base64(secret.substr(secret_prefix.size())).value_or(secret);
}

}  // namespace pintu::flow
