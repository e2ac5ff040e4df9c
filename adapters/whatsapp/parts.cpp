// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/parts.hpp"

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::whatsapp {

using wire::Json;

namespace {

constexpr std::size_t longest_id = 512;
constexpr std::size_t most_digits = 20;
constexpr std::int64_t first_millisecond = 1'000'000'000'000;
constexpr std::int64_t last_second = 253402300799;  // the year 9999

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }
bool is_small(char c) { return c >= 'a' && c <= 'z'; }

}  // namespace

void reject(Inbound& event, std::string_view reason) {
  event.kind = InboundKind::rejected;
  event.reason = reason;
}

void ignore(Inbound& event, std::string_view reason) {
  event.kind = InboundKind::ignored;
  event.reason = reason;
}

bool is_phone(std::string_view address) {
  return !address.empty() && address.size() <= most_digits && std::ranges::all_of(address, is_digit);
}

bool is_user_id(std::string_view address) {
  if (address.size() < 4 || address.size() > 131 || address[2] != '.') return false;
  const auto plain = [](char c) { return is_digit(c) || is_capital(c) || is_small(c); };
  return is_capital(address[0]) && is_capital(address[1]) && std::ranges::all_of(address.substr(3), plain);
}

bool is_address(std::string_view address) { return is_phone(address) || is_user_id(address); }

std::string id_of(const Json* value) {
  if (value == nullptr || !value->is_string()) return {};
  const auto& text = value->get_ref<const std::string&>();
  const bool good = text.size() <= longest_id && utf8::valid(text) && text.find('\0') == std::string::npos;
  return good ? text : std::string();
}

std::string word_of(const Json* value) {
  auto word = id_of(value);
  const auto plain = [](char c) { return is_small(c) || is_digit(c) || c == '_'; };
  return !word.empty() && word.size() <= 64 && std::ranges::all_of(word, plain) ? word : "unknown";
}

bool read_time(const Json& holder, Inbound& event) {
  const Json* value = wire::find(&holder, "timestamp");
  if (value == nullptr) return true;
  const auto text = id_of(value);
  std::int64_t time = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), time);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() || time < 0) return false;
  if (time >= first_millisecond) time /= 1000;
  if (time > last_second) return false;
  event.at = Instant(std::chrono::seconds(time));
  return true;
}

Contacts::Contacts(const Json* list) {
  if (list == nullptr || !list->is_array()) return;
  for (const auto& contact : *list) {
    for (const char* key : {"wa_id", "user_id"}) {
      if (auto id = id_of(wire::find(&contact, key)); !id.empty()) by_id_.emplace(std::move(id), &contact);
    }
  }
}

const Json* Contacts::of(const std::string& id) const {
  const auto at = by_id_.find(id);
  return at == by_id_.end() ? nullptr : at->second;
}

bool read_sender(const Json& message, const Contacts& contacts, Inbound& event) {
  const auto from = id_of(wire::find(&message, "from"));
  auto user = id_of(wire::find(&message, "from_user_id"));
  const Json* contact = contacts.of(from);
  if (contact == nullptr) contact = contacts.of(user);
  if (!is_user_id(user)) user = is_user_id(from) ? from : id_of(wire::find(contact, "user_id"));
  if (!is_user_id(user)) user.clear();
  auto phone = is_phone(from) ? from : id_of(wire::find(contact, "wa_id"));
  if (!is_phone(phone)) phone.clear();

  const Json* profile = wire::find(contact, "profile");
  event.name = wire::text(wire::find(profile, "name"), longest_name).value_or("");
  if (event.name.empty()) event.name = wire::text(wire::find(profile, "username"), longest_name).value_or("");
  if (phone.empty() && user.empty()) {
    event.from = from;
    return false;
  }
  event.from = phone.empty() ? user : phone;
  if (!phone.empty()) event.alias = user;
  return true;
}

}  // namespace pintu::whatsapp
