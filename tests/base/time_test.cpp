// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/backoff.hpp"
#include "gateway/base/clock.hpp"
#include "gateway/base/manual_loop.hpp"
#include "gateway/base/strong_id.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace std::chrono_literals;

TEST_CASE("clock: RFC 3339 there and back, any zone, and nothing else") {
  const Instant at{std::chrono::sys_days{std::chrono::year{2026} / 5 / 2} + 3h + 4min + 5s};
  CHECK(to_rfc3339(at) == "2026-05-02T03:04:05Z");
  CHECK(to_rfc3339(at + 7ms) == "2026-05-02T03:04:05.007Z");
  CHECK(from_rfc3339("2026-05-02T10:04:05+07:00") == at);
  CHECK(from_rfc3339("2026-05-02T10:04:05+0700") == at);
  CHECK(from_rfc3339("2026-05-02 03:04:05.007Z") == at + 7ms);
  for (const auto* bad : {"", "2026-05-02", "2026-13-02T03:04:05Z", "2026-02-30T03:04:05Z", "2026-05-02T25:04:05Z",
                          "2026-05-02T03:04:05", "2026-05-02T03:04:05Zx", "-026-05-02T03:04:05Z"}) {
    INFO(bad);
    CHECK_FALSE(from_rfc3339(bad));
  }
}

TEST_CASE("clock: local time is WIB") {
  const auto local = local_time(Instant{std::chrono::sys_days{std::chrono::year{2026} / 5 / 2} + 20h + 30min});
  CHECK(local.date == std::chrono::year{2026} / 5 / 3);
  CHECK(local.hour == 3);
  CHECK(local.minute == 30);
  CHECK(local.weekday == std::chrono::Sunday);
}

TEST_CASE("backoff: doubles, stops at its most, spreads by a fifth") {
  CHECK(backoff(1, 2s, 60s, 0) == 2s);
  CHECK(backoff(4, 2s, 60s, 0) == 16s);
  CHECK(backoff(1000, 2s, 60s, 0) == 60s);
  CHECK(backoff(1, 10s, 60s, 0.5) == 11s);
}

TEST_CASE("ids: shard and sequence stand in one number, always positive") {
  using Id = StrongId<struct T>;
  const Id id(1023, 5);
  CHECK(id.shard() == 1023);
  CHECK(id.sequence() == 5);
  CHECK(id.value() > 0);
  CHECK(Id(id.value()) == id);
  CHECK_FALSE(Id());
}

TEST_CASE("manual loop: timers fire in their order, at their time, and can be taken back") {
  ManualClock clock{Instant{}};
  ManualLoop loop(clock);
  std::string said;
  loop.after(2s, [&] { said += "2"; });
  loop.after(1s, [&] {
    said += "1";
    loop.post([&] { said += "p"; });
  });
  const auto dropped = loop.after(1500ms, [&] { said += "x"; });
  loop.cancel(dropped);
  loop.run_for(1s);
  CHECK(said == "1p");
  loop.run_for(5s);
  CHECK(said == "1p2");
  CHECK(clock.now() == Instant{} + 6s);
}
