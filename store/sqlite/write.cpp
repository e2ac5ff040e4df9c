// SPDX-License-Identifier: Apache-2.0
// A batch's result set, table by table.
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

void SqliteStore::write(const Changes& changes) {
  // Files first: a row that says `stored` never stands without its bytes.
  for (const auto& row : changes.media) store_media_file(row);
  for (const auto& moved : changes.moved) move(moved);
  // Before new people: somebody erased and writing again in the same batch comes back under the same address.
  for (const auto id : changes.erased) release_address(id);
  for (const auto& row : changes.parties) write_party(row);
  for (const auto& alias : changes.aliases) write_alias(alias);
  for (const auto& row : changes.messages) write_message(row);
  for (const auto& row : changes.jobs) write_job(row);
  for (const auto& update : changes.job_updates) update_job(update);
  for (const auto& external : changes.external_ids) write_external(external);
  auto& receipt = sql("UPDATE messages SET status = ?2 WHERE id = ?1 AND status < ?2");
  for (const auto& each : changes.receipts) {
    receipt.reset();
    bind_id(receipt, 1, each.id);
    receipt.bind(2, rank(each.status));
    receipt.exec();
  }
  // Before the new ones: a timer that fired and was set again in the same turn stays.
  auto& fired = sql("DELETE FROM timers WHERE id = ?");
  for (const auto id : changes.timers_fired) {
    fired.reset();
    bind_id(fired, 1, id);
    fired.exec();
  }
  auto& stop = sql("DELETE FROM timers WHERE party = ? AND name = ?");
  for (const auto& each : changes.timer_stops) {
    stop.reset();
    bind_id(stop, 1, each.party);
    stop.bind(2, each.name);
    stop.exec();
  }
  for (const auto& row : changes.timers) write_timer(row);
  for (const auto& row : changes.reports) write_report(row);
  for (const auto& row : changes.report_events) write_report_event(row);
  for (const auto& row : changes.desk_messages) write_desk_message(row);
  for (const auto& row : changes.cases) write_case(row);
  for (const auto& row : changes.parked) write_parked(row);
  for (const auto& row : changes.media) write_media(row);
  for (const auto& row : changes.audit) write_audit(row);
  for (const auto id : changes.erased) erase(id);
}

void SqliteStore::write_party(const PartyRow& row) {
  const auto id = row.id.value();
  if (keys_.of(id, true).empty()) return;  // erased: nothing of theirs is written again
  if (row.only_talk) return write_conversation(row);
  auto& party =
      sql("INSERT INTO parties (id, shard, channel, address_hash, address, name, unreachable, erased, last_inbound) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9) ON CONFLICT (id) DO UPDATE SET name = ?6, unreachable = ?7, "
          "last_inbound = ?9");
  party.bind(1, id);
  party.bind(2, static_cast<int>(row.id.shard()));
  party.bind(3, row.key.channel);
  bind_blob(party, 4, vault_.hash("address", row.key.channel, row.key.address));
  bind_blob(party, 5, seal(id, row.key.address, "parties.address", id));
  bind_blob(party, 6, seal(id, row.name, "parties.name", id));
  party.bind(7, row.unreachable ? 1 : 0);
  party.bind(8, row.erased ? 1 : 0);
  bind_time(party, 9, row.last_inbound);
  party.exec();
  write_conversation(row);
}

void SqliteStore::write_conversation(const PartyRow& row) {
  if (row.conversation.empty()) return;
  const auto id = row.id.value();
  auto& conversation =
      sql("INSERT INTO conversations (party, shard, sequence, state) VALUES (?1, ?2, ?3, ?4) "
          "ON CONFLICT (party) DO UPDATE SET sequence = ?3, state = ?4");
  conversation.bind(1, id);
  conversation.bind(2, static_cast<int>(row.id.shard()));
  conversation.bind(3, row.sequence);
  bind_blob(conversation, 4, seal(id, row.conversation, "conversations.state", id));
  conversation.exec();
}

void SqliteStore::write_message(const MessageRow& row) {
  const auto id = row.id.value();
  const auto party = row.party.value();
  auto& insert =
      sql("INSERT INTO messages (id, shard, party, channel, sequence, direction, at, external_hash, external_id, body, "
          "note, status, job) "
          "VALUES (?, ?, ?, coalesce((SELECT channel FROM parties WHERE id = ?3), ''), ?, ?, ?, NULL, ?, ?, ?, ?, ?)");
  insert.bind(1, id);
  insert.bind(2, static_cast<int>(row.id.shard()));
  insert.bind(3, party);
  insert.bind(4, row.sequence);
  insert.bind(5, row.direction == Direction::in ? 0 : 1);
  bind_time(insert, 6, row.at);
  bind_blob(insert, 7, seal(party, row.external_id, "messages.external_id", id));
  bind_blob(insert, 8, seal(party, row.body, "messages.body", id));
  insert.bind(9, row.note);
  insert.bind(10, row.status ? rank(*row.status) : 0);
  bind_id(insert, 11, row.job);
  insert.exec();
  if (row.direction == Direction::out && !row.external_id.empty()) write_external({row.id, row.external_id});
}

