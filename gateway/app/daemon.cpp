// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/daemon.hpp"

#include <fmt/format.h>

#include "gateway/base/crash_mark.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"

namespace pintu::app {

using namespace std::chrono_literals;

Daemon::Daemon(AsioLoop& loop, const Clock& clock, Installation installation)
    : loop_(loop), clock_(clock), installation_(std::move(installation)) {}

Daemon::~Daemon() {
  watchdog_.reset();
  hooks_.reset();
  admin_.reset();
  socket_.reset();
  if (ledger_) ledger_->stop();
}

Result<void> Daemon::open_store() {
  // A command that found no daemon does its work itself and is done in a moment: no reason not to start.
  auto lock = Lock::take(installation_.data, 3s);
  if (!lock) return std::unexpected(lock.error());
  lock_ = std::make_unique<Lock>(*std::move(lock));
  auto opened = store::open(installation_.store_url, {installation_.data, installation_.master_key, &clock_, true});
  if (!opened) return std::unexpected(opened.error());
  store_ = *std::move(opened);
  return {};
}

Result<void> Daemon::load_scripts() { return load_library(*store_, installation_.scripts, library_); }

Result<void> Daemon::start(std::function<void()> ready) {
  // Migrating a large database takes its time, and so does deciding again what a dead process had in hand.
  notify_systemd("EXTEND_TIMEOUT_USEC=900000000\nSTATUS=Membuka data");
  if (auto opened = open_store(); !opened) return opened;
  if (auto loaded = load_scripts(); !loaded) return loaded;
  in_hand_ = std::make_unique<flow::InHand>(installation_.data + "/in-hand",
                                            crypto::hmac_sha256(installation_.master_key, "in-hand"));
  core_ = std::make_unique<flow::LedgerCore>(installation_.world, library_, *store_, *in_hand_,
                                             [this](const flow::Committed& committed) {
                                               if (committed.jobs.empty() && !committed.timers_changed) return;
                                               loop_.post([this, committed] {
                                                 if (delivery_ && !committed.jobs.empty())
                                                   delivery_->offer(committed.jobs);
                                                 if (timers_ && committed.timers_changed) timers_->changed();
                                               });
                                             });
  ledger_ = std::make_unique<flow::ThreadedLedger>(*core_, loop_);
  client_ = http::make_client(loop_, installation_.client);
  intake_ = std::make_unique<flow::Intake>(installation_.world, *ledger_, *client_);
  for (const auto& door : installation_.doors) intake_->set_rules(door.name, door.rules);
  cleaner_ = std::make_unique<media::ChildCleaner>(loop_);
  delivery_ = std::make_unique<flow::Delivery>(installation_.world, *ledger_, *client_, loop_, clock_,
                                               flow::DeliveryLimits{}, cleaner_.get());
  timers_ = std::make_unique<flow::Timers>(*ledger_, loop_, clock_);
  operations_ = std::make_unique<control::Operations>(*ledger_, loop_, true);
  operations_->publish_with(library_);
  if (auto listening = listen(); !listening) return listening;
  const auto mark = installation_.data + "/crashed";
  const bool own_fault = crash_mark::take(mark);
  crash_mark::install(mark);
  crash_mark::guard_this_thread();
  ledger_->start(own_fault, [this, ready = std::move(ready)] { begin_work(ready); });
  return {};
}

void Daemon::begin_work(std::function<void()> ready) {
  delivery_->start();
  timers_->start();
  for (const auto& [name, channel] : installation_.world.channels) {
    for (auto& request : channel->at_start()) {
      client_->exchange(std::move(request), [name](const http::Exchange& exchange) {
        const auto* response = std::get_if<http::Response>(&exchange);
        log::info("channel.registered", {{"channel", name}, {"code", response == nullptr ? 0 : response->status}});
      });
    }
    if (channel->poll("")) {
      pollers_.push_back(std::make_unique<flow::Poller>(name, *channel, *intake_, *client_, loop_, clock_));
      pollers_.back()->start();
    }
  }
  ready_ = true;
  watch();
  probe();
  log::info("daemon.ready", {{"port", hooks_port()}});
  ready();
}

void Daemon::watch() {
  if (!installation_.watchdog) return;
  std::vector<Watchdog::Part> parts;
  parts.push_back(ledger_part(*ledger_));
  parts.push_back({"timers", [this] { return !timers_->stalled(); }});
  parts.push_back({"media", [this] { return !cleaner_->stalled(std::chrono::steady_clock::now()); }});
  watchdog_ = std::make_unique<Watchdog>(loop_, *installation_.watchdog, std::move(parts), notify_systemd);
}

void Daemon::tell_status(const store::Counts& counts) {
  auto status = fmt::format(
      "STATUS=Melayani: {} tugas menunggu, {} tidak diketahui hasilnya, {} habis masa cobanya, {} pesan disisihkan",
      counts.jobs_waiting, counts.jobs_unknown, counts.jobs_exhausted, counts.parked);
  if (status == last_status_) return;
  last_status_ = std::move(status);
  notify_systemd(last_status_);
}

void Daemon::probe() {
  if (draining_) return;
  ledger_->query([this](store::Store& store) {
    const auto counts = store.counts();
    loop_.post([this, counts] {
      last_probe_ = clock_.now();
      if (!draining_) tell_status(counts);
      metrics::set("pintu_jobs_waiting", static_cast<double>(counts.jobs_waiting));
      metrics::set("pintu_jobs_exhausted", static_cast<double>(counts.jobs_exhausted));
      metrics::set("pintu_jobs_unknown", static_cast<double>(counts.jobs_unknown));
      metrics::set("pintu_parked", static_cast<double>(counts.parked));
      metrics::set("pintu_reports_manual_open", static_cast<double>(counts.reports_for_a_person));
      const Duration longest =
          counts.oldest_for_a_person ? Duration(clock_.now() - *counts.oldest_for_a_person) : Duration{0};
      metrics::set("pintu_reports_manual_oldest_age_seconds", std::chrono::duration<double>(longest).count());
      const Duration age =
          counts.oldest_due_job ? std::max(Duration{0}, Duration(clock_.now() - *counts.oldest_due_job)) : Duration{0};
      metrics::set("pintu_jobs_oldest_age_seconds", std::chrono::duration<double>(age).count());
      metrics::set("pintu_queue_age_seconds", std::chrono::duration<double>(ledger_->queue_age()).count());
    });
  });
  loop_.after(2s, [this] { probe(); });
}

void Daemon::newest_message(std::function<void(std::string)> tell) {
  ledger_->query([&loop = loop_, tell = std::move(tell)](store::Store& store) {
    std::string id;
    for (const auto& message : store.messages_since(Instant{}, "", 50)) {
      if (message.direction != store::Direction::in) continue;
      id = std::to_string(message.id.value());
      break;
    }
    loop.post([tell, id] { tell(id); });
  });
}

void Daemon::drain(Duration limit, std::function<void()> done) {
  if (draining_) return;
  draining_ = true;
  log::info("daemon.draining");
  notify_systemd("STATUS=Menyelesaikan yang sedang berjalan");
  for (auto& poller : pollers_) poller->stop();
  if (timers_) timers_->stop();
  if (delivery_) delivery_->stop();
  const Instant until = clock_.now() + limit;
  if (!hooks_) {
    await_deliveries(until, std::move(done));
    return;
  }
  // First of all no new connections: where a socket unit holds the door, they wait for our successor and not for us.
  hooks_->drain(limit, [this, until, done = std::move(done)] {
    if (intake_) intake_->stop_taking();
    await_deliveries(until, done);
  });
}

void Daemon::await_deliveries(Instant until, std::function<void()> done) {
  if (delivery_ && delivery_->in_flight() > 0 && clock_.now() < until) {
    loop_.after(20ms, [this, until, done = std::move(done)] { await_deliveries(until, done); });
    return;
  }
  finish_drain(std::move(done));
}

void Daemon::finish_drain(std::function<void()> done) {
  watchdog_.reset();
  socket_.reset();
  admin_.reset();
  if (ledger_) ledger_->stop();
  log::info("daemon.stopped");
  // What the ledger posted on its way out still refers to our parts.
  loop_.post(std::move(done));
}

}  // namespace pintu::app
