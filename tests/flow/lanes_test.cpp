// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/lanes.hpp"

#include <algorithm>

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;

namespace {

const Instant now{std::chrono::sys_days{std::chrono::year{2026} / 5 / 2}};

store::JobRow job(std::int64_t id, std::string key, Lane lane = Lane::reply) {
  store::JobRow row;
  row.id = JobId(id);
  row.order_key = std::move(key);
  row.lane = lane;
  row.due = now;
  return row;
}

Lanes asked(std::size_t most = 100) {
  Lanes lanes(most);
  lanes.refilled(true, {}, now);
  return lanes;
}

store::JobRow report(std::int64_t id) {
  auto row = job(id, "report:" + std::to_string(id), Lane::status);
  row.kind = store::JobKind::forward;
  row.target = "lapor";
  return row;
}

using Names = std::vector<std::string>;

const auto always = [](const store::JobRow&) { return true; };

std::int64_t next(Lanes& lanes, bool only_emergencies = false) {
  const auto taken = lanes.take(only_emergencies, always);
  return taken ? taken->id.value() : 0;
}

}  // namespace

TEST_CASE("lanes: one in flight for each key, in order") {
  auto lanes = asked();
  lanes.offer(job(1, "a"), now);
  lanes.offer(job(2, "a"), now);
  lanes.offer(job(3, "b"), now);
  CHECK(next(lanes) == 1);
  CHECK(next(lanes) == 3);
  CHECK(next(lanes) == 0);
  lanes.finish(job(1, "a"), std::nullopt);
  CHECK(next(lanes) == 2);
}

TEST_CASE("lanes: an emergency leaves first and has a key of its own") {
  auto lanes = asked();
  lanes.offer(job(1, "a"), now);
  lanes.offer(job(2, "s", Lane::status), now);
  lanes.offer(job(3, "!a", Lane::emergency), now);
  CHECK(next(lanes, true) == 3);
  CHECK(next(lanes, true) == 0);
  CHECK(next(lanes) == 1);
  CHECK(next(lanes) == 2);
}

TEST_CASE("lanes: what waits for another try keeps later jobs of its key behind it") {
  auto lanes = asked();
  lanes.offer(job(1, "a"), now);
  lanes.offer(job(2, "a"), now);
  CHECK(next(lanes) == 1);
  lanes.finish(job(1, "a"), now + 5s);
  lanes.offer(job(3, "a"), now);
  CHECK(next(lanes) == 0);
  CHECK(lanes.wants_refill());
  lanes.refilled(true, {}, now);
  lanes.refill(job(1, "a"));
  CHECK(next(lanes) == 1);
  lanes.finish(job(1, "a"), std::nullopt);
  CHECK(lanes.wants_refill());
}

TEST_CASE("lanes: a full memory leaves jobs in the store, but never an emergency") {
  auto lanes = asked(2);
  lanes.offer(job(1, "a"), now);
  lanes.offer(job(2, "b"), now);
  lanes.offer(job(3, "c"), now);
  lanes.offer(job(4, "!c", Lane::emergency), now);
  CHECK(lanes.waiting() == 3);
  CHECK(next(lanes) == 4);
}

TEST_CASE("lanes: before the store was asked nothing but an emergency starts") {
  Lanes lanes(10);
  lanes.offer(job(1, "a"), now);
  CHECK(next(lanes) == 0);
  CHECK(lanes.wants_refill());
}

TEST_CASE("lanes: a job that may not start yet stays and others pass") {
  auto lanes = asked();
  lanes.offer(job(1, "a"), now);
  lanes.offer(job(2, "b"), now);
  const auto taken = lanes.take(false, [](const store::JobRow& row) { return row.id != JobId(1); });
  REQUIRE(taken);
  CHECK(taken->id == JobId(2));
  CHECK(next(lanes) == 1);
}

TEST_CASE("lanes: a head given twice is held once") {
  auto lanes = asked();
  lanes.refill(job(1, "a"));
  lanes.refill(job(1, "a"));
  CHECK(lanes.waiting() == 1);
  CHECK(next(lanes) == 1);
  lanes.refill(job(1, "a"));
  CHECK(next(lanes) == 0);
}

TEST_CASE("lanes: jobs without an order do not wait for each other") {
  auto lanes = asked();
  lanes.offer(job(1, ""), now);
  lanes.offer(job(2, ""), now);
  CHECK(next(lanes) == 1);
  CHECK(next(lanes) == 2);
  CHECK(lanes.held().size() == 2);
}

