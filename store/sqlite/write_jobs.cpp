// SPDX-License-Identifier: Apache-2.0
// Jobs, and who may go next of each order key: always exactly one of those that are open.
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

// `head`: nobody else of the same order key is open.
void SqliteStore::write_job(const JobRow& row) {
  const auto id = row.id.value();
  const auto party = row.party.value();
  auto& insert =
      sql("INSERT INTO jobs (id, shard, party, kind, lane, state, order_key, target, payload, created, due, deadline, "
          "attempts, key, external_id, reason, report, message, media, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, "
          "?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?6 < 2 AND (?7 = '' OR NOT EXISTS "
          "(SELECT 1 FROM jobs WHERE order_key = ?7 AND order_key <> '' AND state < 2)))");
  insert.bind(1, id);
  insert.bind(2, static_cast<int>(row.id.shard()));
  insert.bind(3, party);
  insert.bind(4, static_cast<int>(row.kind));
  insert.bind(5, static_cast<int>(row.lane));
  insert.bind(6, static_cast<int>(row.state));
  insert.bind(7, row.order_key);
  insert.bind(8, row.target);
  bind_blob(insert, 9, seal(party, row.payload, "jobs.payload", id));
  bind_time(insert, 10, row.created);
  bind_time(insert, 11, row.due);
  bind_time(insert, 12, row.deadline);
  insert.bind(13, row.attempts);
  insert.bind(14, row.key);
  bind_blob(insert, 15, seal(party, row.external_id, "jobs.external_id", id));
  insert.bind(16, row.reason);
  bind_id(insert, 17, row.report);
  bind_id(insert, 18, row.message);
  bind_id(insert, 19, row.media);
  insert.exec();
  count_job(static_cast<int>(row.state), 1);
}

// ?2 the new state, ?3 whether it was open, ?4 its order key: the next open one takes over from one that is closed, and
// one that is opened again stands at the end.
#define PINTU_HEAD                                                                                                   \
  "head = CASE WHEN ?2 >= 2 THEN 0 WHEN ?3 THEN head WHEN ?4 = '' THEN 1 ELSE NOT EXISTS (SELECT 1 FROM jobs WHERE " \
  "order_key = ?4 AND order_key <> '' AND state < 2) END"

std::optional<SqliteStore::Standing> SqliteStore::standing(JobId id) {
  auto& select = sql("SELECT party, state, head, order_key FROM jobs WHERE id = ?");
  bind_id(select, 1, id);
  if (!select.executeStep()) return std::nullopt;
  Standing was{select.getColumn(0).getInt64(), select.getColumn(1).getInt(), select.getColumn(2).getInt() != 0,
               select.getColumn(3).getString()};
  select.reset();
  return was;
}

void SqliteStore::bind_state(SQLite::Statement& change, JobId id, const Standing& was, JobState state) {
  bind_id(change, 1, id);
  change.bind(2, static_cast<int>(state));
  change.bind(3, was.open() ? 1 : 0);
  change.bind(4, was.order_key);
}

// After the row says it.
void SqliteStore::pass_head_on(const Standing& was, JobState state) {
  count_job(was.state, -1);
  count_job(static_cast<int>(state), 1);
  const bool open = state == JobState::waiting || state == JobState::started;
  if (open || !was.head || was.order_key.empty()) return;
  auto& next =
      sql("UPDATE jobs SET head = 1 WHERE id = (SELECT id FROM jobs WHERE order_key = ?1 AND order_key <> '' AND "
          "state < 2 ORDER BY created, id LIMIT 1)");
  next.bind(1, was.order_key);
  next.exec();
}

void SqliteStore::set_job_state(JobId id, JobState state) {
  const auto was = standing(id);
  if (!was) return;
  auto& change = sql("UPDATE jobs SET state = ?2, " PINTU_HEAD " WHERE id = ?1");
  bind_state(change, id, *was, state);
  change.exec();
  pass_head_on(*was, state);
}

// One statement, since every reply that leaves comes here: what is not bound is null and stays as it was.
void SqliteStore::update_job(const JobUpdate& update) {
  const auto was = standing(update.id);
  if (!was) return;
  const auto id = update.id.value();
  const bool gone = keys_.of(was->party, false).empty();
  auto& change =
      sql("UPDATE jobs SET state = ?2, " PINTU_HEAD
          ", due = ?5, attempts = ?6, reason = ?7, external_id = coalesce(?8, external_id), payload = coalesce(?9, "
          "payload), target = coalesce(?10, target) WHERE id = ?1");
  bind_state(change, update.id, *was, update.state);
  bind_time(change, 5, update.due);
  change.bind(6, update.attempts);
  change.bind(7, update.reason);
  if (!update.external_id.empty() && !gone) {
    bind_blob(change, 8, seal(was->party, update.external_id, "jobs.external_id", id));
  }
  if (!update.payload.empty() && !gone) bind_blob(change, 9, seal(was->party, update.payload, "jobs.payload", id));
  if (!update.target.empty()) change.bind(10, update.target);
  change.exec();
  pass_head_on(*was, update.state);
}

}  // namespace pintu::store::sqlite
