// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/policy.hpp"

#include <algorithm>

#include "gateway/base/backoff.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::flow {

using namespace std::chrono_literals;
using store::JobKind;
using store::JobState;

namespace {

constexpr Duration longest_silence = 24h * 30;
constexpr int enough_tries = 12;
constexpr Duration longest_call = 10s;

Duration first_wait(const store::JobRow& job) {
  if (job.lane == Lane::emergency) return 1s;
  switch (job.kind) {
    case JobKind::reply:
    case JobKind::notify:
      return 2s;
    case JobKind::fetch_media:
      return 5s;
    case JobKind::forward:
    case JobKind::follow_up:
      return 30s;
    case JobKind::call:
      return 2s;
    case JobKind::poll_report:
      return 60s;
  }
  return 30s;
}

Duration most_wait(const store::JobRow& job) {
  if (job.lane == Lane::emergency) return 15s;
  return job.kind == JobKind::reply || job.kind == JobKind::notify ? 5min : 30min;
}

// An agency that was away for most of a job's time let it be tried a few times only: it gets as much time again.
Instant end_of_patience(const store::JobRow& job, int attempts) {
  const bool hardly_tried = store::is_for_agency(job.kind) && attempts < enough_tries;
  return hardly_tried ? job.deadline + (job.deadline - job.created) : job.deadline;
}

Verdict again(const store::JobRow& job, std::optional<Duration> said, std::string reason, Instant now, double spread) {
  // A reply that may have arrived once keeps that mark, whatever happens to it later.
  if (in_doubt_once(job) && !reason.starts_with("unknown:")) reason = "unknown:" + reason;
  Verdict verdict{JobState::waiting, now, job.attempts, std::move(reason)};
  if (said) {
    verdict.due = now + *said;
  } else {
    ++verdict.attempts;
    verdict.due = now + backoff(verdict.attempts, first_wait(job), most_wait(job), spread);
  }
  if (verdict.due > end_of_patience(job, verdict.attempts)) verdict.state = JobState::exhausted;
  return verdict;
}

// Nothing is tried before the person writes; past the longest wait it is tried once more and then is a person's.
Verdict until_heard(const store::JobRow& job, Instant now) {
  return {JobState::waiting, now + longest_silence, job.attempts, "until-heard"};
}

Verdict not_known(const store::JobRow& job, const std::string& reason, Instant now, double spread) {
  if (job.kind == JobKind::forward || job.kind == JobKind::follow_up) {
    return {JobState::unknown, now, job.attempts + 1, reason};
  }
  const bool sends_to_people = job.kind == JobKind::reply || job.kind == JobKind::notify;
  if (sends_to_people && job.lane != Lane::emergency && in_doubt_once(job)) {
    return {JobState::unknown, now, job.attempts + 1, reason};  // it was sent twice already
  }
  Verdict verdict = again(job, std::nullopt, "unknown:" + reason, now, spread);
  verdict.repeated = sends_to_people;
  return verdict;
}

}  // namespace

namespace {

// A talk waits for it: what has no answer in time has none, and nobody is asked to look at it.
Verdict of_call(const store::JobRow& job, const SendOutcome& outcome, Instant now) {
  const auto ended = [&](JobState state, std::string reason) {
    return Verdict{state, now, job.attempts + 1, std::move(reason)};
  };
  return std::visit(overloaded{
                        [&](const Done&) { return ended(JobState::done, {}); },
                        [&](const Retry& r) {
                          const Instant due = now + std::max(r.after.value_or(Duration{1s}), Duration{1s});
                          if (due >= job.deadline) return ended(JobState::rejected, r.reason);
                          return Verdict{JobState::waiting, due, job.attempts + 1, r.reason};
                        },
                        [&](const Rejected& r) { return ended(JobState::rejected, r.reason); },
                        [&](const Unknown& u) { return ended(JobState::rejected, u.reason); },
                    },
                    outcome);
}

}  // namespace

Verdict judge(const store::JobRow& job, const SendOutcome& outcome, Instant now, double spread) {
  if (job.kind == JobKind::call) return of_call(job, outcome, now);
  return std::visit(overloaded{
                        [&](const Done&) { return Verdict{JobState::done, now, job.attempts + 1, {}}; },
                        [&](const Retry& r) {
                          return r.until_heard ? until_heard(job, now) : again(job, r.after, r.reason, now, spread);
                        },
                        [&](const Rejected& r) { return Verdict{JobState::rejected, now, job.attempts + 1, r.reason}; },
                        [&](const Unknown& u) { return not_known(job, u.reason, now, spread); },
                    },
                    outcome);
}

bool in_doubt_once(const store::JobRow& job) { return job.reason.starts_with("unknown:"); }

Duration patience(JobKind kind, Lane lane) {
  if (kind == JobKind::call) return longest_call;
  if (lane == Lane::emergency) return 24h;
  switch (kind) {
    case JobKind::reply:
    case JobKind::notify:
      return 24h;
    case JobKind::forward:
    case JobKind::follow_up:
      return 24h * 14;
    case JobKind::poll_report:
      return 24h * 365;
    case JobKind::fetch_media:
      return 6h;
    case JobKind::call:
      break;
  }
  return 24h;
}

}  // namespace pintu::flow
