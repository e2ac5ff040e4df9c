// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/update.hpp"
#include "adapters/wire.hpp"

namespace pintu::telegram {

using wire::Json;

namespace {

bool is_forwarded(const Json& message) {
  for (const char* key :
       {"forward_origin", "forward_from", "forward_from_chat", "forward_sender_name", "forward_date"}) {
    if (wire::find(&message, key) != nullptr) return true;
  }
  return false;
}

// A group became a supergroup: said once in the old group and once in the new one.
bool read_migration(const Json& message, const Chat& chat, Inbound& event) {
  const auto to = wire::integer(wire::find(&message, "migrate_to_chat_id"));
  const auto from = wire::integer(wire::find(&message, "migrate_from_chat_id"));
  if (!to && !from) return false;
  event.kind = InboundKind::system;
  event.reason = "migrated";
  event.from = std::to_string(to ? chat.id : *from);
  event.moved_to = std::to_string(to ? *to : chat.id);
  event.chat = std::to_string(chat.id);
  return true;
}

// What a message and its edit have in common; false when the event is complete (rejected, or of a channel).
bool read_frame(const Json& message, Inbound& event, std::optional<Chat>& chat) {
  chat = read_chat(&message);
  const auto id = wire::integer(wire::find(&message, "message_id"));
  if (!chat || !id) {
    reject(event, chat ? "message without id" : "message without chat");
    return false;
  }
  event.message_id = std::to_string(*id);
  if (!read_date(message, "date", event)) {
    reject(event, "date that is none");
    return false;
  }
  const Json* answered = wire::find(&message, "reply_to_message");
  if (const auto other = wire::integer(wire::find(answered, "message_id"))) event.reply_to = std::to_string(*other);
  event.album = wire::id_text(wire::find(&message, "media_group_id"));
  event.forwarded = is_forwarded(message);
  if (chat->is_private()) {
    event.from = std::to_string(chat->id);
    event.name = name_of(wire::find(&message, "chat"));
    return true;
  }
  event.chat = group_address(*chat, message);
  event.from = author_of(message);
  event.name = name_of(wire::find(&message, "from"));
  if (!chat->is_group()) ignore(event, "channel");
  return chat->is_group();
}

}  // namespace

void read_message(const Json& message, Inbound& event) {
  std::optional<Chat> chat;
  if (!read_frame(message, event, chat)) return;
  if (read_migration(message, *chat, event)) return;
  if (!read_content(message, event)) {
    event.kind = InboundKind::rejected;
  } else if (chat->is_group()) {
    ignore(event, "group");
  } else if (!event.reason.empty() && is_service(message)) {
    ignore(event, "service");
  }
}

void read_edit(const Json& message, Inbound& event) {
  std::optional<Chat> chat;
  const bool whole = read_frame(message, event, chat);
  if (event.kind == InboundKind::rejected) return;
  event.reply_to = event.message_id;
  if (!whole) return;
  if (!read_date(message, "edit_date", event)) return reject(event, "date that is none");
  if (!read_content(message, event)) {
    event.kind = InboundKind::rejected;
  } else if (chat->is_group()) {
    ignore(event, "group");
  } else if (wire::find(wire::find(&message, "location"), "live_period") != nullptr) {
    ignore(event, "live-location");  // one every few seconds: the first place stands
  } else {
    event.kind = InboundKind::edit;
  }
}

}  // namespace pintu::telegram
