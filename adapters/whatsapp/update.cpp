// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/update.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/whatsapp/message.hpp"
#include "adapters/whatsapp/parts.hpp"
#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using wire::Json;

namespace {

// Fields that tell an operator how the account, its number or its templates fare. The others (copies of what our own
// side wrote, histories, calls, groups) are nobody's message and nobody's news.
constexpr std::array<std::string_view, 5> news{"account_", "message_template_", "template_", "phone_number_",
                                               "business_"};

Inbound rejected(std::string_view reason) {
  Inbound event;
  reject(event, reason);
  return event;
}

Inbound about_account(const std::string& field) {
  Inbound event;
  const bool is_news = std::ranges::any_of(news, [&field](std::string_view start) { return field.starts_with(start); });
  event.kind = is_news ? InboundKind::system : InboundKind::ignored;
  event.reason = field;
  return event;
}

Inbound provider_error(const Json& error) {
  Inbound event;
  event.kind = InboundKind::system;
  const auto code = wire::integer(wire::find(&error, "code"));
  event.reason = code ? fmt::format("error-{}", *code) : "error";
  return event;
}

// Calls `take` for each item of a list that may be absent; anything else there is rejected.
template <class Take>
void each(const Json& value, const char* key, std::vector<Inbound>& events, Take take) {
  const auto list = value.find(key);
  if (list == value.end()) return;
  if (!list->is_array()) {
    events.push_back(rejected(fmt::format("{} that are no list", key)));
    return;
  }
  for (const auto& item : *list) events.push_back(take(item));
}

void read_value(const Json& value, const std::string& number, std::vector<Inbound>& events) {
  const auto given = wire::id_text(wire::find(wire::find(&value, "metadata"), "phone_number_id"));
  if (!number.empty() && given != number) {
    ignore(events.emplace_back(), "unknown-number");
    return;
  }
  const Contacts contacts(wire::find(&value, "contacts"));
  each(value, "messages", events, [&contacts](const Json& item) { return read_message(item, contacts); });
  each(value, "statuses", events, read_status);
  each(value, "errors", events, provider_error);
}

void read_change(const Json& change, const std::string& number, std::vector<Inbound>& events) {
  const Json* field = wire::find(&change, "field");
  if (field == nullptr || !field->is_string()) {
    events.push_back(rejected("change without field"));
    return;
  }
  const auto word = word_of(field);
  if (word != "messages") {
    events.push_back(about_account(word));
    return;
  }
  const Json* value = wire::find(&change, "value");
  if (value == nullptr || !value->is_object()) {
    events.push_back(rejected("change without value"));
    return;
  }
  read_value(*value, number, events);
}

}  // namespace

void read_entry(const Json& entry, const std::string& number, std::vector<Inbound>& events) {
  const Json* changes = wire::find(&entry, "changes");
  if (changes == nullptr || !changes->is_array()) {
    events.push_back(rejected("entry without changes"));
    return;
  }
  for (const auto& change : *changes) read_change(change, number, events);
}

}  // namespace pintu::whatsapp
