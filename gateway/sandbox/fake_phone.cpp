// SPDX-License-Identifier: Apache-2.0
// The person's side: phones, and how their updates reach the bot.
#include <algorithm>

#include "gateway/base/clock.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::sandbox {

using Json = nlohmann::json;
using namespace std::chrono_literals;

namespace {

std::int64_t now_seconds() {
  return std::chrono::duration_cast<std::chrono::seconds>(SystemClock().now().time_since_epoch()).count();
}

Json person(std::int64_t chat) {
  return {{"id", chat}, {"is_bot", false}, {"first_name", "Warga"}, {"language_code", "id"}};
}
Json private_chat(std::int64_t chat) { return {{"id", chat}, {"type", "private"}, {"first_name", "Warga"}}; }

}  // namespace

Json FakeTelegram::person_message(std::int64_t chat) {
  return {
      {"message_id", next_message_++}, {"from", person(chat)}, {"chat", private_chat(chat)}, {"date", now_seconds()}};
}

void FakeTelegram::say(std::int64_t chat, const std::string& text) {
  auto message = person_message(chat);
  message["text"] = text;
  chats_[chat].keyboard = nullptr;
  chats_[chat].lines.push_back({message["message_id"].get<std::int64_t>(), true, message});
  update(chat, {{"message", std::move(message)}});
}

bool FakeTelegram::tap(std::int64_t chat, const std::string& data) {
  auto& lines = chats_[chat].lines;
  for (auto it = lines.rbegin(); it != lines.rend(); ++it) {
    for (const auto& row : it->message.value("reply_markup", Json::object()).value("inline_keyboard", Json::array())) {
      for (const auto& button : row) {
        if (button.value("callback_data", std::string()) != data) continue;
        update(chat, {{"callback_query",
                       {{"id", std::to_string(next_update_)},
                        {"from", person(chat)},
                        {"message", it->message},
                        {"chat_instance", "1"},
                        {"data", data}}}});
        return true;
      }
    }
  }
  return false;
}

void FakeTelegram::pin(std::int64_t chat, double latitude, double longitude) {
  auto message = person_message(chat);
  message["location"] = {{"latitude", latitude}, {"longitude", longitude}};
  chats_[chat].keyboard = nullptr;
  chats_[chat].lines.push_back({message["message_id"].get<std::int64_t>(), true, message});
  update(chat, {{"message", std::move(message)}});
}

void FakeTelegram::photo(std::int64_t chat, std::string bytes, const std::string& caption) {
  const std::string id = "photo" + std::to_string(next_file_++);
  auto message = person_message(chat);
  message["photo"] = {
      {{"file_id", id + "s"}, {"file_unique_id", id + "su"}, {"width", 90}, {"height", 60}, {"file_size", 100}},
      {{"file_id", id}, {"file_unique_id", id + "u"}, {"width", 1280}, {"height", 853}, {"file_size", bytes.size()}}};
  if (!caption.empty()) message["caption"] = caption;
  files_[id] = std::move(bytes);
  chats_[chat].lines.push_back({message["message_id"].get<std::int64_t>(), true, message});
  update(chat, {{"message", std::move(message)}});
}

void FakeTelegram::voice(std::int64_t chat, std::string bytes) {
  const std::string id = "voice" + std::to_string(next_file_++);
  auto message = person_message(chat);
  message["voice"] = {{"file_id", id},
                      {"file_unique_id", id + "u"},
                      {"duration", 3},
                      {"mime_type", "audio/ogg"},
                      {"file_size", bytes.size()}};
  files_[id] = std::move(bytes);
  chats_[chat].lines.push_back({message["message_id"].get<std::int64_t>(), true, message});
  update(chat, {{"message", std::move(message)}});
}

void FakeTelegram::edit_last(std::int64_t chat, const std::string& text) {
  auto& lines = chats_[chat].lines;
  const auto last = std::find_if(lines.rbegin(), lines.rend(),
                                 [](const PhoneLine& l) { return l.from_person && l.message.contains("text"); });
  if (last == lines.rend()) return;
  last->message["text"] = text;
  last->message["edit_date"] = now_seconds();
  update(chat, {{"edited_message", last->message}});
}

