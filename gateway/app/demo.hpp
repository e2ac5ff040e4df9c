// SPDX-License-Identifier: Apache-2.0
// Everything on loopback with no account: the real daemon between a fake Telegram and a fake LAPOR. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "gateway/app/daemon.hpp"
#include "gateway/sandbox/demo_server.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::app {

class Demo {
 public:
  Demo(AsioLoop& loop, const Clock& clock);
  ~Demo();  // removes the temporary data

  // `ready` once the daemon takes webhooks.
  Result<void> start(std::uint16_t page_port, std::function<void()> ready);
  std::uint16_t page_port() const { return page_->port(); }
  sandbox::FakeTelegram& telegram() { return telegram_; }
  sandbox::FakeLapor& lapor() { return lapor_; }
  Daemon& daemon() { return *daemon_; }

 private:
  Result<Installation> install(std::uint16_t hooks_port);
  void why(const std::string& id, std::function<void(std::string)> tell);

  AsioLoop& loop_;
  const Clock& clock_;
  std::string folder_;
  sandbox::FakeTelegram telegram_;
  sandbox::FakeLapor lapor_;
  std::unique_ptr<Daemon> daemon_;
  std::unique_ptr<sandbox::DemoServer> page_;
};

}  // namespace pintu::app
