// SPDX-License-Identifier: Apache-2.0
// pintu sandbox whatsapp|telegram|sms|lapor: one fake far end alone, for integrators.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <boost/asio/signal_set.hpp>
#include <csignal>
#include <cstdio>
#include <memory>

#include "gateway/commands/commands.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/fake_telegram.hpp"

namespace pintu::commands {

namespace {

struct Arguments {
  std::uint16_t port = 0;
  std::string faults;
  std::string hook;
  std::string token = "700001:demo";  // Telegram's
  std::string lapor_token = "demo";
  std::string authorization = "Bearer demo";
  sandbox::GraphNumber graph;
  sandbox::SmsNumber sms;
  std::vector<std::string> names;
};

template <class Far>
int run(AsioLoop& loop, Far& far, const Arguments& arguments) {
  if (!far.faults().add(arguments.faults)) {
    fmt::print(stderr, "pintu: --faults is a list such as 429:3,slow; known: {}\n", far.faults().names());
    return usage;
  }
  if (auto started = far.start(arguments.port); !started) {
    fmt::print(stderr, "pintu: {}\n", started.error().message());
    return unreachable;
  }
  if constexpr (requires { far.subscribe(arguments.hook); }) {
    if (!arguments.hook.empty()) far.subscribe(arguments.hook);
  }
  if constexpr (requires { far.api(); }) {
    fmt::print("{}\n", far.api());
  } else {
    fmt::print("{}\n", far.base());
  }
  std::fflush(stdout);
  boost::asio::signal_set signals(loop.context(), SIGTERM, SIGINT);
  signals.async_wait([&](const boost::system::error_code& error, int) {
    if (!error) loop.stop();
  });
  loop.run();
  return good;
}

int whatsapp(const Arguments& arguments) {
  AsioLoop loop;
  sandbox::FakeGraph far(loop, arguments.graph);
  return run(loop, far, arguments);
}

int telegram(const Arguments& arguments) {
  AsioLoop loop;
  sandbox::FakeTelegram far(loop, arguments.token);
  return run(loop, far, arguments);
}

int sms(const Arguments& arguments) {
  AsioLoop loop;
  auto number = arguments.sms;
  if (!arguments.names.empty() && number.dialect != "generic") {
    fmt::print(stderr, "pintu: --names is for --dialect generic\n");
    return usage;
  }
  for (const auto& each : arguments.names) {
    const auto equals = each.find('=');
    if (equals == std::string::npos || equals == 0) {
      fmt::print(stderr, "pintu: --names is a list such as from=msisdn,text=body\n");
      return usage;
    }
    number.names[each.substr(0, equals)] = each.substr(equals + 1);
  }
  sandbox::FakeSms far(loop, number);
  return run(loop, far, arguments);
}

int lapor(const Arguments& arguments) {
  AsioLoop loop;
  sandbox::FakeLapor far(loop, arguments.authorization, arguments.lapor_token);
  return run(loop, far, arguments);
}

CLI::App* add_far_end(CLI::App& sandbox, Action& action, const std::shared_ptr<Arguments>& arguments, const char* name,
                      const char* what, int (*alone)(const Arguments&)) {
  auto* command = sandbox.add_subcommand(name, what);
  command->add_option("--port", arguments->port, "Port; any free one when absent");
  command->add_option("--faults", arguments->faults, "What it does wrong first, \"429:3,slow\"");
  command->callback([&action, arguments, alone] { action = [arguments, alone] { return alone(*arguments); }; });
  return command;
}

void add_whatsapp(CLI::App& sandbox, Action& action, const std::shared_ptr<Arguments>& arguments) {
  auto* command = add_far_end(sandbox, action, arguments, "whatsapp", "WhatsApp's Cloud API; prints api:", whatsapp);
  auto& number = arguments->graph;
  command->add_option("--hook", arguments->hook, "The gateway's webhook, asked for its challenge first");
  command->add_option("--phone-number-id", number.phone_number_id, "The number's id")->capture_default_str();
  command->add_option("--token", number.token, "The token that calls must carry")->capture_default_str();
  command->add_option("--app-secret", number.app_secret, "What webhooks are signed with")->capture_default_str();
  command->add_option("--verify-token", number.verify_token, "What the challenge is asked with")->capture_default_str();
}

void add_sms(CLI::App& sandbox, Action& action, const std::shared_ptr<Arguments>& arguments) {
  auto* command = add_far_end(sandbox, action, arguments, "sms", "An SMS gateway; prints its address", sms);
  auto& number = arguments->sms;
  command->add_option("--hook", arguments->hook, "The gateway's webhook for messages");
  command->add_option("--dialect", number.dialect, "kannel, twilio or generic")
      ->check(CLI::IsMember({"kannel", "twilio", "generic"}))
      ->capture_default_str();
  command->add_option("--number", number.number, "The number people write to")->capture_default_str();
  command->add_option("--username", number.username, "User; Twilio's account SID")->capture_default_str();
  command->add_option("--password", number.password, "Password; Twilio's auth token")->capture_default_str();
  command->add_option("--names", arguments->names, "Of generic: its parameters, from=msisdn,text=body")->delimiter(',');
}

}  // namespace

void add_sandbox(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("sandbox", "One fake far end alone, for integrators; prints its address");
  command->require_subcommand(1);
  auto arguments = std::make_shared<Arguments>();
  add_whatsapp(*command, action, arguments);
  auto* bot = add_far_end(*command, action, arguments, "telegram", "Telegram's Bot API; prints api:", telegram);
  bot->add_option("--token", arguments->token, "The bot's token")->capture_default_str();
  add_sms(*command, action, arguments);
  auto* agency = add_far_end(*command, action, arguments, "lapor", "SP4N-LAPOR!, JSON and XML; prints api:", lapor);
  agency->add_option("--token", arguments->lapor_token, "LAPOR's token")->capture_default_str();
  agency->add_option("--authorization", arguments->authorization, "LAPOR's Authorization header")
      ->capture_default_str();
}

}  // namespace pintu::commands
