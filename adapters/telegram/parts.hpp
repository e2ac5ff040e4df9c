// SPDX-License-Identifier: Apache-2.0
// What several kinds of update have in common. Nothing here throws.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/model/inbound.hpp"

namespace pintu::telegram {

inline constexpr std::size_t longest_name = 256;  // code points of names and other short texts that we keep

void reject(Inbound& event, std::string_view reason);
void ignore(Inbound& event, std::string_view reason);

struct Chat {
  std::int64_t id = 0;
  std::string type;
  bool is_private() const { return type == "private"; }
  bool is_group() const { return type == "group" || type == "supergroup"; }
};

// The `chat` of a message, a membership or a reaction; nullopt without a usable id and type.
std::optional<Chat> read_chat(const nlohmann::json* holder);

// "chat", or "chat:topic" in a topic of a forum group.
std::string group_address(const Chat& chat, const nlohmann::json& message);

// The same the other way.
struct Address {
  std::int64_t chat = 0;
  std::optional<std::int64_t> topic;
};
std::optional<Address> read_address(std::string_view text);
// Exactly a 64-bit integer in decimal digits.
std::optional<std::int64_t> to_number(std::string_view text);

// First and last name of a user, a private chat or a contact.
std::string name_of(const nlohmann::json* person);

// Who wrote it: in a group the member, or the group itself for its anonymous admins.
std::string author_of(const nlohmann::json& message);

// Sets the event's time. False when there is a date and it is none.
bool read_date(const nlohmann::json& holder, const char* key, Inbound& event);

}  // namespace pintu::telegram
