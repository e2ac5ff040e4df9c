// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/policy.hpp"

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;
using store::JobKind;
using store::JobState;

namespace {

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 5 / 2}};

store::JobRow job_of(JobKind kind, Lane lane = Lane::reply) {
  store::JobRow job;
  job.id = JobId(7);
  job.kind = kind;
  job.lane = lane;
  job.created = now;
  job.due = now;
  job.deadline = now + patience(kind, lane);
  return job;
}

}  // namespace

TEST_CASE("policy: what was done is done and what was refused is refused") {
  CHECK(judge(job_of(JobKind::reply), Done{"1", {}}, now, 0).state == JobState::done);
  const auto refused = judge(job_of(JobKind::forward), Rejected{"bad-request", false, {}}, now, 0);
  CHECK(refused.state == JobState::rejected);
  CHECK(refused.reason == "bad-request");
}

TEST_CASE("policy: a wait that the provider names does not eat the budget") {
  auto job = job_of(JobKind::reply);
  job.attempts = 3;
  const auto named = judge(job, Retry{"429", 7s, Hold::recipient}, now, 0.5);
  CHECK(named.attempts == 3);
  CHECK(named.due == now + 7s);
  const auto own = judge(job, Retry{"500", std::nullopt, Hold::job}, now, 0);
  CHECK(own.attempts == 4);
  CHECK(own.due == now + 16s);
}

TEST_CASE("policy: a report that its agency let be tried a few times only gets as much time again") {
  auto job = job_of(JobKind::forward, Lane::status);
  const Instant late = job.deadline + 1h;
  const SendOutcome down = Retry{"not-sent", std::nullopt, Hold::job};
  job.attempts = 3;
  CHECK(judge(job, down, late, 0).state == JobState::waiting);
  CHECK(judge(job, down, late + patience(JobKind::forward, Lane::status), 0).state == JobState::exhausted);
  job.attempts = 40;
  CHECK(judge(job, down, late, 0).state == JobState::exhausted);
  auto reply = job_of(JobKind::reply);
  CHECK(judge(reply, down, reply.deadline + 1h, 0).state == JobState::exhausted);
}

TEST_CASE("policy: the wait doubles up to a limit and a job past its deadline waits for a person") {
  auto job = job_of(JobKind::forward, Lane::status);
  job.attempts = 40;
  CHECK(judge(job, Retry{"down", std::nullopt, Hold::job}, now, 0).due == now + 30min);
  job.deadline = now + 10min;
  CHECK(judge(job, Retry{"down", std::nullopt, Hold::job}, now, 0).state == JobState::exhausted);
}

TEST_CASE("policy: a report whose outcome is unknown is never sent again blindly") {
  for (const auto kind : {JobKind::forward, JobKind::follow_up}) {
    CHECK(judge(job_of(kind, Lane::status), Unknown{"timeout"}, now, 0).state == JobState::unknown);
  }
}

TEST_CASE("policy: a reply that may have arrived is sent once more, and no more, whatever happens between") {
  auto job = job_of(JobKind::reply);
  const auto first = judge(job, Unknown{"timeout"}, now, 0);
  CHECK(first.state == JobState::waiting);
  CHECK(first.repeated);
  job.reason = first.reason;
  job.reason = judge(job, Retry{"429", 1s, Hold::recipient}, now, 0).reason;
  const auto second = judge(job, Unknown{"timeout"}, now, 0);
  CHECK(second.state == JobState::unknown);
  CHECK_FALSE(second.repeated);
}

TEST_CASE("policy: an emergency is always sent again, and soon") {
  auto job = job_of(JobKind::reply, Lane::emergency);
  job.reason = "unknown:timeout";
  job.attempts = 30;
  const auto verdict = judge(job, Unknown{"timeout"}, now, 0);
  CHECK(verdict.state == JobState::waiting);
  CHECK(verdict.due <= now + 15s);
}
