// SPDX-License-Identifier: Apache-2.0
// The store on SQLite: WAL, synchronous=FULL, one read-write connection that also checkpoints (two writers can hit a
// WAL bug in Debian 12's version). Ledger thread only.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <array>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "store/store.hpp"
#include "store/vault.hpp"

namespace pintu::store::sqlite {

Result<std::unique_ptr<Store>> open(const std::string& url, const OpenOptions& options);
Result<std::vector<MigrationInfo>> migrations(const std::string& url, const OpenOptions& options);

// Everybody's keys, opened once and kept for the most recent people.
class Keys {
 public:
  Keys(SQLite::Database& database, const Vault& vault) : database_(database), vault_(vault) {}
  // The key of a party (0 = the installation's); made and stored when `make`. Empty when it was destroyed: an erased
  // person is never given another one.
  const std::string& of(std::int64_t party, bool make);
  void destroy(std::int64_t party);
  void forget();  // after a rollback: what was made in it is gone

 private:
  void remember(std::int64_t party, std::string key);
  bool erased(std::int64_t party);
  SQLite::Statement& sql(std::optional<SQLite::Statement>& slot, const char* text);

  SQLite::Database& database_;
  const Vault& vault_;
  std::list<std::pair<std::int64_t, std::string>> recent_;
  std::unordered_map<std::int64_t, std::list<std::pair<std::int64_t, std::string>>::iterator> by_party_;
  std::string none_;
  std::optional<SQLite::Statement> select_, insert_, erased_;
};

class SqliteStore final : public Store, private Transaction {
 public:
  SqliteStore(const OpenOptions& options, std::unique_ptr<SQLite::Database> database);

  // Store
  Instant now() override { return clock_.now(); }
  void transact(const Fence& fence, const std::function<void(Transaction&)>& decide) override;
  std::vector<JobRow> due_jobs(Instant now, std::span<const JobId> except, std::size_t limit,
                               std::span<const std::string> without) override;
  std::optional<Instant> next_job_due(Instant after) override;
  std::vector<TimerRow> due_timers(Instant now, std::size_t limit) override;
  std::optional<Instant> next_timer_due() override;
  std::vector<JobRow> started_jobs() override;
  std::vector<JobRow> jobs(const JobFilter& filter) override;
  std::optional<PartyRow> party(PartyId id) override;
  std::optional<PartyRow> party(const PartyKey& key) override;
  std::vector<MessageRow> transcript(PartyId party, std::size_t limit) override;
  std::optional<MessageRow> message(MessageId id) override;
  std::vector<MessageRow> messages_since(Instant since, const std::string& channel, std::size_t limit) override;
  std::vector<ReportRow> reports(std::size_t limit) override;
  std::vector<ReportRow> reports_for_a_person(std::size_t limit) override;
  std::optional<ReportRow> report(const ReportNumber& number) override;
  std::vector<ReportEventRow> report_events(ReportId id) override;
  std::vector<JobRow> jobs_of_report(ReportId id) override;
  std::vector<CaseRow> cases(std::size_t limit) override;
  std::vector<ParkedRow> parked(std::size_t limit) override;
  std::optional<ParkedRow> parked(ParkedId id) override;
  Result<std::string> media_bytes(MediaId id) override;
  std::vector<AuditRow> audit(std::size_t limit) override;
  std::vector<ScriptSetRow> script_versions() override;
  std::optional<ScriptSetRow> script_set(std::int64_t version) override;
  void note(const AuditRow& entry) override;
  std::vector<PartyId> parties_after(PartyId after, std::size_t limit) override;
  void publish(const ScriptSetRow& set, const AuditRow& entry) override;
  Counts counts() override;
  Result<void> backup(const std::string& folder) override;
  bool housekeep(Instant now, bool idle) override;

  // both
  std::optional<ReportRow> report_by_agency_id(const std::string& agency, const std::string& agency_id) override;
  std::optional<JobRow> job(JobId id) override;
  std::optional<ReportRow> report(ReportId id) override;
  std::optional<MediaRow> media(MediaId id) override;

