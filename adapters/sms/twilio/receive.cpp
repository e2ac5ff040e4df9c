// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/media.hpp"
#include "adapters/sms/twilio/twilio.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::sms::twilio {

namespace {

constexpr std::string_view whatsapp_prefix = "whatsapp:";
constexpr std::int64_t most_files = 10;

std::string_view without_prefix(std::string_view address) {
  if (address.starts_with(whatsapp_prefix)) address.remove_prefix(whatsapp_prefix.size());
  return address;
}

// On WhatsApp a person may have an id in place of a number ("US.1234"), and nobody there is a machine's name.
void set_person(Inbound& event, const Fields& fields, const Numbers& numbers) {
  const auto from = fields.word("From");
  const auto to = fields.word("To");
  const auto address = without_prefix(from);
  if (from.starts_with(whatsapp_prefix) && !address.empty() && !address.starts_with('+')) {
    event.from = address;
  } else {
    Numbers own = numbers;
    for (auto& number : own.own) number = without_prefix(number);
    set_sender(event, address, without_prefix(to), own);
  }
  const auto other = fields.word("ExternalUserId");
  if (!other.empty() && without_prefix(other) != event.from) event.alias = without_prefix(other);
  event.name = fields.word("ProfileName");
}

bool printable(std::string_view text) {
  return std::ranges::none_of(text, [](char c) { return c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t'; });
}

// Twilio hands on some long messages in base64 without a word about it, cut anywhere. Only what no person types is
// taken for that: one long word that decodes to words.
std::string decoded_body(std::string text) {
  constexpr std::size_t shortest = 40;
  const auto outside = [](char c) {
    return (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '+' && c != '/' && c != '=';
  };
  if (text.size() < shortest || text.size() % 4 != 0 || std::ranges::any_of(text, outside)) return text;
  auto bytes = crypto::from_base64(text);
  if (!bytes) return text;
  for (int cut = 0; cut < 4 && !bytes->empty() && !utf8::valid(*bytes); ++cut) bytes->pop_back();
  if (!utf8::valid(*bytes) || !printable(*bytes) || bytes->find(' ') == std::string::npos) return text;
  return clean(*bytes);
}

void read_files(Inbound& event, const Fields& fields) {
  const auto count = std::clamp<std::int64_t>(fields.integer("NumMedia").value_or(0), 0, most_files);
  for (std::int64_t i = 0; i < count; ++i) {
    const auto url = fields.raw(fmt::format("MediaUrl{}", i)).value_or("");
    if (url.empty()) continue;
    event.attachments.push_back(attachment_of(url, fields.word(fmt::format("MediaContentType{}", i))));
  }
}

void read_place(Inbound& event, const Fields& fields) {
  if (!fields.has("Latitude") && !fields.has("Longitude")) return;
  const auto latitude = fields.number("Latitude");
  const auto longitude = fields.number("Longitude");
  if (!latitude || !longitude || std::abs(*latitude) > 90 || std::abs(*longitude) > 180) {
    event.reason = "place-that-is-none";
    return;
  }
  const auto label = fields.word("Label");
  event.location = Location{*latitude, *longitude, label.empty() ? fields.word("Address") : label};
}

Inbound read_message(const Fields& fields, const Numbers& numbers) {
  Inbound event;
  event.id = fields.word("MessageSid");
  if (event.id.empty()) event.id = fields.word("SmsMessageSid");
  if (event.id.empty()) event.id = fields.word("SmsSid");
  event.message_id = event.id;
  event.text = decoded_body(fields.text("Body"));
  event.reply_to = fields.word("OriginalRepliedMessageSid");
  event.opt_out = fields.word("OptOutType") == "STOP";
  event.forwarded = fields.word("Forwarded") == "true" || fields.word("FrequentlyForwarded") == "true";
  read_files(event, fields);
  read_place(event, fields);
  if (const auto payload = fields.word("ButtonPayload"); !payload.empty()) {
    event.kind = InboundKind::tap;
    event.tap = payload;
    if (const auto label = fields.word("ButtonText"); !label.empty()) event.text = label;
  }
  if (event.text.empty() && event.attachments.empty() && !event.location && event.reason.empty()) {
    event.reason = "empty";
  }
  set_person(event, fields, numbers);
  if (event.id.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "message-without-id";
  }
  return event;
}

std::optional<ReceiptStatus> status_of(std::string_view word) {
  if (word == "sent") return ReceiptStatus::sent;
  if (word == "delivered") return ReceiptStatus::delivered;
  if (word == "read") return ReceiptStatus::read;
  if (word == "failed" || word == "undelivered" || word == "canceled") return ReceiptStatus::failed;
  return std::nullopt;
}

// https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
Inbound read_status(const Fields& fields, const Numbers& numbers) {
  Inbound event;
  const auto word = fields.word("MessageStatus");
  event.reply_to = fields.word("MessageSid");
  event.key = fields.word("k");
  event.from = read_sender(without_prefix(fields.word("To")), numbers.country).address;
  event.id = fmt::format("{}:{}", event.reply_to, word);
  event.status = status_of(word);
  if (event.reply_to.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "status-without-id";
  } else if (!event.status) {
    const bool early = word == "queued" || word == "accepted" || word == "scheduled" || word == "sending";
    event.kind = InboundKind::ignored;
    event.reason = early ? word : "unknown-status";
  } else {
    event.kind = InboundKind::receipt;
    const auto code = fields.integer("ErrorCode");
    if (event.status == ReceiptStatus::failed) event.reason = code ? fmt::format("error-{}", *code) : word;
  }
  return event;
}

}  // namespace

Result<Received> Twilio::receive(const http::Request& request) const {
  PINTU_TRY(const auto fields, read_fields(request));
  Received received;
  received.answer = answer("text/xml; charset=utf-8", "<Response/>");
  if (fields.has("MessageStatus")) {
    received.events.push_back(read_status(fields, settings_.numbers));
  } else if (fields.has("From")) {
    received.events.push_back(read_message(fields, settings_.numbers));
  } else {
    return fail(Errc::malformed, "the request is no message of Twilio: it has neither From nor MessageStatus");
  }
  return received;
}

}  // namespace pintu::sms::twilio
