// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/sqlite_store.hpp"

#include <sqlite3.h>

#include <filesystem>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/errors.hpp"
#include "store/sqlite/guarded.hpp"
#include "store/sqlite/schema.hpp"

namespace pintu::store::sqlite {

namespace {

constexpr std::string_view known_text = "pintu";

constexpr std::string_view in_memory = "sqlite::memory:";

std::unique_ptr<SQLite::Database> open_database(const std::string& url, const OpenOptions& options) {
  if (url == in_memory) {
    auto database = std::make_unique<SQLite::Database>(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    set_up(*database, false);
    return database;
  }
  std::filesystem::create_directories(options.folder);
  auto database = std::make_unique<SQLite::Database>(options.folder + "/pintu.db",
                                                     SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 5000);
  std::filesystem::permissions(options.folder + "/pintu.db",
                               std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  set_up(*database, options.sync);
  return database;
}

// A text that only the right master key opens: the wrong one is said at once, not at the first citizen.
Result<void> check_key(SQLite::Database& database, const Vault& vault) {
  SQLite::Statement select(database, "SELECT value FROM meta WHERE name = 'key-check'");
  if (select.executeStep()) {
    if (vault.unwrap(blob(select.getColumn(0)), "meta.key-check", 0)) return {};
    return fail(Errc::configuration, "the master key is not the one this data was sealed with: put the right one back");
  }
  SQLite::Statement insert(database, "INSERT INTO meta (name, value) VALUES ('key-check', ?)");
  const auto sealed = vault.wrap(known_text, "meta.key-check", 0);
  bind_blob(insert, 1, sealed);
  insert.exec();
  return {};
}

}  // namespace

void limit_log(SQLite::Database& database, std::int64_t bytes) {
  database.exec("PRAGMA journal_size_limit=" + std::to_string(bytes));
}

void set_up(SQLite::Database& database, bool sync) {
  database.exec("PRAGMA journal_mode=WAL");
  database.exec(sync ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=OFF");
  database.exec("PRAGMA wal_autocheckpoint=0");
  limit_log(database, log_when_busy);
  database.exec("PRAGMA mmap_size=0");
  database.exec("PRAGMA secure_delete=ON");
  // 16 MiB: what does not fit is still in the system's own cache, which gives way when memory is short; ours would not.
  database.exec("PRAGMA cache_size=-16384");
  database.exec("PRAGMA temp_store=MEMORY");
}

Result<std::unique_ptr<Store>> open(const std::string& url, const OpenOptions& options) {
  try {
    auto database = open_database(url, options);
    const auto migrations = shipped_migrations();
    if (auto done = migrate(*database, migrations); !done) return std::unexpected(done.error());
    if (auto right = check_key(*database, Vault(options.master_key)); !right) return std::unexpected(right.error());
    return guarded_store(std::make_unique<SqliteStore>(options, std::move(database)));
  } catch (const StoreError& error) {
    return fail(Errc::unavailable, error.what() + std::string(" (") + options.folder + "/pintu.db)");
  } catch (const SQLite::Exception& error) {
    return fail(Errc::unavailable, translated(error).what() + std::string(" (") + options.folder + "/pintu.db)");
  } catch (const std::filesystem::filesystem_error&) {
    return fail(Errc::unavailable, "cannot write " + options.folder + ": check the folder's owner and the disk");
  }
}

Result<std::vector<MigrationInfo>> migrations(const std::string&, const OpenOptions& options) {
  try {
    if (!std::filesystem::exists(options.folder + "/pintu.db")) {
      std::vector<MigrationInfo> list;
      for (const auto& m : shipped_migrations()) list.push_back({m.number, m.name, false});
      return list;
    }
    SQLite::Database database(options.folder + "/pintu.db", SQLite::OPEN_READONLY, 5000);
    return migration_state(database, shipped_migrations());
  } catch (const SQLite::Exception& error) {
    return fail(Errc::unavailable, translated(error).what());
  }
}

SqliteStore::SqliteStore(const OpenOptions& options, std::unique_ptr<SQLite::Database> database)
    : clock_(*options.clock),
      folder_(options.folder),
      sync_(options.sync),
      before_commit_(options.before_commit),
      vault_(options.master_key),
      database_(std::move(database)),
      keys_(*database_, vault_) {
  // A log left by a process that died may hold keys that were destroyed.
  std::error_code error;
  const auto left = std::filesystem::file_size(folder_ + "/pintu.db-wal", error);
  keys_destroyed_ = !error && left > 0;
  const auto committed = [](void* self, sqlite3*, const char*, int pages) {
    static_cast<SqliteStore*>(self)->wal_pages_ = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(database_->getHandle(), committed, this);
  static_cast<void>(keys_.of(0, true));
}

SQLite::Statement& SqliteStore::sql(const char* text) {
  auto& slot = statements_[text];
  if (!slot) slot = std::make_unique<SQLite::Statement>(*database_, text);
  slot->tryReset();  // after a failed step reset() would throw that failure again
  slot->clearBindings();
  return *slot;
}

void SqliteStore::transact(const Fence&, const std::function<void(Transaction&)>& decide) {
  blocks_taken_.clear();
  sealing_ = {};
  doomed_files_.clear();
  const auto reset_all = [this] {
    for (auto& [text, statement] : statements_) statement->tryReset();
  };
  try {
    SQLite::Transaction transaction(*database_, SQLite::TransactionBehavior::IMMEDIATE);
    try {
      decide(*this);
      reset_all();
      if (before_commit_) before_commit_();
      metrics::count("pintu_stage_seconds_total", {{"stage", "seal"}}, std::chrono::duration<double>(sealing_).count());
      const metrics::Stage stage("commit");
      transaction.commit();
    } catch (...) {
      reset_all();
      throw;
    }
  } catch (...) {
    roll_back();
    throw;
  }
  std::error_code error;
  for (const auto id : doomed_files_) std::filesystem::remove(media_path(id), error);
}

// What was drawn stays drawn; a block whose row went with the transaction is not drawn from any more.
void SqliteStore::roll_back() {
  for (const auto shard : blocks_taken_) blocks_.at(shard).next = blocks_.at(shard).end;
  keys_.forget();
  jobs_by_state_.reset();
}

std::string SqliteStore::seal(std::int64_t party, std::string_view plain, std::string_view column, std::int64_t row) {
  if (plain.empty()) return {};
  const auto& key = keys_.of(party, true);
  if (key.empty()) return {};
  const auto began = std::chrono::steady_clock::now();
  auto sealed = crypto::seal(key, plain, context_of(column, row));
  sealing_ += std::chrono::steady_clock::now() - began;
  return sealed;
}

std::string SqliteStore::unseal(std::int64_t party, std::string_view sealed, std::string_view column,
                                std::int64_t row) {
  if (sealed.empty()) return {};
  const auto& key = keys_.of(party, false);
  if (key.empty()) return {};
  auto plain = crypto::open(key, sealed, context_of(column, row));
  if (!plain) {
    log::error("store.does_not_open", {{"column", column}, {"row", row}});
    return {};
  }
  return *std::move(plain);
}

// Blocks of numbers, so that the row is written rarely. A block that a dead process took is skipped, never given again;
// so is what this process drew in a transaction that did not commit.
std::int64_t SqliteStore::draw(Shard shard, std::int64_t count) {
  constexpr std::int64_t block_size = 256;
  auto& block = blocks_.at(shard);
  if (block.next + count > block.end) {
    const std::int64_t take = std::max(count, block_size);
    auto& upsert =
        sql("INSERT INTO sequences (shard, next) VALUES (?1, max(1, ?3) + ?2) "
            "ON CONFLICT (shard) DO UPDATE SET next = max(next, ?3) + ?2 RETURNING next");
    upsert.bind(1, static_cast<int>(shard));
    upsert.bind(2, take);
    upsert.bind(3, block.end);
    upsert.executeStep();
    block.end = upsert.getColumn(0).getInt64();
    block.next = block.end - take;
    upsert.reset();
    blocks_taken_.push_back(shard);
  }
  const std::int64_t first = block.next;
  block.next += count;
  return first;
}

bool SqliteStore::number_taken(const ReportNumber& number) {
  auto& select = sql("SELECT 1 FROM reports WHERE number = ?");
  select.bind(1, number.compact());
  const bool taken = select.executeStep();
  select.reset();
  return taken;
}

}  // namespace pintu::store::sqlite
