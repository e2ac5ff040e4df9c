// SPDX-License-Identifier: Apache-2.0
// Everything durable. Blocking; owned by the ledger thread and called from it alone. Set-based: one call a table and
// batch, because both backends are fastest so. The store seals and opens: rows here are plain, what it writes is not.
// Throws StoreError for a database that is gone, full or broken; the transaction then left nothing behind.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/base/result.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/model/inbound.hpp"
#include "gateway/model/lane.hpp"
#include "gateway/model/report.hpp"

namespace pintu::store {

class StoreError : public std::runtime_error {
 public:
  enum class What { unavailable, full, corrupt, fenced } what_happened;
  StoreError(What what, const std::string& message) : std::runtime_error(message), what_happened(what) {}
};

// ---- rows ----------------------------------------------------------------------------------------------------------

struct PartyRow {
  PartyId id;
  PartyKey key;
  std::string name;          // as the profile says; sealed
  bool unreachable = false;  // blocked us; cleared by their next message
  bool erased = false;
  std::string conversation;   // JSON of Conversation, sealed; empty = none yet
  std::int64_t sequence = 0;  // of the conversation: +1 each event
  Instant last_inbound;
  bool only_talk = false;  // to be written: nothing but the conversation changed
};

enum class Direction { in, out };

struct MessageRow {
  MessageId id;
  PartyId party;
  std::int64_t sequence = 0;  // within the conversation
  Direction direction = Direction::in;
  Instant at;
  std::string external_id;              // provider's id; sealed, looked up by keyed hash
  std::string body;                     // JSON of Inbound or OutboundMessage; sealed
  std::string note;                     // JSON: rule that took it, step, slot asked; no text of the person
  std::optional<ReceiptStatus> status;  // of ours
  JobId job;                            // of ours
};

enum class JobKind { reply, forward, poll_report, follow_up, fetch_media, notify, call };
// Its target is an agency, not a channel.
constexpr bool is_for_agency(JobKind kind) {
  return kind == JobKind::forward || kind == JobKind::poll_report || kind == JobKind::follow_up;
}
enum class JobState { waiting, started, done, rejected, unknown, exhausted, dropped };

struct JobRow {
  JobId id;
  PartyId party;  // whose key seals the payload; 0 = nobody's (the installation's own key)
  JobKind kind = JobKind::reply;
  Lane lane = Lane::reply;
  JobState state = JobState::waiting;
  std::string order_key;  // one in flight for each; "" = no order. Pseudonymous: "tg:4711"
  std::string target;     // channel or agency by configured name
  std::string payload;    // JSON by kind; sealed
  Instant created;
  Instant due;
  Instant deadline;  // past it the job is exhausted
  int attempts = 0;
  std::string key;          // idempotency key
  std::string external_id;  // sealed
  std::string reason;       // last one, a word
  ReportId report;
  MessageId message;
  MediaId media;
};

// What changes in a job; the rest stays.
struct JobUpdate {
  JobId id;
  JobState state = JobState::waiting;
  Instant due;
  int attempts = 0;
  std::string external_id;
  std::string reason;
  std::string target;   // empty = unchanged
  std::string payload;  // empty = unchanged
};

struct TimerRow {
  TimerId id;
  PartyId party;
  std::string name;  // one of a name for each party: a second replaces the first
  Instant due;
  std::uint32_t epoch = 0;
  std::string detail;
  bool emergency = false;
};

struct ReportRow {
  ReportId id;
  PartyId party;
  ReportNumber number;  // unique
  std::string agency;
  std::string contents;  // JSON of Report; sealed
  Instant filed;
  ForwardState forward = ForwardState::waiting;
  ReportState state = ReportState::submitted;
  std::string agency_id;  // shown to staff; empty until accepted
  std::string raw_status;
  Instant updated;
};

struct ReportEventRow {
  ReportId report;
  Instant at;
  std::string what;    // "filed", "started", "accepted", "status", "unknown", "resolved", …
  std::string detail;  // JSON; sealed with the party's key
};

struct DeskMessageRow {  // a message that an officer has, by the provider's id
  PartyKey officer;
  std::string external_id;
  ReportId report;
};

struct CaseRow {
  CaseId id;
  PartyId party;
  std::string kind;
  std::string grade;
  Instant opened;
  std::optional<Instant> closed;
  std::string contents;  // JSON; sealed
};

struct ParkedRow {  // quarantine: sealed with a key of the day, destroyed after 14 days
  ParkedId id;
  Instant at;
  std::string channel;
  std::string reason;            // "threw", "crashed", "malformed", "rejected-item"
  std::string event;             // JSON of the event, to replay; may be empty
  std::string raw;               // raw bytes as they came
  std::string state = "parked";  // "replayed", "dropped"
};

struct MediaRow {
  MediaId id;
  PartyId party;
  AttachmentKind kind = AttachmentKind::image;
  std::string channel;
  std::string ref;  // provider's file id; sealed
  std::string mime;
  std::string name;  // sealed
  std::int64_t size = 0;
  std::string state = "wanted";  // "wanted", "stored", "refused", "gone"
  std::string reason;
  std::string bytes;  // sealed in a file of its own under <data>/media; read by media_bytes only
};

struct AuditRow {
  Instant at;
  std::string who;    // "daemon", "cli:root"
  std::string what;   // "jobs.resolve"
  std::string about;  // id
  std::string detail;
};

struct ScriptSetRow {
  std::int64_t version = 0;
  Instant at;
  std::string author;
  std::string note;
  std::string files;  // JSON {"name.yaml": "bytes"}
};

// ---- a transaction -------------------------------------------------------------------------------------------------

struct SeenKey {  // stored as HMAC(channel, id): provider ids hold phone numbers
  std::string channel;
  std::string id;
};

// A batch's result set: at most one row a key in each vector; upserts replace whole rows.
struct Changes {
  std::vector<PartyRow> parties;     // upsert; also writes the conversation
  std::vector<MessageRow> messages;  // insert
  struct MessageReceipt {
    MessageId id;
    ReceiptStatus status;
  };
  std::vector<MessageReceipt> receipts;  // applied only when rank() rises
  struct MessageExternal {
    MessageId id;
    std::string external_id;
    std::optional<ReceiptStatus> status = {};  // with it, as a receipt would
  };
  std::vector<MessageExternal> external_ids;
  std::vector<JobRow> jobs;  // insert
  std::vector<JobUpdate> job_updates;
  std::vector<TimerRow> timers;  // upsert by (party, name)
  struct TimerStop {
    PartyId party;
    std::string name;
  };
  std::vector<TimerStop> timer_stops;
  std::vector<TimerId> timers_fired;  // delete, unless the row was replaced since
  std::vector<ReportRow> reports;     // upsert
  std::vector<ReportEventRow> report_events;
  std::vector<DeskMessageRow> desk_messages;  // upsert
  std::vector<CaseRow> cases;                 // upsert
  std::vector<ParkedRow> parked;              // upsert
  std::vector<MediaRow> media;                // upsert; bytes written when not empty
  std::vector<AuditRow> audit;
  std::vector<PartyId> erased;  // their key, address hash, name, conversation, media files go; reports keep
                                // number and state only
  struct Moved {
    PartyKey from;
    std::string to;
  };
  struct Alias {
    PartyKey key;
    PartyId party;
  };
  std::vector<Alias> aliases;  // `load` by this key gives that party from now on, unless it has a party of its own
  std::vector<Moved> moved;    // group migration: the party keeps id and conversation under a new address
};

// The shards a transaction writes and the epoch it believes in. SQLite answers always yes.
struct Fence {
  std::vector<Shard> shards;
  std::int64_t epoch = 0;
};

class Transaction {
 public:
  virtual ~Transaction() = default;
  // Remembers the keys for at least 8 days; true where the key is new. Twice in one call: the second is not new.
  virtual std::vector<bool> remember(std::span<const SeenKey> keys) = 0;
  // One row a key, in order; nullopt for people who never wrote.
  virtual std::vector<std::optional<PartyRow>> load(std::span<const PartyKey> keys) = 0;
  virtual std::vector<std::optional<PartyRow>> load(std::span<const PartyId> ids) = 0;
  // `count` fresh sequence numbers of a shard, the first of them; never given twice, also after a crash.
  virtual std::int64_t draw(Shard shard, std::int64_t count) = 0;
  virtual bool number_taken(const ReportNumber& number) = 0;
  virtual std::optional<JobRow> job(JobId id) = 0;
  virtual std::optional<ReportRow> report(ReportId id) = 0;
  virtual std::optional<MediaRow> media(MediaId id) = 0;  // without bytes
  // Our message by the provider's id, for receipts and replies.
  virtual std::optional<MessageRow> message_by_external(const std::string& channel, const std::string& external_id) = 0;
  // What our message to an officer was about.
  virtual std::optional<ReportId> desk_message(const PartyKey& officer, const std::string& external_id) = 0;
  // The report that has this id at this agency.
  virtual std::optional<ReportRow> report_by_agency_id(const std::string& agency, const std::string& agency_id) = 0;
  virtual void write(const Changes& changes) = 0;
};

// ---- the store -----------------------------------------------------------------------------------------------------

struct JobFilter {
  std::vector<JobState> states;  // empty = all
  std::optional<JobKind> kind;
  std::size_t limit = 100;
};

// For metrics, doctor and overload; asked for every few seconds. Jobs and parked events are exact; timers, parties and
// reports may be some minutes old once there are many.
struct Counts {
  std::int64_t jobs_waiting = 0, jobs_exhausted = 0, jobs_unknown = 0, parked = 0, timers = 0, parties = 0, reports = 0;
  std::optional<Instant> oldest_due_job;
  std::int64_t reports_for_a_person = 0;  // exact; see Store::reports_for_a_person
  std::optional<Instant> oldest_for_a_person;
};

class Store {
 public:
  virtual ~Store() = default;

