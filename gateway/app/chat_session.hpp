// SPDX-License-Identifier: Apache-2.0
// One talk without a daemon: scripts, a conversation and its timers in memory. For pintu chat. Time is an argument.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "dialogs/advance.hpp"

namespace pintu::app {

class ChatSession {
 public:
  ChatSession(const dialogs::Library& library, const Renderer& renderer, std::string channel,
              dialogs::Contacts contacts, std::map<std::string, std::string> promises);

  struct Line {
    Rendering rendering;
    std::string step;  // "lapor-aduan/di-mana"
    std::string asks;
  };
  struct Heard {
    std::vector<Line> lines;         // what the phone shows now
    std::string took;                // which rule took the message
    std::vector<std::string> notes;  // "laporan 7K2M-9QXC → lapor", "darurat: kebakaran"
  };

  Heard say(const std::string& text, Instant now);
  Heard tap(std::size_t number, Instant now);  // 1-based, of the buttons shown last
  Heard pin(double latitude, double longitude, Instant now);
  Heard photo(Instant now);
  Heard voice(Instant now);
  std::optional<Instant> next_timer() const;
  Heard fire(Instant now);  // the timers that are due
  const std::vector<Choice>& choices() const { return choices_; }

 private:
  Heard advance(const DialogEvent& event, Instant now);
  Heard send(Inbound inbound, Instant now);
  void take(const Effect& effect, Heard& heard, Instant now);

  const dialogs::Library& library_;
  const Renderer& renderer_;
  std::string channel_;
  dialogs::Contacts contacts_;
  std::map<std::string, std::string> promises_;
  Conversation conversation_;
  std::map<std::string, SetTimer> timers_;
  std::vector<Choice> choices_;
  std::int64_t reports_ = 0;
  int messages_ = 0;
};

}  // namespace pintu::app
