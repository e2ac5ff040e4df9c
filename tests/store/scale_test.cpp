// SPDX-License-Identifier: Apache-2.0
// What stays fast when a million rows wait: counted in rows stepped over and instructions, never in seconds.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <algorithm>
#include <map>

#include "store/sqlite/sqlite_store.hpp"
#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;
using namespace std::chrono_literals;

namespace {

// A store whose every statement is watched: how many rows it stepped over without an index, and its instructions.
class WatchedStore {
 public:
  explicit WatchedStore(TemporaryStore& temporary) {
    temporary.store.reset();
    auto opened = std::make_unique<SQLite::Database>(temporary.folder + "/pintu.db", SQLite::OPEN_READWRITE, 1000);
    database_ = opened.get();
    store = std::make_unique<sqlite::SqliteStore>(temporary.options(), std::move(opened));
  }
  void fill() {
    // Of people without a key, so that nothing is opened: 200,000 jobs behind one head, 200,000 that are due later,
    // 200,000 sleeping timers.
    database_->exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO jobs SELECT i, 0, 77, 0, 1, 0, i = 1, 'tg:1', 'tg', x'', i, 0, 0, 0, '', x'', '', 0, 0, 0 FROM n");
    database_->exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO jobs SELECT 200000 + i, 0, 77, 0, 1, 0, 1, '', 'tg', x'', i, 9000000000000, 0, 0, '', x'', '', 0, "
        "0, 0 FROM n");
    database_->exec(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO timers SELECT i, 0, i, 'reminder', 9000000000000, 0, x'', 0 FROM n");
  }
  void watch() { sqlite3_trace_v2(database_->getHandle(), SQLITE_TRACE_PROFILE, note, this); }

  std::unique_ptr<sqlite::SqliteStore> store;
  std::map<std::string, int> scanned;  // statement -> most rows stepped over in one run
  int instructions = 0;

 private:
  static int note(unsigned, void* self, void* statement, void*) {
    auto& watched = *static_cast<WatchedStore*>(self);
    auto* run = static_cast<sqlite3_stmt*>(statement);
    auto& most = watched.scanned[sqlite3_sql(run)];
    most = std::max(most, sqlite3_stmt_status(run, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1));
    watched.instructions += sqlite3_stmt_status(run, SQLITE_STMTSTATUS_VM_STEP, 1);
    return 0;
  }
  SQLite::Database* database_ = nullptr;
};

Changes turn(const PartyRow& party, std::int64_t first) {
  const Shard shard = party.id.shard();
  Changes changes;
  changes.parties = {party};
  MessageRow message;
  message.id = MessageId(shard, first + 1);
  message.party = party.id;
  changes.messages = {message};
  JobRow job;
  job.id = JobId(shard, first + 2);
  job.party = party.id;
  job.order_key = "tg:1";
  job.created = start;
  changes.jobs = {job};
  JobUpdate update;
  update.id = JobId(1);
  update.state = JobState::done;
  changes.job_updates = {update};
  TimerRow timer;
  timer.id = TimerId(shard, first + 3);
  timer.party = party.id;
  timer.name = "reminder";
  changes.timers = {timer};
  changes.timer_stops = {{PartyId(77), "reminder"}};
  return changes;
}

}  // namespace

TEST_CASE("scale: the next jobs and timers cost the same with 400,000 that are not yet theirs to go") {
  TemporaryStore temporary;
  WatchedStore watched(temporary);
  watched.fill();
  watched.watch();
  auto& store = *watched.store;
  const auto due = store.due_jobs(start, {}, 100, {});
  REQUIRE(due.size() == 1);
  CHECK(due[0].id == JobId(1));
  CHECK(store.due_timers(start, 100).empty());
  CHECK(store.next_timer_due());
  CHECK(store.next_job_due(start));
  CHECK(watched.instructions < 2000);
}

TEST_CASE("scale: counts asked for again do not count the rows again") {
  TemporaryStore temporary;
  WatchedStore watched(temporary);
  watched.fill();
  watched.watch();
  // SQLite counts a whole index in one instruction: look at which statements ran.
  const auto ran = [&](const std::string& table) {
    return std::ranges::any_of(watched.scanned,
                               [&](const auto& run) { return run.first.contains("count(*) FROM " + table); });
  };
  const auto first = watched.store->counts();
  CHECK(first.jobs_waiting == 400000);
  CHECK(first.timers == 200000);
  for (const auto* table : {"jobs", "timers", "parties", "reports", "quarantine"}) CHECK(ran(table));
  watched.scanned.clear();
  const auto again = watched.store->counts();
  CHECK(again.jobs_waiting == first.jobs_waiting);
  CHECK(again.oldest_due_job == first.oldest_due_job);
  CHECK(ran("quarantine"));
  for (const auto* table : {"jobs", "timers", "parties", "reports"}) CHECK_FALSE(ran(table));
  temporary.clock.advance(10min);
  CHECK(watched.store->counts().timers == 200000);
  CHECK(ran("timers"));
  CHECK_FALSE(ran("jobs"));
}

TEST_CASE("scale: no verb of a turn reads a table from end to end") {
  TemporaryStore temporary;
  WatchedStore watched(temporary);
  watched.fill();
  watched.watch();
  auto& store = *watched.store;
  PartyRow party;
  party.key = {"tg", "628"};
  party.conversation = "{}";
  store.transact({}, [&](Transaction& tx) {
    const auto first = tx.draw(9, 10);
    party.id = PartyId(9, first);
    CHECK(tx.remember(std::vector<SeenKey>{{"tg", "1"}})[0]);
    CHECK_FALSE(tx.load(std::vector<PartyKey>{party.key})[0]);
    CHECK_FALSE(tx.message_by_external("tg", "1"));
    CHECK_FALSE(tx.number_taken(ReportNumber::draw()));
    tx.write(turn(party, first));
  });
  CHECK(store.due_jobs(start, {}, 10, {}).front().id == JobId(2));
  CHECK(store.started_jobs().empty());
  CHECK(store.jobs({{}, std::nullopt, 20}).size() == 20);
  CHECK(store.jobs({{JobState::waiting}, std::nullopt, 20}).size() == 20);
  CHECK(store.transcript(party.id, 10).size() == 1);
  CHECK(store.messages_since(Instant{}, "tg", 10).size() == 1);
  static_cast<void>(store.reports(10));
  static_cast<void>(store.cases(10));
  static_cast<void>(store.parked(10));
  Changes erase;
  erase.erased = {party.id};
  store.transact({}, [&](Transaction& tx) { tx.write(erase); });
  static_cast<void>(store.housekeep(start + 24h * 30, true));
  CHECK(watched.scanned.size() > 30);
  for (const auto& [statement, rows] : watched.scanned) {
    INFO(statement);
    CHECK(rows < 25);
  }
}