  virtual Instant now() = 0;  // the store's clock

  // Runs `decide` in one transaction and commits with fsync. Whatever it throws leaves nothing behind and is rethrown.
  virtual void transact(const Fence& fence, const std::function<void(Transaction&)>& decide) = 0;

  // Reads, outside a transaction. Heads of their order key only (no earlier open job with the same key, by time of
  // creation, then id), due, in the order emergency > reply > status > bulk, then due time, then id; jobs in `except`
  // left out, and so are jobs for the agencies in `without`.
  virtual std::vector<JobRow> due_jobs(Instant now, std::span<const JobId> except, std::size_t limit,
                                       std::span<const std::string> without = {}) = 0;
  virtual std::optional<Instant> next_job_due(Instant after) = 0;
  // Those of emergencies first, then by due time.
  virtual std::vector<TimerRow> due_timers(Instant now, std::size_t limit) = 0;
  virtual std::optional<Instant> next_timer_due() = 0;
  // Jobs that a process which died had started: what became of them is not known.
  virtual std::vector<JobRow> started_jobs() = 0;

  virtual std::vector<JobRow> jobs(const JobFilter& filter) = 0;  // newest first, exhausted and unknown before others
  virtual std::optional<JobRow> job(JobId id) = 0;
  virtual std::optional<PartyRow> party(PartyId id) = 0;
  virtual std::optional<PartyRow> party(const PartyKey& key) = 0;
  virtual std::vector<MessageRow> transcript(PartyId party, std::size_t limit) = 0;  // oldest first
  virtual std::optional<MessageRow> message(MessageId id) = 0;
  virtual std::vector<MessageRow> messages_since(Instant since, const std::string& channel, std::size_t limit) = 0;
  virtual std::vector<ReportRow> reports(std::size_t limit) = 0;  // newest first
  // Oldest first: relayed by hand and without the agency's id, refused, or of unknown outcome; not yet closed.
  virtual std::vector<ReportRow> reports_for_a_person(std::size_t limit) = 0;
  virtual std::optional<ReportRow> report(ReportId id) = 0;
  virtual std::optional<ReportRow> report(const ReportNumber& number) = 0;
  virtual std::optional<ReportRow> report_by_agency_id(const std::string& agency, const std::string& agency_id) = 0;
  virtual std::vector<ReportEventRow> report_events(ReportId id) = 0;
  virtual std::vector<JobRow> jobs_of_report(ReportId id) = 0;
  virtual std::vector<CaseRow> cases(std::size_t limit) = 0;
  virtual std::vector<ParkedRow> parked(std::size_t limit) = 0;  // without raw bytes
  virtual std::optional<ParkedRow> parked(ParkedId id) = 0;
  virtual std::optional<MediaRow> media(MediaId id) = 0;    // without bytes
  virtual Result<std::string> media_bytes(MediaId id) = 0;  // opened; not_found when erased or not stored
  virtual std::vector<AuditRow> audit(std::size_t limit) = 0;

