// SPDX-License-Identifier: Apache-2.0
// What every backend promises.
#include <set>

#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;
using namespace std::chrono_literals;

TEST_CASE("store: what waits for a person is listed oldest first and counted, closed and accepted ones are not") {
  TemporaryStore store(GENERATE(from_range(backends())));
  const auto sample = write_sample(*store, "4711");
  std::vector<ReportRow> rows;
  const auto add = [&](ForwardState forward, ReportState state, Duration age, const std::string& agency_id) {
    ReportRow row;
    row.id = ReportId(sample.party.id.shard(), 600 + static_cast<std::int64_t>(rows.size()));
    row.party = sample.party.id;
    row.number = ReportNumber::draw();
    row.agency = "lapor";
    row.filed = row.updated = store.clock.now() - age;
    row.forward = forward;
    row.state = state;
    row.agency_id = agency_id;
    rows.push_back(row);
  };
  using std::chrono::hours;
  add(ForwardState::manual, ReportState::submitted, hours(1), "");
  add(ForwardState::unknown, ReportState::submitted, hours(3), "");
  add(ForwardState::rejected, ReportState::need_info, hours(2), "");
  add(ForwardState::manual, ReportState::closed, hours(9), "");
  add(ForwardState::manual, ReportState::archived, hours(9), "");
  add(ForwardState::waiting, ReportState::submitted, hours(9), "");
  add(ForwardState::accepted, ReportState::verified, hours(9), "9188891");
  store->transact({}, [&](Transaction& tx) {
    Changes changes;
    changes.reports = rows;
    tx.write(changes);
  });
  store.reopen();
  const auto open = store->reports_for_a_person(10);
  REQUIRE(open.size() == 3);
  CHECK(open[0].id == rows[1].id);
  CHECK(open[1].id == rows[2].id);
  CHECK(open[2].id == rows[0].id);
  CHECK(store->reports_for_a_person(1).size() == 1);
  CHECK(store->counts().reports_for_a_person == 3);
  CHECK(store->counts().oldest_for_a_person == rows[1].filed);
  store->transact({}, [&](Transaction& tx) {
    CHECK(tx.report_by_agency_id("lapor", "9188891")->id == rows[6].id);
    CHECK_FALSE(tx.report_by_agency_id("other", "9188891"));
    CHECK_FALSE(tx.report_by_agency_id("lapor", "9188892"));
    CHECK_FALSE(tx.report_by_agency_id("lapor", ""));
  });
}

TEST_CASE("store: a message to an officer is found by chat and id, and its id is not to be read on the disk") {
  TemporaryStore store(GENERATE(from_range(backends())));
  const ReportId first(7, 11);
  const ReportId second(7, 12);
  store->transact({}, [&](Transaction& tx) {
    Changes changes;
    changes.desk_messages = {{{"wa", "628111"}, "wamid.canary", first}, {{"tg", "-100"}, "57", first}};
    tx.write(changes);
    changes.desk_messages = {{{"tg", "-100"}, "57", second}, {{"tg", "-200"}, "57", first}};
    tx.write(changes);
  });
  store.reopen();
  store->transact({}, [&](Transaction& tx) {
    CHECK(tx.desk_message({"wa", "628111"}, "wamid.canary") == first);
    CHECK(tx.desk_message({"tg", "-100"}, "57") == second);
    CHECK(tx.desk_message({"tg", "-200"}, "57") == first);
    CHECK_FALSE(tx.desk_message({"tg", "-300"}, "57"));
    CHECK_FALSE(tx.desk_message({"wa", "-100"}, "57"));
  });
  CHECK(store.raw_bytes().find("wamid.canary") == std::string::npos);
}
