// SPDX-License-Identifier: Apache-2.0
// A person who complains again and again: each story comes in several messages, each with a word that stands in no
// other message, so that what became of it can be seen at the agency; every question is answered by what stands on the
// phone. Loop thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "torture/handset.hpp"
#include "torture/records.hpp"

namespace pintu::torture {

// The word that stands in a story's message; "" when there is none.
std::string token_in(const std::string& text);

class Person {
 public:
  // `number` from 1 tells people apart; `life` says which process answers now; `heard` is called after each line that
  // came.
  Person(AsioLoop& loop, std::unique_ptr<Handset> phone, std::uint32_t number, std::uint32_t seed,
         std::function<int()> life, std::function<void()> heard);
  ~Person();
  Person(const Person&) = delete;
  Person& operator=(const Person&) = delete;

  void begin();
  // The complaint that is under way is the last one.
  void finish() { last_ = true; }
  // Every complaint that was begun has its number, and the agency's number of each was told.
  bool at_rest() const { return last_ && state_ == State::idle && numbers_ == confirmed_; }
  std::size_t complaints() const { return numbers_.size(); }
  std::size_t reminders() const { return reminders_; }
  // Without the rows.
  Talk talk() const;
  const Handset& phone() const { return *phone_; }

 private:
  enum class State { idle, knocking, telling, answering };
  void complain();
  void think_of_a_story();
  void tell();
  std::string next_token();
  void absorb();
  void listen(const Line& line);
  void tick();
  void react();
  // What this person says to a question; "" to what needs no answer.
  std::string answer_to(const std::string& text) const;
  void say(const std::string& text);
  int roll(int from, int to) { return std::uniform_int_distribution<int>(from, to)(dice_); }

  AsioLoop& loop_;
  std::unique_ptr<Handset> phone_;
  std::uint32_t number_;
  std::mt19937 dice_;
  std::function<int()> life_;
  std::function<void()> heard_;
  State state_ = State::idle;
  bool last_ = false;
  std::size_t read_ = 0;  // lines of the phone
  std::vector<Heard> lines_;
  std::vector<std::string> story_;  // what is still to be told, the last first
  std::string question_;            // not answered yet
  std::string answered_;            // the last one that was
  std::set<std::string> numbers_, confirmed_;
  Duration quiet_{0};  // since anything was said or heard
  Duration rest_{0};   // until the next complaint or answer
  std::uint32_t next_token_ = 0;
  std::size_t reminders_ = 0;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::torture
