// SPDX-License-Identifier: Apache-2.0
// Scripts, audit, counts, backup and housekeeping.
#include <sqlite3.h>

#include <filesystem>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t wal_when_idle = 4 << 20;
constexpr std::int64_t wal_always = 64 << 20;
constexpr Duration seen_for = 24h * 9;
constexpr int days_of_quarantine = 14;
constexpr int slice = 500;

}  // namespace

std::vector<AuditRow> SqliteStore::audit(std::size_t limit) {
  SQLite::Statement select(*database_, "SELECT at, who, what, about, detail FROM audit ORDER BY id DESC LIMIT ?");
  select.bind(1, static_cast<std::int64_t>(limit));
  std::vector<AuditRow> rows;
  while (select.executeStep()) {
    rows.push_back({time(select.getColumn(0)), select.getColumn(1).getString(), select.getColumn(2).getString(),
                    select.getColumn(3).getString(), select.getColumn(4).getString()});
  }
  return rows;
}

std::vector<ScriptSetRow> SqliteStore::script_sets() {
  SQLite::Statement select(*database_, "SELECT version, at, author, note, files FROM scripts ORDER BY version");
  std::vector<ScriptSetRow> rows;
  while (select.executeStep()) {
    rows.push_back({select.getColumn(0).getInt64(), time(select.getColumn(1)), select.getColumn(2).getString(),
                    select.getColumn(3).getString(), select.getColumn(4).getString()});
  }
  return rows;
}

void SqliteStore::publish(const ScriptSetRow& set, const AuditRow& entry) {
  transact({}, [&](Transaction&) {
    auto& newest = sql("SELECT coalesce(max(version), 0) FROM scripts");
    newest.executeStep();
    const auto version = newest.getColumn(0).getInt64();
    newest.reset();
    if (set.version != version + 1) {
      throw StoreError(StoreError::What::fenced,
                       "somebody published version " + std::to_string(version) + " meanwhile");
    }
    auto& insert = sql("INSERT INTO scripts (version, at, author, note, files) VALUES (?, ?, ?, ?, ?)");
    insert.bind(1, set.version);
    bind_time(insert, 2, set.at);
    insert.bind(3, set.author);
    insert.bind(4, set.note);
    insert.bind(5, set.files);
    insert.exec();
    write_audit(entry);
  });
}

Counts SqliteStore::counts() {
  Counts counts;
  SQLite::Statement states(
      *database_, "SELECT state, count(*) FROM jobs INDEXED BY jobs_by_state WHERE state IN (0, 4, 5) GROUP BY state");
  while (states.executeStep()) {
    const auto state = static_cast<JobState>(states.getColumn(0).getInt());
    auto& slot = state == JobState::waiting   ? counts.jobs_waiting
                 : state == JobState::unknown ? counts.jobs_unknown
                                              : counts.jobs_exhausted;
    slot = states.getColumn(1).getInt64();
  }
  const auto one = [this](const char* text) { return database_->execAndGet(text).getInt64(); };
  counts.parked = one("SELECT count(*) FROM quarantine WHERE state = 'parked'");
  counts.timers = one("SELECT count(*) FROM timers");
  counts.parties = one("SELECT count(*) FROM parties WHERE erased = 0");
  counts.reports = one("SELECT count(*) FROM reports");
  SQLite::Statement oldest(*database_,
                           "SELECT due FROM jobs INDEXED BY jobs_next WHERE state = 0 ORDER BY due LIMIT 1");
  if (oldest.executeStep()) counts.oldest_due_job = time(oldest.getColumn(0));
  return counts;
}

Result<void> SqliteStore::backup(const std::string& folder) {
  std::error_code error;
  if (folder.empty()) return fail(Errc::malformed, "say where to: an empty or missing folder");
  if (fs::exists(folder, error) && !fs::is_empty(folder, error)) {
    return fail(Errc::conflict, folder + " is not empty: a backup never overwrites anything");
  }
  fs::create_directories(folder, error);
  if (error) return fail(Errc::unavailable, "cannot write " + folder);
  try {
    SQLite::Statement copy(*database_, "VACUUM INTO ?");
    copy.bind(1, folder + "/pintu.db");
    copy.exec();
    SQLite::Database made(folder + "/pintu.db", SQLite::OPEN_READONLY);
    if (made.execAndGet("PRAGMA integrity_check").getString() != "ok") {
      return fail(Errc::unavailable, "the copy is damaged: check the disk");
    }
  } catch (const SQLite::Exception&) {
    return fail(Errc::unavailable, "the copy could not be written: is the disk full?");
  }
  if (fs::exists(folder_ + "/media", error))
    fs::copy(folder_ + "/media", folder + "/media", fs::copy_options::recursive, error);
  if (error) return fail(Errc::unavailable, "the files could not be copied: is the disk full?");
  log::info("store.backed_up");
  return {};
}

std::int64_t SqliteStore::wal_bytes() const {
  std::error_code error;
  const auto size = fs::file_size(folder_ + "/pintu.db-wal", error);
  return error ? 0 : static_cast<std::int64_t>(size);
}

bool SqliteStore::housekeep(Instant now, bool idle) {
  const auto wal = wal_bytes();
  if ((idle && wal > wal_when_idle) || wal > wal_always) {
    int log_frames = 0;
    int done_frames = 0;
    sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr,
                              wal > wal_always ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE, &log_frames,
                              &done_frames);
    metrics::count("pintu_checkpoints_total");
  }
  if (!idle) return false;
  auto& old = sql("DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE at < ? LIMIT ?)");
  bind_time(old, 1, now - seen_for);
  old.bind(2, slice);
  const int removed = old.exec();
  auto& keys = sql("DELETE FROM quarantine_keys WHERE day < ?");
  keys.bind(1, static_cast<std::int64_t>(std::chrono::floor<std::chrono::days>(now).time_since_epoch().count()) -
                   days_of_quarantine);
  keys.exec();
  return removed == slice;
}

}  // namespace pintu::store::sqlite
