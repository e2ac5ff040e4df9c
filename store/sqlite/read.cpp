// SPDX-License-Identifier: Apache-2.0
// Reads outside a transaction.
#include <algorithm>
#include <set>
#include <tuple>

#include "store/sqlite/columns.hpp"
#include "store/sqlite/sqlite_store.hpp"

namespace pintu::store::sqlite {

namespace {

#define PINTU_JOB_COLUMNS                                                                                           \
  "SELECT j.id, j.party, j.kind, j.lane, j.state, j.order_key, j.target, j.payload, j.created, j.due, j.deadline, " \
  "j.attempts, j.key, j.external_id, j.reason, j.report, j.message, j.media FROM jobs j "
#define PINTU_REPORT_COLUMNS \
  "SELECT id, party, number, agency, contents, filed, forward, state, agency_id, raw_status, updated FROM reports "
#define PINTU_MESSAGE_COLUMNS \
  "SELECT id, party, sequence, direction, at, external_id, body, note, status, job FROM messages "

}  // namespace

std::vector<JobRow> SqliteStore::due_jobs(Instant now, std::span<const JobId> except, std::size_t limit,
                                          std::span<const std::string> without) {
  const std::set<JobId> held(except.begin(), except.end());
  const auto kept = [&](SQLite::Statement& row) {
    return !without.empty() && is_for_agency(static_cast<JobKind>(row.getColumn(2).getInt())) &&
           std::ranges::find(without, row.getColumn(6).getString()) != without.end();
  };
  std::vector<JobRow> list;
  // Heads are marked as they are written. A lane at a time, so that the index gives the order.
  auto& select =
      sql(PINTU_JOB_COLUMNS "WHERE j.state = 0 AND j.head = 1 AND j.lane = ? AND j.due <= ? ORDER BY j.due, j.id");
  for (const auto lane : {Lane::emergency, Lane::reply, Lane::status, Lane::bulk}) {
    select.reset();
    select.bind(1, static_cast<int>(lane));
    bind_time(select, 2, now);
    while (list.size() < limit && select.executeStep()) {
      if (!held.contains(JobId(select.getColumn(0).getInt64())) && !kept(select)) list.push_back(read_job(select));
    }
  }
  select.reset();
  return list;
}

std::optional<Instant> SqliteStore::next_job_due(Instant after) {
  auto& select = sql("SELECT due FROM jobs INDEXED BY jobs_next WHERE state = 0 AND due > ? ORDER BY due LIMIT 1");
  bind_time(select, 1, after);
  const auto due = select.executeStep() ? std::optional(time(select.getColumn(0))) : std::nullopt;
  select.reset();
  return due;
}

std::vector<TimerRow> SqliteStore::due_timers(Instant now, std::size_t limit) {
  auto& select =
      sql("SELECT id, party, name, due, epoch, detail, emergency FROM timers WHERE emergency = ? AND due <= ? "
          "ORDER BY due, id");
  std::vector<TimerRow> rows;
  for (const int emergency : {1, 0}) {
    select.reset();
    select.bind(1, emergency);
    bind_time(select, 2, now);
    while (rows.size() < limit && select.executeStep()) rows.push_back(read_timer(select));
  }
  select.reset();
  return rows;
}

std::optional<Instant> SqliteStore::next_timer_due() {
  auto& select = sql("SELECT due FROM timers WHERE emergency = ? ORDER BY due LIMIT 1");
  std::optional<Instant> next;
  for (const int emergency : {1, 0}) {
    select.reset();
    select.bind(1, emergency);
    if (!select.executeStep()) continue;
    const auto due = time(select.getColumn(0));
    next = next ? std::min(*next, due) : due;
  }
  select.reset();
  return next;
}

std::vector<JobRow> SqliteStore::started_jobs() {
  return read_jobs(sql(PINTU_JOB_COLUMNS "WHERE j.state = 1 ORDER BY j.id"));
}

std::vector<JobRow> SqliteStore::jobs(const JobFilter& filter) {
  static const std::vector<JobState> all{JobState::waiting, JobState::started,   JobState::done,   JobState::rejected,
                                         JobState::unknown, JobState::exhausted, JobState::dropped};
  // A state at a time: each is read from the newest on, however many there are.
  auto& select = sql(PINTU_JOB_COLUMNS "WHERE j.state = ? AND (? < 0 OR j.kind = ?2) ORDER BY j.created DESC LIMIT ?");
  std::vector<JobRow> list;
  for (const auto state : filter.states.empty() ? all : filter.states) {
    select.reset();
    select.bind(1, static_cast<int>(state));
    select.bind(2, filter.kind ? static_cast<int>(*filter.kind) : -1);
    select.bind(3, static_cast<std::int64_t>(filter.limit));
    while (select.executeStep()) list.push_back(read_job(select));
  }
  select.reset();
  // Exhausted and unknown first: they wait for a person.
  const auto rank_of = [](const JobRow& job) {
    const bool waits = job.state == JobState::unknown || job.state == JobState::exhausted;
    return std::tuple(waits ? 0 : 1, -job.created.time_since_epoch().count(), -job.id.value());
  };
  std::ranges::sort(list, {}, rank_of);
  if (list.size() > filter.limit) list.resize(filter.limit);
  return list;
}

std::optional<JobRow> SqliteStore::job(JobId id) {
  auto& select = sql(PINTU_JOB_COLUMNS "WHERE j.id = ?");
  bind_id(select, 1, id);
  auto row = select.executeStep() ? std::optional(read_job(select)) : std::nullopt;
  select.reset();
  return row;
}

std::vector<JobRow> SqliteStore::jobs_of_report(ReportId id) {
  auto& select = sql(PINTU_JOB_COLUMNS "WHERE j.report = ?1 AND j.report <> 0 ORDER BY j.id");
  bind_id(select, 1, id);
  return read_jobs(select);
}

std::vector<MessageRow> SqliteStore::transcript(PartyId party, std::size_t limit) {
  SQLite::Statement select(*database_, PINTU_MESSAGE_COLUMNS "WHERE party = ? ORDER BY sequence DESC LIMIT ?");
  bind_id(select, 1, party);
  select.bind(2, static_cast<std::int64_t>(limit));
  std::vector<MessageRow> rows;
  while (select.executeStep()) rows.push_back(read_message(select));
  std::ranges::reverse(rows);
  return rows;
}

std::optional<MessageRow> SqliteStore::message(MessageId id) {
  auto& select = sql(PINTU_MESSAGE_COLUMNS "WHERE id = ?");
  bind_id(select, 1, id);
  auto row = select.executeStep() ? std::optional(read_message(select)) : std::nullopt;
  select.reset();
  return row;
}

std::vector<MessageRow> SqliteStore::messages_since(Instant since, const std::string& channel, std::size_t limit) {
  SQLite::Statement select(*database_, PINTU_MESSAGE_COLUMNS
                           "WHERE at >= ?1 AND (?2 = '' OR channel = ?2) ORDER BY at DESC, sequence DESC LIMIT ?3");
  bind_time(select, 1, since);
  select.bind(2, channel);
  select.bind(3, static_cast<std::int64_t>(limit));
  std::vector<MessageRow> rows;
  while (select.executeStep()) rows.push_back(read_message(select));
  return rows;
}

std::vector<ReportRow> SqliteStore::reports(std::size_t limit) {
  SQLite::Statement select(*database_, PINTU_REPORT_COLUMNS "ORDER BY filed DESC, id DESC LIMIT ?");
  select.bind(1, static_cast<std::int64_t>(limit));
  std::vector<ReportRow> rows;
  while (select.executeStep()) rows.push_back(read_report(select));
  return rows;
}

std::vector<ReportRow> SqliteStore::reports_for_a_person(std::size_t limit) {
  SQLite::Statement select(
      *database_, PINTU_REPORT_COLUMNS "WHERE forward >= 2 AND state NOT IN (6, 7) ORDER BY filed, id LIMIT ?");
  select.bind(1, static_cast<std::int64_t>(limit));
  std::vector<ReportRow> rows;
  while (select.executeStep()) rows.push_back(read_report(select));
  return rows;
}

std::optional<ReportRow> SqliteStore::report_by_agency_id(const std::string& agency, const std::string& agency_id) {
  if (agency_id.empty()) return std::nullopt;
  auto& select = sql(PINTU_REPORT_COLUMNS "WHERE agency_id = ?1 AND agency_id <> '' AND agency = ?2");
  select.bind(1, agency_id);
  select.bind(2, agency);
  auto row = select.executeStep() ? std::optional(read_report(select)) : std::nullopt;
  select.reset();
  return row;
}

std::optional<ReportRow> SqliteStore::report(ReportId id) {
  auto& select = sql(PINTU_REPORT_COLUMNS "WHERE id = ?");
  bind_id(select, 1, id);
  auto row = select.executeStep() ? std::optional(read_report(select)) : std::nullopt;
  select.reset();
  return row;
}

std::optional<ReportRow> SqliteStore::report(const ReportNumber& number) {
  auto& select = sql(PINTU_REPORT_COLUMNS "WHERE number = ?");
  select.bind(1, number.compact());
  auto row = select.executeStep() ? std::optional(read_report(select)) : std::nullopt;
  select.reset();
  return row;
}

std::vector<ReportEventRow> SqliteStore::report_events(ReportId id) {
  SQLite::Statement select(
      *database_,
      "SELECT e.at, e.what, e.detail, r.party FROM report_events e JOIN reports r ON r.id = e.report "
      "WHERE e.report = ? ORDER BY e.position");
  bind_id(select, 1, id);
  std::vector<ReportEventRow> rows;
  while (select.executeStep()) {
    const auto party = select.getColumn(3).getInt64();
    rows.push_back({id, time(select.getColumn(0)), select.getColumn(1).getString(),
                    unseal(party, blob(select.getColumn(2)), "report_events.detail", id.value())});
  }
  return rows;
}

std::vector<CaseRow> SqliteStore::cases(std::size_t limit) {
  SQLite::Statement select(
      *database_,
      "SELECT id, party, kind, grade, opened, closed, contents FROM cases ORDER BY opened DESC, id DESC LIMIT ?");
  select.bind(1, static_cast<std::int64_t>(limit));
  std::vector<CaseRow> rows;
  while (select.executeStep()) {
    CaseRow row;
    row.id = CaseId(select.getColumn(0).getInt64());
    row.party = PartyId(select.getColumn(1).getInt64());
    row.kind = select.getColumn(2).getString();
    row.grade = select.getColumn(3).getString();
    row.opened = time(select.getColumn(4));
    if (!select.getColumn(5).isNull()) row.closed = time(select.getColumn(5));
    row.contents = unseal(row.party.value(), blob(select.getColumn(6)), "cases.contents", row.id.value());
    rows.push_back(std::move(row));
  }
  return rows;
}

std::optional<MediaRow> SqliteStore::media(MediaId id) {
  auto& select = sql("SELECT id, party, kind, channel, ref, mime, name, size, state, reason FROM media WHERE id = ?");
  bind_id(select, 1, id);
  auto row = select.executeStep() ? std::optional(read_media(select)) : std::nullopt;
  select.reset();
  return row;
}

}  // namespace pintu::store::sqlite
