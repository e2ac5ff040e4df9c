// SPDX-License-Identifier: Apache-2.0
#include "store/sqlite/guarded.hpp"

#include <utility>

#include "store/sqlite/errors.hpp"

namespace pintu::store::sqlite {

namespace {

class GuardedTransaction final : public Transaction {
 public:
  explicit GuardedTransaction(Transaction& inner) : inner_(inner) {}
  std::vector<bool> remember(std::span<const SeenKey> keys) override {
    return guarded([&]() -> std::vector<bool> { return inner_.remember(keys); });
  }
  std::vector<std::optional<PartyRow>> load(std::span<const PartyKey> keys) override {
    return guarded([&]() -> std::vector<std::optional<PartyRow>> { return inner_.load(keys); });
  }
  std::vector<std::optional<PartyRow>> load(std::span<const PartyId> ids) override {
    return guarded([&]() -> std::vector<std::optional<PartyRow>> { return inner_.load(ids); });
  }
  std::int64_t draw(Shard shard, std::int64_t count) override {
    return guarded([&]() -> std::int64_t { return inner_.draw(shard, count); });
  }
  bool number_taken(const ReportNumber& number) override {
    return guarded([&]() -> bool { return inner_.number_taken(number); });
  }
  std::optional<JobRow> job(JobId id) override {
    return guarded([&]() -> std::optional<JobRow> { return inner_.job(id); });
  }
  std::optional<ReportRow> report(ReportId id) override {
    return guarded([&]() -> std::optional<ReportRow> { return inner_.report(id); });
  }
  std::optional<MediaRow> media(MediaId id) override {
    return guarded([&]() -> std::optional<MediaRow> { return inner_.media(id); });
  }
  std::optional<MessageRow> message_by_external(const std::string& channel, const std::string& external_id) override {
    return guarded([&]() -> std::optional<MessageRow> { return inner_.message_by_external(channel, external_id); });
  }
  std::optional<ReportId> desk_message(const PartyKey& officer, const std::string& external_id) override {
    return guarded([&]() -> std::optional<ReportId> { return inner_.desk_message(officer, external_id); });
  }
  std::optional<ReportRow> report_by_agency_id(const std::string& agency, const std::string& agency_id) override {
    return guarded([&]() -> std::optional<ReportRow> { return inner_.report_by_agency_id(agency, agency_id); });
  }
  void write(const Changes& changes) override {
    return guarded([&]() -> void { return inner_.write(changes); });
  }

