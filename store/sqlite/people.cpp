// SPDX-License-Identifier: Apache-2.0
// People leave and move.
#include "gateway/base/log.hpp"
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

void SqliteStore::release_address(PartyId id) {
  auto& release = sql("UPDATE parties SET address_hash = NULL WHERE id = ?");
  bind_id(release, 1, id);
  release.exec();
  auto& aliases = sql("DELETE FROM aliases WHERE party = ?");
  bind_id(aliases, 1, id);
  aliases.exec();
}

void SqliteStore::write_alias(const Changes::Alias& alias) {
  auto& insert =
      sql("INSERT INTO aliases (address_hash, shard, party) VALUES (?1, ?2, ?3) "
          "ON CONFLICT (address_hash) DO UPDATE SET shard = ?2, party = ?3");
  bind_blob(insert, 1, vault_.hash("address", alias.key.channel, alias.key.address));
  insert.bind(2, static_cast<int>(alias.party.shard()));
  bind_id(insert, 3, alias.party);
  insert.exec();
}

// With the key everything of theirs becomes unreadable, in the backups too; what names them goes at once.
void SqliteStore::erase(PartyId id) {
  SQLite::Statement files(*database_, "SELECT id FROM media WHERE party = ?");
  bind_id(files, 1, id);
  while (files.executeStep()) doomed_files_.emplace_back(files.getColumn(0).getInt64());
  for (const char* text : {"UPDATE parties SET address_hash = NULL, address = x'', name = x'', erased = 1 WHERE id = ?",
                           "DELETE FROM conversations WHERE party = ?", "DELETE FROM timers WHERE party = ?",
                           "UPDATE media SET state = 'gone', reason = 'erased' WHERE party = ?",
                           "UPDATE messages SET external_hash = NULL WHERE party = ?"}) {
    auto& statement = sql(text);
    bind_id(statement, 1, id);
    statement.exec();
  }
  // What has not left, or waits for a person, is dropped; a poll holds nothing of them and keeps the report's state.
  SQLite::Statement open(*database_,
                         "SELECT id FROM jobs INDEXED BY jobs_by_state WHERE state IN (?, ?, ?) AND party = ? AND "
                         "kind <> ?");
  open.bind(1, static_cast<int>(JobState::waiting));
  open.bind(2, static_cast<int>(JobState::unknown));
  open.bind(3, static_cast<int>(JobState::exhausted));
  bind_id(open, 4, id);
  open.bind(5, static_cast<int>(JobKind::poll_report));
  std::vector<JobId> jobs;
  while (open.executeStep()) jobs.emplace_back(open.getColumn(0).getInt64());
  auto& reason = sql("UPDATE jobs SET reason = 'erased' WHERE id = ?");
  for (const auto job : jobs) {
    set_job_state(job, JobState::dropped);
    reason.reset();
    bind_id(reason, 1, job);
    reason.exec();
  }
  keys_.destroy(id.value());
  keys_destroyed_ = true;
}

void SqliteStore::move(const Changes::Moved& moved) {
  const PartyKey keys[] = {moved.from, {moved.from.channel, moved.to}};
  const auto rows = load(std::span<const PartyKey>(keys));
  const auto& mover = rows[0];
  const auto& there = rows[1];
  if (!mover || (there && there->id == mover->id)) return;
  // Whoever wrote from the new address first and has not talked yet gives it up; a talk of their own stays theirs.
  if (there && !there->conversation.empty()) {
    log::warning("store.not_moved", {{"party", mover->id}, {"there", there->id}});
    return;
  }
  if (there) release_address(there->id);
  const auto id = mover->id.value();
  auto& update = sql("UPDATE parties SET address_hash = ?, address = ? WHERE id = ?");
  bind_blob(update, 1, vault_.hash("address", moved.from.channel, moved.to));
  bind_blob(update, 2, seal(id, moved.to, "parties.address", id));
  update.bind(3, id);
  update.exec();
}

}  // namespace pintu::store::sqlite
