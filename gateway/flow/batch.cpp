// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/batch.hpp"

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/base/overloaded.hpp"
#include "gateway/flow/step.hpp"

namespace pintu::flow {

namespace {

constexpr Duration inbound_slack = std::chrono::minutes(1);

template <class T>
void append(std::vector<T>& to, std::vector<T>& from) {
  to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

std::optional<PartyKey> key_of(const Event& event) {
  const auto* arrived = std::get_if<Arrived>(&event.body);
  if (arrived == nullptr || arrived->inbound.from.empty()) return std::nullopt;
  return PartyKey{arrived->channel, arrived->inbound.from};
}

}  // namespace

Batch::Batch(const World& world, const dialogs::Library& library, store::Store& store, store::Transaction& transaction,
             Rates& floods, Undelivered& undelivered, Instant now)
    : world_(world),
      library_(library),
      store_(store),
      transaction_(transaction),
      floods_(floods),
      undelivered_(undelivered),
      now_(now) {}

void Batch::run(const std::vector<const Event*>& events) {
  std::optional<metrics::Stage> stage(std::in_place, "load");
  const auto is_new = find_new(events);
  std::vector<const Event*> fresh;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (is_new[i]) fresh.push_back(events[i]);
  }
  load_people(fresh);
  stage.emplace("decide");
  for (const auto* event : fresh) decide(*event);
  stage.emplace("write");
  write();
}

std::vector<bool> Batch::find_new(const std::vector<const Event*>& events) {
  std::vector<bool> is_new(events.size(), true);
  std::vector<store::SeenKey> keys;
  std::vector<std::size_t> of;
  for (std::size_t i = 0; i < events.size(); ++i) {
    const auto* arrived = std::get_if<Arrived>(&events[i]->body);
    if (arrived == nullptr || arrived->inbound.id.empty()) continue;
    keys.push_back({arrived->channel, arrived->inbound.id});
    of.push_back(i);
  }
  if (keys.empty()) return is_new;
  const auto remembered = transaction_.remember(keys);
  for (std::size_t k = 0; k < of.size(); ++k) {
    is_new[of[k]] = remembered[k];
    if (!remembered[k]) metrics::count("pintu_dedupe_hits_total", {{"channel", keys[k].channel}});
  }
  return is_new;
}

void Batch::load_people(const std::vector<const Event*>& events) {
  std::set<PartyKey> keys;
  for (const auto* event : events) {
    if (auto key = key_of(*event)) keys.insert(*std::move(key));
  }
  load_people(keys);
}

void Batch::load_people(const std::set<PartyKey>& keys) {
  asked_.insert(keys.begin(), keys.end());
  const std::vector<PartyKey> wanted(keys.begin(), keys.end());
  auto rows = transaction_.load(std::span<const PartyKey>(wanted));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    auto& row = rows[i];
    if (!row) continue;
    // Two addresses of one person are one person of the batch.
    if (const auto loaded = by_id_.find(row->id); loaded != by_id_.end()) {
      by_key_[wanted[i]] = loaded->second;
      continue;
    }
    by_key_[wanted[i]] = &adopt(loaded(*std::move(row)));
  }
}

Person Batch::loaded(store::PartyRow row) {
  Person person;
  person.row = std::move(row);
  person.is_new = false;
  person.stored_name = person.row.name;
  person.stored_unreachable = person.row.unreachable;
  person.stored_inbound = person.row.last_inbound;
  if (person.row.conversation.empty()) return person;
  auto conversation = conversation_from_json(person.row.conversation);
  if (!conversation) {
    log::error("ledger.conversation_unreadable", {{"party", person.row.id}});
    conversation.emplace();
  }
  person.conversation = *std::move(conversation);
  return person;
}

Person& Batch::adopt(Person person) {
  auto owned = std::make_unique<Person>(std::move(person));
  Person* raw = owned.get();
  people_.push_back(std::move(owned));
  by_key_[raw->row.key] = raw;
  by_id_[raw->row.id] = raw;
  return *raw;
}

Person* Batch::find(const PartyKey& key) {
  if (!asked_.contains(key)) load_people(std::set<PartyKey>{key});
  const auto it = by_key_.find(key);
  return it == by_key_.end() || it->second->erased ? nullptr : it->second;
}

