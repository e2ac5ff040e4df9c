// SPDX-License-Identifier: Apache-2.0
// pintu sandbox telegram|lapor: one fake far end alone, for integrators.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <memory>

#include "gateway/commands/commands.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::commands {

namespace {

struct Arguments {
  std::string what;
  std::uint16_t port = 0;
  std::string faults;
  std::string token = "700001:demo";
  std::string authorization = "Bearer demo";
};

template <class Far>
int run(AsioLoop& loop, Far& far, const Arguments& arguments) {
  if (!far.faults().add(arguments.faults)) {
    fmt::print(stderr, "pintu: --faults is a list such as 429:3,slow; known: {}\n", sandbox::fault_names());
    return usage;
  }
  if (auto started = far.start(arguments.port); !started) {
    fmt::print(stderr, "pintu: {}\n", started.error().message());
    return unreachable;
  }
  fmt::print("{}\n", far.base());
  std::fflush(stdout);
  boost::asio::signal_set signals(loop.context(), SIGTERM, SIGINT);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) loop.stop();
  });
  loop.run();
  return good;
}

int sandbox_alone(const Arguments& arguments) {
  AsioLoop loop;
  if (arguments.what == "telegram") {
    sandbox::FakeTelegram far(loop, arguments.token);
    return run(loop, far, arguments);
  }
  sandbox::FakeLapor far(loop, arguments.authorization, arguments.token);
  return run(loop, far, arguments);
}

}  // namespace

void add_sandbox(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("sandbox", "One fake far end alone, for integrators; prints its address");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("WHAT", arguments->what, "telegram or lapor")
      ->required()
      ->check(CLI::IsMember({"telegram", "lapor"}));
  command->add_option("--port", arguments->port, "Port; any free one when absent");
  command->add_option("--faults", arguments->faults, "What it does wrong first, \"429:3,slow\"");
  command->add_option("--token", arguments->token, "The bot's token, or LAPOR's")->capture_default_str();
  command->add_option("--authorization", arguments->authorization, "LAPOR's Authorization header")
      ->capture_default_str();
  command->callback([&action, arguments] { action = [arguments] { return sandbox_alone(*arguments); }; });
}

}  // namespace pintu::commands
