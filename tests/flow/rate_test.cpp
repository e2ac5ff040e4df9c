// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/rate.hpp"

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;

namespace {
const Instant start{std::chrono::sys_days{std::chrono::year{2026} / 5 / 2}};
}

TEST_CASE("rate: a burst passes, then one a period") {
  Bucket bucket(2, 3);
  for (int i = 0; i < 3; ++i) {
    CHECK(bucket.wait(start) == 0ms);
    bucket.take(start);
  }
  CHECK(bucket.wait(start) > 400ms);
  CHECK(bucket.wait(start + 501ms) == 0ms);
}

TEST_CASE("rate: a hold outlasts the tokens") {
  Bucket bucket(10, 10);
  bucket.take(start);
  bucket.hold_until(start + 7s);
  CHECK(bucket.wait(start + 2s) == 5s);
  CHECK(bucket.wait(start + 7s) == 0ms);
}

TEST_CASE("rate: what is idle is forgotten, what is held is not") {
  Rates rates;
  rates.of("a", 1, 2).take(start);
  rates.of("b", 1, 2).hold_until(start + 1min);
  rates.forget_idle(start);
  CHECK(rates.size() == 2);
  rates.forget_idle(start + 10s);
  CHECK(rates.size() == 1);
}
