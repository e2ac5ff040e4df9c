// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/timers.hpp"

#include <algorithm>
#include <exception>
#include <utility>
#include <vector>

namespace pintu::flow {

namespace {
constexpr std::size_t at_once = 256;
}  // namespace

Timers::Timers(Ledger& ledger, Loop& loop, const Clock& clock, Duration longest_sleep)
    : ledger_(ledger),
      loop_(loop),
      clock_(clock),
      longest_sleep_(longest_sleep),
      alive_(std::make_shared<bool>(true)) {}

Timers::~Timers() { *alive_ = false; }

void Timers::start(Duration grace) {
  others_from_ = clock_.now() + grace;
  look();
}

void Timers::stop() { stopped_ = true; }

void Timers::changed() {
  if (looking_) {
    again_ = true;
  } else {
    look();
  }
}

bool Timers::stalled() {
  const bool same_look = looks_ == std::exchange(looks_when_asked_, looks_);
  if (stopped_ || looks_ == 0) return false;
  if (looking_) return same_look;
  return timer_ == 0 && firing_.empty();
}

void Timers::look_again_after_fault() {
  looking_ = false;
  again_ = false;
  plan(clock_.now() + std::chrono::seconds(1));
}

void Timers::look() {
  if (stopped_) return;
  looking_ = true;
  ++looks_;
  ledger_.query([this, alive = alive_, &loop = loop_, now = clock_.now()](store::Store& store) {
    std::vector<store::TimerRow> due;
    std::optional<Instant> next;
    try {
      due = store.due_timers(now, at_once);
      next = due.size() == at_once ? std::optional<Instant>(now) : store.next_timer_due();
    } catch (const std::exception&) {
      // The ledger logs it. Nobody else would ever look again.
      loop.post([this, alive] {
        if (*alive && !stopped_) look_again_after_fault();
      });
      throw;
    }
    loop.post([this, alive, due = std::move(due), next] {
      if (!*alive || stopped_) return;
      looking_ = false;
      const bool waiting_for_others = clock_.now() < others_from_;
      Submission submission;
      for (const auto& timer : due) {
        if ((waiting_for_others && !timer.emergency) || !firing_.insert(timer.id).second) continue;
        submission.events.push_back(Event{TimerDue{timer}});
        submission.events.back().emergency = timer.emergency;
      }
      const bool fired = !submission.events.empty();
      if (fired) {
        submission.done = [this, alive, ids = due](bool) {
          if (!*alive) return;
          for (const auto& timer : ids) firing_.erase(timer.id);
          changed();
        };
        ledger_.submit(std::move(submission));
      }
      if (again_) {
        again_ = false;
        look();
        return;
      }
      if (waiting_for_others) {
        plan(std::min(others_from_, clock_.now() + std::chrono::seconds(1)));
      } else if (!fired) {
        plan(next);
      }
    });
  });
}

void Timers::plan(std::optional<Instant> next) {
  if (timer_ != 0) loop_.cancel(timer_);
  const Instant now = clock_.now();
  const Instant when = std::min(next.value_or(now + longest_sleep_), now + longest_sleep_);
  timer_ = loop_.after(std::max(Duration{10}, Duration(when - now)), [this, alive = alive_] {
    if (!*alive) return;
    timer_ = 0;
    changed();
  });
}

}  // namespace pintu::flow
