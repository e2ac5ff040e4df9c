// SPDX-License-Identifier: Apache-2.0
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

#include "dialogs/language/language.hpp"
#include "gateway/base/crash_mark.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/flow/pick.hpp"

namespace pintu::flow {

namespace {

using Steady = std::chrono::steady_clock;

constexpr std::size_t most_events = 256;

}  // namespace

struct ThreadedLedger::Parts {
  Parts(LedgerCore& c, Loop& l) : core(c), loop(l) {}

  LedgerCore& core;
  Loop& loop;
  mutable std::mutex mutex;
  std::condition_variable wake;
  std::deque<Waiting> waiting;
  std::deque<std::function<void(store::Store&)>> queries;
  bool stopping = false;
  std::thread thread;
  std::atomic<std::uint64_t> heartbeat{0};

  void run();
  void answer(std::vector<Submission> batch, bool stored);
  void run_queries(std::deque<std::function<void(store::Store&)>> list);
  void housekeep(bool idle);
};

ThreadedLedger::ThreadedLedger(LedgerCore& core, Loop& loop) : parts_(std::make_unique<Parts>(core, loop)) {}

ThreadedLedger::~ThreadedLedger() { stop(); }

void ThreadedLedger::start(bool own_fault, std::function<void()> ready) {
  parts_->thread = std::thread([parts = parts_.get(), own_fault, ready = std::move(ready)] {
    crash_mark::guard_this_thread();
    // Before anything is in hand: a kill meanwhile is nobody's fault, and the first citizen should not wait.
    dialogs::language::warm_up();
    try {
      parts->core.recover(own_fault);
      parts->core.settle_started();
    } catch (const std::exception& error) {
      log::error("ledger.recovery_failed", {{"what", error.what()}});
    }
    parts->loop.post(ready);
    parts->run();
  });
}

void ThreadedLedger::stop() {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->stopping = true;
  }
  parts_->wake.notify_one();
  if (parts_->thread.joinable()) parts_->thread.join();
}

void ThreadedLedger::submit(Submission submission) {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->waiting.push_back({std::move(submission), Steady::now()});
  }
  parts_->wake.notify_one();
}

void ThreadedLedger::query(std::function<void(store::Store&)> work) {
  {
    const std::lock_guard lock(parts_->mutex);
    parts_->queries.push_back(std::move(work));
  }
  parts_->wake.notify_one();
}

Duration ThreadedLedger::queue_age() const {
  const std::lock_guard lock(parts_->mutex);
  if (parts_->waiting.empty()) return Duration{0};
  return std::chrono::duration_cast<Duration>(Steady::now() - parts_->waiting.front().since);
}

std::uint64_t ThreadedLedger::heartbeat() const { return parts_->heartbeat.load(); }

void ThreadedLedger::Parts::run() {
  for (;;) {
    std::vector<Submission> batch;
    std::deque<std::function<void(store::Store&)>> asked;
    bool idle = false;
    {
      std::unique_lock lock(mutex);
      const bool work = wake.wait_for(lock, std::chrono::seconds(1),
                                      [&] { return stopping || !waiting.empty() || !queries.empty(); });
      idle = !work;
      batch = pick(waiting, most_events);
      asked.swap(queries);
      if (stopping && batch.empty() && asked.empty()) return;
    }
    ++heartbeat;
    if (!batch.empty()) {
      const auto began = Steady::now();
      const bool stored = core.run(batch);
      metrics::observe_seconds("pintu_commit_seconds", std::chrono::duration<double>(Steady::now() - began).count());
      answer(std::move(batch), stored);
    }
    run_queries(std::move(asked));
    housekeep(idle);
  }
}

void ThreadedLedger::Parts::answer(std::vector<Submission> batch, bool stored) {
  std::vector<std::function<void(bool)>> done;
  for (auto& submission : batch) {
    if (submission.done) done.push_back(std::move(submission.done));
  }
  if (done.empty()) return;
  loop.post([done = std::move(done), stored] {
    for (const auto& tell : done) tell(stored);
  });
}

void ThreadedLedger::Parts::run_queries(std::deque<std::function<void(store::Store&)>> list) {
  for (const auto& work : list) {
    try {
      work(core.store());
    } catch (const std::exception& error) {
      log::error("ledger.query_failed", {{"what", error.what()}});
    }
  }
}

void ThreadedLedger::Parts::housekeep(bool idle) {
  try {
    core.housekeep(idle);
  } catch (const std::exception& error) {
    log::error("ledger.housekeeping_failed", {{"what", error.what()}});
  }
}

}  // namespace pintu::flow
