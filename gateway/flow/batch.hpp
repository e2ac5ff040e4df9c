// SPDX-License-Identifier: Apache-2.0
// One transaction's worth of deciding: loads the people of a batch once, decides its events in order in memory, and
// gives back one set of changes. Ledger thread only.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/flow/event.hpp"
#include "gateway/flow/rate.hpp"
#include "gateway/flow/undelivered.hpp"
#include "gateway/flow/world.hpp"
#include "gateway/model/turn.hpp"
#include "store/store.hpp"

namespace pintu::flow {

// A person while the batch works on them.
struct Person {
  store::PartyRow row;
  Conversation conversation;
  bool erased = false;  // earlier in this batch
  // As their row stands on disk; nothing stands there of somebody new.
  bool is_new = true;
  std::string stored_name = {};
  bool stored_unreachable = false;
  Instant stored_inbound = {};
};

// What one event changes; thrown away whole when its step throws.
struct Fragment {
  store::Changes changes;
  std::optional<Person> person;
  std::vector<Person> others;           // whom the step dealt with before `person`: an officer, then their citizen
  std::vector<store::JobRow> touched;   // jobs as they stand now
  std::vector<store::JobRow> released;  // of them, those that may go out again
};

class Batch {
 public:
  Batch(const World& world, const dialogs::Library& library, store::Store& store, store::Transaction& transaction,
        Rates& floods, Undelivered& undelivered, Instant now);

  // Decides all events in order and writes. Throws only what the store throws.
  void run(const std::vector<const Event*>& events);

  // Jobs that may go out once the transaction is committed.
  const std::vector<store::JobRow>& new_jobs() const { return new_jobs_; }
  bool timers_changed() const { return !changes_.timers.empty(); }

 private:
  friend class Step;

  std::vector<bool> find_new(const std::vector<const Event*>& events);
  void load_people(const std::vector<const Event*>& events);
  void decide(const Event& event);
  void merge(Fragment fragment);
  void merge(Person person);
  void park(const Event& event, const std::string& reason, bool apologise);
  void write();

  // Loaded when the batch has not asked for them yet (a replayed event names people of its own).
  Person* find(const PartyKey& key);
  void load_people(const std::set<PartyKey>& keys);
  Person* find(PartyId id);
  Person& adopt(Person person);
  static Person loaded(store::PartyRow row);

  const World& world_;
  const dialogs::Library& library_;
  store::Store& store_;
  store::Transaction& transaction_;
  Rates& floods_;  // how fast each person is answered
  Undelivered& undelivered_;
  Instant now_;
  std::vector<std::unique_ptr<Person>> people_;
  std::map<PartyKey, Person*> by_key_;
  std::map<PartyId, Person*> by_id_;
  std::set<PartyKey> asked_;
  std::set<PartyId> dirty_;
  std::map<JobId, store::JobRow> jobs_;  // of this batch, or loaded; as they will be
  std::map<ReportId, store::ReportRow> reports_;
  std::set<std::string> numbers_;  // issued in this batch
  store::Changes changes_;
  std::vector<store::JobRow> new_jobs_;
};

}  // namespace pintu::flow
