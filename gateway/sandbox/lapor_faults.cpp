// SPDX-License-Identifier: Apache-2.0
// What only LAPOR does wrong: answers that are well-formed and not what they were.
#include <nlohmann/json.hpp>

#include "gateway/base/clock.hpp"
#include "gateway/http/response_text.hpp"
#include "gateway/sandbox/fake_lapor.hpp"

namespace pintu::sandbox {

namespace {

std::optional<http::Response> refusal(std::string_view word) {
  if (word == "301") {
    auto response = json_response(301, "");
    response.headers.add("Location", "/pindah");
    return response;
  }
  if (word == "401") return json_response(401, R"({"message":"Unauthenticated."})");
  if (word == "404") return json_response(404, R"({"message":"Not Found"})");
  if (word == "429-bare") return json_response(429, R"({"message":"Too Many Attempts."})");
  if (word == "429-date") {
    auto response = json_response(429, R"({"message":"Too Many Attempts."})");
    response.headers.add("Retry-After", http::http_date(SystemClock().now() + std::chrono::seconds(30)));
    return response;
  }
  return std::nullopt;
}

void replace(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

// Every number as text.
void spell(Json& value) {
  if (value.is_number()) value = value.dump();
  if (!value.is_structured()) return;
  for (auto& each : value) spell(each);
}

}  // namespace

void FakeLapor::learn_faults() {
  faults_.teach("301, 401, 404, 429-bare, 429-date, renamed, strings, same-id, strange-state", refusal,
                [this](std::string_view word, http::Response right) { return twisted(word, std::move(right)); });
}

std::optional<http::Response> FakeLapor::twisted(std::string_view word, http::Response right) const {
  auto& body = right.body;
  if (word == "renamed") {
    replace(body, "complaint_id", "ticket_no");
    replace(body, "trackingid", "ticketno");
    replace(body, "status_name", "status_label");
    replace(body, "status_code", "status_no");
  } else if (word == "strings") {
    auto json = Json::parse(body, nullptr, false);
    if (!json.is_discarded()) spell(json), body = dump(json);
  } else if (word == "same-id") {
    if (complaints_.size() > 1) replace(body, complaints_.back().id, complaints_.front().id);
  } else if (word == "strange-state") {
    auto json = Json::parse(body, nullptr, false);
    if (!member(member(json, "results"), "data").is_null()) {
      json["results"]["data"]["status_name"] = "Menunggu Paraf Camat";
      body = dump(json);
    }
  } else {
    return std::nullopt;
  }
  return right;
}

}  // namespace pintu::sandbox
