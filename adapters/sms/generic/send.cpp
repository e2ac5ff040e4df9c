// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "adapters/sms/answer.hpp"
#include "adapters/sms/generic/generic.hpp"
#include "adapters/sms/gsm7.hpp"
#include "adapters/sms/send.hpp"
#include "adapters/wire.hpp"

namespace pintu::sms::generic {

namespace {

using Escape = std::string (*)(std::string_view);
using Values = std::map<std::string, std::string>;

std::string in_json(std::string_view text) {
  const auto quoted = wire::dump(wire::Json(std::string(text)));
  return quoted.substr(1, quoted.size() - 2);
}

std::string in_xml(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '&':
        out += "&amp;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

Escape escape_for(std::string_view type) {
  if (type.find("json") != std::string_view::npos) return in_json;
  if (type.find("xml") != std::string_view::npos) return in_xml;
  return http::url_encode;
}

// Every {word} of the template that we know; what a person wrote is put in once and never read again.
std::string filled(std::string_view text, const Values& values, Escape escape) {
  std::string out;
  while (true) {
    const auto open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) return out;
    text.remove_prefix(open);
    const auto close = text.find('}');
    const auto known =
        close == std::string_view::npos ? values.end() : values.find(std::string(text.substr(1, close - 1)));
    if (known == values.end()) {
      out += text.front();
      text.remove_prefix(1);
    } else {
      out += escape(known->second);
      text.remove_prefix(close + 1);
    }
  }
}

Judged judge_sent(const Sending& sending, const Exchange& exchange, const std::string& key) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr || response->status < 200 || response->status >= 300) return judge_failure(exchange);
  if (!sending.success.empty() && response->body.find(sending.success) == std::string::npos) {
    return SendOutcome(Retry{"refused", std::nullopt, Hold::job});
  }
  if (sending.id.empty()) return key;
  auto id = clean(value_in_answer(*response, sending.id).value_or(""), longest_name);
  return id.empty() ? key : id;
}

}  // namespace

http::Request Generic::request_for(const OutboundMessage& message, const std::string& to,
                                   const std::string& text) const {
  const auto& country = settings_.numbers.country;
  const auto digits = to.substr(1);
  const auto local = digits.starts_with(country) ? "0" + digits.substr(country.size()) : digits;
  const Values values{{"to", digits},
                      {"to_plus", to},
                      {"to_local", local},
                      {"text", text},
                      {"from", settings_.from},
                      {"key", message.key},
                      {"unicode", cost_of(text).gsm7 ? "0" : "1"}};
  http::Request request;
  request.target = filled(settings_.sending.url, values, http::url_encode);
  request.effect = http::Effect::creates;
  if (!settings_.sending.authorization.empty()) request.headers.add("Authorization", settings_.sending.authorization);
  if (settings_.sending.body.empty()) return request;
  request.method = "POST";
  request.headers.add("Content-Type", settings_.sending.type);
  request.body = filled(settings_.sending.body, values, escape_for(settings_.sending.type));
  return request;
}

SendStep Generic::send(const OutboundMessage& message, std::span<const Exchange> so_far) const {
  const auto ready = prepare(message, renderer_, settings_.numbers);
  if (const auto* outcome = std::get_if<SendOutcome>(&ready)) return *outcome;
  const auto& [to, texts] = std::get<Ready>(ready);
  Done done;
  for (const auto& text : texts) {
    if (done.all_ids.size() == so_far.size()) return request_for(message, to, text);
    auto sent = judge_sent(settings_.sending, so_far[done.all_ids.size()], message.key);
    if (auto* outcome = std::get_if<SendOutcome>(&sent)) return std::move(*outcome);
    done.all_ids.push_back(std::get<std::string>(std::move(sent)));
  }
  done.external_id = done.all_ids.back();
  return SendOutcome(std::move(done));
}

}  // namespace pintu::sms::generic
