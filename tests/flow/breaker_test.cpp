// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/breaker.hpp"

#include <random>
#include <set>

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;
using State = Breaker::State;

namespace {

const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4}};
const SendOutcome lost = Unknown{"no-answer"};
const SendOutcome down = Retry{"not-sent", std::nullopt, Hold::job};
const SendOutcome good = Done{"9188891", {}};

// One job after the other, each of which starts when it may.
struct Asking {
  Breaker breaker;
  Instant now = start;
  std::int64_t last = 0;

  void ask(Sign sign, const SendOutcome& outcome) {
    REQUIRE(breaker.wait(now) == Duration{0});
    const JobId job(++last);
    breaker.start(job);
    breaker.end(job, sign, outcome, now);
  }
  // Sleeps until something may start; how long that took.
  Duration sleep() {
    const auto wait = breaker.wait(now);
    REQUIRE(wait);
    now += *wait;
    return *wait;
  }
};

}  // namespace

TEST_CASE("breaker: what a try tells about the far end") {
  const auto of = [](http::Exchange exchange, const SendOutcome& outcome) {
    const std::vector<http::Exchange> so_far{std::move(exchange)};
    return sign_of(so_far, outcome);
  };
  const auto said = [](int status) { return http::Response{status, {}, {}}; };
  CHECK(sign_of({}, down) == Sign::none);
  CHECK(of(said(200), good) == Sign::alive);
  CHECK(of(said(422), Rejected{"Judul wajib diisi", false, {}}) == Sign::alive);
  CHECK(of(said(404), Rejected{"not-found", false, {}}) == Sign::alive);
  CHECK(of(said(429), Retry{"too-many-requests", 60s, Hold::channel}) == Sign::alive);
  CHECK(of(said(200), Unknown{"answer-is-no-json"}) == Sign::failing);
  CHECK(of(said(401), Retry{"credentials", 5min, Hold::channel}) == Sign::failing);
  CHECK(of(said(404), Retry{"wrong-path", 5min, Hold::channel}) == Sign::failing);
  CHECK(of(said(500), Unknown{"server-error"}) == Sign::failing);
  CHECK(of(http::NotSent{"refused"}, down) == Sign::failing);
  CHECK(of(http::NoAnswer{"timeout"}, lost) == Sign::failing);
  // The report is there, whatever became of the follow-ups that carry the rest of its story.
  CHECK(of(http::NoAnswer{"timeout"}, good) == Sign::alive);
}

TEST_CASE("breaker: it opens after three failures in a row, and an answer between starts the count anew") {
  Asking far;
  far.ask(Sign::failing, lost);
  far.ask(Sign::failing, down);
  far.ask(Sign::alive, Rejected{"refused-422", false, {}});
  far.ask(Sign::failing, lost);
  far.ask(Sign::failing, lost);
  far.ask(Sign::none, down);
  CHECK(far.breaker.state() == State::closed);
  far.ask(Sign::failing, lost);
  CHECK(far.breaker.state() == State::open);
  CHECK(far.breaker.wait(far.now) == Duration{30s});
}

TEST_CASE("breaker: one job tries after a pause that grows to a quarter of an hour") {
  Asking far;
  for (int i = 0; i < 3; ++i) far.ask(Sign::failing, lost);
  for (const Duration pause : {30s, 60s, 120s, 240s, 480s, 900s, 900s}) {
    CHECK(far.sleep() == pause);
    far.ask(Sign::failing, lost);
    CHECK(far.breaker.state() == State::open);
  }
  far.sleep();
  far.ask(Sign::alive, good);
  CHECK(far.breaker.state() == State::closed);
  CHECK(far.breaker.wait(far.now) == Duration{0});
  for (int i = 0; i < 3; ++i) far.ask(Sign::failing, lost);
  CHECK(far.sleep() == Duration{30s});
}

TEST_CASE("breaker: while one tries nobody else does, and one that could not ask lets another") {
  Asking far;
  for (int i = 0; i < 3; ++i) far.ask(Sign::failing, lost);
  far.sleep();
  far.breaker.start(JobId(100));
  CHECK(far.breaker.state() == State::half_open);
  CHECK_FALSE(far.breaker.wait(far.now + 24h));
  far.breaker.end(JobId(100), Sign::none, down, far.now);
  CHECK(far.breaker.wait(far.now) == Duration{0});
  far.breaker.start(JobId(101));
  CHECK_FALSE(far.breaker.wait(far.now));
  far.breaker.end(JobId(101), Sign::alive, good, far.now);
  CHECK(far.breaker.state() == State::closed);
}

