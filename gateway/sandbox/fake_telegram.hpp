// SPDX-License-Identifier: Apache-2.0
// A fake Bot API and the phones behind it: real wire format over loopback, webhooks as Telegram sends them (WIRE 2).
// Loop thread only.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "gateway/base/result.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "gateway/sandbox/faults.hpp"

namespace pintu::sandbox {

// One line on the phone, as the Bot API object that made it.
struct PhoneLine {
  std::int64_t message_id = 0;
  bool from_person = false;
  nlohmann::json message;  // text, entities, reply_markup; or photo, location
};

class FakeTelegram {
 public:
  FakeTelegram(AsioLoop& loop, std::string token);
  ~FakeTelegram();

  Result<void> start(std::uint16_t port = 0);
  std::string base() const;  // "http://127.0.0.1:PORT"
  Faults& faults() { return faults_; }

  // ---- the person's side; each is one update to the bot
  void say(std::int64_t chat, const std::string& text);
  // A button of any message; false when the phone shows no such button.
  bool tap(std::int64_t chat, const std::string& data);
  void pin(std::int64_t chat, double latitude, double longitude);
  void photo(std::int64_t chat, std::string bytes, const std::string& caption = {});
  void voice(std::int64_t chat, std::string bytes);
  void edit_last(std::int64_t chat, const std::string& text);
  void block(std::int64_t chat);
  void forget(std::int64_t chat);

  const std::vector<PhoneLine>& phone(std::int64_t chat);
  // Called after each change of a phone.
  void on_change(std::function<void(std::int64_t chat)> observer) { observer_ = std::move(observer); }
  std::size_t undelivered() const;
  std::int64_t updates_sent() const { return next_update_ - first_update; }

 private:
  struct Chat {
    std::vector<PhoneLine> lines;
    std::deque<nlohmann::json> updates;  // not yet taken by the bot
    bool in_flight = false;
    int tries = 0;
    bool blocked = false;
    nlohmann::json keyboard;  // the reply keyboard that is shown
  };
  using Json = nlohmann::json;
  static constexpr std::int64_t first_update = 700000001;

  void handle(const http::Request& request, http::Respond respond);
  http::Response by_hand(const std::string& path, const http::Request& request);
  http::Response call(const std::string& method, const Json& parameters);
  http::Response send_message(const Json& parameters);
  http::Response edit_text(const Json& parameters);
  http::Response file(const std::string& path);
  Json take_updates(std::int64_t offset, std::size_t limit);
  Json person_message(std::int64_t chat);
  void update(std::int64_t chat, Json body);
  void deliver(std::int64_t chat);
  void delivered(std::int64_t chat, const http::Exchange& exchange);
  void changed(std::int64_t chat);

  AsioLoop& loop_;
  std::string token_;
  Faults faults_;
  std::unique_ptr<http::Server> server_;
  std::unique_ptr<http::HttpClient> client_;
  std::string webhook_, secret_;
  std::map<std::int64_t, Chat> chats_;
  std::map<std::string, std::string> files_;  // by file_id
  std::int64_t next_message_ = 1;
  std::int64_t next_update_ = first_update;
  std::int64_t next_file_ = 1;
  std::function<void(std::int64_t)> observer_;
  struct Poll {
    http::Respond respond;
    std::int64_t offset;
    std::size_t limit;
  };
  std::vector<Poll> polls_;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::sandbox