TEST_CASE("lanes: an agency's jobs take their share and no more, and nothing overtakes those in the store") {
  auto lanes = asked(80);
  for (int id = 1; id <= 30; ++id) lanes.offer(report(id), now);
  CHECK(lanes.waiting() == 10);
  CHECK(lanes.left_out() == Names{"lapor"});
  for (int id = 101; id <= 130; ++id) lanes.offer(job(id, "p" + std::to_string(id)), now);
  CHECK(lanes.waiting() == 40);
  CHECK_FALSE(lanes.wants_refill());
  CHECK(next(lanes) == 101);
  for (int i = 0; i < 29; ++i) next(lanes);
  for (int id = 1; id <= 5; ++id) CHECK(next(lanes) == id);
  CHECK(lanes.wants_refill());
  // Room again, but the eleventh is still in the store only: a new one goes behind it.
  lanes.offer(report(31), now);
  CHECK(lanes.waiting() == 5);
  lanes.refilled(true, {}, now);
  for (int id = 11; id <= 31; ++id) lanes.refill(report(id));
  CHECK(lanes.waiting() == 10);
  CHECK_FALSE(lanes.wants_refill());
  for (int id = 6; id <= 15; ++id) CHECK(next(lanes) == id);
}

TEST_CASE("lanes: jobs of an agency that is shut are in the store, and come back when it is not") {
  auto lanes = asked(80);
  for (int id = 1; id <= 3; ++id) lanes.offer(report(id), now);
  lanes.offer(job(4, "a"), now);
  lanes.shut("lapor");
  CHECK(lanes.waiting() == 1);
  CHECK(lanes.held() == std::vector{JobId(4)});
  CHECK(lanes.left_out() == Names{"lapor"});
  lanes.offer(report(5), now);
  lanes.refill(report(6));
  CHECK(next(lanes) == 4);
  CHECK(next(lanes) == 0);
  CHECK_FALSE(lanes.wants_refill());
  CHECK(lanes.admit("lapor"));
  CHECK_FALSE(lanes.admit("lapor"));
  CHECK(lanes.wants_refill());
  lanes.refilled(true, lanes.left_out(), now);
  for (const int id : {1, 2, 3, 5, 6}) lanes.refill(report(id));
  for (const int id : {1, 2, 3, 5, 6}) CHECK(next(lanes) == id);
  // Asked twice with nothing left over: new ones go to memory again.
  lanes.refilled(true, {}, now);
  lanes.refilled(true, {}, now);
  lanes.offer(report(7), now);
  CHECK(next(lanes) == 7);
}

TEST_CASE("lanes: an addition behind its report waits while the agency is shut") {
  auto lanes = asked(80);
  lanes.offer(report(1), now);
  CHECK(next(lanes) == 1);
  auto addition = report(2);
  addition.order_key = "report:1";
  addition.kind = store::JobKind::follow_up;
  lanes.offer(addition, now);
  lanes.shut("lapor");
  lanes.finish(report(1), std::nullopt);
  CHECK_FALSE(lanes.take(false, [](const store::JobRow&) { return false; }));
  CHECK(lanes.admit("lapor"));
  CHECK(next(lanes) == 2);
}

TEST_CASE("lanes: a job that was left to the store while it was asked is not forgotten, nor overtaken") {
  auto lanes = asked();
  lanes.refill(job(1, "a"));
  REQUIRE(next(lanes) == 1);
  lanes.asking();  // the head of "a" is 1 still: the answer has nothing of it
  lanes.offer(job(2, "a"), now);
  lanes.finish(job(1, "a"), std::nullopt);
  lanes.refilled(true, {}, now);
  lanes.offer_left(now);
  lanes.offer(job(3, "a"), now);
  CHECK(next(lanes) == 0);
  REQUIRE(lanes.wants_refill());
  lanes.asking();
  lanes.refilled(true, {}, now);
  lanes.refill(job(2, "a"));
  lanes.offer_left(now);
  CHECK(next(lanes) == 2);
}

TEST_CASE("lanes: what comes while the store is asked goes when it has answered, once") {
  Lanes lanes(100);
  lanes.asking();
  lanes.offer(job(1, "a"), now);  // the store's answer may have it
  lanes.offer(job(2, "b"), now);  // or not
  lanes.refilled(true, {}, now);
  lanes.refill(job(1, "a"));
  lanes.offer_left(now);
  CHECK(next(lanes) == 1);
  CHECK(next(lanes) == 2);
  lanes.finish(job(1, "a"), std::nullopt);
  CHECK(next(lanes) == 0);
}

TEST_CASE("lanes: what did not fit while the store was asked is asked for again") {
  Lanes lanes(4);
  lanes.asking();
  for (std::int64_t id = 1; id <= 5; ++id) lanes.offer(job(id, std::to_string(id)), now);
  lanes.refilled(true, {}, now);
  lanes.offer_left(now);
  CHECK(next(lanes) == 0);
  CHECK(lanes.wants_refill());
}
