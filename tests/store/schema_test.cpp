// SPDX-License-Identifier: Apache-2.0
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <future>

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

TEST_CASE("schema: a migration that is cut off after any of its statements leaves nothing, and is done again whole") {
  const auto shipped = sqlite::shipped_migrations();
  REQUIRE(!shipped.empty());
  std::vector<std::string> prefixes{""};
  std::string so_far;
  for (const char c : shipped[0].sql) {
    so_far += c;
    if (c == ';' && sqlite3_complete(so_far.c_str()) != 0) prefixes.push_back(so_far);
  }
  REQUIRE(prefixes.size() > 20);
  SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  const auto tables = [&] { return database.execAndGet("SELECT count(*) FROM sqlite_schema").getInt(); };
  for (const auto& prefix : prefixes) {
    auto cut = shipped;
    cut[0].sql = prefix + "\nSELECT cut_off();";
    CHECK_THROWS_AS(sqlite::migrate(database, cut), SQLite::Exception);
    CHECK(tables() == 0);
  }
  CHECK(sqlite::migrate(database, shipped));
  CHECK(tables() > 0);
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

TEST_CASE("schema: a backup by another thread waits for nobody, in the middle of a transaction too") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  const std::string copy = store.folder + "/copy";
  store->transact(
      {}, [&](Transaction&) { CHECK(std::async(std::launch::async, [&] { return store->backup(copy); }).get()); });
  auto options = store.options();
  options.folder = copy;
  auto opened = store::open("sqlite", options);
  REQUIRE(opened);
  CHECK((*opened)->party(PartyKey{"tg", "7"})->id == sample.party.id);
}

TEST_CASE("schema: a backup opens and holds the same, and never overwrites") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  MediaRow media;
  media.id = MediaId(sample.party.id.shard(), 700);
  media.party = sample.party.id;
  media.state = "stored";
  media.bytes = std::string(70000, 'f');
  Changes changes;
  changes.media = {media};
  write(*store, changes);
  const std::string copy = store.folder + "/copy";
  REQUIRE(store->backup(copy));
  CHECK(store->backup(copy).error().code() == Errc::conflict);
  CHECK(store->backup("").error().code() == Errc::malformed);
  auto options = store.options();
  options.folder = copy;
  auto opened = store::open("sqlite", options);
  REQUIRE(opened);
  CHECK((*opened)->party(PartyKey{"tg", "7"})->id == sample.party.id);
  CHECK((*opened)->party(PartyKey{"tg", "7"})->conversation == sample.party.conversation);
  CHECK((*opened)->job(sample.job.id)->payload == sample.job.payload);
  CHECK((*opened)->media_bytes(media.id).value_or("") == media.bytes);
  CHECK((*opened)->due_jobs(store.clock.now(), {}, 10).size() == 1);
  const auto mode = std::filesystem::status(copy + "/pintu.db").permissions();
  CHECK((mode & std::filesystem::perms::others_read) == std::filesystem::perms::none);
}
