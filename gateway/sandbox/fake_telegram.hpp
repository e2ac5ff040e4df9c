// SPDX-License-Identifier: Apache-2.0
// A fake Bot API and the phones behind it: real wire format over loopback, webhooks as Telegram sends them. Loop thread
// only. https://core.telegram.org/bots/api
//
// Knows getMe, setWebhook, deleteWebhook, getWebhookInfo, getUpdates, sendMessage, editMessageText,
// answerCallbackQuery, sendChatAction, sendPhoto, sendDocument, getFile and the files themselves; a chat exists once
// its person wrote, a group once the bot is in it. A bot hears of a group what a bot in privacy mode hears: commands,
// and replies to its own messages. What it does not do: parse_mode, the flood limits (ask for them with faults), the
// slow-down of a getUpdates that repeats itself, and method calls in the answer of a webhook. Updates are repeated at
// once, then after 0.5, 1, 2 … s (Telegram: 2, 4, 8 …, so that a demo does not wait), or when Retry-After says.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "gateway/sandbox/fault_proxy.hpp"
#include "gateway/sandbox/faults.hpp"

namespace pintu::sandbox {

// One line on the phone, as the Bot API object that made it.
struct PhoneLine {
  std::int64_t message_id = 0;
  bool from_person = false;
  nlohmann::json message;  // text, entities, reply_markup; or photo, document, location, voice
  bool taken = false;      // the bot has this update (from_person only)
};

class FakeTelegram {
 public:
  FakeTelegram(AsioLoop& loop, std::string token);
  ~FakeTelegram();
  FakeTelegram(const FakeTelegram&) = delete;
  FakeTelegram& operator=(const FakeTelegram&) = delete;

  // unavailable when the port is taken.
  Result<void> start(std::uint16_t port = 0);
  std::string base() const;  // "http://127.0.0.1:PORT"
  Faults& faults() { return faults_; }

  // ---- the person's side; each is one update to the bot
  void say(std::int64_t chat, const std::string& text) { reply(chat, 0, text); }
  // An answer to a message that the chat shows; 0, or one that it does not show: a message like any other.
  void reply(std::int64_t chat, std::int64_t to, const std::string& text);
  // The bot is put into a group (a negative number), where one person writes: `member` {"id", "first_name"}.
  void found_group(std::int64_t group, const std::string& title, nlohmann::json member);
  // A button of any message; false when the phone shows no such button.
  bool tap(std::int64_t chat, const std::string& data);
  void pin(std::int64_t chat, double latitude, double longitude);
  void photo(std::int64_t chat, std::string bytes, const std::string& caption = {});
  void voice(std::int64_t chat, std::string bytes);
  void video(std::int64_t chat, std::string bytes, const std::string& caption = {});
  void edit_last(std::int64_t chat, const std::string& text);  // nothing when the person wrote no text
  void block(std::int64_t chat);
  void unblock(std::int64_t chat);
  // The phone is as new: its lines and what was on its way to the bot are gone, and the bot does not know the chat.
  void forget(std::int64_t chat);

  // What the phone shows; empty for a chat that is not there.
  const std::vector<PhoneLine>& phone(std::int64_t chat) const;
  // The reply keyboard below the box, as Telegram's rows; null when there is none.
  const nlohmann::json& keyboard(std::int64_t chat) const;
  // A file that either side sent, by its file_id; nullptr when there is none.
  const std::string* media(const std::string& file_id) const;
  // Called after each change of that phone, also when the bot took an update of it.
  void on_change(std::int64_t chat, std::function<void()> observer) { observers_[chat] = std::move(observer); }
  std::size_t undelivered() const;
  std::int64_t updates_sent() const { return next_update_ - first_update; }
  // Buttons that still turn: taps that answerCallbackQuery has not ended.
  std::size_t open_queries() const { return queries_.size(); }

 private:
  using Json = nlohmann::json;
  struct Chat {
    std::uint64_t born = 0;  // tells this chat from one of the same number that was forgotten
    std::vector<PhoneLine> lines;
    std::deque<Json> updates;  // not yet taken by the bot
    bool in_flight = false;
    int tries = 0;
    bool blocked = false;
    Json group, member;  // of a group: itself and who writes there; null for a person's own chat
    Json keyboard;       // the reply keyboard that is shown
    Json held = Json();  // waits for the next update, to come after it
  };
  struct Poll {
    http::Respond respond;
    std::int64_t offset = 0;
    std::size_t limit = 100;
    std::uint64_t number = 0;
  };
  static constexpr std::int64_t first_update = 700000001;

  // The wire (fake_telegram.cpp)
  void handle(const http::Request& request, http::Respond respond);
  http::Response by_hand(const std::string& path, const http::Request& request);
  http::Response act_by_hand(const std::string& verb, std::int64_t chat, const Json& body);

  // Methods (telegram_methods.cpp)
  http::Response call(const std::string& method, const Json& parameters);
  http::Response set_webhook(const Json& parameters);
  http::Response webhook_info() const;
  http::Response send_message(const Json& parameters);
  http::Response send_file(const char* kind, const Json& parameters);
  http::Response edit_text(const Json& parameters);
  http::Response answer_query(const Json& parameters);
  http::Response get_file(const Json& parameters) const;
  http::Response file(const std::string& path) const;
  // The chat to send to; nullptr, and the refusal in `refused`, when it cannot be sent to.
  Chat* reachable(const Json& parameters, http::Response& refused);
  http::Response show(std::int64_t id, Chat& chat, Json message);

  // The person's side (fake_phone.cpp)
  Json chat_of(std::int64_t chat) const;
  Json writer_in(std::int64_t chat) const;
  Json person_message(std::int64_t chat) const;
  bool hears(const Chat& chat, const Json& message) const;
  void write(std::int64_t chat, Json message);
  std::string keep_file(const char* kind, std::string bytes);
  void membership(std::int64_t chat, const char* before, const char* after);
  Chat& open(std::int64_t chat);
  std::int64_t now() const;

  // The way to the bot (telegram_updates.cpp)
  void update(std::int64_t chat, Json body);
  void queue(std::int64_t chat, Json body);
  void release(std::int64_t chat);
  void deliver(std::int64_t chat);
  void delivered(std::int64_t chat, std::uint64_t born, const http::Exchange& exchange);
  void took(Chat& chat, const Json& update);
  void get_updates(const Json& parameters, http::Respond respond);
  Json take_updates(std::int64_t offset, std::size_t limit);
  void changed(std::int64_t chat);

  AsioLoop& loop_;
  SystemClock clock_;
  std::string token_;
  Faults faults_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<FaultProxy> door_;
  std::shared_ptr<http::HttpClient> client_;
  std::string webhook_, secret_;
  std::vector<std::string> allowed_;  // kinds of update; empty = all
  std::int64_t max_connections_ = 40;
  std::string last_error_;
  std::int64_t last_error_at_ = 0;
  std::map<std::int64_t, Chat> chats_;
  std::map<std::string, std::string> files_;     // by file_id
  std::map<std::string, std::int64_t> queries_;  // taps that wait for their answer → the second they were made
  std::int64_t next_message_ = 1;
  std::int64_t next_update_ = first_update;
  std::int64_t next_file_ = 1;
  std::uint64_t next_number_ = 1;
  std::map<std::int64_t, std::function<void()>> observers_;
  std::vector<Poll> polls_;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
