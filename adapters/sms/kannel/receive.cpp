// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <pugixml.hpp>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/kannel/kannel.hpp"
#include "adapters/sms/kannel/report.hpp"
#include "adapters/sms/parts.hpp"
#include "adapters/sms/time.hpp"
#include "adapters/xml.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::sms::kannel {

namespace {

// A message as smsbox hands it on, before it is one of ours.
struct Raw {
  std::string from, to, id, time, coding, charset, udh;
  std::string text;  // bytes in `charset`
};

// What %C, a content type or, without either, the coding says. Kannel writes 7-bit texts in UTF-8 whatever it calls
// them.
Charset charset_of(const Raw& raw) {
  if (raw.coding == "1") return Charset::binary;
  if (const auto said = charset_from(raw.charset)) return *said == Charset::gsm7 ? Charset::utf8 : *said;
  return raw.coding == "2" ? Charset::utf16be : Charset::utf8;
}

std::string hash_of(const Raw& raw) {
  std::string all;
  for (const auto* part : {&raw.from, &raw.to, &raw.time, &raw.udh, &raw.text}) {
    all += std::to_string(part->size()) + ":" + *part;
  }
  return "h" + crypto::to_hex(crypto::sha256(all)).substr(0, 32);
}

Raw from_query(const Fields& query) {
  const auto bytes = [&query](std::string_view name) { return std::string(query.raw(name).value_or("")); };
  return {bytes("from"),   bytes("to"),      bytes("id"),  bytes("ts"),
          bytes("coding"), bytes("charset"), bytes("udh"), bytes("text")};
}

Raw from_post(const http::Request& request, const Fields& query) {
  const auto header = [&request](std::string_view name) {
    return std::string(request.headers.first(name).value_or(""));
  };
  Raw raw{header("X-Kannel-From"),
          header("X-Kannel-To"),
          std::string(query.raw("id").value_or("")),
          header("X-Kannel-Time"),
          header("X-Kannel-Coding"),
          said_charset(request),
          header("X-Kannel-UDH"),
          request.body};
  if (raw.from.empty()) raw.from = query.raw("from").value_or("");
  if (raw.to.empty()) raw.to = query.raw("to").value_or("");
  return raw;
}

std::string xml_time(const pugi::xml_node& at) {
  if (!at) return {};
  return fmt::format("{}-{}-{} {}:{}:{}", at.child_value("year"), at.child_value("month"), at.child_value("day"),
                     at.child_value("hour"), at.child_value("minute"), at.child_value("second"));
}

// The prolog calls it ISO-8859-1 whatever it is; texts and headers are percent-encoded.
Result<Raw> from_xml(const http::Request& request, const Fields& query) {
  PINTU_TRY(const auto document, read_xml(request.body, XmlCharset::utf8));
  const auto submit = document->child("message").child("submit");
  if (!submit) return fail(Errc::malformed, "the XML is no message of Kannel");
  return Raw{submit.child("oa").child_value("number"),          submit.child("da").child_value("number"),
             std::string(query.raw("id").value_or("")),         xml_time(submit.child("at")),
             submit.child("dcs").child_value("coding"),         {},
             http::url_decode(submit.child_value("udh"), true), http::url_decode(submit.child_value("ud"), true)};
}

Inbound message_of(const Raw& raw, const Numbers& numbers) {
  Inbound event;
  event.id = raw.id.empty() ? hash_of(raw) : clean(raw.id, longest_name);
  event.message_id = event.id;
  event.at = read_time(raw.time);
  const auto charset = charset_of(raw);
  event.text = decode(raw.text, charset);
  event.part = read_written_udh(raw.udh, raw.to);
  if (charset == Charset::binary) {
    event.reason = "binary";
  } else if (event.text.empty()) {
    event.reason = "empty";
  }
  set_sender(event, raw.from, raw.to, numbers);
  return event;
}

}  // namespace

Result<Received> Kannel::receive(const http::Request& request) const {
  if (is_compressed(request)) return fail(Errc::unsupported, "the body is compressed");
  const Fields query(http::parse_form(request.query()));
  Received received;
  received.answer = answer("text/plain; charset=utf-8", "");
  if (is_report(request, query)) {
    auto report = read_report(query, settings_.numbers.country);
    report.key = key_of(report.reply_to);
    received.events.push_back(std::move(report));
    return received;
  }
  Result<Raw> raw = fail(Errc::malformed, "the request is no message of Kannel: it needs from and text");
  const auto kind = kind_of_body(request);
  if (kind == BodyKind::xml && !request.headers.first("X-Kannel-From")) {
    raw = from_xml(request, query);
  } else if (request.method == "POST" && request.headers.first("X-Kannel-To")) {
    raw = from_post(request, query);
  } else if (query.has("from") && query.has("text")) {
    raw = from_query(query);
  }
  if (!raw) return std::unexpected(std::move(raw).error());
  received.events.push_back(message_of(*raw, settings_.numbers));
  return received;
}

}  // namespace pintu::sms::kannel
