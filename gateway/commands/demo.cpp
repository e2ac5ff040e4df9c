// SPDX-License-Identifier: Apache-2.0
// pintu demo: everything on loopback with no account. --once plays one complaint on
// each phone, at the same time, and proves that they arrived.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <vector>

#include "gateway/app/demo.hpp"
#include "gateway/app/rehearsal.hpp"
#include "gateway/base/log.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

using namespace std::chrono_literals;

namespace {

struct Arguments {
  bool once = false;
  bool manual = false;
  std::uint16_t port = 8088;
};

// Prints it whole, once it is over; whether it arrived.
bool tell(const app::Rehearsal::Result& result) {
  fmt::print("== {} ==\n{}", result.phone, result.transcript);
  if (result.tracking_id.empty()) {
    fmt::print(stderr, "pintu: the complaint by {} did not arrive within its time\n", result.phone);
  } else {
    fmt::print("{}: laporan {} di SP4N-LAPOR! {}\n\n", result.phone, result.number, result.tracking_id);
  }
  std::fflush(stdout);
  return !result.tracking_id.empty();
}

int demo(const Arguments& arguments) {
  log::set_level(log::Level::error);
  AsioLoop loop;
  const SystemClock clock;
  app::Demo demo(loop, clock, arguments.manual);
  std::vector<std::unique_ptr<app::Rehearsal>> rehearsals;
  std::size_t running = 0;
  int exit = good;
  const auto finish = [&](int code) {
    exit = code;
    demo.daemon().drain(2s, [&] { loop.stop(); });
  };
  boost::asio::signal_set signals(loop.context(), SIGTERM, SIGINT);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) finish(arguments.once ? problems : good);
  });
  const auto started = demo.start(arguments.once ? std::uint16_t{0} : arguments.port, [&] {
    if (!arguments.once) {
      fmt::print("Buka http://127.0.0.1:{} di peramban. Ctrl-C mengakhiri dan menghapus semuanya.\n", demo.page_port());
      std::fflush(stdout);
      return;
    }
    for (const auto& phone : demo.citizens()) {
      rehearsals.push_back(std::make_unique<app::Rehearsal>(loop, *phone, demo.lapor()));
    }
    running = rehearsals.size();
    for (auto& rehearsal : rehearsals) {
      rehearsal->play([&](const app::Rehearsal::Result& result) {
        if (!tell(result)) exit = problems;
        if (--running == 0) finish(exit);
      });
    }
  });
  if (!started) {
    fmt::print(stderr, "pintu: {}\n", started.error().message());
    return unreachable;
  }
  loop.run();
  return exit;
}

}  // namespace

void add_demo(CLI::App& app, Action& action) {
  auto* command =
      app.add_subcommand("demo", "Everything on this machine, with no account: three phones, the gateway, LAPOR");
  auto arguments = std::make_shared<Arguments>();
  auto* once = command->add_flag("--once", arguments->once,
                                 "Play one complaint on each phone, print them, and exit 0 only if all arrived");
  command
      ->add_flag("--manual", arguments->manual,
                 "Without an interface of LAPOR: officers relay each report from their phone")
      ->excludes(once);
  command->add_option("--port", arguments->port, "Port of the page")->capture_default_str();
  command->callback([&action, arguments] { action = [arguments] { return demo(*arguments); }; });
}

}  // namespace pintu::commands
