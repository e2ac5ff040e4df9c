// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/answer.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"

namespace pintu::lapor {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr Duration configuration_pause = 5min;
constexpr Duration busy_pause = 1min;
constexpr std::size_t longest_sentence = 200;

// The value of `key` in the body itself, its `results` or its `data`, also one inside the other.
const Json* look(const Json& body, const char* key) {
  const Json* results = wire::find(&body, "results");
  const Json* data = wire::find(&body, "data");
  for (const Json* place : {&body, results, data, wire::find(results, "data"), wire::find(data, "results")}) {
    if (const Json* value = wire::find(place, key)) return value;
  }
  return nullptr;
}

bool says_failure(const Json& body) {
  for (const char* key : {"success", "status"}) {
    const Json* value = wire::find(&body, key);
    if (value == nullptr) continue;
    if (value->is_boolean() && !value->get<bool>()) return true;
    if (says_no(wire::text(value, 32).value_or(""))) return true;
  }
  return false;
}

// The first sentence under `errors`: {"title": ["Judul wajib diisi"]} or a list or a string.
std::string first_sentence(const Json* value) {
  while (value != nullptr && (value->is_object() || value->is_array())) {
    if (value->empty()) return {};
    value = &*value->begin();
  }
  return wire::text(value, longest_sentence).value_or("");
}

std::string sentence_of(const Json& body) {
  if (auto detail = first_sentence(look(body, "errors")); !detail.empty()) return detail;
  for (const char* key : {"message", "error", "msg"}) {
    if (auto sentence = first_sentence(look(body, key)); !sentence.empty()) return sentence;
  }
  return {};
}

std::string sentence_in(const http::Response& response) {
  const auto json = wire::parse(response.body);
  return json && json->is_object() ? sentence_of(*json) : std::string();
}

SendOutcome bad_answer(const http::Response& response) { return judge_bad(response, sentence_in(response)); }

// For requests without effect nothing is unknown: they are made again.
SendOutcome harmless(SendOutcome outcome) {
  if (const auto* unknown = std::get_if<Unknown>(&outcome)) return Retry{unknown->reason, std::nullopt, Hold::job};
  return outcome;
}

std::string id_of(const Json& body, const char* key) {
  auto id = wire::id_text(look(body, key));
  return is_agency_id(id) && id != "0" ? id : std::string();
}

}  // namespace

bool is_good(const http::Response& response) { return response.status >= 200 && response.status < 300; }

bool says_no(std::string_view word) { return word == "false" || word == "error" || word == "failed" || word == "fail"; }

SendOutcome refused(const http::Response& response, std::string sentence) {
  return Rejected{sentence.empty() ? "refused-" + std::to_string(response.status) : std::move(sentence), false, {}};
}

SendOutcome judge_bad(const http::Response& response, std::string sentence) {
  switch (response.status) {
    case 401:
    case 403:
      return Retry{"credentials", configuration_pause, Hold::channel};
    case 404:
    case 405:
    case 410:
      return Retry{"wrong-path", configuration_pause, Hold::channel};
    case 408:
    case 425:
      return Retry{"not-taken", std::nullopt, Hold::job};
    case 301:
    case 307:
    case 308:
      return Retry{"redirected", configuration_pause, Hold::channel};
    case 429:
      return Retry{"too-many-requests", wire::retry_after(response).value_or(busy_pause), Hold::channel};
    case 503:
      return Retry{"unavailable", wire::retry_after(response), Hold::channel};
    default:
      break;
  }
  if (response.status >= 500) return Unknown{"server-error"};
  if (response.status >= 300 && response.status < 400) return Unknown{"redirected"};
  return refused(response, std::move(sentence));
}

SendOutcome no_response(const http::Exchange& exchange) {
  if (std::holds_alternative<http::NotSent>(exchange)) return Retry{"not-sent", std::nullopt, Hold::job};
  return Unknown{"no-answer"};
}

bool is_agency_id(std::string_view id) {
  const auto plain = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
  };
  return !id.empty() && id.size() <= 40 && std::ranges::all_of(id, plain);
}

std::variant<std::string, SendOutcome> judge_report(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return no_response(exchange);
  if (!is_good(*response)) return bad_answer(*response);
  const auto json = wire::parse(response->body);
  if (!json || !json->is_object()) return SendOutcome(Unknown{"answer-is-no-json"});
  if (auto id = id_of(*json, "complaint_id"); !id.empty()) return id;
  if (says_failure(*json) && !sentence_of(*json).empty()) return refused(*response, sentence_of(*json));
  return SendOutcome(Unknown{"accepted-without-id"});
}

std::variant<std::string, SendOutcome> judge_follow_up(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return no_response(exchange);
  if (!is_good(*response)) return bad_answer(*response);
  const auto json = wire::parse(response->body);
  if (!json || !json->is_object()) return SendOutcome(Unknown{"answer-is-no-json"});
  if (says_failure(*json)) return refused(*response, sentence_of(*json));
  auto id = id_of(*json, "followup_id");
  return id.empty() ? id_of(*json, "id") : id;
}

std::variant<Uploaded, SendOutcome> judge_upload(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return harmless(no_response(exchange));
  if (!is_good(*response)) {
    auto outcome = harmless(bad_answer(*response));
    if (std::holds_alternative<Rejected>(outcome)) return Uploaded{};
    return outcome;
  }
  const auto json = wire::parse(response->body);
  if (!json || !json->is_object()) return SendOutcome(Retry{"answer-is-no-json", std::nullopt, Hold::job});
  Uploaded uploaded;
  const Json* docs = look(*json, "docs");
  if (docs != nullptr && docs->is_array()) {
    for (const auto& doc : *docs) {
      const Json* id = wire::find(&doc, "id");
      if (const auto text = wire::id_text(id); is_agency_id(text)) uploaded.ids.push_back(wire::dump(*id));
    }
  }
  if (!uploaded.ids.empty() || says_failure(*json)) return uploaded;
  return SendOutcome(Retry{"uploaded-without-id", std::nullopt, Hold::job});
}

std::variant<std::string, SendOutcome> judge_question(const http::Exchange& exchange) {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return harmless(no_response(exchange));
  if (response->status == 404 || response->status == 410) return SendOutcome(Rejected{"not-found", false, {}});
  if (!is_good(*response)) return harmless(bad_answer(*response));
  return response->body;
}

}  // namespace pintu::lapor
