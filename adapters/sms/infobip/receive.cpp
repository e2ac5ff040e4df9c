// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/fields.hpp"
#include "adapters/sms/infobip/infobip.hpp"
#include "adapters/sms/media.hpp"
#include "adapters/sms/time.hpp"
#include "adapters/wire.hpp"

namespace pintu::sms::infobip {

using wire::Json;

namespace {

constexpr std::size_t most_files = 10;
constexpr std::size_t most_items = 1000;

std::string word(const Json& item, const char* key) { return wire::id_text(wire::find(&item, key)); }

// An MMS: texts and files in their order.
void read_parts(const Json& parts, Inbound& event) {
  if (!parts.is_array()) return;
  for (const auto& part : parts) {
    const auto type = word(part, "contentType");
    const auto text = wire::text(wire::find(&part, "value"), longest_text);
    const auto url = wire::text(wire::find(&part, "url"));
    if (type.starts_with("text/plain") && text) {
      event.text += (event.text.empty() ? "" : "\n") + *text;
    } else if (url && !url->empty() && event.attachments.size() < most_files) {
      event.attachments.push_back(attachment_of(*url, type));
    }
  }
  event.text = clean(event.text);
}

Inbound read_message(const Json& item, const Numbers& numbers) {
  Inbound event;
  event.id = word(item, "messageId");
  event.message_id = event.id;
  event.at = read_time(word(item, "receivedAt"));
  event.text = wire::text(wire::find(&item, "text"), longest_text).value_or("");
  if (const Json* parts = wire::find(&item, "message")) read_parts(*parts, event);
  set_sender(event, word(item, "from"), word(item, "to"), numbers);
  if (event.id.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "message-without-id";
  } else if (event.kind == InboundKind::message && event.text.empty() && event.attachments.empty()) {
    event.kind = InboundKind::ignored;
    event.reason = "empty";
  }
  return event;
}

// https://www.infobip.com/docs/essentials/response-status-and-error-codes
std::optional<ReceiptStatus> status_of(std::string_view group) {
  if (group == "ACCEPTED" || group == "PENDING") return ReceiptStatus::sent;
  if (group == "DELIVERED") return ReceiptStatus::delivered;
  if (group == "UNDELIVERABLE" || group == "EXPIRED" || group == "REJECTED") return ReceiptStatus::failed;
  return std::nullopt;
}

// The name of the error, or of the group: words of capitals, digits and underscores; nothing else goes on.
std::string failure_of(const Json& item, const std::string& group) {
  const Json* error = wire::find(&item, "error");
  const auto name = error == nullptr ? std::string() : word(*error, "name");
  const bool plain = !name.empty() && name.size() <= 64 && std::ranges::all_of(name, [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
  return plain && name != "NO_ERROR" ? name : group;
}

Inbound read_report(const Json& item, const Json& status, const Numbers& numbers) {
  Inbound event;
  const auto group = word(status, "groupName");
  event.reply_to = word(item, "messageId");
  event.key = word(item, "callbackData");
  event.from = read_sender(word(item, "to"), numbers.country).address;
  event.id = fmt::format("{}:{}", event.reply_to, group);
  event.at = read_time(word(item, "doneAt"));
  event.status = status_of(group);
  if (event.reply_to.empty()) {
    event.kind = InboundKind::rejected;
    event.reason = "report-without-id";
  } else if (!event.status) {
    event.kind = InboundKind::ignored;
    event.reason = "unknown-status";
  } else {
    event.kind = InboundKind::receipt;
    if (event.status == ReceiptStatus::failed) event.reason = failure_of(item, group);
  }
  return event;
}

}  // namespace

Result<Received> Infobip::receive(const http::Request& request) const {
  if (is_compressed(request)) return fail(Errc::unsupported, "the body is compressed");
  const auto json = wire::parse(request.body);
  const Json* results = wire::find(json ? &*json : nullptr, "results");
  if (results == nullptr || !results->is_array()) return fail(Errc::malformed, "the body has no results of Infobip's");
  Received received;
  received.answer = answer("text/plain; charset=utf-8", "");
  std::set<std::string> seen;
  for (const auto& item : *results) {
    if (received.events.size() >= most_items) break;
    const Json* status = wire::find(&item, "status");
    auto event =
        status == nullptr ? read_message(item, settings_.numbers) : read_report(item, *status, settings_.numbers);
    if (event.id.empty() || seen.insert(event.id).second) received.events.push_back(std::move(event));
  }
  return received;
}

}  // namespace pintu::sms::infobip
