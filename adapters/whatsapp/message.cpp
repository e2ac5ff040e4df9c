// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/message.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "adapters/wire.hpp"

namespace pintu::whatsapp {

using wire::Json;

namespace {

void read_context(const Json& message, Inbound& event) {
  const Json* context = wire::find(&message, "context");
  event.reply_to = id_of(wire::find(context, "id"));
  event.forwarded =
      wire::is_true(wire::find(context, "forwarded")) || wire::is_true(wire::find(context, "frequently_forwarded"));
}

void read_referral(const Json& message, Inbound& event) {
  const Json* referral = wire::find(&message, "referral");
  for (const char* key : {"source_url", "source_id", "ctwa_clid"}) {
    if (event.referral.empty()) event.referral = wire::text(wire::find(referral, key), longest_name).value_or("");
  }
}

// The address that a number change leads to; empty without one. A phone number comes first, as in read_sender.
std::string new_address(const Json* system) {
  for (const char* key : {"wa_id", "new_wa_id"}) {
    if (auto phone = id_of(wire::find(system, key)); is_phone(phone)) return phone;
  }
  auto user = id_of(wire::find(system, "user_id"));
  return is_user_id(user) ? user : std::string();
}

void read_system(const Json& message, Inbound& event) {
  const Json* system = wire::find(&message, "system");
  event.kind = InboundKind::system;
  event.reason = word_of(wire::find(system, "type"));
  if (event.reason != "user_changed_number" && event.reason != "user_changed_user_id") return;
  auto moved_to = new_address(system);
  if (moved_to.empty() || moved_to == event.from) return;
  event.reason = "migrated";
  event.moved_to = std::move(moved_to);
}

void read_edit(const Json& message, Inbound& event) {
  const Json* edit = wire::find(&message, "edit");
  const Json* now = wire::find(edit, "message");
  event.reply_to = id_of(wire::find(edit, "original_message_id"));
  if (event.reply_to.empty() || now == nullptr || !now->is_object()) return reject(event, "edit of nothing");
  const auto type = word_of(wire::find(now, "type"));
  if (!read_content(*now, type, event)) {
    event.kind = InboundKind::rejected;
  } else {
    event.kind = InboundKind::edit;
  }
}

void read_revoke(const Json& message, Inbound& event) {
  event.reply_to = id_of(wire::find(wire::find(&message, "revoke"), "original_message_id"));
  if (event.reply_to.empty()) return reject(event, "revoke of nothing");
  event.kind = InboundKind::revoke;
}

void read_reaction(const Json& message, Inbound& event) {
  const Json* reaction = wire::find(&message, "reaction");
  event.reply_to = id_of(wire::find(reaction, "message_id"));
  if (event.reply_to.empty()) return reject(event, "reaction to nothing");
  event.kind = InboundKind::reaction;
  const Json* emoji = wire::find(reaction, "emoji");
  auto text = wire::text(emoji, longest_name);
  if (emoji != nullptr && !text) return reject(event, "reaction that is no emoji");
  event.text = text.value_or("");
}

// What speaks of an earlier message is known by that message: it is taken from an address nobody could answer, too.
bool read_about_another(const Json& message, std::string_view type, Inbound& event) {
  if (type == "edit") {
    read_edit(message, event);
  } else if (type == "revoke") {
    read_revoke(message, event);
  } else if (type == "reaction") {
    read_reaction(message, event);
  } else {
    return false;
  }
  return true;
}

void read_kind(const Json& message, bool known_sender, Inbound& event) {
  const Json* type = wire::find(&message, "type");
  if (type == nullptr || !type->is_string()) return reject(event, "message without type");
  const auto word = word_of(type);
  if (event.from.empty()) return reject(event, "message without sender");
  if (word == "system") return read_system(message, event);
  if (read_about_another(message, word, event)) return;
  if (!known_sender) return reject(event, "sender that is no address");
  if (word == "request_welcome") {
    event.kind = InboundKind::system;
    event.reason = word;
  } else if (!read_content(message, word, event)) {
    event.kind = InboundKind::rejected;
  }
}

std::optional<ReceiptStatus> status_from(std::string_view word) {
  return word == "played" ? ReceiptStatus::read : receipt_status_from(word);
}

// The code of the first error, which alone is ours to keep: titles and details may quote anybody.
std::string code_of(const Json& status) {
  const Json* errors = wire::find(&status, "errors");
  if (errors == nullptr || !errors->is_array() || errors->empty()) return "failed";
  const auto code = wire::integer(wire::find(&errors->front(), "code"));
  return code ? std::to_string(*code) : "failed";
}

}  // namespace

Inbound read_message(const Json& message, const Contacts& contacts) {
  Inbound event;
  if (!message.is_object()) {
    reject(event, "message that is no object");
    return event;
  }
  event.id = id_of(wire::find(&message, "id"));
  event.message_id = event.id;
  const bool known_sender = read_sender(message, contacts, event);
  if (event.id.empty()) {
    reject(event, "message without id");
    return event;
  }
  if (!read_time(message, event)) {
    reject(event, "time that is none");
    return event;
  }
  read_context(message, event);
  read_referral(message, event);
  read_kind(message, known_sender, event);
  if (const Json* group = wire::find(&message, "group_id")) {
    event.chat = wire::id_text(group);
    if (event.kind != InboundKind::rejected) ignore(event, "group");
  }
  return event;
}

Inbound read_status(const Json& status) {
  Inbound event;
  event.reply_to = id_of(wire::find(&status, "id"));
  event.from = wire::id_text(wire::find(&status, "recipient_id"));
  if (event.from.empty()) event.from = id_of(wire::find(&status, "recipient_user_id"));
  const Json* word = wire::find(&status, "status");
  if (event.reply_to.empty() || word == nullptr || !word->is_string() || !read_time(status, event)) {
    reject(event, "status of the wrong shape");
    return event;
  }
  event.status = status_from(word_of(word));
  event.id = event.reply_to + ":" + (event.status ? std::string(to_string(*event.status)) : word_of(word));
  event.key = id_of(wire::find(&status, "biz_opaque_callback_data"));
  if (!event.status) {
    ignore(event, "status");
    return event;
  }
  event.kind = InboundKind::receipt;
  if (event.status == ReceiptStatus::failed) event.reason = code_of(status);
  return event;
}

}  // namespace pintu::whatsapp
