// SPDX-License-Identifier: Apache-2.0
// One scripted complaint on one of the demo's phones, answered as a person would who reads what is asked. Loop thread
// only.
#pragma once

#include <functional>
#include <string>

#include "gateway/base/asio_loop.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/phone.hpp"

namespace pintu::app {

class Rehearsal {
 public:
  struct Result {
    std::string phone;        // "whatsapp"
    std::string transcript;   // "warga: …" and "Pintu: …", a line each
    std::string number;       // ours, as the chat showed it
    std::string tracking_id;  // LAPOR's, as the chat showed it; empty when it never came
  };

  // Both must outlive the rehearsal.
  Rehearsal(AsioLoop& loop, sandbox::Phone& phone, sandbox::FakeLapor& lapor)
      : loop_(loop), phone_(phone), lapor_(lapor) {}
  // `done` once, when LAPOR's id is on the phone or the time is over.
  void play(std::function<void(const Result&)> done);

 private:
  void look();
  void read_new_lines();
  void react(const std::string& text, const nlohmann::json& bubble);
  bool is_accepted(const std::string& text);
  void answer(const std::string& button, const std::string& words);
  void say(const std::string& text);
  void note(const std::string& what) { result_.transcript += "warga: " + what + "\n"; }
  void finish();

  AsioLoop& loop_;
  sandbox::Phone& phone_;
  sandbox::FakeLapor& lapor_;
  std::function<void(const Result&)> done_;
  Result result_;
  std::size_t read_ = 0;  // lines of the phone
  Duration waited_{0};
  bool photo_sent_ = false;
};

}  // namespace pintu::app
