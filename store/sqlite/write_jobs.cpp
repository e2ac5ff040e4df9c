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

// The state, and with it who heads the order key: the next open one takes over from one that is closed, and one that is
// opened again stands at the end.
void SqliteStore::set_job_state(JobId id, JobState state) {
  auto& select = sql("SELECT state, head, order_key FROM jobs WHERE id = ?");
  bind_id(select, 1, id);
  if (!select.executeStep()) return;
  const int was = select.getColumn(0).getInt();
  const bool was_open = was < 2;
  const bool was_head = select.getColumn(1).getInt() != 0;
  const auto order_key = select.getColumn(2).getString();
  select.reset();
  const bool open = state == JobState::waiting || state == JobState::started;
  auto& change =
      sql("UPDATE jobs SET state = ?2, head = CASE WHEN ?2 >= 2 THEN 0 WHEN ?3 THEN head WHEN ?4 = '' THEN 1 ELSE NOT "
          "EXISTS (SELECT 1 FROM jobs WHERE order_key = ?4 AND order_key <> '' AND state < 2) END WHERE id = ?1");
  bind_id(change, 1, id);
  change.bind(2, static_cast<int>(state));
  change.bind(3, was_open ? 1 : 0);
  change.bind(4, order_key);
  change.exec();
  count_job(was, -1);
  count_job(static_cast<int>(state), 1);
  if (open || !was_head || order_key.empty()) return;
  auto& next =
      sql("UPDATE jobs SET head = 1 WHERE id = (SELECT id FROM jobs WHERE order_key = ?1 AND order_key <> '' AND "
          "state < 2 ORDER BY created, id LIMIT 1)");
  next.bind(1, order_key);
  next.exec();
}

void SqliteStore::update_job(const JobUpdate& update) {
  const auto id = update.id.value();
  auto& select = sql("SELECT party FROM jobs WHERE id = ?");
  select.bind(1, id);
  if (!select.executeStep()) return;
  const auto party = select.getColumn(0).getInt64();
  select.reset();
  set_job_state(update.id, update.state);
  auto& change = sql("UPDATE jobs SET due = ?2, attempts = ?3, reason = ?4 WHERE id = ?1");
  change.bind(1, id);
  bind_time(change, 2, update.due);
  change.bind(3, update.attempts);
  change.bind(4, update.reason);
  change.exec();
  const bool gone = keys_.of(party, false).empty();
  if (!update.external_id.empty() && !gone) {
    auto& external = sql("UPDATE jobs SET external_id = ? WHERE id = ?");
    bind_blob(external, 1, seal(party, update.external_id, "jobs.external_id", id));
    external.bind(2, id);
    external.exec();
  }
  if (!update.payload.empty() && !gone) {
    auto& payload = sql("UPDATE jobs SET payload = ? WHERE id = ?");
    bind_blob(payload, 1, seal(party, update.payload, "jobs.payload", id));
    payload.bind(2, id);
    payload.exec();
  }
  if (!update.target.empty()) {
    auto& target = sql("UPDATE jobs SET target = ? WHERE id = ?");
    target.bind(1, update.target);
    target.bind(2, id);
    target.exec();
  }
}

}  // namespace pintu::store::sqlite
