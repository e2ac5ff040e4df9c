// SPDX-License-Identifier: Apache-2.0
// When the daemon dies, and that it lives again.
#include "torture/run.hpp"

namespace pintu::torture {

using namespace std::chrono_literals;

namespace {

constexpr int at_start = 15;  // of a hundred kills
constexpr int at_agency = 20;
constexpr int by_event = 30;
constexpr int longest_start = 200;  // ms
constexpr int longest_life = 2000;
constexpr int most_events = 60;
constexpr Duration longest_wait = 3s;  // for an event

}  // namespace

void Run::start() {
  ++life_;
  if (!daemon_.start(config_, folder_ + "/log")) troubles_.emplace_back("no process could be started");
}

// The moment of the next kill. One that waits for an event comes by the clock when none happens.
void Run::plan() {
  if (kills_ >= settings_.rounds) return;
  const int kind = roll(1, 100);
  moment_ = kind <= at_start                          ? Moment::at_start
            : kind <= at_start + at_agency            ? Moment::at_agency
            : kind <= at_start + at_agency + by_event ? Moment::by_event
                                                      : Moment::by_time;
  events_left_ = moment_ == Moment::at_agency ? roll(1, 3) : roll(1, most_events);
  Duration wait = longest_wait;
  if (moment_ == Moment::at_start) wait = std::chrono::milliseconds(roll(0, longest_start));
  if (moment_ == Moment::by_time) wait = std::chrono::milliseconds(roll(longest_start, longest_life));
  loop_.after(wait, [this, life = life_] {
    if (life == life_) kill();
  });
}

void Run::happened(Moment moment) {
  if (moment != moment_ || kills_ >= settings_.rounds || --events_left_ > 0) return;
  kill();
}

void Run::kill() {
  if (!daemon_.running()) return;
  const int end = daemon_.kill();
  if (end != -SIGKILL) troubles_.push_back("the daemon ended by itself: " + std::to_string(end));
  ++kills_;
  // What had left it before is taken in by the far ends in the meantime.
  loop_.after(std::chrono::milliseconds(roll(20, 200)), [this] {
    start();
    plan();
  });
}

}  // namespace pintu::torture
