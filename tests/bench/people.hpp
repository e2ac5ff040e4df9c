// SPDX-License-Identifier: Apache-2.0
// Citizens who walk through the shipped complaint, each at their own step: what they write next, as Telegram delivers
// it, and whether what came back is what the script says there. No I/O.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pintu::bench {

using Steady = std::chrono::steady_clock;

struct Update {
  std::int64_t chat = 0;
  std::string body;       // one update of the Bot API
  bool answered = false;  // whether a reply comes back; what is written between two replies gets none
};

class People {
 public:
  // Chats and updates are numbered from `first`, so that two runs on one database do not meet. `answered` false: for a
  // server that replies to nobody.
  explicit People(std::int64_t first, bool answered = true)
      : next_chat_(first), next_update_(first), answered_(answered) {}

  // What somebody writes now: the one who may go on and has waited longest, or somebody new. Nobody writes twice within
  // `pace`, so that no limit of a channel is met.
  Update next(Steady::time_point now);
  // Their webhook was answered 200; their reply came. Only after both do they write again.
  void acknowledged(std::int64_t chat, Steady::time_point now);
  // `body`: what sendMessage was called with. True when it is the reply that was waited for; counts what is not the
  // script's answer to this person's line.
  bool heard(std::int64_t chat, std::string_view body, Steady::time_point now);

  std::uint64_t expected() const { return expected_; }
  std::uint64_t unexpected() const { return unexpected_; }
  const std::string& first_unexpected() const { return first_unexpected_; }
  std::uint64_t reports() const { return reports_; }  // walks that came to their report number
  static std::size_t lines_a_walk();
  static std::size_t replies_a_walk();

 private:
  struct Person {
    std::size_t line = 0;  // the one they write next
    bool waits_for_ack = false;
    bool waits_for_reply = false;
    Steady::time_point since;
  };
  void go_on(std::int64_t chat, Person& person, Steady::time_point now);

  static constexpr auto pace = std::chrono::milliseconds(400);
  std::int64_t next_chat_;
  std::int64_t next_update_;
  bool answered_;
  std::uint64_t expected_ = 0;
  std::uint64_t unexpected_ = 0;
  std::string first_unexpected_;
  std::uint64_t reports_ = 0;
  std::unordered_map<std::int64_t, Person> people_;
  std::deque<std::int64_t> ready_;
};

}  // namespace pintu::bench
