// SPDX-License-Identifier: Apache-2.0
// pintu serve: the daemon, until SIGTERM or SIGINT.
#include <fmt/format.h>
#include <sys/prctl.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "gateway/app/config.hpp"
#include "gateway/app/daemon.hpp"
#include "gateway/app/systemd.hpp"
#include "gateway/base/log.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/commands/configured.hpp"

namespace pintu::commands {

using namespace std::chrono_literals;

namespace {

Result<void> obey_service_manager(app::Installation& installation) {
  const auto environment = app::real_surroundings().environment;
  installation.watchdog = app::watchdog_period(environment, ::getpid());
  PINTU_TRY(const auto sockets, app::passed_sockets(environment, ::getpid()));
  // They speak of this process alone.
  for (const auto* name : {"LISTEN_PID", "LISTEN_FDS", "LISTEN_FDNAMES", "WATCHDOG_PID", "WATCHDOG_USEC"})
    ::unsetenv(name);
  return app::take_sockets(installation, sockets);
}

int serve(const std::string& path) {
  // A core dump would hold keys and people's words.
  ::prctl(PR_SET_DUMPABLE, 0);
  int exit = good;
  auto installation = configured(path, exit);
  if (!installation) return exit;
  if (auto managed = obey_service_manager(*installation); !managed) {
    fmt::print(stderr, "pintu: {}\n", managed.error().message());
    return configuration;
  }
  AsioLoop loop;
  const SystemClock clock;
  app::Daemon daemon(loop, clock, *std::move(installation));
  boost::asio::signal_set signals(loop.context(), SIGTERM, SIGINT);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (error) return;
    app::notify_systemd("STOPPING=1");
    daemon.drain(10s, [&] { loop.stop(); });
  });
  const auto started = daemon.start([] { app::notify_systemd("READY=1"); });
  if (!started) {
    fmt::print(stderr, "pintu: {}\n", started.error().message());
    return started.error().code() == Errc::configuration ? configuration : unreachable;
  }
  loop.run();
  return good;
}

}  // namespace

void add_serve(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("serve", "The daemon");
  auto path = std::make_shared<std::string>("/etc/pintu/pintu.yaml");
  command->add_option("-c,--config", *path, "Configuration file")->capture_default_str();
  command->callback([&action, path] { action = [path] { return serve(*path); }; });
}

}  // namespace pintu::commands
