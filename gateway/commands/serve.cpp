// SPDX-License-Identifier: Apache-2.0
// pintu serve: the daemon, until SIGTERM or SIGINT.
#include <fmt/format.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <boost/asio/signal_set.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <thread>
#include <utility>

#include "gateway/app/config.hpp"
#include "gateway/app/daemon.hpp"
#include "gateway/app/systemd.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
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

// A set is checked, tried and published by a process of its own, as by hand: a bad one costs this one nothing.
class Republisher {
 public:
  Republisher(AsioLoop& loop, std::string config)
      : signals_(loop.context(), SIGHUP), loop_(loop), config_(std::move(config)) {
    wait();
  }

 private:
  void wait() {
    signals_.async_wait([this](const boost::system::error_code& error, int) {
      if (error) return;
      wait();
      // What was changed since the one under way read the folder is read after it.
      again_ = running_;
      if (!running_) begin();
    });
  }
  void begin() {
    running_ = true;
    worker_ = std::jthread([this] {
      const int code = run();
      loop_.post([this, code] { ended(code); });
    });
  }
  int run() const {
    std::string self = "/proc/self/exe";
    std::array<char, 4096> exe{};
    if (const auto length = ::readlink(self.c_str(), exe.data(), exe.size() - 1); length > 0)
      self.assign(exe.data(), static_cast<std::size_t>(length));
    std::vector<std::string> words{self, "publish", "-c", config_, "--configured", "--author", "SIGHUP"};
    std::vector<char*> arguments;
    for (auto& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    pid_t child = 0;
    if (::posix_spawn(&child, self.c_str(), nullptr, nullptr, arguments.data(), environ) != 0) return our_bug;
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : our_bug;
  }
  void ended(int code) {
    running_ = false;
    metrics::set("pintu_scripts_refused", code == good ? 0 : 1);
    if (code == good) {
      log::info("scripts.republished");
    } else {
      log::error("scripts.not_republished", {{"code", code}, {"hint", "the published version stays in use"}});
    }
    if (std::exchange(again_, false)) begin();
  }

  boost::asio::signal_set signals_;
  AsioLoop& loop_;
  std::string config_;
  bool running_ = false;
  bool again_ = false;
  std::jthread worker_;
};

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
  Republisher republisher(loop, path);
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
