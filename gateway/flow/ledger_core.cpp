// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/batch.hpp"
#include "gateway/flow/ledger.hpp"

namespace pintu::flow {

namespace {
constexpr std::size_t most_floods = 10000;
constexpr std::size_t most_old_sets = 16;
}  // namespace

LedgerCore::LedgerCore(const World& world, dialogs::Library& library, store::Store& store, InHand& in_hand,
                       std::function<void(const Committed&)> committed)
    : world_(world), library_(library), store_(store), in_hand_(in_hand), committed_(std::move(committed)) {}

void LedgerCore::recover(bool own_fault) {
  const int added = own_fault ? InHand::own_fault : InHand::from_outside;
  const auto left = in_hand_.left_over(added);
  if (left.empty()) return;
  log::warning("ledger.recovering", {{"events", left.size()}, {"own_fault", own_fault}});
  for (const auto& event : left) {
    const std::vector<const Event*> one{&event};
    // Kept with its suspicion, so that deaths add up; the others come again from their provider, who had no answer.
    in_hand_.keep(one);
    // Once it is decided it has proved harmless: a kill from outside during the commit is not its fault.
    run_events(one, [&] {
      Event harmless = event;
      harmless.suspicion = std::max(0, harmless.suspicion - added);
      in_hand_.keep({&harmless});
    });
  }
  in_hand_.clear();
}

void LedgerCore::settle_started() {
  for (const auto& job : store_.started_jobs()) {
    Event event;
    event.body = JobEnded{job.id, Unknown{"process-ended"}, {}, {}};
    run_events({&event});
  }
}

bool LedgerCore::run(const std::vector<Submission>& submissions) {
  std::vector<const Event*> events;
  for (const auto& submission : submissions) {
    for (const auto& event : submission.events) events.push_back(&event);
  }
  try {
    const metrics::Stage stage("in_hand");
    in_hand_.keep(events);
  } catch (const std::exception& error) {
    log::error("ledger.not_kept", {{"what", error.what()}});
    return false;
  }
  const bool stored = run_events(events);
  in_hand_.clear();
  return stored;
}

bool LedgerCore::run_events(const std::vector<const Event*>& events, const std::function<void()>& decided) {
  Committed committed;
  try {
    store_.transact(store::Fence{}, [&](store::Transaction& transaction) {
      Batch batch(world_, library_, store_, transaction, floods_, undelivered_, store_.now());
      batch.run(events);
      if (decided) decided();
      committed.jobs = batch.new_jobs();
      committed.timers_changed = batch.timers_changed();
    });
  } catch (const store::StoreError& error) {
    metrics::count("pintu_store_errors_total");
    log::error("ledger.not_stored", {{"what", error.what()}, {"events", events.size()}});
    return false;
  }
  library_.tidy(most_old_sets);
  if (floods_.size() > most_floods) floods_.forget_idle(store_.now());
  metrics::count("pintu_commits_total");
  metrics::count("pintu_events_total", {}, static_cast<double>(events.size()));
  committed_(committed);
  return true;
}

void LedgerCore::housekeep(bool idle) {
  if (idle) in_hand_.wipe();
  store_.housekeep(store_.now(), idle);
}

void InlineLedger::submit(Submission submission) {
  std::vector<Submission> one;
  one.push_back(std::move(submission));
  const bool stored = core_.run(one);
  if (one.front().done) one.front().done(stored);
}

}  // namespace pintu::flow