Person* Batch::find(PartyId id) {
  if (const auto it = by_id_.find(id); it != by_id_.end()) return it->second->erased ? nullptr : it->second;
  const PartyId ids[] = {id};
  auto rows = transaction_.load(std::span<const PartyId>(ids));
  if (rows.empty() || !rows.front() || rows.front()->erased) return nullptr;
  return &adopt(loaded(*std::move(rows.front())));
}

void Batch::decide(const Event& event) {
  if (event.suspicion >= suspect_limit) {
    park(event, "crashed", true);
    return;
  }
  Step step(*this);
  try {
    std::visit(step, event.body);
  } catch (const store::StoreError&) {
    throw;
  } catch (const std::exception& error) {
    log::error("ledger.step_threw", {{"what", error.what()}});
    park(event, "threw", true);
    return;
  }
  merge(step.take());
}

void Batch::merge(Fragment fragment) {
  auto& from = fragment.changes;
  append(changes_.messages, from.messages);
  append(changes_.receipts, from.receipts);
  append(changes_.external_ids, from.external_ids);
  append(changes_.timers, from.timers);
  append(changes_.timer_stops, from.timer_stops);
  append(changes_.timers_fired, from.timers_fired);
  append(changes_.report_events, from.report_events);
  append(changes_.desk_messages, from.desk_messages);
  append(changes_.cases, from.cases);
  append(changes_.parked, from.parked);
  append(changes_.media, from.media);
  append(changes_.audit, from.audit);
  append(changes_.erased, from.erased);
  append(changes_.moved, from.moved);
  for (auto& job : from.jobs) {
    jobs_[job.id] = job;
    if (job.state == store::JobState::waiting) new_jobs_.push_back(job);
    changes_.jobs.push_back(std::move(job));
  }
  append(changes_.job_updates, from.job_updates);
  for (auto& job : fragment.touched) jobs_[job.id] = std::move(job);
  append(new_jobs_, fragment.released);
  for (auto& report : from.reports) reports_[report.id] = std::move(report);
  for (auto& person : fragment.others) merge(std::move(person));
  if (fragment.person) merge(*std::move(fragment.person));
  for (const auto& alias : from.aliases) by_key_[alias.key] = by_id_[alias.party];
  append(changes_.aliases, from.aliases);
}

void Batch::merge(Person person) {
  dirty_.insert(person.row.id);
  if (const auto it = by_id_.find(person.row.id); it != by_id_.end()) {
    *it->second = std::move(person);
  } else {
    adopt(std::move(person));
  }
}

void Batch::park(const Event& event, const std::string& reason, bool apologise) {
  store::ParkedRow row;
  const auto* arrived = std::get_if<Arrived>(&event.body);
  const auto key = key_of(event);
  const Shard shard = key ? crypto::shard_of(key->channel, key->address) : Shard{0};
  row.id = ParkedId(shard, transaction_.draw(shard, 1));
  row.at = now_;
  row.channel = arrived != nullptr ? arrived->channel : std::string();
  row.reason = reason;
  row.event = to_json(event);
  row.raw = arrived != nullptr ? arrived->raw : std::string();
  changes_.parked.push_back(std::move(row));
  metrics::count("pintu_parked_total", {{"reason", reason}});
  if (const auto* timer = std::get_if<TimerDue>(&event.body)) changes_.timers_fired.push_back(timer->timer.id);
  if (!apologise || arrived == nullptr) return;
  Step step(*this);
  try {
    step.apologise(*arrived);
    merge(step.take());
  } catch (const store::StoreError&) {
    throw;
  } catch (const std::exception& error) {
    log::error("ledger.apology_threw", {{"what", error.what()}});
  }
}

void Batch::write() {
  for (const auto id : dirty_) {
    Person& person = *by_id_.at(id);
    if (person.erased) continue;
    person.row.conversation = pintu::to_json(person.conversation);
    // When they wrote last is good enough to a minute, on the safe side of a channel's window.
    person.row.only_talk = !person.is_new && person.row.name == person.stored_name &&
                           person.row.unreachable == person.stored_unreachable &&
                           person.row.last_inbound - person.stored_inbound < inbound_slack;
    changes_.parties.push_back(person.row);
  }
  for (auto& [id, report] : reports_) changes_.reports.push_back(report);
  // One update a job: the last one says where it stands.
  std::map<JobId, store::JobUpdate> last;
  for (auto& update : changes_.job_updates) last[update.id] = std::move(update);
  changes_.job_updates.clear();
  for (auto& [id, update] : last) changes_.job_updates.push_back(std::move(update));
  transaction_.write(changes_);
}

}  // namespace pintu::flow
