// SPDX-License-Identifier: Apache-2.0
// The person's side: what each act makes of the phone and of the bot's updates.
#include <algorithm>

#include "gateway/sandbox/fake_telegram.hpp"
#include "gateway/sandbox/reading.hpp"

namespace pintu::sandbox {

namespace {

Json person(std::int64_t chat) {
  return {{"id", chat}, {"is_bot", false}, {"first_name", "Warga"}, {"language_code", "id"}};
}
Json private_chat(std::int64_t chat) { return {{"id", chat}, {"type", "private"}, {"first_name", "Warga"}}; }

bool has_button(const PhoneLine& line, const std::string& data) {
  const auto& rows = member(member(line.message, "reply_markup"), "inline_keyboard");
  return std::ranges::any_of(rows, [&](const Json& row) {
    return std::ranges::any_of(row, [&](const Json& button) { return text_of(button, "callback_data") == data; });
  });
}

}  // namespace

std::int64_t FakeTelegram::now() const {
  return std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
}

FakeTelegram::Chat& FakeTelegram::open(std::int64_t chat) {
  auto& state = chats_[chat];
  if (state.born == 0) state.born = next_number_++;
  return state;
}

Json FakeTelegram::chat_of(std::int64_t chat) const {
  const auto found = chats_.find(chat);
  return found == chats_.end() || found->second.group.is_null() ? private_chat(chat) : found->second.group;
}

Json FakeTelegram::writer_in(std::int64_t chat) const {
  const auto found = chats_.find(chat);
  return found == chats_.end() || found->second.member.is_null() ? person(chat) : found->second.member;
}

Json FakeTelegram::person_message(std::int64_t chat) const {
  return {{"from", writer_in(chat)}, {"chat", chat_of(chat)}, {"date", now()}};
}

// Privacy mode: https://core.telegram.org/bots/features#privacy-mode
bool FakeTelegram::hears(const Chat& chat, const Json& message) const {
  if (chat.group.is_null()) return true;
  return text_of(message, "text").starts_with("/") ||
         flag_of(member(member(message, "reply_to_message"), "from"), "is_bot");
}

void FakeTelegram::write(std::int64_t chat, Json message) {
  message["message_id"] = next_message_++;
  auto& state = open(chat);
  const bool heard = hears(state, message);
  state.lines.push_back({message["message_id"].get<std::int64_t>(), true, message, !heard});
  if (!heard) return changed(chat);
  update(chat, {{"message", std::move(message)}});
}

void FakeTelegram::found_group(std::int64_t group, const std::string& title, Json member) {
  auto& state = open(group);
  state.group = {{"id", group}, {"type", "supergroup"}, {"title", title}};
  state.member = std::move(member);
  state.member["is_bot"] = false;
  membership(group, "left", "member");
}

void FakeTelegram::reply(std::int64_t chat, std::int64_t to, const std::string& text) {
  auto message = person_message(chat);
  message["text"] = text;
  const auto& lines = phone(chat);
  const auto answered = std::ranges::find(lines, to, &PhoneLine::message_id);
  if (answered != lines.end()) {
    message["reply_to_message"] = answered->message;
    message["reply_to_message"].erase("reply_to_message");  // one level, as the Bot API gives it
  }
  open(chat).keyboard = nullptr;
  write(chat, std::move(message));
}

bool FakeTelegram::tap(std::int64_t chat, const std::string& data) {
  if (data.empty()) return false;
  const auto& lines = phone(chat);
  const auto line =
      std::find_if(lines.rbegin(), lines.rend(), [&](const auto& each) { return has_button(each, data); });
  if (line == lines.rend()) return false;
  const auto query = std::to_string(next_update_);
  queries_[query] = now();
  update(chat, {{"callback_query",
                 {{"id", query},
                  {"from", writer_in(chat)},
                  {"message", line->message},
                  {"chat_instance", std::to_string(chat)},
                  {"data", data}}}});
  return true;
}

void FakeTelegram::pin(std::int64_t chat, double latitude, double longitude) {
  auto message = person_message(chat);
  message["location"] = {{"latitude", latitude}, {"longitude", longitude}};
  open(chat).keyboard = nullptr;
  write(chat, std::move(message));
}

std::string FakeTelegram::keep_file(const char* kind, std::string bytes) {
  auto id = kind + std::to_string(next_file_++);
  files_[id] = std::move(bytes);
  return id;
}

void FakeTelegram::photo(std::int64_t chat, std::string bytes, const std::string& caption) {
  const auto size = bytes.size();
  // Telegram makes smaller ones of its own; the fake's are the same picture.
  const auto small = keep_file("thumb", bytes);
  const auto large = keep_file("photo", std::move(bytes));
  const auto entry = [&](const std::string& id, int width, int height) {
    return Json{
        {"file_id", id}, {"file_unique_id", "u" + id}, {"width", width}, {"height", height}, {"file_size", size}};
  };
  auto message = person_message(chat);
  message["photo"] = {entry(small, 90, 60), entry(large, 1280, 853)};
  if (!caption.empty()) message["caption"] = caption;
  write(chat, std::move(message));
}

void FakeTelegram::voice(std::int64_t chat, std::string bytes) {
  const auto size = bytes.size();
  const auto id = keep_file("voice", std::move(bytes));
  auto message = person_message(chat);
  message["voice"] = {
      {"file_id", id}, {"file_unique_id", "u" + id}, {"duration", 3}, {"mime_type", "audio/ogg"}, {"file_size", size}};
  write(chat, std::move(message));
}

void FakeTelegram::video(std::int64_t chat, std::string bytes, const std::string& caption) {
  const auto size = bytes.size();
  const auto id = keep_file("video", std::move(bytes));
  auto message = person_message(chat);
  message["video"] = {{"file_id", id}, {"file_unique_id", "u" + id}, {"width", 640},     {"height", 360},
                      {"duration", 3}, {"mime_type", "video/mp4"},   {"file_size", size}};
  if (!caption.empty()) message["caption"] = caption;
  write(chat, std::move(message));
}

const std::string* FakeTelegram::media(const std::string& file_id) const {
  const auto found = files_.find(file_id);
  return found == files_.end() ? nullptr : &found->second;
}

void FakeTelegram::edit_last(std::int64_t chat, const std::string& text) {
  auto& lines = open(chat).lines;
  const auto last = std::find_if(lines.rbegin(), lines.rend(),
                                 [](const PhoneLine& l) { return l.from_person && l.message.contains("text"); });
  if (last == lines.rend()) return;
  last->message["text"] = text;
  last->message["edit_date"] = now();
  update(chat, {{"edited_message", last->message}});
}

void FakeTelegram::block(std::int64_t chat) {
  open(chat).blocked = true;
  membership(chat, "member", "kicked");
}

void FakeTelegram::unblock(std::int64_t chat) {
  open(chat).blocked = false;
  membership(chat, "kicked", "member");
}

void FakeTelegram::membership(std::int64_t chat, const char* before, const char* after) {
  const Json bot{{"id", 1}, {"is_bot", true}, {"first_name", "Pintu"}};
  update(chat, {{"my_chat_member",
                 {{"chat", chat_of(chat)},
                  {"from", writer_in(chat)},
                  {"date", now()},
                  {"old_chat_member", {{"user", bot}, {"status", before}}},
                  {"new_chat_member", {{"user", bot}, {"status", after}}}}}});
}

void FakeTelegram::forget(std::int64_t chat) {
  auto old = std::move(chats_[chat]);
  chats_.erase(chat);
  if (!old.group.is_null()) {  // a group stays one
    open(chat).group = std::move(old.group);
    chats_[chat].member = std::move(old.member);
  }
  changed(chat);
}

const std::vector<PhoneLine>& FakeTelegram::phone(std::int64_t chat) const {
  static const std::vector<PhoneLine> nothing;
  const auto found = chats_.find(chat);
  return found == chats_.end() ? nothing : found->second.lines;
}

const Json& FakeTelegram::keyboard(std::int64_t chat) const {
  static const Json nothing;
  const auto found = chats_.find(chat);
  return found == chats_.end() ? nothing : found->second.keyboard;
}

}  // namespace pintu::sandbox
