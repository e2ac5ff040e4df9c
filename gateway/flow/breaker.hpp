// SPDX-License-Identifier: Apache-2.0
// Whether an agency is asked at all. While it fails, its jobs wait where they are, unstarted; then one goes ahead to
// see. The only place that makes all of an agency's jobs wait, also when the agency says how long. Pure; time is an
// argument.
//
//   closed ──failures in a row, or "none of you now"──▶ open ──after its pause──▶ half-open (one job)
//     ▲                                                  ▲                            │
//     │                                                  └────────failing────────────┤
//     └──────────────── any answer that was understood ──────────────────────────────┘
//
// In memory only: after a restart the agency counts as well until it fails anew, which costs a few tries. A state that
// was stored would have to be trusted about a far end that may have come back, or been configured anew, meanwhile.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "gateway/base/clock.hpp"
#include "gateway/http/message.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/model/outcome.hpp"

namespace pintu::flow {

struct BreakerRules {
  int failures = 3;  // in a row
  Duration first_pause = std::chrono::seconds(30);
  Duration longest_pause = std::chrono::minutes(15);
};

// What a try tells about the far end itself.
enum class Sign {
  none,     // nothing was asked
  alive,    // an answer that was understood, be it a rejection or "not so fast"
  failing,  // no answer, or one that says nothing about this job
};
Sign sign_of(std::span<const http::Exchange> so_far, const SendOutcome& outcome);

class Breaker {
 public:
  enum class State { closed, half_open, open };  // 0, 1, 2 in pintu_breaker_state

  explicit Breaker(BreakerRules rules = {}) : rules_(rules) {}

  State state() const { return state_; }
  // How long until a job may start; zero = now. nullopt: not before the one that is under way has ended.
  std::optional<Duration> wait(Instant now) const;
  // A job starts, for which wait() was zero.
  void start(JobId job);
  // Its try ended. Every job that was started must end.
  void end(JobId job, Sign sign, const SendOutcome& outcome, Instant now);

 private:
  void open(Instant now);

  BreakerRules rules_;
  State state_ = State::closed;
  int failures_ = 0;       // in a row
  int opened_ = 0;         // without an understood answer between
  Instant pause_until_{};  // ours, while it fails
  Instant said_until_{};   // the agency's own, which nothing of ours shortens
  std::optional<JobId> trying_;
};

std::string_view to_string(Breaker::State state);  // "closed", "half-open", "open"

}  // namespace pintu::flow
