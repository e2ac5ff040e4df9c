// SPDX-License-Identifier: Apache-2.0
#include "adapters/telegram/update.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <string_view>

#include "adapters/telegram/parts.hpp"
#include "adapters/telegram/renderer.hpp"
#include "adapters/wire.hpp"

namespace pintu::telegram {

using wire::Json;

namespace {

// The label of the button that carries `data`, from the message it stands under.
std::string label_of(const Json* message, const std::string& data) {
  const Json* rows = wire::find(wire::find(message, "reply_markup"), "inline_keyboard");
  if (rows == nullptr || !rows->is_array()) return {};
  for (const auto& row : *rows) {
    if (!row.is_array()) continue;
    for (const auto& button : row) {
      if (wire::text(wire::find(&button, "callback_data")) == data) {
        return wire::text(wire::find(&button, "text"), longest_name).value_or("");
      }
    }
  }
  return {};
}

void read_tap(const Json& query, Read& read) {
  auto& event = read.event;
  read.answer_query = wire::text(wire::find(&query, "id"), longest_name);
  const auto from = wire::integer(wire::find(wire::find(&query, "from"), "id"));
  if (!from || !read.answer_query || read.answer_query->empty()) return reject(event, "tap without sender or id");
  event.from = std::to_string(*from);
  event.name = name_of(wire::find(&query, "from"));
  const Json* message = wire::find(&query, "message");
  if (const auto id = wire::integer(wire::find(message, "message_id"))) event.reply_to = std::to_string(*id);
  const Json* data = wire::find(&query, "data");
  if (data == nullptr) return ignore(event, "game");
  auto tap = wire::text(data);
  if (!tap || tap->empty() || tap->size() > data_limit) return reject(event, "tap that no button can give");
  event.kind = InboundKind::tap;
  event.text = label_of(message, *tap);
  event.tap = *std::move(tap);
  const auto chat = read_chat(message);
  if (chat && !chat->is_private()) {
    event.chat = group_address(*chat, *message);
    ignore(event, chat->is_group() ? "group" : "channel");
  }
}

bool is_inside(const Json* member) {
  const auto status = wire::text(wire::find(member, "status"), longest_name).value_or("");
  if (status == "restricted") return wire::is_true(wire::find(member, "is_member"));
  return status == "creator" || status == "administrator" || status == "member";
}

void read_membership(const Json& change, Inbound& event) {
  const auto chat = read_chat(&change);
  if (!chat || !read_date(change, "date", event)) return reject(event, "membership without chat or date");
  const bool before = is_inside(wire::find(&change, "old_chat_member"));
  const bool now = is_inside(wire::find(&change, "new_chat_member"));
  event.kind = InboundKind::system;
  if (chat->is_private()) {
    event.from = std::to_string(chat->id);
    event.name = name_of(wire::find(&change, "chat"));
    event.reason = now ? "unblocked" : "blocked";
    return;
  }
  event.chat = std::to_string(chat->id);
  event.from = author_of(change);
  event.reason = before == now ? "changed" : now ? "added" : "removed";
}

void read_reaction(const Json& reaction, Inbound& event) {
  const auto chat = read_chat(&reaction);
  const auto id = wire::integer(wire::find(&reaction, "message_id"));
  if (!chat || !id || !read_date(reaction, "date", event)) return reject(event, "reaction without message");
  event.reply_to = std::to_string(*id);
  const Json* now = wire::find(&reaction, "new_reaction");
  if (now != nullptr && now->is_array() && !now->empty()) {
    event.text = wire::text(wire::find(&now->front(), "emoji"), longest_name).value_or("");
  }
  if (chat->is_private()) {
    event.kind = InboundKind::reaction;
    event.from = std::to_string(chat->id);
    return;
  }
  event.chat = std::to_string(chat->id);
  ignore(event, chat->is_group() ? "group" : "channel");
}

// The name of an update of a kind we do not take, if it may stand in a log.
std::string kind_name(const Json& update) {
  const auto plain = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  for (auto it = update.begin(); it != update.end(); ++it) {
    if (it.key() == "update_id") continue;
    const bool sayable = !it.key().empty() && it.key().size() <= 64 && std::ranges::all_of(it.key(), plain);
    return sayable ? it.key() : "unknown";
  }
  return "empty";
}

void read_channel_post(const Json& post, Inbound& event) {
  if (const auto chat = read_chat(&post)) event.chat = std::to_string(chat->id);
  if (const auto id = wire::integer(wire::find(&post, "message_id"))) event.message_id = std::to_string(*id);
  ignore(event, read_date(post, "date", event) ? "channel" : "date that is none");
}

void read_kind(const Json& update, Read& read) {
  auto& event = read.event;
  if (const Json* message = wire::find(&update, "message")) return read_message(*message, event);
  if (const Json* edited = wire::find(&update, "edited_message")) return read_edit(*edited, event);
  if (const Json* query = wire::find(&update, "callback_query")) return read_tap(*query, read);
  if (const Json* change = wire::find(&update, "my_chat_member")) return read_membership(*change, event);
  if (const Json* reaction = wire::find(&update, "message_reaction")) return read_reaction(*reaction, event);
  for (const char* key : {"channel_post", "edited_channel_post"}) {
    if (const Json* post = wire::find(&update, key)) return read_channel_post(*post, event);
  }
  ignore(event, kind_name(update));
}

}  // namespace

std::optional<Read> read_update(const Json& update) {
  if (!update.is_object() || !update.contains("update_id")) return std::nullopt;
  Read read;
  const auto id = wire::integer(wire::find(&update, "update_id"));
  if (!id || *id < 0) {
    reject(read.event, "update_id that is no number");
    return read;
  }
  read.event.id = std::to_string(*id);
  read_kind(update, read);
  return read;
}

}  // namespace pintu::telegram
