// SPDX-License-Identifier: Apache-2.0
// SMS channels with invented accounts, for the tests of this folder.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "adapters/registry.hpp"
#include "gateway/model/json.hpp"
#include "support/catch.hpp"

namespace pintu::test {

inline const std::string sms_url = "https://pintu.example.go.id/hooks/sms";

inline ChannelConfig sms_config(const std::string& kind) {
  ChannelConfig config;
  config.name = "sms";
  config.kind = kind;
  config.public_url = sms_url;
  static const std::map<std::string, std::map<std::string, std::string>> values{
      {"sms/twilio",
       {{"api", "https://twilio.example"}, {"account_sid", "AC1"}, {"auth_token", "tok-1"}, {"from", "+15005550006"}}},
      {"sms/kannel", {{"api", "http://127.0.0.1:13013"}, {"username", "gw"}, {"password", "p&w"}, {"from", "1708"}}},
      {"sms/vonage",
       {{"api", "https://vonage.example"}, {"api_key", "k1"}, {"api_secret", "s1"}, {"from", "+6281100001"}}},
      {"sms/infobip", {{"api", "https://ib.example"}, {"api_key", "key"}, {"from", "Pintu"}}},
      {"sms/generic", {{"api", "https://sms.example"}, {"send_path", "/send?to={to}&msg={text}&ref={key}"}}}};
  config.values = values.at(kind);
  if (kind == "sms/generic") config.maps["map"] = {{"from", "msisdn"}, {"text", "body"}, {"id", "msgid"}};
  return config;
}

inline std::unique_ptr<Channel> sms(const std::string& kind) { return *make_channel(sms_config(kind)); }

inline std::unique_ptr<Channel> generic(const std::map<std::string, std::string>& map,
                                        const std::map<std::string, std::string>& more = {}) {
  auto config = sms_config("sms/generic");
  config.maps["map"] = map;
  for (const auto& [key, value] : more) config.values[key] = value;
  auto made = make_channel(config);
  REQUIRE(made);
  return *std::move(made);
}

inline http::Request get(const std::string& query) {
  http::Request request;
  request.target = "/hooks/sms?" + query;
  return request;
}

inline http::Request post(const std::string& type, std::string body) {
  http::Request request;
  request.method = "POST";
  request.target = "/hooks/sms";
  if (!type.empty()) request.headers.add("Content-Type", type);
  request.body = std::move(body);
  return request;
}

inline http::Request form(std::string body) { return post("application/x-www-form-urlencoded", std::move(body)); }
inline http::Request json(std::string body) { return post("application/json", std::move(body)); }

inline Inbound one(const Channel& channel, const http::Request& request) {
  const auto received = channel.receive(request);
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  return received->events.front();
}

inline OutboundMessage to_phone(const std::string& text) {
  OutboundMessage message;
  message.to = "+628123456789";
  message.text = text;
  message.key = "77";
  return message;
}

inline http::Response response(int status, std::string body = {}) {
  http::Response answer;
  answer.status = status;
  answer.body = std::move(body);
  return answer;
}

inline http::Request request_of(const Channel& channel, const OutboundMessage& message,
                                std::vector<Exchange> so_far = {}) {
  const auto step = channel.send(message, so_far);
  REQUIRE(std::holds_alternative<http::Request>(step));
  return std::get<http::Request>(step);
}

template <class Outcome>
Outcome outcome_of(const Channel& channel, const OutboundMessage& message, std::vector<Exchange> so_far = {}) {
  const auto step = channel.send(message, so_far);
  REQUIRE(std::holds_alternative<SendOutcome>(step));
  const auto& outcome = std::get<SendOutcome>(step);
  REQUIRE(std::holds_alternative<Outcome>(outcome));
  return std::get<Outcome>(outcome);
}

// "done 5", "retry credentials channel", "rejected bad-number unreachable", "unknown no-answer".
inline std::string told(const SendStep& step) {
  const auto* outcome = std::get_if<SendOutcome>(&step);
  if (outcome == nullptr) return "request";
  if (const auto* done = std::get_if<Done>(outcome)) return "done " + done->external_id;
  if (const auto* retry = std::get_if<Retry>(outcome)) {
    return "retry " + retry->reason + (retry->hold == Hold::channel ? " channel" : "");
  }
  if (const auto* rejected = std::get_if<Rejected>(outcome)) {
    return "rejected " + rejected->reason + (rejected->unreachable ? " unreachable" : "");
  }
  return "unknown " + std::get<Unknown>(*outcome).reason;
}

inline std::string told(const Channel& channel, const Exchange& exchange) {
  return told(channel.send(to_phone("Halo"), std::vector<Exchange>{exchange}));
}

// The value of one parameter of a query or form.
inline std::string parameter(const std::string& form, std::string_view name) {
  const auto at = form.find('?');
  const auto pairs = http::parse_form(std::string_view(form).substr(at == std::string::npos ? 0 : at + 1));
  return http::form_value(pairs, name).value_or("-");
}

}  // namespace pintu::test
