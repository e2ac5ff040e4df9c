// SPDX-License-Identifier: Apache-2.0
// Scripts, audit, counts, backup and housekeeping.
#include <sqlite3.h>

#include <filesystem>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/files.hpp"
#include "store/sqlite/schema.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

namespace {

constexpr Duration seen_for = 24h * 9;
constexpr int days_of_quarantine = 14;
constexpr int slice = 500;
constexpr Duration slice_when_busy = 5s;
constexpr std::int64_t few = 20000;
constexpr Duration counted_for = 5min;

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

std::vector<ScriptSetRow> SqliteStore::script_versions() {
  SQLite::Statement select(*database_, "SELECT version, at, author, note FROM scripts ORDER BY version");
  std::vector<ScriptSetRow> rows;
  while (select.executeStep()) {
    rows.push_back({select.getColumn(0).getInt64(),
                    time(select.getColumn(1)),
                    select.getColumn(2).getString(),
                    select.getColumn(3).getString(),
                    {}});
  }
  return rows;
}

std::optional<ScriptSetRow> SqliteStore::script_set(std::int64_t version) {
  SQLite::Statement select(*database_, "SELECT version, at, author, note, files FROM scripts WHERE version = ?");
  select.bind(1, version);
  if (!select.executeStep()) return std::nullopt;
  return ScriptSetRow{select.getColumn(0).getInt64(), time(select.getColumn(1)), select.getColumn(2).getString(),
                      select.getColumn(3).getString(), select.getColumn(4).getString()};
}

void SqliteStore::note(const AuditRow& entry) {
  transact({}, [&](Transaction&) { write_audit(entry); });
}

std::vector<PartyId> SqliteStore::parties_after(PartyId after, std::size_t limit) {
  SQLite::Statement select(*database_,
                           "SELECT id FROM parties WHERE id > ? AND address_hash IS NOT NULL ORDER BY id LIMIT ?");
  select.bind(1, after.value());
  select.bind(2, static_cast<std::int64_t>(limit));
  std::vector<PartyId> ids;
  while (select.executeStep()) ids.emplace_back(select.getColumn(0).getInt64());
  return ids;
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

void SqliteStore::count_job(int state, int by) {
  if (jobs_by_state_) jobs_by_state_->at(static_cast<std::size_t>(state)) += by;
}

// Only those that wait for something are counted at first; what is done is not asked for.
const std::array<std::int64_t, 7>& SqliteStore::jobs_by_state() {
  if (jobs_by_state_) return *jobs_by_state_;
  std::array<std::int64_t, 7> by_state{};
  SQLite::Statement states(
      *database_, "SELECT state, count(*) FROM jobs INDEXED BY jobs_by_state WHERE state IN (0, 4, 5) GROUP BY state");
  while (states.executeStep()) {
    by_state.at(static_cast<std::size_t>(states.getColumn(0).getInt())) = states.getColumn(1).getInt64();
  }
  return jobs_by_state_.emplace(by_state);
}

const SqliteStore::Counted& SqliteStore::counted() {
  const Instant at = now();
  if (counted_ && counted_->timers + counted_->parties + counted_->reports > few && at >= counted_->at &&
      at - counted_->at < counted_for) {
    return *counted_;
  }
  const auto one = [this](const char* text) { return database_->execAndGet(text).getInt64(); };
  return counted_.emplace(
      Counted{at, one("SELECT count(*) FROM timers"),
              one("SELECT count(*) FROM parties INDEXED BY parties_by_address WHERE address_hash IS NOT NULL"),
              one("SELECT count(*) FROM reports")});
}

Counts SqliteStore::counts() {
  Counts counts;
  const auto& jobs = jobs_by_state();
  counts.jobs_waiting = jobs.at(static_cast<std::size_t>(JobState::waiting));
  counts.jobs_unknown = jobs.at(static_cast<std::size_t>(JobState::unknown));
  counts.jobs_exhausted = jobs.at(static_cast<std::size_t>(JobState::exhausted));
  counts.parked =
      database_->execAndGet("SELECT count(*) FROM quarantine INDEXED BY quarantine_parked WHERE state = 'parked'")
          .getInt64();
  const auto& slow = counted();
  counts.timers = slow.timers;
  counts.parties = slow.parties;
  counts.reports = slow.reports;
  SQLite::Statement oldest(*database_,
                           "SELECT due FROM jobs INDEXED BY jobs_next WHERE state = 0 ORDER BY due LIMIT 1");
  if (oldest.executeStep()) counts.oldest_due_job = time(oldest.getColumn(0));
  SQLite::Statement open(*database_,
                         "SELECT count(*), min(filed) FROM reports INDEXED BY reports_for_a_person "
                         "WHERE forward >= 2 AND state NOT IN (6, 7)");
  if (open.executeStep()) {
    counts.reports_for_a_person = open.getColumn(0).getInt64();
    if (counts.reports_for_a_person > 0) counts.oldest_for_a_person = time(open.getColumn(1));
  }
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
  fs::permissions(folder, fs::perms::owner_all, error);
  const std::string file = folder + "/pintu.db";
  try {
    // One consistent moment of the database, without its free pages: nothing that was destroyed goes along.
    // By a connection of its own: nobody waits for it.
    SQLite::Database source(folder_ + "/pintu.db", SQLite::OPEN_READONLY, 5000);
    SQLite::Statement copy(source, "VACUUM INTO ?");
    copy.bind(1, file);
    copy.exec();
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write, error);
    SQLite::Database made(file, SQLite::OPEN_READONLY);
    if (made.execAndGet("PRAGMA integrity_check").getString() != "ok") {
      return fail(Errc::unavailable, "the copy is damaged: check the disk");
    }
  } catch (const SQLite::Exception&) {
    return fail(Errc::unavailable, "the copy could not be written: is the disk full?");
  }
  // SQLite does not sync such a copy.
  if (sync_path(file) != 0) return fail(Errc::unavailable, "the copy could not be written: check the disk");
  if (fs::exists(folder_ + "/media", error) && copy_folder(folder_ + "/media", folder + "/media") != 0) {
    return fail(Errc::unavailable, "the files could not be copied: is the disk full?");
  }
  if (sync_path(folder) != 0) return fail(Errc::unavailable, "the copy could not be written: check the disk");
  log::info("store.backed_up");
  return {};
}

void SqliteStore::checkpoint_when_due(bool idle) {
  constexpr std::int64_t page = 4096;
  const std::int64_t bytes = wal_pages_ * page;
  const bool cut = idle && keys_destroyed_;
  if (!cut && !(idle && bytes > log_when_idle) && bytes <= log_when_busy) return;
  limit_log(*database_, idle ? log_when_idle : log_when_busy);
  const auto began = std::chrono::steady_clock::now();
  int in_log = 0;
  int done = 0;
  const int mode = cut ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE;
  const int result = sqlite3_wal_checkpoint_v2(database_->getHandle(), nullptr, mode, &in_log, &done);
  metrics::observe_seconds("pintu_checkpoint_seconds",
                           std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count());
  metrics::count("pintu_checkpoints_total");
  if (result != SQLITE_OK) {
    log::warning("store.checkpoint_failed", {{"code", result}});
    return;
  }
  if (cut) keys_destroyed_ = false;
  if (in_log == done) wal_pages_ = 0;
}

// One slice; true when more is to do.
bool SqliteStore::remove_old(Instant now) {
  auto& old = sql("DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE at < ? LIMIT ?)");
  bind_time(old, 1, now - seen_for);
  old.bind(2, slice);
  const int removed = old.exec();
  auto& keys = sql("DELETE FROM quarantine_keys WHERE day < ?");
  const auto today = std::chrono::floor<std::chrono::days>(now).time_since_epoch().count();
  keys.bind(1, static_cast<std::int64_t>(today) - days_of_quarantine);
  if (keys.exec() > 0) keys_destroyed_ = true;
  return removed == slice;
}

bool SqliteStore::housekeep(Instant now, bool idle) {
  checkpoint_when_due(idle);
  // A store that is never idle must forget too, a little at a time.
  if (!idle && now - last_slice_ < slice_when_busy) return false;
  last_slice_ = now;
  return remove_old(now);
}

}  // namespace pintu::store::sqlite