  virtual std::vector<ScriptSetRow> script_versions() = 0;  // oldest first, without their files
  virtual std::optional<ScriptSetRow> script_set(std::int64_t version) = 0;
  virtual void publish(const ScriptSetRow& set,
                       const AuditRow& entry) = 0;  // version must be the highest + 1, else conflict

  virtual void note(const AuditRow& entry) = 0;  // of what changed nothing else
  // Those who wrote and are not erased, by id.
  virtual std::vector<PartyId> parties_after(PartyId after, std::size_t limit) = 0;

  virtual Counts counts() = 0;
  // A consistent copy of database and media into an empty folder, integrity checked. From any thread.
  virtual Result<void> backup(const std::string& folder) = 0;
  // Checkpoint, old `seen` keys, quarantine keys past 14 days, in slices of a few ms; true when more is to do.
  virtual bool housekeep(Instant now, bool idle) = 0;
};

struct OpenOptions {
  std::string folder;      // <data>
  std::string master_key;  // 32 bytes
  const Clock* clock = nullptr;
  bool sync = true;  // false only in tests that measure nothing about durability
  // Simulators: called when a transaction is about to be committed; what it throws leaves nothing behind.
  std::function<void()> before_commit = {};
};

// "sqlite" (and later "postgres://…"): opens, migrates, refuses a newer schema (conflict) and a wrong master key.
// "sqlite::memory:" holds all but the files of people in memory, for simulators.
Result<std::unique_ptr<Store>> open(const std::string& url, const OpenOptions& options);

// What `pintu migrate` shows: number, name and whether it was applied.
struct MigrationInfo {
  int number = 0;
  std::string name;
  bool applied = false;
};
Result<std::vector<MigrationInfo>> migrations(const std::string& url, const OpenOptions& options);

std::string_view to_string(JobKind kind);
std::string_view to_string(JobState state);
std::optional<JobKind> job_kind_from(std::string_view text);
std::optional<JobState> job_state_from(std::string_view text);

}  // namespace pintu::store
