// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/parts.hpp"
#include "adapters/sms/time.hpp"
#include "adapters/sms/vonage/vonage.hpp"

namespace pintu::sms::vonage {

namespace {

std::optional<Part> part_of_message(const Fields& fields) {
  if (auto by_header = read_written_udh(fields.raw("udh").value_or(""), fields.word("to"))) return by_header;
  if (fields.word("concat") != "true") return std::nullopt;
  return part_of(fields.word("concat-ref"), fields.integer("concat-part").value_or(0),
                 fields.integer("concat-total").value_or(0), fields.word("to"));
}

Inbound read_message(const Fields& fields, const Numbers& numbers) {
  Inbound event;
  event.id = fields.word("messageId");
  event.message_id = event.id;
  event.at = read_time(fields.word("message-timestamp"));
  event.text = fields.text("text");
  event.part = part_of_message(fields);
  if (fields.word("type") == "binary") {
    event.text.clear();
    event.reason = "binary";
  } else if (event.text.empty()) {
    event.reason = "empty";
  }
  set_sender(event, fields.word("msisdn"), fields.word("to"), numbers);
  if (event.id.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "message-without-id";
  }
  return event;
}

std::optional<ReceiptStatus> status_of(std::string_view word) {
  if (word == "accepted" || word == "buffered") return ReceiptStatus::sent;
  if (word == "delivered") return ReceiptStatus::delivered;
  if (word == "failed" || word == "expired" || word == "rejected") return ReceiptStatus::failed;
  return std::nullopt;
}

// https://developer.vonage.com/en/messaging/sms/guides/delivery-receipts
Inbound read_receipt(const Fields& fields, const Numbers& numbers) {
  Inbound event;
  const auto word = fields.word("status");
  event.reply_to = fields.word("messageId");
  event.key = fields.word("client-ref");
  event.from = read_sender(fields.word("msisdn"), numbers.country).address;
  event.id = fmt::format("{}:{}", event.reply_to, word);
  event.at = read_time(fields.word("message-timestamp"));
  event.status = status_of(word);
  if (event.reply_to.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "receipt-without-id";
  } else if (!event.status) {
    event.kind = InboundKind::ignored;
    event.reason = "unknown-status";
  } else {
    event.kind = InboundKind::receipt;
    const auto code = fields.integer("err-code").value_or(0);
    if (event.status == ReceiptStatus::failed) event.reason = code > 0 ? fmt::format("error-{}", code) : word;
  }
  return event;
}

}  // namespace

Result<Received> Vonage::receive(const http::Request& request) const {
  PINTU_TRY(const auto fields, read_fields(request));
  Received received;
  received.answer = answer("text/plain; charset=utf-8", "");
  if (fields.pairs().empty()) return received;
  if (fields.has("status") && !fields.has("text")) {
    received.events.push_back(read_receipt(fields, settings_.numbers));
  } else if (fields.has("msisdn") || fields.has("messageId")) {
    received.events.push_back(read_message(fields, settings_.numbers));
  } else {
    return fail(Errc::malformed, "the request is no message of Vonage: it has neither msisdn nor messageId");
  }
  return received;
}

}  // namespace pintu::sms::vonage
