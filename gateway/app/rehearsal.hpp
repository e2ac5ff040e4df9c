// SPDX-License-Identifier: Apache-2.0
// One scripted complaint on the demo's phone, answered as a person would who reads what is asked. Loop thread only.
#pragma once

#include <functional>
#include <string>

#include "gateway/app/demo.hpp"

namespace pintu::app {

class Rehearsal {
 public:
  struct Result {
    std::string transcript;   // "warga: …" and "Pintu: …", a line each
    std::string number;       // ours, as the chat showed it
    std::string tracking_id;  // LAPOR's, as the chat showed it; empty when it never came
  };

  Rehearsal(Demo& demo, AsioLoop& loop) : demo_(demo), loop_(loop) {}
  void play(std::function<void(const Result&)> done);

 private:
  void look();
  void read_new_lines();
  void react(const std::string& text, const std::string& first_button);
  void say(const std::string& text);
  void finish();

  Demo& demo_;
  AsioLoop& loop_;
  std::function<void(const Result&)> done_;
  Result result_;
  std::size_t read_ = 0;
  Duration waited_{0};
  bool photo_sent_ = false;
};

}  // namespace pintu::app
