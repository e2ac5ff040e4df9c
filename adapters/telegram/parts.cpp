// SPDX-License-Identifier: Apache-2.0
#include "adapters/telegram/parts.hpp"

#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"

namespace pintu::telegram {

using wire::Json;

namespace {

constexpr std::int64_t last_second = 253402300799;    // the year 9999
constexpr std::int64_t anonymous_admin = 1087968824;  // GroupAnonymousBot: the group itself speaks

}  // namespace

void reject(Inbound& event, std::string_view reason) {
  event.kind = InboundKind::rejected;
  event.reason = reason;
}

void ignore(Inbound& event, std::string_view reason) {
  event.kind = InboundKind::ignored;
  event.reason = reason;
}

std::optional<Chat> read_chat(const Json* holder) {
  const Json* chat = wire::find(holder, "chat");
  const auto id = wire::integer(wire::find(chat, "id"));
  auto type = wire::text(wire::find(chat, "type"), longest_name);
  if (!id || !type) return std::nullopt;
  return Chat{*id, *std::move(type)};
}

std::string name_of(const Json* person) {
  auto name = wire::text(wire::find(person, "first_name"), longest_name).value_or("");
  const auto last = wire::text(wire::find(person, "last_name"), longest_name).value_or("");
  if (!name.empty() && !last.empty()) name += ' ';
  return name + last;
}

bool read_date(const Json& holder, const char* key, Inbound& event) {
  const Json* value = wire::find(&holder, key);
  if (value == nullptr) return true;
  const auto seconds = wire::integer(value);
  if (!seconds || *seconds < 0 || *seconds > last_second) return false;
  event.at = Instant(std::chrono::seconds(*seconds));
  return true;
}

std::string author_of(const Json& message) {
  const auto from = wire::integer(wire::find(wire::find(&message, "from"), "id"));
  const auto sender = wire::integer(wire::find(wire::find(&message, "sender_chat"), "id"));
  if (sender && (!from || *from == anonymous_admin)) return std::to_string(*sender);
  return from ? std::to_string(*from) : std::string();
}

std::string group_address(const Chat& chat, const Json& message) {
  auto address = std::to_string(chat.id);
  const auto topic = wire::integer(wire::find(&message, "message_thread_id"));
  if (topic && wire::is_true(wire::find(&message, "is_topic_message"))) address += ":" + std::to_string(*topic);
  return address;
}

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<Address> read_address(std::string_view text) {
  const auto colon = text.find(':');
  const auto chat = to_number(text.substr(0, colon));
  if (!chat) return std::nullopt;
  Address address{*chat, std::nullopt};
  if (colon == std::string_view::npos) return address;
  address.topic = to_number(text.substr(colon + 1));
  return address.topic ? std::optional(address) : std::nullopt;
}

}  // namespace pintu::telegram
