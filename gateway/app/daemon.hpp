// SPDX-License-Identifier: Apache-2.0
// The composition root: every part as a member, in dependency order; start, drain, gone. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/app/lock.hpp"
#include "gateway/app/systemd.hpp"
#include "gateway/app/watchdog.hpp"
#include "gateway/base/asio_loop.hpp"
#include "gateway/control/operations.hpp"
#include "gateway/flow/delivery.hpp"
#include "gateway/flow/intake.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/flow/poller.hpp"
#include "gateway/flow/timers.hpp"
#include "gateway/http/client.hpp"
#include "gateway/http/server.hpp"
#include "gateway/media/child_cleaner.hpp"

namespace pintu::app {

struct ChannelDoor {  // how a channel is reached from outside
  std::string name;
  std::string path;   // "/hooks/tg", with its secret part
  std::string label;  // the same without it, for logs and metrics
  std::size_t body_limit = 1 << 20;
  flow::IntakeRules rules;
};

// An installation with everything decided: made from the configuration (assemble.hpp).
struct Installation {
  std::string data;  // folder
  std::string store_url = "sqlite";
  std::string master_key;  // 32 bytes
  http::ServerOptions hooks;
  http::ServerOptions admin;
  bool admin_on = true;
  http::ClientOptions client;
  std::vector<ChannelDoor> doors;
  flow::World world;
  std::vector<dialogs::SourceFile> scripts;  // published when nothing ever was
  std::vector<std::string> notices;          // what is well written but probably not meant, with its place
  std::optional<Duration> watchdog;          // within which time a service manager wants to hear from us
};

// Puts what a socket unit opened where its name says: `hooks` or `admin`. configuration: another name, the same twice,
// a listener that the configuration turned off.
Result<void> take_sockets(Installation& installation, const std::vector<PassedSocket>& sockets);

class Daemon {
 public:
  Daemon(AsioLoop& loop, const Clock& clock, Installation installation);
  ~Daemon();

  // Takes the lock, opens the store, publishes scripts, starts the ledger, listens. `ready` once recovery is done and
  // webhooks are taken. The error is the caller's exit code: conflict and unavailable 4, configuration 3.
  Result<void> start(std::function<void()> ready);
  // Accepts nothing more (sockets that were passed to us keep their queue for whoever comes next), finishes what is in
  // flight for at most `limit`, stops the ledger, then calls `done`.
  void drain(Duration limit, std::function<void()> done);

  std::uint16_t hooks_port() const { return hooks_->port(); }
  std::uint16_t admin_port() const { return admin_ ? admin_->port() : 0; }
  control::Operations& operations() { return *operations_; }
  // The id of the newest message of anybody, "" when there is none; on the loop thread.
  void newest_message(std::function<void(std::string)> tell);
  const flow::World& world() const { return installation_.world; }

 private:
  Result<void> open_store();
  Result<void> load_scripts();
  Result<void> listen();
  std::vector<http::Route> hook_routes();
  std::vector<http::Route> admin_routes();
  void begin_work(std::function<void()> ready);
  void watch();
  void probe();
  void tell_status(const store::Counts& counts);
  void await_deliveries(Instant until, std::function<void()> done);
  void finish_drain(std::function<void()> done);

  AsioLoop& loop_;
  const Clock& clock_;
  Installation installation_;
  std::unique_ptr<Lock> lock_;
  std::unique_ptr<store::Store> store_;
  dialogs::Library library_;
  std::unique_ptr<flow::InHand> in_hand_;
  std::unique_ptr<flow::LedgerCore> core_;
  std::unique_ptr<flow::ThreadedLedger> ledger_;
  std::unique_ptr<http::HttpClient> client_;
  std::unique_ptr<flow::Intake> intake_;
  std::unique_ptr<media::ChildCleaner> cleaner_;
  std::unique_ptr<flow::Delivery> delivery_;
  std::unique_ptr<flow::Timers> timers_;
  std::vector<std::unique_ptr<flow::Poller>> pollers_;
  std::unique_ptr<control::Operations> operations_;
  std::unique_ptr<http::Server> hooks_;
  std::unique_ptr<http::Server> admin_;
  std::unique_ptr<http::Server> socket_;
  std::unique_ptr<Watchdog> watchdog_;
  std::string last_status_;
  Instant last_probe_{};
  bool ready_ = false;
  bool draining_ = false;
};

// The published sets of a store, oldest first, into a library; publishes `scripts` as version 1 when there is none.
// configuration: the scripts have faults, said with file:line:column.
Result<void> load_library(store::Store& store, const std::vector<dialogs::SourceFile>& scripts,
                          dialogs::Library& library);

}  // namespace pintu::app