 private:
  // Counted again when they were few or long ago: a million rows take too long to count every two seconds.
  struct Counted {
    Instant at;
    std::int64_t timers = 0, parties = 0, reports = 0;
  };
  struct Standing {  // of a job, before a change
    std::int64_t party = 0;
    int state = 0;
    bool head = false;
    std::string order_key;
    bool open() const { return state < 2; }
  };
  struct Block {
    std::int64_t next = 0;
    std::int64_t end = 0;
  };

  // Transaction
  std::vector<bool> remember(std::span<const SeenKey> keys) override;
  std::vector<std::optional<PartyRow>> load(std::span<const PartyKey> keys) override;
  std::vector<std::optional<PartyRow>> load(std::span<const PartyId> ids) override;
  std::int64_t draw(Shard shard, std::int64_t count) override;
  bool number_taken(const ReportNumber& number) override;
  std::optional<MessageRow> message_by_external(const std::string& channel, const std::string& external_id) override;
  std::optional<ReportId> desk_message(const PartyKey& officer, const std::string& external_id) override;
  void write(const Changes& changes) override;

  void write_party(const PartyRow& row);
  void write_message(const MessageRow& row);
  void write_job(const JobRow& row);
  void update_job(const JobUpdate& update);
  std::optional<Standing> standing(JobId id);
  static void bind_state(SQLite::Statement& change, JobId id, const Standing& was, JobState state);
  void pass_head_on(const Standing& was, JobState state);
  void set_job_state(JobId id, JobState state);
  void write_timer(const TimerRow& row);
  void write_report(const ReportRow& row);
  void write_report_event(const ReportEventRow& row);
  void write_desk_message(const DeskMessageRow& row);
  void write_case(const CaseRow& row);
  void write_parked(const ParkedRow& row);
  void write_media(const MediaRow& row);
  void write_audit(const AuditRow& row);
  void write_external(const Changes::MessageExternal& external);
  void release_address(PartyId id);
  void erase(PartyId id);
  void move(const Changes::Moved& moved);
  void write_alias(const Changes::Alias& alias);

  void write_conversation(const PartyRow& row);
  PartyRow read_party(SQLite::Statement& row);
  MessageRow read_message(SQLite::Statement& row);
  JobRow read_job(SQLite::Statement& row);
  TimerRow read_timer(SQLite::Statement& row);
  ReportRow read_report(SQLite::Statement& row);
  MediaRow read_media(SQLite::Statement& row);
  ParkedRow read_parked(SQLite::Statement& row, bool whole);
  std::vector<JobRow> read_jobs(SQLite::Statement& rows);

  // A prepared statement by its text (a literal: it is known by its address), reset and ready to bind.
  SQLite::Statement& sql(const char* text);
  std::string seal(std::int64_t party, std::string_view plain, std::string_view column, std::int64_t row);
  std::string unseal(std::int64_t party, std::string_view sealed, std::string_view column, std::int64_t row);
  std::string channel_of(std::int64_t party);
  std::string desk_hash(const PartyKey& officer, const std::string& external_id) const;
  std::string quarantine_key(std::int64_t day, bool make);
  std::string media_path(MediaId id) const;
  void store_media_file(const MediaRow& row);
  void count_job(int state, int by);
  const std::array<std::int64_t, 7>& jobs_by_state();
  const Counted& counted();
  void checkpoint_when_due(bool idle);
  bool remove_old(Instant now);
  void roll_back();

  const Clock& clock_;
  std::string folder_;
  bool sync_;
  std::function<void()> before_commit_;
  Vault vault_;
  std::unique_ptr<SQLite::Database> database_;
  Keys keys_;
  std::unordered_map<const char*, std::unique_ptr<SQLite::Statement>> statements_;
  std::array<Block, shard_count> blocks_;
  std::vector<Shard> blocks_taken_;    // in this transaction: their rows go with it when it is rolled back
  std::vector<MediaId> doomed_files_;  // of people erased in this transaction: removed once it is committed
  bool keys_destroyed_ = false;        // the log still holds them: it is cut at the next idle moment
  // By state, kept with every write; empty until asked for and after a rollback.
  std::optional<std::array<std::int64_t, 7>> jobs_by_state_;
  std::optional<Counted> counted_;
  int wal_pages_ = 0;
  std::chrono::steady_clock::duration sealing_{};  // in this transaction
  Instant last_slice_;
};

}  // namespace pintu::store::sqlite
