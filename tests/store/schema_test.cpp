// SPDX-License-Identifier: Apache-2.0
#include <SQLiteCpp/SQLiteCpp.h>

#include "store/sqlite/schema.hpp"
#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;

TEST_CASE("schema: a newer database is refused with a sentence, and an edited migration too") {
  TemporaryStore store;
  store.store.reset();
  {
    SQLite::Database database(store.folder + "/pintu.db", SQLite::OPEN_READWRITE);
    SECTION("newer") { database.exec("INSERT INTO schema_migrations VALUES (999, '0999_future', 'x')"); }
    SECTION("edited") { database.exec("UPDATE schema_migrations SET checksum = 'x' WHERE number = 1"); }
  }
  const auto opened = store::open("sqlite", store.options());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code() == Errc::conflict);
  CHECK_FALSE(store::migrations("sqlite", store.options()));
}

TEST_CASE("schema: a migration that fails leaves the schema before it") {
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  const std::vector<sqlite::Migration> list{{1, "0001_good", "CREATE TABLE a (x);"},
                                            {2, "0002_bad", "CREATE TABLE b (x); INSERT INTO nowhere VALUES (1);"}};
  CHECK_THROWS(sqlite::migrate(database, list));
  CHECK(database.tableExists("a"));
  CHECK_FALSE(database.tableExists("b"));
  const std::vector<sqlite::Migration> mended{list[0], {2, "0002_good", "CREATE TABLE b (x);"}};
  CHECK(sqlite::migrate(database, mended));
  CHECK(database.tableExists("b"));
  const auto state = sqlite::migration_state(database, mended);
  REQUIRE(state);
  CHECK(state->size() == 2);
  CHECK((*state)[1].applied);
}

TEST_CASE("schema: the shipped migrations are numbered without a gap") {
  int expected = 0;
  for (const auto& migration : sqlite::shipped_migrations()) CHECK(migration.number == ++expected);
  CHECK(expected >= 1);
}

TEST_CASE("schema: a file that is no database is said, never served") {
  TemporaryStore store;
  store.store.reset();
  std::ofstream(store.folder + "/pintu.db", std::ios::binary | std::ios::trunc) << std::string(8192, 'z');
  const auto opened = store::open("sqlite", store.options());
  REQUIRE_FALSE(opened);
  CHECK(opened.error().code() == Errc::unavailable);
}

TEST_CASE("schema: due jobs and timers are found by an index, also among many") {
  TemporaryStore store;
  write_sample(*store, "7");
  SQLite::Database database(store.folder + "/pintu.db", SQLite::OPEN_READONLY);
  const auto plan = [&](const std::string& query) {
    SQLite::Statement explain(database, "EXPLAIN QUERY PLAN " + query);
    std::string all;
    while (explain.executeStep()) all += explain.getColumn(3).getString() + "\n";
    return all;
  };
  const auto due = plan(
      "SELECT j.id FROM jobs j WHERE j.state = 0 AND j.lane = 1 AND j.due <= 5 AND (j.order_key = '' OR NOT EXISTS "
      "(SELECT 1 FROM jobs e WHERE e.order_key = j.order_key AND e.id < j.id AND e.state < 2 AND e.order_key <> '')) "
      "ORDER BY j.due, j.id");
  CHECK(due.find("jobs_due") != std::string::npos);
  CHECK(due.find("jobs_order") != std::string::npos);
  CHECK(due.find("SCAN") == std::string::npos);
  CHECK(plan("SELECT due FROM jobs INDEXED BY jobs_next WHERE state = 0 AND due > 5 ORDER BY due LIMIT 1")
            .find("jobs_next") != std::string::npos);
  CHECK(plan("SELECT id FROM timers WHERE due <= 5 ORDER BY due, id LIMIT 5").find("timers_due") != std::string::npos);
}

TEST_CASE("schema: a backup opens and holds the same, and never overwrites") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  const std::string copy = store.folder + "/copy";
  REQUIRE(store->backup(copy));
  CHECK(store->backup(copy).error().code() == Errc::conflict);
  CHECK(store->backup("").error().code() == Errc::malformed);
  auto options = store.options();
  options.folder = copy;
  auto opened = store::open("sqlite", options);
  REQUIRE(opened);
  CHECK((*opened)->party(PartyKey{"tg", "7"})->id == sample.party.id);
}