 private:
  Transaction& inner_;
};

class GuardedStore final : public Store {
 public:
  explicit GuardedStore(std::unique_ptr<Store> inner) : inner_(std::move(inner)) {}
  void transact(const Fence& fence, const std::function<void(Transaction&)>& decide) override {
    guarded([&] {
      inner_->transact(fence, [&](Transaction& transaction) {
        GuardedTransaction wrapped(transaction);
        decide(wrapped);
      });
    });
  }
  Instant now() override {
    return guarded([&]() -> Instant { return inner_->now(); });
  }
  std::vector<JobRow> due_jobs(Instant now, std::span<const JobId> except, std::size_t limit,
                               std::span<const std::string> without) override {
    return guarded([&]() -> std::vector<JobRow> { return inner_->due_jobs(now, except, limit, without); });
  }
  std::optional<Instant> next_job_due(Instant after) override {
    return guarded([&]() -> std::optional<Instant> { return inner_->next_job_due(after); });
  }
  std::vector<TimerRow> due_timers(Instant now, std::size_t limit) override {
    return guarded([&]() -> std::vector<TimerRow> { return inner_->due_timers(now, limit); });
  }
  std::optional<Instant> next_timer_due() override {
    return guarded([&]() -> std::optional<Instant> { return inner_->next_timer_due(); });
  }
  std::vector<JobRow> started_jobs() override {
    return guarded([&]() -> std::vector<JobRow> { return inner_->started_jobs(); });
  }
  std::vector<JobRow> jobs(const JobFilter& filter) override {
    return guarded([&]() -> std::vector<JobRow> { return inner_->jobs(filter); });
  }
  std::optional<JobRow> job(JobId id) override {
    return guarded([&]() -> std::optional<JobRow> { return inner_->job(id); });
  }
  std::optional<PartyRow> party(PartyId id) override {
    return guarded([&]() -> std::optional<PartyRow> { return inner_->party(id); });
  }
  std::optional<PartyRow> party(const PartyKey& key) override {
    return guarded([&]() -> std::optional<PartyRow> { return inner_->party(key); });
  }
  std::vector<MessageRow> transcript(PartyId party, std::size_t limit) override {
    return guarded([&]() -> std::vector<MessageRow> { return inner_->transcript(party, limit); });
  }
  std::optional<MessageRow> message(MessageId id) override {
    return guarded([&]() -> std::optional<MessageRow> { return inner_->message(id); });
  }
  std::vector<MessageRow> messages_since(Instant since, const std::string& channel, std::size_t limit) override {
    return guarded([&]() -> std::vector<MessageRow> { return inner_->messages_since(since, channel, limit); });
  }
  std::vector<ReportRow> reports(std::size_t limit) override {
    return guarded([&]() -> std::vector<ReportRow> { return inner_->reports(limit); });
  }
  std::optional<ReportRow> report_by_agency_id(const std::string& agency, const std::string& agency_id) override {
    return guarded([&]() -> std::optional<ReportRow> { return inner_->report_by_agency_id(agency, agency_id); });
  }
  std::vector<ReportRow> reports_for_a_person(std::size_t limit) override {
    return guarded([&]() -> std::vector<ReportRow> { return inner_->reports_for_a_person(limit); });
  }
  std::optional<ReportRow> report(ReportId id) override {
    return guarded([&]() -> std::optional<ReportRow> { return inner_->report(id); });
  }
  std::optional<ReportRow> report(const ReportNumber& number) override {
    return guarded([&]() -> std::optional<ReportRow> { return inner_->report(number); });
  }
  std::vector<ReportEventRow> report_events(ReportId id) override {
    return guarded([&]() -> std::vector<ReportEventRow> { return inner_->report_events(id); });
  }
  std::vector<JobRow> jobs_of_report(ReportId id) override {
    return guarded([&]() -> std::vector<JobRow> { return inner_->jobs_of_report(id); });
  }
  std::vector<CaseRow> cases(std::size_t limit) override {
    return guarded([&]() -> std::vector<CaseRow> { return inner_->cases(limit); });
  }
  std::vector<ParkedRow> parked(std::size_t limit) override {
    return guarded([&]() -> std::vector<ParkedRow> { return inner_->parked(limit); });
  }
  std::optional<ParkedRow> parked(ParkedId id) override {
    return guarded([&]() -> std::optional<ParkedRow> { return inner_->parked(id); });
  }
  std::optional<MediaRow> media(MediaId id) override {
    return guarded([&]() -> std::optional<MediaRow> { return inner_->media(id); });
  }
  Result<std::string> media_bytes(MediaId id) override {
    return guarded([&]() -> Result<std::string> { return inner_->media_bytes(id); });
  }
  std::vector<AuditRow> audit(std::size_t limit) override {
    return guarded([&]() -> std::vector<AuditRow> { return inner_->audit(limit); });
  }
  std::vector<ScriptSetRow> script_versions() override {
    return guarded([&]() -> std::vector<ScriptSetRow> { return inner_->script_versions(); });
  }
  std::optional<ScriptSetRow> script_set(std::int64_t version) override {
    return guarded([&]() -> std::optional<ScriptSetRow> { return inner_->script_set(version); });
  }
  void note(const AuditRow& entry) override {
    return guarded([&]() -> void { return inner_->note(entry); });
  }
  std::vector<PartyId> parties_after(PartyId after, std::size_t limit) override {
    return guarded([&]() -> std::vector<PartyId> { return inner_->parties_after(after, limit); });
  }
  void publish(const ScriptSetRow& set, const AuditRow& entry) override {
    return guarded([&]() -> void { return inner_->publish(set, entry); });
  }
  Counts counts() override {
    return guarded([&]() -> Counts { return inner_->counts(); });
  }
  Result<void> backup(const std::string& folder) override {
    return guarded([&]() -> Result<void> { return inner_->backup(folder); });
  }
  bool housekeep(Instant now, bool idle) override {
    return guarded([&]() -> bool { return inner_->housekeep(now, idle); });
  }

 private:
  std::unique_ptr<Store> inner_;
};

}  // namespace

std::unique_ptr<Store> guarded_store(std::unique_ptr<Store> store) {
  return std::make_unique<GuardedStore>(std::move(store));
}

}  // namespace pintu::store::sqlite
