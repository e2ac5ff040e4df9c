// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/breaker.hpp"

#include <algorithm>

#include "gateway/base/backoff.hpp"

namespace pintu::flow {

Sign sign_of(std::span<const http::Exchange> so_far, const SendOutcome& outcome) {
  if (so_far.empty()) return Sign::none;
  if (std::holds_alternative<Done>(outcome) || std::holds_alternative<Rejected>(outcome)) return Sign::alive;
  const auto* response = std::get_if<http::Response>(&so_far.back());
  if (response == nullptr) return Sign::failing;
  const bool not_so_fast = response->status == 429 || response->status == 408 || response->status == 425;
  return not_so_fast ? Sign::alive : Sign::failing;
}

std::optional<Duration> Breaker::wait(Instant now) const {
  if (state_ == State::half_open && trying_) return std::nullopt;
  return std::max(Duration{0}, Duration(std::max(pause_until_, said_until_) - now));
}

void Breaker::start(JobId job) {
  if (state_ != State::open) return;
  state_ = State::half_open;
  trying_ = job;
}

void Breaker::end(JobId job, Sign sign, const SendOutcome& outcome, Instant now) {
  const bool the_one = trying_ == job;
  if (the_one) trying_.reset();
  const auto* retry = std::get_if<Retry>(&outcome);
  const bool all = retry != nullptr && retry->hold != Hold::job;
  if (sign != Sign::none && all && retry->after) said_until_ = std::max(said_until_, now + *retry->after);
  switch (sign) {
    case Sign::none:
      if (the_one) state_ = State::open;  // its pause is over: the next one may try
      return;
    case Sign::alive:
      failures_ = 0;
      opened_ = 0;
      state_ = State::closed;
      trying_.reset();
      pause_until_ = now;
      return;
    case Sign::failing:
      failures_ = std::min(failures_ + 1, rules_.failures);
      if (state_ == State::closed ? all || failures_ >= rules_.failures : the_one) open(now);
      return;
  }
}

void Breaker::open(Instant now) {
  state_ = State::open;
  opened_ = std::min(opened_ + 1, 32);
  pause_until_ = now + backoff(opened_, rules_.first_pause, rules_.longest_pause, 0);
}

std::string_view to_string(Breaker::State state) {
  switch (state) {
    case Breaker::State::closed:
      return "closed";
    case Breaker::State::half_open:
      return "half-open";
    case Breaker::State::open:
      return "open";
  }
  return "closed";
}

}  // namespace pintu::flow
