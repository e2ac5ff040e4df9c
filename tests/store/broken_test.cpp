// SPDX-License-Identifier: Apache-2.0
// Crashes, damage and a full disk: what is said then, and what is there afterwards.
#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <set>

#include "store/sqlite/errors.hpp"
#include "store/support.hpp"

using namespace pintu;
using namespace pintu::store;
using namespace pintu::store::test;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

// What the disk holds when the process is killed now: the folder, without the farewell of a clean end.
void crash(TemporaryStore& store) {
  const std::string kept = store.folder + "-kept";
  fs::copy(store.folder, kept, fs::copy_options::recursive);
  store.store.reset();
  fs::remove_all(store.folder);
  fs::rename(kept, store.folder);
  store.open();
}

Changes file_of(const Sample& sample, const std::string& bytes) {
  MediaRow media;
  media.id = MediaId(sample.party.id.shard(), 700);
  media.party = sample.party.id;
  media.state = "stored";
  media.bytes = bytes;
  Changes changes;
  changes.media = {media};
  return changes;
}

}  // namespace

TEST_CASE("broken: what was committed is there after a kill, and no number comes twice") {
  TemporaryStore store;
  store.sync = true;
  store.reopen();
  std::set<std::int64_t> drawn;
  std::vector<Sample> samples;
  for (int round = 0; round < 5; ++round) {
    samples.push_back(write_sample(*store, std::to_string(round)));
    store->transact({}, [&](Transaction& tx) {
      const auto first = tx.draw(5, 40);
      for (std::int64_t i = 0; i < 40; ++i) CHECK(drawn.insert(first + i).second);
    });
    crash(store);
    for (const auto& sample : samples) {
      REQUIRE(store->party(sample.party.key));
      CHECK(store->party(sample.party.key)->conversation == sample.party.conversation);
      CHECK(store->job(sample.job.id)->payload == sample.job.payload);
    }
  }
}

TEST_CASE("broken: a number drawn in a transaction that failed is not given again") {
  TemporaryStore store;
  std::set<std::int64_t> drawn;
  for (int round = 0; round < 20; ++round) {
    const bool fails = round % 3 != 0;
    try {
      store->transact({}, [&](Transaction& tx) {
        const std::int64_t count = 1 + round * 30;
        const auto first = tx.draw(5, count);
        for (std::int64_t i = 0; i < count; ++i) CHECK(drawn.insert(first + i).second);
        if (fails) throw std::runtime_error("no");
      });
    } catch (const std::runtime_error&) {
      CHECK(fails);
    }
  }
}

TEST_CASE("broken: SQLite's errors have three meanings") {
  const auto meaning = [](int code) { return sqlite::translated(SQLite::Exception("x", code)).what_happened; };
  CHECK(meaning(SQLITE_FULL) == StoreError::What::full);
  CHECK(meaning(SQLITE_CORRUPT) == StoreError::What::corrupt);
  CHECK(meaning(SQLITE_NOTADB) == StoreError::What::corrupt);
  CHECK(meaning(SQLITE_BUSY) == StoreError::What::unavailable);
  CHECK(meaning(SQLITE_IOERR) == StoreError::What::unavailable);
}

TEST_CASE("broken: a damaged page is said inside a transaction and out of it, never served") {
  TemporaryStore store;
  for (int i = 0; i < 300; ++i) write_sample(*store, std::to_string(i), std::string(500, 'k'));
  store.store.reset();
  const auto size = fs::file_size(store.folder + "/pintu.db");
  REQUIRE(size > 40 * 4096);
  std::fstream file(store.folder + "/pintu.db", std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(2 * 4096);
  // The schema stands on the first page; what follows it is trees.
  const std::string rubbish(static_cast<std::size_t>(size) - 2 * 4096, '\xA5');
  file.write(rubbish.data(), static_cast<std::streamsize>(rubbish.size()));
  file.close();
  const auto opened = store::open("sqlite", store.options());
  if (!opened) {
    CHECK(opened.error().code() == Errc::unavailable);
    CHECK(opened.error().message().find("damaged") != std::string::npos);
    return;
  }
  const auto is_corrupt = [](const StoreError& error) { return error.what_happened == StoreError::What::corrupt; };
  CHECK_THROWS_MATCHES((*opened)->party(PartyKey{"tg", "7"}), StoreError, Catch::Predicate<StoreError>(is_corrupt));
  bool told = false;
  CHECK_THROWS_AS((*opened)->transact({},
                                      [&](Transaction& tx) {
                                        try {
                                          static_cast<void>(tx.load(std::vector<PartyKey>{{"tg", "7"}}));
                                        } catch (const StoreError& error) {
                                          told = is_corrupt(error);
                                          throw;
                                        }
                                      }),
                  StoreError);
  CHECK(told);
}

TEST_CASE("broken: a file of a transaction that failed leaves no row, and an erasure that failed leaves the file") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  const MediaId id(sample.party.id.shard(), 700);
  const auto fail_after = [&](const Changes& changes) {
    CHECK_THROWS_AS(store->transact({},
                                    [&](Transaction& tx) {
                                      tx.write(changes);
                                      throw std::runtime_error("no");
                                    }),
                    std::runtime_error);
  };
  fail_after(file_of(sample, "isi foto"));
  CHECK_FALSE(store->media(id));
  write(*store, file_of(sample, "isi foto"));
  Changes erase;
  erase.erased = {sample.party.id};
  fail_after(erase);
  CHECK(store->media_bytes(id).value_or("") == "isi foto");
  write(*store, erase);
  CHECK_FALSE(store->media_bytes(id));
  for (const auto& entry : fs::recursive_directory_iterator(store.folder + "/media")) {
    CHECK_FALSE(entry.is_regular_file());
  }
}

TEST_CASE("broken: a file that cannot be written is said, and its row is not there") {
  TemporaryStore store;
  const auto sample = write_sample(*store, "7");
  std::ofstream(store.folder + "/media") << "in the way";
  CHECK_THROWS_AS(write(*store, file_of(sample, "isi")), StoreError);
  CHECK_FALSE(store->media(MediaId(sample.party.id.shard(), 700)));
}

TEST_CASE("broken: the log is emptied by our own checkpoints") {
  TemporaryStore store;
  const auto log = [&] { return fs::file_size(store.folder + "/pintu.db-wal"); };
  int people = 0;
  const auto grow = [&](std::uintmax_t to) {
    while (log() < to) write_sample(*store, std::to_string(++people), std::string(100000, 'k'));
  };
  store->housekeep(start, true);  // what was left by the first opening
  grow(2 << 20);
  const auto before = log();
  store->housekeep(start, true);
  write_sample(*store, "small");
  CHECK(log() > before);
  grow(6 << 20);
  store->housekeep(start, false);
  write_sample(*store, "not idle");
  CHECK(log() > 6 << 20);
  store->housekeep(start, true);
  write_sample(*store, "afterwards");
  CHECK(log() <= 4 << 20);
}