TEST_CASE("breaker: those that were under way when it opened neither lengthen its pause nor end another's try") {
  Breaker breaker;
  for (int i = 1; i <= 6; ++i) breaker.start(JobId(i));
  for (int i = 1; i <= 3; ++i) breaker.end(JobId(i), Sign::failing, lost, start);
  REQUIRE(breaker.wait(start) == Duration{30s});
  breaker.end(JobId(4), Sign::failing, lost, start + 20s);
  CHECK(breaker.wait(start + 20s) == Duration{10s});
  breaker.start(JobId(7));
  breaker.end(JobId(5), Sign::failing, lost, start + 40s);
  CHECK_FALSE(breaker.wait(start + 40s));
  SECTION("a late good answer closes it") {
    breaker.end(JobId(6), Sign::alive, good, start + 41s);
    CHECK(breaker.state() == State::closed);
    CHECK(breaker.wait(start + 41s) == Duration{0});
    breaker.end(JobId(7), Sign::failing, lost, start + 42s);
    CHECK(breaker.state() == State::closed);
  }
}

TEST_CASE("breaker: an agency that says for how long is heard, open or not") {
  Asking far;
  SECTION("not so fast") {
    far.ask(Sign::alive, Retry{"too-many-requests", 90s, Hold::channel});
    CHECK(far.breaker.state() == State::closed);
    CHECK(far.breaker.wait(far.now) == Duration{90s});
    // Another's good answer does not shorten it.
    far.breaker.end(JobId(50), Sign::alive, good, far.now + 1s);
    CHECK(far.breaker.wait(far.now + 1s) == Duration{89s});
  }
  SECTION("none of you now") {
    far.ask(Sign::failing, Retry{"unavailable", 1800s, Hold::channel});
    CHECK(far.breaker.state() == State::open);
    CHECK(far.sleep() == Duration{1800s});
    far.ask(Sign::failing, Retry{"unavailable", std::nullopt, Hold::channel});
    CHECK(far.sleep() == Duration{60s});
  }
}

TEST_CASE("breaker: whatever happens, at most one tries while it is not closed, and it always comes back") {
  std::mt19937 random(11);
  for (int round = 0; round < 300; ++round) {
    Breaker breaker;
    Instant now = start;
    std::set<std::int64_t> under_way;
    std::int64_t last = 0;
    for (int step = 0; step < 200; ++step) {
      now += Duration(std::chrono::seconds(random() % 100));
      const auto wait = breaker.wait(now);
      if (wait) REQUIRE(*wait <= Duration{1h});
      if (wait == Duration{0} && random() % 2 == 0) {
        const bool cautious = breaker.state() != State::closed;
        breaker.start(JobId(++last));
        under_way.insert(last);
        if (cautious) REQUIRE_FALSE(breaker.wait(now));
      } else if (!under_way.empty()) {
        auto at = under_way.begin();
        std::advance(at, static_cast<std::ptrdiff_t>(random() % under_way.size()));
        const JobId job(*at);
        under_way.erase(at);
        static const std::vector<std::pair<Sign, SendOutcome>> ends{
            {Sign::alive, good},
            {Sign::none, down},
            {Sign::failing, lost},
            {Sign::failing, down},
            {Sign::failing, Retry{"credentials", 5min, Hold::channel}},
            {Sign::alive, Retry{"too-many-requests", 1h, Hold::channel}}};
        const auto& [sign, outcome] = ends[random() % ends.size()];
        breaker.end(job, sign, outcome, now);
        if (sign == Sign::alive) REQUIRE(breaker.state() == State::closed);
      }
    }
    // Everything that was under way ends: then something may start within an hour.
    for (const auto job : under_way) breaker.end(JobId(job), Sign::failing, lost, now);
    const auto wait = breaker.wait(now);
    REQUIRE(wait);
    REQUIRE(*wait <= Duration{1h});
  }
}
