// SPDX-License-Identifier: Apache-2.0
// Twilio's messaging. https://www.twilio.com/docs/messaging/api/message-resource
#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/sms/gsm7.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/sandbox/reading.hpp"
#include "gateway/sandbox/sms_dialect.hpp"

namespace pintu::sandbox {

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

constexpr std::size_t longest_body = 1600;

http::Response error(int status, int code, const std::string& message) {
  return json_response(status, dump({{"code", code},
                                     {"message", message},
                                     {"more_info", "https://www.twilio.com/docs/errors/" + std::to_string(code)},
                                     {"status", status}}));
}

bool is_number(std::string_view text) {
  return text.size() > 7 && text.size() < 17 && text[0] == '+' &&
         std::ranges::all_of(text.substr(1), [](char c) { return c >= '0' && c <= '9'; });
}

class Twilio final : public SmsDialect {
 public:
  explicit Twilio(SmsNumber number) : number_(std::move(number)) {}

  http::Request message(const PersonSms& sms, const std::string& hook) const override {
    const auto sid = "SM" + crypto::to_hex(crypto::sha256(sms.id)).substr(0, 32);
    Pairs form{{"ToCountry", "ID"},
               {"SmsMessageSid", sid},
               {"NumMedia", std::to_string(sms.media.size())},
               {"SmsSid", sid},
               {"SmsStatus", "received"},
               {"FromCountry", "ID"},
               {"Body", sms.text},
               {"To", number_.number},
               {"NumSegments", std::to_string(std::max(1, sms::cost_of(sms.text).segments))},
               {"MessageSid", sid},
               {"AccountSid", number_.username},
               {"From", sms.from},
               {"ApiVersion", "2010-04-01"}};
    for (std::size_t i = 0; i < sms.media.size(); ++i) {
      form.emplace_back("MediaUrl" + std::to_string(i), sms.media[i].first);
      form.emplace_back("MediaContentType" + std::to_string(i), sms.media[i].second);
    }
    return signed_form(hook, std::move(form));
  }

  std::variant<SentSms, http::Response> read(const http::Request& request) const override {
    const auto wanted = "Basic " + crypto::to_base64(number_.username + ":" + number_.password);
    if (!crypto::equal(request.headers.only("Authorization").value_or(""), wanted)) {
      return error(401, 20003, "Authenticate");
    }
    if (request.path() != "/2010-04-01/Accounts/" + number_.username + "/Messages.json" || request.method != "POST") {
      return error(404, 20404, "The requested resource was not found");
    }
    const auto form = http::parse_form(request.body);
    const auto get = [&](std::string_view name) { return field(form, name); };
    SentSms sms;
    sms.to = get("To");
    sms.text = get("Body");
    sms.report_to = get("StatusCallback");
    sms.gsm7 = sms::cost_of(sms.text).gsm7;
    sms.id = "SM" + crypto::to_hex(crypto::random_bytes(16));
    if (get("From").empty() && get("MessagingServiceSid").empty())
      return error(400, 21603, "A 'From' phone number is required.");
    if (!get("From").empty() && get("From") != number_.number) {
      return error(
          400, 21606,
          "The 'From' phone number provided is not a valid, SMS-capable inbound phone number for your account.");
    }
    if (sms.to.empty()) return error(400, 21604, "A 'To' phone number is required.");
    if (!is_number(sms.to)) return error(400, 21211, "Invalid 'To' Phone Number");
    if (sms.text.empty() && get("MediaUrl").empty()) return error(400, 21602, "Message body is required.");
    if (utf8::code_points(sms.text) > longest_body) {
      return error(400, 21617, "The concatenated message body exceeds the 1600 character limit.");
    }
    return sms;
  }

  http::Response taken(const SentSms& sms) const override {
    return json_response(201, dump({{"sid", sms.id},
                                    {"account_sid", number_.username},
                                    {"to", sms.to},
                                    {"from", number_.number},
                                    {"body", sms.text},
                                    {"status", "queued"},
                                    {"num_segments", std::to_string(sms::cost_of(sms.text).segments)},
                                    {"direction", "outbound-api"},
                                    {"error_code", nullptr}}));
  }

  std::vector<http::Request> report(const SentSms& sms, SmsFate fate, Instant) const override {
    if (sms.report_to.empty()) return {};
    const std::string status = fate == SmsFate::accepted    ? "sent"
                               : fate == SmsFate::delivered ? "delivered"
                                                            : "undelivered";
    Pairs form{{"SmsSid", sms.id},       {"SmsStatus", status},       {"MessageStatus", status},
               {"To", sms.to},           {"MessageSid", sms.id},      {"AccountSid", number_.username},
               {"From", number_.number}, {"ApiVersion", "2010-04-01"}};
    if (fate == SmsFate::failed) form.emplace_back("ErrorCode", "30003");
    return {signed_form(sms.report_to, std::move(form))};
  }

  http::Response too_many() const override {
    auto response = error(429, 20429, "Too Many Requests");
    response.headers.add("Retry-After", "1");
    return response;
  }

  std::optional<http::Response> refusal(std::string_view word) const override {
    int code = 0;
    const auto end = std::from_chars(word.data(), word.data() + word.size(), code);
    if (end.ec != std::errc() || end.ptr != word.data() + word.size() || code < 10000 || code > 99999)
      return std::nullopt;
    return error(code == 20003 ? 401 : code == 20429 ? 429 : 400, code, "Asked for with a fault");
  }

  // Twilio repeats no webhook of a message by itself.
  Patience patience() const override {
    return {.tries = 1, .first_wait = Duration(0), .growing = false, .only_200 = false};
  }
  bool takes_files() const override { return true; }

 private:
  // X-Twilio-Signature: the URL, then every name with its value, by name.
  http::Request signed_form(const std::string& url, Pairs form) const {
    http::Request request;
    request.method = "POST";
    request.target = url;
    request.body = form_text(form);
    std::ranges::sort(form);
    std::string text = url;
    for (const auto& [name, value] : form) text += name + value;
    request.headers.add("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
    request.headers.add("User-Agent", "TwilioProxy/1.1");
    request.headers.add("X-Twilio-Signature", crypto::to_base64(crypto::hmac_sha1(number_.password, text)));
    request.timeout = std::chrono::seconds(15);
    return request;
  }

  SmsNumber number_;
};

}  // namespace

std::unique_ptr<SmsDialect> twilio_dialect(const SmsNumber& number) { return std::make_unique<Twilio>(number); }

}  // namespace pintu::sandbox