void SqliteStore::write_external(const Changes::MessageExternal& external) {
  auto& select = sql("SELECT party, channel FROM messages WHERE id = ?");
  bind_id(select, 1, external.id);
  if (!select.executeStep()) return;
  const auto party = select.getColumn(0).getInt64();
  const auto channel = select.getColumn(1).getString();
  select.reset();
  if (keys_.of(party, false).empty()) return;
  auto& update =
      sql("UPDATE messages SET external_hash = ?1, external_id = ?2, status = max(status, ?4) WHERE id = ?3");
  bind_blob(update, 1, vault_.hash("message", channel, external.external_id));
  bind_blob(update, 2, seal(party, external.external_id, "messages.external_id", external.id.value()));
  bind_id(update, 3, external.id);
  update.bind(4, external.status ? rank(*external.status) : 0);
  update.exec();
}

void SqliteStore::write_timer(const TimerRow& row) {
  // Replaces the one of the same name, and the same one written again.
  auto& upsert =
      sql("INSERT OR REPLACE INTO timers (id, shard, party, name, due, epoch, detail, emergency) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
  bind_id(upsert, 1, row.id);
  upsert.bind(2, static_cast<int>(row.id.shard()));
  bind_id(upsert, 3, row.party);
  upsert.bind(4, row.name);
  bind_time(upsert, 5, row.due);
  upsert.bind(6, static_cast<std::int64_t>(row.epoch));
  bind_blob(upsert, 7, seal(row.party.value(), row.detail, "timers.detail", row.id.value()));
  upsert.bind(8, row.emergency ? 1 : 0);
  upsert.exec();
}

void SqliteStore::write_report(const ReportRow& row) {
  const auto id = row.id.value();
  auto& upsert =
      sql("INSERT INTO reports (id, shard, party, number, agency, contents, filed, forward, state, agency_id, "
          "raw_status, updated) "
          "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12) "
          "ON CONFLICT (id) DO UPDATE SET agency = ?5, forward = ?8, state = ?9, agency_id = ?10, raw_status = ?11, "
          "updated = ?12");
  upsert.bind(1, id);
  upsert.bind(2, static_cast<int>(row.id.shard()));
  bind_id(upsert, 3, row.party);
  upsert.bind(4, row.number.compact());
  upsert.bind(5, row.agency);
  // What was filed never changes, and an erased person's key is gone: nothing is sealed anew on an update.
  const bool known = !keys_.of(row.party.value(), false).empty();
  bind_blob(upsert, 6, known ? seal(row.party.value(), row.contents, "reports.contents", id) : std::string());
  bind_time(upsert, 7, row.filed);
  upsert.bind(8, static_cast<int>(row.forward));
  upsert.bind(9, static_cast<int>(row.state));
  upsert.bind(10, row.agency_id);
  upsert.bind(11, row.raw_status);
  bind_time(upsert, 12, row.updated);
  upsert.exec();
}

void SqliteStore::write_report_event(const ReportEventRow& row) {
  auto& select = sql(
      "SELECT party, (SELECT coalesce(max(position), -1) + 1 FROM report_events WHERE report = ?1) FROM reports WHERE "
      "id = ?1");
  bind_id(select, 1, row.report);
  if (!select.executeStep()) return;
  const auto party = select.getColumn(0).getInt64();
  const auto position = select.getColumn(1).getInt64();
  select.reset();
  const bool known = !keys_.of(party, false).empty();
  auto& insert = sql("INSERT INTO report_events (report, shard, position, at, what, detail) VALUES (?, ?, ?, ?, ?, ?)");
  bind_id(insert, 1, row.report);
  insert.bind(2, static_cast<int>(row.report.shard()));
  insert.bind(3, position);
  bind_time(insert, 4, row.at);
  insert.bind(5, row.what);
  bind_blob(insert, 6, known ? seal(party, row.detail, "report_events.detail", row.report.value()) : std::string());
  insert.exec();
}

void SqliteStore::write_desk_message(const DeskMessageRow& row) {
  auto& upsert =
      sql("INSERT INTO desk_messages (external_hash, shard, report) VALUES (?1, ?2, ?3) "
          "ON CONFLICT (external_hash) DO UPDATE SET report = ?3");
  bind_blob(upsert, 1, desk_hash(row.officer, row.external_id));
  upsert.bind(2, static_cast<int>(row.report.shard()));
  bind_id(upsert, 3, row.report);
  upsert.exec();
}

void SqliteStore::write_case(const CaseRow& row) {
  auto& upsert =
      sql("INSERT INTO cases (id, shard, party, kind, grade, opened, closed, contents) VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
          "?7, ?8) "
          "ON CONFLICT (id) DO UPDATE SET kind = ?4, grade = ?5, closed = ?7, contents = ?8");
  bind_id(upsert, 1, row.id);
  upsert.bind(2, static_cast<int>(row.id.shard()));
  bind_id(upsert, 3, row.party);
  upsert.bind(4, row.kind);
  upsert.bind(5, row.grade);
  bind_time(upsert, 6, row.opened);
  if (row.closed) bind_time(upsert, 7, *row.closed);
  bind_blob(upsert, 8, seal(row.party.value(), row.contents, "cases.contents", row.id.value()));
  upsert.exec();
}

void SqliteStore::write_audit(const AuditRow& row) {
  const auto id = draw(Shard{0}, 1);
  auto& insert = sql("INSERT INTO audit (id, at, who, what, about, detail) VALUES (?, ?, ?, ?, ?, ?)");
  insert.bind(1, id);
  bind_time(insert, 2, row.at);
  insert.bind(3, row.who);
  insert.bind(4, row.what);
  insert.bind(5, row.about);
  insert.bind(6, row.detail);
  insert.exec();
}

}  // namespace pintu::store::sqlite
