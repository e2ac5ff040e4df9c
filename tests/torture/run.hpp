// SPDX-License-Identifier: Apache-2.0
// The real binary under load on three channels, killed again and again at random moments while its far ends, which live
// here, write down everything; then judged. The seed draws what people do and when it is killed; the machine's own
// timing stays. One at a time, on the thread that calls it.
#pragma once

#include <cstdint>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "gateway/base/asio_loop.hpp"
#include "support/serving.hpp"
#include "torture/checker.hpp"
#include "torture/far_ends.hpp"
#include "torture/person.hpp"
#include "torture/relay.hpp"

namespace pintu::torture {

struct Settings {
  int rounds = 30;  // kills
  std::uint32_t seed = 1;
  std::uint32_t people = 10;  // on each channel
  bool keep = false;          // data, log and talks stay also when all was good
};

struct Outcome {
  Verdict verdict;
  int kills = 0;
  int unknown_resolved = 0;
  std::size_t reports = 0;
  std::size_t reminders = 0;  // how often a person had to say something again
  Relay::Tally webhooks;
  double seconds = 0;
};

class Run {
 public:
  explicit Run(Settings settings);
  ~Run();  // removes the data, unless they are to be kept or the run was not good
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // unavailable when something cannot even be started.
  Result<Outcome> play();
  const std::string& folder() const { return folder_; }

 private:
  enum class Moment { at_start, by_time, by_event, at_agency };

  Result<void> set_up();
  void people_come();
  // The killer (killer.cpp)
  void start();
  void plan();
  void kill();
  void happened(Moment moment);
  // The clerk (clerk.cpp)
  void resolve_unknown();
  bool is_settled();
  bool has_open_jobs(const std::string& state);
  test::Ran ask(const std::string& arguments);

  void torment();
  void settle();
  void spin(Duration by);
  Result<Outcome> judge();
  void write_talks() const;
  int roll(int from, int to) { return std::uniform_int_distribution<int>(from, to)(dice_); }

  Settings settings_;
  std::mt19937 dice_;
  AsioLoop loop_;
  std::string folder_, config_;
  FarEnds far_ends_;
  std::unique_ptr<Relay> relay_;
  std::vector<std::unique_ptr<Person>> people_;
  test::Serving daemon_;
  int life_ = 0;
  int kills_ = 0;
  bool connected_ = false;
  Moment moment_ = Moment::by_time;
  int events_left_ = 0;
  int unknown_resolved_ = 0;
  std::vector<std::string> troubles_;
  bool good_ = false;
};

}  // namespace pintu::torture
