// SPDX-License-Identifier: Apache-2.0
// A loop that runs when told to, on the time of a ManualClock: for tests and simulators. Not thread-safe.
#pragma once

#include <deque>
#include <map>
#include <utility>

#include "gateway/base/loop.hpp"

namespace pintu {

class ManualLoop final : public Loop {
 public:
  explicit ManualLoop(ManualClock& clock) : clock_(clock) {}

  void post(std::function<void()> work) override { posted_.push_back(std::move(work)); }
  std::uint64_t after(Duration delay, std::function<void()> work) override {
    timers_.emplace(std::pair(clock_.now() + delay, ++last_), std::move(work));
    return last_;
  }
  void cancel(std::uint64_t timer) override {
    std::erase_if(timers_, [&](const auto& t) { return t.first.second == timer; });
  }

  // Everything that was posted, and what that posts.
  void run_posted() {
    while (!posted_.empty()) {
      auto work = std::move(posted_.front());
      posted_.pop_front();
      work();
    }
  }
  // As when the process dies: nothing that was to come comes.
  void forget() {
    posted_.clear();
    timers_.clear();
  }
  // Moves the clock by `by`, stopping at each timer on the way.
  void run_for(Duration by) {
    const Instant end = clock_.now() + by;
    run_posted();
    while (!timers_.empty() && timers_.begin()->first.first <= end) {
      auto node = timers_.extract(timers_.begin());
      if (node.key().first > clock_.now()) clock_.set(node.key().first);
      node.mapped()();
      run_posted();
    }
    clock_.set(end);
  }

 private:
  ManualClock& clock_;
  std::deque<std::function<void()>> posted_;
  std::map<std::pair<Instant, std::uint64_t>, std::function<void()>> timers_;
  std::uint64_t last_ = 0;
};

}  // namespace pintu
