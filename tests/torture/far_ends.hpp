// SPDX-License-Identifier: Apache-2.0
// The other ends of a daemon under torture, which outlive every one of its processes, and the configuration that names
// them. Loop thread only.
#pragma once

#include <cstdint>
#include <string>

#include "gateway/base/asio_loop.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::torture {

struct FarEnds {
  explicit FarEnds(AsioLoop& loop);

  Result<void> start();
  // What an installer tells each provider; Telegram is told by the daemon. `done` once WhatsApp's challenge was
  // answered.
  void connect(const std::string& hooks, std::function<void()> done);
  // The daemon listens on 127.0.0.1:`port`; providers call it at `hooks`.
  std::string configuration(std::uint16_t port, const std::string& hooks, const std::string& folder) const;
  std::size_t undelivered() const;

  sandbox::FakeGraph graph;
  sandbox::FakeTelegram telegram;
  sandbox::FakeSms sms;
  sandbox::FakeLapor lapor;
};

}  // namespace pintu::torture