void FakeTelegram::block(std::int64_t chat) {
  chats_[chat].blocked = true;
  const Json bot{{"id", 1}, {"is_bot", true}, {"first_name", "Pintu"}};
  update(chat, {{"my_chat_member",
                 {{"chat", private_chat(chat)},
                  {"from", person(chat)},
                  {"date", now_seconds()},
                  {"old_chat_member", {{"user", bot}, {"status", "member"}}},
                  {"new_chat_member", {{"user", bot}, {"status", "kicked"}, {"until_date", 0}}}}}});
}

void FakeTelegram::forget(std::int64_t chat) {
  chats_.erase(chat);
  changed(chat);
}

const std::vector<PhoneLine>& FakeTelegram::phone(std::int64_t chat) { return chats_[chat].lines; }

std::size_t FakeTelegram::undelivered() const {
  std::size_t count = 0;
  for (const auto& [chat, state] : chats_) count += state.updates.size();
  return count;
}

void FakeTelegram::changed(std::int64_t chat) {
  if (observer_) observer_(chat);
}

void FakeTelegram::update(std::int64_t chat, Json body) {
  body["update_id"] = next_update_++;
  auto& updates = chats_[chat].updates;
  const bool before_the_last =
      !updates.empty() && !chats_[chat].in_flight && faults_.next({Fault::reorder}).has_value();
  if (before_the_last) {
    updates.push_front(body);
  } else {
    updates.push_back(body);
  }
  if (faults_.next({Fault::duplicate})) updates.push_back(body);
  changed(chat);
  if (!polls_.empty() && webhook_.empty()) {
    auto polls = std::move(polls_);
    polls_.clear();
    for (auto& poll : polls)
      poll.respond(json_response(200, Json{{"ok", true}, {"result", take_updates(poll.offset, poll.limit)}}.dump()));
    return;
  }
  deliver(chat);
}

Json FakeTelegram::take_updates(std::int64_t offset, std::size_t limit) {
  std::vector<Json> all;
  for (auto& [chat, state] : chats_) {
    std::erase_if(state.updates, [&](const Json& u) { return u.value("update_id", std::int64_t{0}) < offset; });
    all.insert(all.end(), state.updates.begin(), state.updates.end());
  }
  std::ranges::sort(all, {}, [](const Json& u) { return u.value("update_id", std::int64_t{0}); });
  if (all.size() > limit) all.resize(limit);
  return all;
}

// One update in flight a chat; repeated after 1, 2, 4 … 60 s, or when Retry-After says so, until it is taken.
void FakeTelegram::deliver(std::int64_t chat) {
  auto& state = chats_[chat];
  if (webhook_.empty() || state.in_flight || state.updates.empty()) return;
  state.in_flight = true;
  http::Request request;
  request.method = "POST";
  request.target = webhook_;
  request.headers.add("Content-Type", "application/json");
  if (!secret_.empty()) request.headers.add("X-Telegram-Bot-Api-Secret-Token", secret_);
  request.body = state.updates.front().dump();
  request.effect = http::Effect::none;
  request.timeout = 60s;
  client_->exchange(std::move(request), [this, alive = alive_, chat](const http::Exchange& exchange) {
    if (*alive) delivered(chat, exchange);
  });
}

void FakeTelegram::delivered(std::int64_t chat, const http::Exchange& exchange) {
  const auto it = chats_.find(chat);
  if (it == chats_.end()) return;
  auto& state = it->second;
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response != nullptr && response->status / 100 == 2) {
    state.updates.pop_front();
    state.in_flight = false;
    state.tries = 0;
    deliver(chat);
    return;
  }
  Duration wait = std::min<Duration>(Duration(250ms) * (1 << std::min(state.tries++, 8)), 60s);
  if (response != nullptr) {
    const auto said = std::atoi(std::string(response->headers.first("Retry-After").value_or("0")).c_str());
    if (said > 0) wait = std::chrono::seconds(std::min(said, 3600));
  }
  loop_.after(wait, [this, alive = alive_, chat] {
    if (!*alive || !chats_.contains(chat)) return;
    chats_[chat].in_flight = false;
    deliver(chat);
  });
}

}  // namespace pintu::sandbox
