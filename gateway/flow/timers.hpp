// SPDX-License-Identifier: Apache-2.0
// Timer rows that are due become events. The next due time is kept in memory; a million sleepers cost nothing.
#pragma once

#include <memory>
#include <set>

#include "gateway/base/clock.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/flow/ledger.hpp"

namespace pintu::flow {

class Timers {
 public:
  // `longest_sleep`: the loop's clock and `clock` may part, so nobody sleeps longer; in virtual time they cannot.
  Timers(Ledger& ledger, Loop& loop, const Clock& clock, Duration longest_sleep = std::chrono::minutes(1));
  ~Timers();
  // After a start emergency timers fire at once, others after `grace`, so that redelivered messages go first.
  void start(Duration grace = std::chrono::seconds(10));
  void changed();  // a commit set a timer
  void stop();
  // For a watchdog: one look at the rows took all the time since this was last asked, or none will ever come.
  bool stalled();

 private:
  void look();
  void look_again_after_fault();
  void plan(std::optional<Instant> next);

  Ledger& ledger_;
  Loop& loop_;
  const Clock& clock_;
  Duration longest_sleep_;
  Instant others_from_{};
  std::set<TimerId> firing_;
  std::uint64_t timer_ = 0;
  std::uint64_t looks_ = 0;
  std::uint64_t looks_when_asked_ = 0;
  bool looking_ = false;
  bool again_ = false;
  bool stopped_ = false;
  std::shared_ptr<bool> alive_;
};

}  // namespace pintu::flow
