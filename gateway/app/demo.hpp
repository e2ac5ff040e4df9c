// SPDX-License-Identifier: Apache-2.0
// Everything on loopback with no account: the real daemon between phones with WhatsApp, Telegram and SMS behind fake
// providers, and a fake LAPOR. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <span>
#include <string>

#include "gateway/app/daemon.hpp"
#include "gateway/sandbox/demo_server.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::app {

class Demo {
 public:
  // `manual`: nothing goes to LAPOR by itself, the desk relays it.
  Demo(AsioLoop& loop, const Clock& clock, bool manual = false);
  ~Demo();  // removes the temporary data

  // `ready` once the daemon takes the webhooks of every provider.
  Result<void> start(std::uint16_t page_port, std::function<void()> ready);
  std::uint16_t page_port() const { return page_->port(); }
  std::span<const std::unique_ptr<sandbox::Phone>> citizens() const { return page_->citizens(); }
  sandbox::FakeLapor& lapor() { return lapor_; }
  Daemon& daemon() { return *daemon_; }

 private:
  Result<Installation> install();
  std::string configuration() const;
  void connect(std::function<void()> ready);
  void why(const std::string& id, std::function<void(std::string)> tell);

  AsioLoop& loop_;
  const Clock& clock_;
  bool manual_;
  std::string folder_;
  std::string hooks_;  // "http://127.0.0.1:PORT" of the daemon
  sandbox::FakeGraph graph_;
  sandbox::FakeTelegram telegram_;
  sandbox::FakeSms sms_;
  sandbox::FakeLapor lapor_;
  std::unique_ptr<Daemon> daemon_;
  std::unique_ptr<sandbox::DemoServer> page_;
};

}  // namespace pintu::app
