// SPDX-License-Identifier: Apache-2.0
// Rows of the database as rows of the interface: opened here and nowhere else.
#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

PartyRow SqliteStore::read_party(SQLite::Statement& row) {
  PartyRow out;
  const auto id = row.getColumn(0).getInt64();
  out.id = PartyId(id);
  out.key.channel = row.getColumn(1).getString();
  out.key.address = unseal(id, blob(row.getColumn(2)), "parties.address", id);
  out.name = unseal(id, blob(row.getColumn(3)), "parties.name", id);
  out.unreachable = row.getColumn(4).getInt() != 0;
  out.erased = row.getColumn(5).getInt() != 0;
  out.last_inbound = time(row.getColumn(6));
  out.sequence = row.getColumn(7).getInt64();
  if (!row.getColumn(8).isNull()) out.conversation = unseal(id, blob(row.getColumn(8)), "conversations.state", id);
  return out;
}

MessageRow SqliteStore::read_message(SQLite::Statement& row) {
  MessageRow out;
  const auto id = row.getColumn(0).getInt64();
  const auto party = row.getColumn(1).getInt64();
  out.id = MessageId(id);
  out.party = PartyId(party);
  out.sequence = row.getColumn(2).getInt64();
  out.direction = row.getColumn(3).getInt() == 0 ? Direction::in : Direction::out;
  out.at = time(row.getColumn(4));
  out.external_id = unseal(party, blob(row.getColumn(5)), "messages.external_id", id);
  out.body = unseal(party, blob(row.getColumn(6)), "messages.body", id);
  out.note = row.getColumn(7).getString();
  for (const auto status :
       {ReceiptStatus::sent, ReceiptStatus::failed, ReceiptStatus::delivered, ReceiptStatus::read}) {
    if (rank(status) == row.getColumn(8).getInt()) out.status = status;
  }
  out.job = JobId(row.getColumn(9).getInt64());
  return out;
}

JobRow SqliteStore::read_job(SQLite::Statement& row) {
  JobRow out;
  const auto id = row.getColumn(0).getInt64();
  const auto party = row.getColumn(1).getInt64();
  out.id = JobId(id);
  out.party = PartyId(party);
  out.kind = static_cast<JobKind>(row.getColumn(2).getInt());
  out.lane = static_cast<Lane>(row.getColumn(3).getInt());
  out.state = static_cast<JobState>(row.getColumn(4).getInt());
  out.order_key = row.getColumn(5).getString();
  out.target = row.getColumn(6).getString();
  out.payload = unseal(party, blob(row.getColumn(7)), "jobs.payload", id);
  out.created = time(row.getColumn(8));
  out.due = time(row.getColumn(9));
  out.deadline = time(row.getColumn(10));
  out.attempts = row.getColumn(11).getInt();
  out.key = row.getColumn(12).getString();
  out.external_id = unseal(party, blob(row.getColumn(13)), "jobs.external_id", id);
  out.reason = row.getColumn(14).getString();
  out.report = ReportId(row.getColumn(15).getInt64());
  out.message = MessageId(row.getColumn(16).getInt64());
  out.media = MediaId(row.getColumn(17).getInt64());
  return out;
}

ReportRow SqliteStore::read_report(SQLite::Statement& row) {
  ReportRow out;
  const auto id = row.getColumn(0).getInt64();
  const auto party = row.getColumn(1).getInt64();
  out.id = ReportId(id);
  out.party = PartyId(party);
  out.number = ReportNumber::read(row.getColumn(2).getString()).value_or(ReportNumber());
  out.agency = row.getColumn(3).getString();
  out.contents = unseal(party, blob(row.getColumn(4)), "reports.contents", id);
  out.filed = time(row.getColumn(5));
  out.forward = static_cast<ForwardState>(row.getColumn(6).getInt());
  out.state = static_cast<ReportState>(row.getColumn(7).getInt());
  out.agency_id = row.getColumn(8).getString();
  out.raw_status = row.getColumn(9).getString();
  out.updated = time(row.getColumn(10));
  return out;
}

MediaRow SqliteStore::read_media(SQLite::Statement& row) {
  MediaRow out;
  const auto id = row.getColumn(0).getInt64();
  const auto party = row.getColumn(1).getInt64();
  out.id = MediaId(id);
  out.party = PartyId(party);
  out.kind = static_cast<AttachmentKind>(row.getColumn(2).getInt());
  out.channel = row.getColumn(3).getString();
  out.ref = unseal(party, blob(row.getColumn(4)), "media.ref", id);
  out.mime = row.getColumn(5).getString();
  out.name = unseal(party, blob(row.getColumn(6)), "media.name", id);
  out.size = row.getColumn(7).getInt64();
  out.state = row.getColumn(8).getString();
  out.reason = row.getColumn(9).getString();
  return out;
}

TimerRow SqliteStore::read_timer(SQLite::Statement& row) {
  TimerRow out;
  out.id = TimerId(row.getColumn(0).getInt64());
  out.party = PartyId(row.getColumn(1).getInt64());
  out.name = row.getColumn(2).getString();
  out.due = time(row.getColumn(3));
  out.epoch = static_cast<std::uint32_t>(row.getColumn(4).getInt64());
  out.detail = unseal(out.party.value(), blob(row.getColumn(5)), "timers.detail", out.id.value());
  out.emergency = row.getColumn(6).getInt() != 0;
  return out;
}

std::vector<JobRow> SqliteStore::read_jobs(SQLite::Statement& rows) {
  std::vector<JobRow> list;
  while (rows.executeStep()) list.push_back(read_job(rows));
  rows.reset();
  return list;
}

}  // namespace pintu::store::sqlite
