// SPDX-License-Identifier: Apache-2.0
// What several kinds of item have in common. Nothing here throws.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "gateway/model/inbound.hpp"

namespace pintu::whatsapp {

inline constexpr std::size_t longest_name = 256;    // code points of names and other short texts that we keep
inline constexpr std::size_t longest_text = 16384;  // of messages; the app itself allows 4096

void reject(Inbound& event, std::string_view reason);
void ignore(Inbound& event, std::string_view reason);

// Digits as WhatsApp writes a phone number, without "+".
bool is_phone(std::string_view address);
// A business-scoped user id: country, dot, at most 128 letters and digits ("ID.13491208655302741918").
bool is_user_id(std::string_view address);
bool is_address(std::string_view address);  // one of the two

// A string of 1 to 512 bytes that is valid UTF-8 without NUL; empty for anything else.
std::string id_of(const nlohmann::json* value);

// A word of the provider's that may stand in a log (a field, a type): lower-case letters, digits and _; else "unknown".
std::string word_of(const nlohmann::json* value);

// Sets the event's time from a string of seconds (of milliseconds from 10^12 on). False when there is one and it is
// none.
bool read_time(const nlohmann::json& holder, Inbound& event);

// The contacts of one change, found by what identifies them and never by their place in the list.
class Contacts {
 public:
  explicit Contacts(const nlohmann::json* list);  // which must outlive this
  const nlohmann::json* of(const std::string& id) const;

 private:
  std::map<std::string, const nlohmann::json*> by_id_;
};

// Sets from, alias and name. False when nobody can be answered: `from` is then what stands there, if anything does.
bool read_sender(const nlohmann::json& message, const Contacts& contacts, Inbound& event);

}  // namespace pintu::whatsapp
