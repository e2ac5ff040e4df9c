// SPDX-License-Identifier: Apache-2.0
// The heart: events in, one transaction a batch, fsync, then whoever waits is told. One thread owns the store.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/base/loop.hpp"
#include "gateway/flow/event.hpp"
#include "gateway/flow/in_hand.hpp"
#include "gateway/flow/rate.hpp"
#include "gateway/flow/undelivered.hpp"
#include "gateway/flow/world.hpp"
#include "store/store.hpp"

namespace pintu::flow {

// What intake, delivery, timers and commands see of it. Any thread.
class Ledger {
 public:
  virtual ~Ledger() = default;
  virtual void submit(Submission submission) = 0;
  // Runs between two batches; what the store throws is logged. Hand results back with Loop::post.
  virtual void query(std::function<void(store::Store&)> work) = 0;
  // How long the oldest waiting event has waited: what overload is judged by.
  virtual Duration queue_age() const = 0;
};

// After each commit, on the ledger's thread.
struct Committed {
  std::vector<store::JobRow> jobs;  // new, or released again
  bool timers_changed = false;
};

// The work of one batch, without a thread: the threaded ledger and the tests stand on it.
class LedgerCore {
 public:
  LedgerCore(const World& world, dialogs::Library& library, store::Store& store, InHand& in_hand,
             std::function<void(const Committed&)> committed);

  // Decides what a dead process had in hand, one by one. Before anything else.
  void recover(bool own_fault);
  // One transaction for all of them; calls nobody's `done`. False when the store could not take them: nothing is
  // written.
  bool run(const std::vector<Submission>& submissions);
  // Jobs that were started and never ended are events of their own.
  void settle_started();
  // Between batches: what the store tidies up, and when nothing waits, what was in hand.
  void housekeep(bool idle);
  store::Store& store() { return store_; }

 private:
  // `decided` is called between deciding and the commit.
  bool run_events(const std::vector<const Event*>& events, const std::function<void()>& decided = {});

  const World& world_;
  dialogs::Library& library_;
  store::Store& store_;
  InHand& in_hand_;
  Rates floods_;
  Undelivered undelivered_;
  std::function<void(const Committed&)> committed_;
};

// `start` runs recovery and then batches on a thread of its own until `stop`, which finishes what waits.
class ThreadedLedger final : public Ledger {
 public:
  ThreadedLedger(LedgerCore& core, Loop& loop);
  ~ThreadedLedger() override;
  void start(bool own_fault, std::function<void()> ready);  // `ready` on the loop thread, after recovery
  void stop();
  void submit(Submission submission) override;
  void query(std::function<void(store::Store&)> work) override;
  Duration queue_age() const override;
  // Advances with every batch and every idle second: a watchdog looks at it.
  std::uint64_t heartbeat() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

// For tests: everything at once, on the caller's thread.
class InlineLedger final : public Ledger {
 public:
  explicit InlineLedger(LedgerCore& core) : core_(core) {}
  void submit(Submission submission) override;
  void query(std::function<void(store::Store&)> work) override { work(core_.store()); }
  Duration queue_age() const override { return Duration{0}; }

 private:
  LedgerCore& core_;
};

}  // namespace pintu::flow
