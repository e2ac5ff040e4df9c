// SPDX-License-Identifier: Apache-2.0
// One Telegram Update as an event of ours. https://core.telegram.org/bots/api#update
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "gateway/model/inbound.hpp"

namespace pintu::telegram {

// `answer_query` is the id of a callback query that must be answered at once, whatever became of the event.
struct Read {
  Inbound event;
  std::optional<std::string> answer_query;
};

// nullopt when it is no update at all (no object, or without the key update_id). Never throws.
std::optional<Read> read_update(const nlohmann::json& update);

// A message, and a message that was changed: in a private chat the person's, in a group ignored with all that officers'
// work needs. An edit's reply_to is the message itself.
void read_message(const nlohmann::json& message, Inbound& event);
void read_edit(const nlohmann::json& message, Inbound& event);

// The content of a message: text, files, place, contact. False, with the reason in `event`, when a part of it has the
// wrong shape. Leaves `event` untouched but for its reason when the message has no content that we know.
bool read_content(const nlohmann::json& message, Inbound& event);

// News about the chat in the shape of a message (somebody joined, a topic was closed), which nobody wrote.
bool is_service(const nlohmann::json& message);

}  // namespace pintu::telegram
