// SPDX-License-Identifier: Apache-2.0
// An aggregator as there are many: plain GETs whose parameters have the names that it was given. And what the dialects
// share.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/sms/gsm7.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/reading.hpp"
#include "gateway/sandbox/sms_dialect.hpp"

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

http::Response failure(int status, const char* why) {
  return json_response(status, dump({{"status", "ERROR"}, {"message", why}}));
}

class Generic final : public SmsDialect {
 public:
  explicit Generic(SmsNumber number) : number_(std::move(number)) {}

  http::Request message(const PersonSms& sms, const std::string& hook) const override {
    http::Request request;
    const auto plain = sms.from.starts_with('+') ? sms.from.substr(1) : sms.from;
    request.target = hook + (hook.find('?') == std::string::npos ? "?" : "&") +
                     form_text({{name("from"), plain},
                                {name("to"), number_.number},
                                {name("text"), sms.text},
                                {name("id"), sms.id},
                                {name("at"), to_rfc3339(sms.at)}});
    return request;
  }

  // GET or POST /send
  std::variant<SentSms, http::Response> read(const http::Request& request) const override {
    if (request.path() != "/send") return failure(404, "not found");
    const auto fields = fields_of(request);
    const auto get = [&](const char* key) { return field(fields, name(key)); };
    if (get("user") != number_.username || !crypto::equal(get("pass"), number_.password)) {
      return failure(401, "user or pass is wrong");
    }
    SentSms sms;
    sms.to = get("to");
    sms.text = get("text");
    sms.id = crypto::to_hex(crypto::random_bytes(6));
    sms.gsm7 = sms::cost_of(sms.text).gsm7;
    if (sms.to.empty()) return failure(400, "no receiver");
    if (sms.text.empty()) return failure(400, "no text");
    return sms;
  }

  http::Response taken(const SentSms& sms) const override {
    return json_response(200, dump({{"status", "OK"}, {"id", sms.id}}));
  }
  std::vector<http::Request> report(const SentSms&, SmsFate, Instant) const override { return {}; }
  http::Response too_many() const override {
    auto response = failure(429, "too many requests");
    response.headers.add("Retry-After", "1");
    return response;
  }
  std::optional<http::Response> refusal(std::string_view word) const override {
    return word == "no-credit" ? std::optional(failure(200, "credit exhausted")) : std::nullopt;
  }
  Patience patience() const override { return {.tries = 3, .first_wait = 1s, .growing = false, .only_200 = false}; }

 private:
  std::string name(const char* key) const {
    const auto given = number_.names.find(key);
    return given == number_.names.end() ? key : given->second;
  }

  SmsNumber number_;
};

}  // namespace

std::string form_text(const std::vector<std::pair<std::string, std::string>>& pairs) {
  std::string out;
  for (const auto& [name, value] : pairs) {
    out += fmt::format("{}{}={}", out.empty() ? "" : "&", http::url_encode(name), http::url_encode(value));
  }
  return out;
}

std::vector<std::pair<std::string, std::string>> fields_of(const http::Request& request) {
  auto fields = http::parse_form(request.query());
  if (request.headers.first("Content-Type").value_or("").starts_with("application/x-www-form-urlencoded")) {
    for (auto& each : http::parse_form(request.body)) fields.push_back(std::move(each));
  }
  return fields;
}

std::string field(const std::vector<std::pair<std::string, std::string>>& fields, std::string_view name) {
  return http::form_value(fields, name).value_or("");
}

std::unique_ptr<SmsDialect> generic_dialect(const SmsNumber& number) { return std::make_unique<Generic>(number); }

std::unique_ptr<SmsDialect> sms_dialect(const SmsNumber& number) {
  if (number.dialect == "twilio") return twilio_dialect(number);
  if (number.dialect == "kannel") return kannel_dialect(number);
  return number.dialect == "generic" ? generic_dialect(number) : nullptr;
}

}  // namespace pintu::sandbox
