// SPDX-License-Identifier: Apache-2.0
// pintu chat: talk to the scripts in the terminal, as one channel's phone would show it.
#include <fmt/format.h>
#include <poll.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <iostream>
#include <memory>

#include "adapters/registry.hpp"
#include "gateway/app/chat_session.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

using namespace std::chrono_literals;

namespace {

struct Arguments {
  std::string channel = "telegram";
  std::string scripts;
  bool why = false;
};

void show(const app::ChatSession::Heard& heard, bool why) {
  if (why && !heard.took.empty()) fmt::print("      [{}]\n", heard.took);
  for (const auto& line : heard.lines) {
    for (const auto& bubble : line.rendering.bubbles) {
      std::string text = bubble.text;
      for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 9)
        text.replace(at, 1, "\n        ");
      fmt::print("Pintu > {}\n", text);
      int number = 0;
      for (const auto& row : bubble.rows) {
        for (const auto& button : row) {
          if (!button.id.empty()) ++number;
          fmt::print("        [{}{}]\n", button.id.empty() ? std::string() : fmt::format("/{} ", number), button.label);
        }
      }
      if (bubble.segments > 0) fmt::print("        ({} segmen SMS)\n", bubble.segments);
    }
    for (const auto& fault : line.rendering.faults) fmt::print("      ! {}\n", fault);
    if (why) fmt::print("      [{} {}]\n", line.step, line.asks);
  }
  for (const auto& note : heard.notes) fmt::print("      * {}\n", note);
  std::fflush(stdout);
}

app::ChatSession::Heard obey(app::ChatSession& session, const std::string& line, Instant now) {
  double latitude = 0;
  double longitude = 0;
  unsigned number = 0;
  char extra = 0;
  if (std::sscanf(line.c_str(), "/pin %lf , %lf", &latitude, &longitude) == 2)
    return session.pin(latitude, longitude, now);
  if (std::sscanf(line.c_str(), "/%u%c", &number, &extra) == 1) return session.tap(number, now);
  if (line == "/foto") return session.photo(now);
  if (line == "/suara") return session.voice(now);
  return session.say(line, now);
}

// Typed by hand the pauses are real; read from a pipe they pass at once, so that a script of lines needs no waiting.
void talk(app::ChatSession& session, bool why) {
  const bool terminal = ::isatty(STDIN_FILENO) == 1;
  const SystemClock clock;
  Instant skipped = clock.now();
  std::string line;
  for (;;) {
    const auto next = session.next_timer();
    if (terminal) {
      const auto wait = next ? std::clamp<Duration>(*next - clock.now(), 0ms, 1h) : Duration(1h);
      pollfd input{STDIN_FILENO, POLLIN, 0};
      if (::poll(&input, 1, static_cast<int>(wait.count())) == 0) {
        show(session.fire(clock.now()), why);
        continue;
      }
    } else if (next && *next - skipped <= 30s) {
      skipped = *next;
      show(session.fire(skipped), why);
      continue;
    }
    if (!std::getline(std::cin, line)) return;
    skipped += 10s;
    if (!terminal) fmt::print("Anda  > {}\n", line);
    if (line == "/keluar") return;
    if (line.empty()) continue;
    show(obey(session, line, terminal ? clock.now() : skipped), why);
  }
}

int chat(const Arguments& arguments) {
  const Renderer* renderer = renderer_for(arguments.channel);
  if (renderer == nullptr) {
    fmt::print(stderr, "pintu: --channel is telegram, whatsapp or sms\n");
    return usage;
  }
  auto files = arguments.scripts.empty() ? Result<std::vector<dialogs::SourceFile>>(dialogs::shipped())
                                         : app::read_scripts(arguments.scripts);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return usage;
  }
  auto loaded = dialogs::load(*files);
  for (const auto& finding : loaded.findings) fmt::print(stderr, "{}\n", dialogs::to_string(finding));
  if (!loaded.good()) return problems;
  loaded.set.version = 1;
  dialogs::Library library;
  library.add(std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set)));
  app::ChatSession session(library, *renderer, arguments.channel, app::default_contacts(), app::default_promises());
  fmt::print(stderr, "Ketik pesan. /1 menekan tombol, /foto, /suara, /pin -6.9,107.6, /keluar.\n");
  talk(session, arguments.why);
  return good;
}

}  // namespace

void add_chat(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("chat", "Talk to the scripts in the terminal");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("--channel", arguments->channel, "telegram, whatsapp or sms")->capture_default_str();
  command->add_option("SCRIPTS", arguments->scripts, "Folder of scripts; the shipped ones when absent");
  command->add_flag("--why", arguments->why, "Show which rule took each message");
  command->callback([&action, arguments] { action = [arguments] { return chat(*arguments); }; });
}

}  // namespace pintu::commands
