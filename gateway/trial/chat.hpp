// SPDX-License-Identifier: Apache-2.0
// The chat in the terminal without the terminal: a line in, what the phone shows as text out. For pintu chat.
#pragma once

#include <string>
#include <vector>

#include "gateway/trial/record.hpp"
#include "gateway/trial/simulator.hpp"

namespace pintu::trial {

struct ChatLook {
  bool why = false;  // which rule took each message
  bool color = false;
};

class Chat {
 public:
  Chat(Setting setting, ChatLook look);

  // A message, or a command that begins with "/". What is to be shown, line breaks included.
  std::string obey(const std::string& line);
  // Time goes by; what comes meanwhile.
  std::string pass(Duration by);
  bool over() const { return over_; }
  // What was done so far as a test.
  Recorded record(const std::string& name);

  static std::string help();

 private:
  std::string command(const std::string& word, const std::string& rest);
  std::string hear(Said said, std::string tapped = {});
  std::string tap(const std::string& which);
  std::string officer(OfficerHappened::What what, const std::string& text);
  std::string news();
  std::string show(const Shown& shown);
  std::string notes();
  std::string in(const char* code, const std::string& text) const;

  Setting setting_;
  ChatLook look_;
  Simulator simulator_;
  std::vector<Deed> deeds_;
  Instant last_deed_;
  std::size_t shown_ = 0;
  std::size_t noted_ = 0;
  std::size_t filed_ = 0;
  std::vector<std::string> places_;
  bool over_ = false;
};

}  // namespace pintu::trial
