// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/undelivered.hpp"

#include "gateway/base/metrics.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;

TEST_CASE("undelivered: a provider that accepts and never delivers is seen after half an hour") {
  Undelivered watch;
  const Instant start{24h * 20000};
  for (int i = 0; i < 40; ++i) watch.accepted("silent-wa", JobId(i + 1), start + i * 1s);
  CHECK(watch.look("silent-wa", start + 20min) == 0);
  CHECK(watch.look("silent-wa", start + 40min) == 1);
  CHECK(metrics::value("pintu_accepted_undelivered_ratio", {{"channel", "silent-wa"}}) == 1);
}

TEST_CASE("undelivered: receipts in their time are no silence, and another channel's are its own") {
  Undelivered watch;
  const Instant start{24h * 20000};
  for (int i = 0; i < 40; ++i) {
    watch.accepted("good-wa", JobId(i + 1), start + i * 1s);
    if (i % 4 != 0) watch.heard("good-wa", JobId(i + 1));
    watch.heard("other", JobId(i + 1));
  }
  CHECK(watch.look("good-wa", start + 40min) == Approx(0.25));
  CHECK(watch.look("other", start + 40min) == 0);
}

TEST_CASE("undelivered: a few silent messages prove nothing, and old trouble is forgotten") {
  Undelivered watch;
  const Instant start{24h * 20000};
  for (int i = 0; i < 19; ++i) watch.accepted("wa", JobId(i + 1), start);
  CHECK(watch.look("wa", start + 1h) == 0);
  for (int i = 0; i < 50; ++i) {
    watch.accepted("wa", JobId(100 + i), start + 2h);
    watch.heard("wa", JobId(100 + i));
  }
  CHECK(watch.look("wa", start + 3h) == 0);
  CHECK(metrics::value("pintu_accepted_undelivered_ratio", {{"channel", "wa"}}) == 0);
}
