// SPDX-License-Identifier: Apache-2.0
// Kannel 1.4.5 with its combined messages, repeats and "max-messages = 0". https://www.kannel.org/userguide.shtml
#include <fmt/format.h>

#include <algorithm>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/gsm7.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"
#include "gateway/sandbox/sms_dialect.hpp"

namespace pintu::sandbox {

using namespace std::chrono_literals;

namespace {

constexpr int tries = 6;  // http-request-retry = 5
constexpr int delivered = 1;
constexpr int failed = 2;
constexpr int by_smsc = 8;

http::Response plain(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/html");
  response.body = std::move(body);
  return response;
}

std::string utf16be(std::string_view text) {
  std::string out;
  const auto put = [&out](std::uint32_t unit) {
    out += static_cast<char>(unit >> 8U & 0xFFU);
    out += static_cast<char>(unit & 0xFFU);
  };
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t point = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < text.size(); ++k) {
      point = point << 6U | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
    }
    i += length;
    if (point < 0x10000) {
      put(point);
    } else {
      put(0xD800 + ((point - 0x10000) >> 10U));
      put(0xDC00 + ((point - 0x10000) & 0x3FFU));
    }
  }
  return out;
}

// What a phone gets of a text that is sent in the 7-bit alphabet: each byte outside it is a question mark.
std::string squeezed(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t length = 1;
    while (i + length < text.size() && (static_cast<unsigned char>(text[i + length]) & 0xC0U) == 0x80U) ++length;
    const auto character = text.substr(i, length);
    out += sms::cost_of(character).gsm7 ? character : std::string(length, '?');
    i += length;
  }
  return out;
}

std::string epoch(Instant at) {
  return std::to_string(std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count());
}

class Kannel final : public SmsDialect {
 public:
  explicit Kannel(SmsNumber number) : number_(std::move(number)) {}

  // get-url = "…?from=%p&to=%P&text=%b&ts=%T&id=%I&smsc=%i&coding=%c&charset=%C&udh=%u"
  http::Request message(const PersonSms& sms, const std::string& hook) const override {
    const bool gsm7 = sms::cost_of(sms.text).gsm7;
    http::Request request;
    request.target = hook + "?" +
                     form_text({{"from", sms.from},
                                {"to", number_.number},
                                {"text", gsm7 ? sms.text : utf16be(sms.text)},
                                {"ts", epoch(sms.at)},
                                {"id", sms.id},
                                {"smsc", "SMSC1"},
                                {"coding", gsm7 ? "0" : "2"},
                                {"charset", gsm7 ? "UTF-8" : "UTF-16BE"},
                                {"udh", sms.udh}});
    request.headers.add("User-Agent", "Kannel/1.4.5");
    request.headers.add("X-Kannel-From", sms.from);
    return request;
  }

  std::variant<SentSms, http::Response> read(const http::Request& request) const override {
    if (request.path() != "/cgi-bin/sendsms") return plain(404, "Unknown request.");
    const auto fields = fields_of(request);
    const auto get = [&](std::string_view name) { return field(fields, name); };
    const auto password = get("password").empty() ? get("pass") : get("password");
    if (get("username") != number_.username || !crypto::equal(password, number_.password)) {
      return plain(403, "Authorization failed for sendsms");
    }
    SentSms sms;
    sms.to = get("to");
    const auto digit = [](char c) { return (c >= '0' && c <= '9') || c == '+'; };
    if (sms.to.empty()) return plain(400, "Missing receiver number, rejected");
    if (!std::ranges::all_of(sms.to, digit)) return plain(400, "Garbage 'to' field, rejected.");
    if (const auto mask = get("dlr-mask"); !mask.empty()) {
      if (!std::ranges::all_of(mask, [](char c) { return c >= '0' && c <= '9'; }) || mask.size() > 2) {
        return plain(400, "DLR-Mask field misformed, rejected");
      }
      sms.mask = std::stoi(mask);
    }
    sms.report_to = get("dlr-url");
    sms.udh = get("udh");
    const auto coding = get("coding");
    if (coding != "" && coding != "0" && coding != "1" && coding != "2")
      return plain(400, "Coding field misformed, rejected");
    const auto charset = sms::charset_from(get("charset"));
    const auto bytes = get("text");
    // A text of wide characters without a charset is taken for what goes over the air.
    sms.gsm7 = coding != "2";
    if (sms.gsm7) {
      sms.text = squeezed(sms::decode(bytes, charset.value_or(sms::Charset::utf8)));
    } else {
      sms.text = sms::decode(bytes, charset.value_or(sms::Charset::utf16be));
    }
    return sms;
  }

  http::Response taken(const SentSms&) const override { return plain(202, "0: Accepted for delivery"); }

  std::vector<http::Request> report(const SentSms& sms, SmsFate fate, Instant at) const override {
    const int type = fate == SmsFate::accepted ? by_smsc : fate == SmsFate::delivered ? delivered : failed;
    if (sms.report_to.empty() || (sms.mask & type) == 0) return {};
    const std::map<char, std::string> escapes{
        {'d', std::to_string(type)},
        {'p', sms.to},
        {'P', number_.number},
        {'T', epoch(at)},
        {'i', "SMSC1"},
        {'F', sms.id},
        {'I', crypto::to_hex(crypto::random_bytes(8))},  // not the message's: it differs a report
        {'A', type == by_smsc ? "ACK/"
                              : fmt::format("id:{} sub:001 dlvrd:001 stat:{} err:000", sms.id,
                                            type == delivered ? "DELIVRD" : "UNDELIV")}};
    http::Request request;
    for (std::size_t i = 0; i < sms.report_to.size(); ++i) {
      const auto known =
          sms.report_to[i] == '%' && i + 1 < sms.report_to.size() ? escapes.find(sms.report_to[i + 1]) : escapes.end();
      if (known == escapes.end()) {
        request.target += sms.report_to[i];
      } else {
        request.target += http::url_encode(known->second);
        ++i;
      }
    }
    request.headers.add("User-Agent", "Kannel/1.4.5");
    return {request};
  }

  http::Response too_many() const override { return plain(503, "Temporal failure, try again later."); }
  std::optional<http::Response> refusal(std::string_view word) const override {
    if (word == "403") return plain(403, "Authorization failed for sendsms");
    if (word == "400") return plain(400, "Missing receiver number, rejected");
    return std::nullopt;
  }
  Patience patience() const override { return {.tries = tries, .first_wait = 1s, .growing = false, .only_200 = false}; }
  std::string apology() const override { return "Could not fetch content, sorry."; }

 private:
  SmsNumber number_;
};

}  // namespace

std::unique_ptr<SmsDialect> kannel_dialect(const SmsNumber& number) { return std::make_unique<Kannel>(number); }

}  // namespace pintu::sandbox
