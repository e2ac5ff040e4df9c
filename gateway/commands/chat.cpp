// SPDX-License-Identifier: Apache-2.0
// pintu chat: talk to the scripts in the terminal, as one channel's phone would show it.
#include "gateway/trial/chat.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/commands/line_input.hpp"
#include "gateway/commands/remote.hpp"

namespace pintu::commands {

using namespace std::chrono_literals;

namespace {

struct Arguments {
  std::string channel = "telegram";
  std::string language = "id";
  std::string scripts;
  std::string record;
  std::int64_t from = 0;  // a published version; 0 = SCRIPTS
  RemoteOptions remote;
  bool why = false;
};

// Typed by hand the pauses are real; read from a pipe they pass at once, so that a script of lines needs no waiting.
void talk(trial::Chat& chat) {
  auto seen = std::chrono::steady_clock::now();
  const auto real_time = [&] {
    const auto now = std::chrono::steady_clock::now();
    const auto by = std::chrono::duration_cast<Duration>(now - seen);
    seen += by;
    return chat.pass(by);
  };
  LineInput input(real_time);
  while (!chat.over()) {
    const auto line = input.next();
    if (!line) break;
    if (!input.terminal() && !line->empty()) fmt::print("Anda  > {}\n", *line);
    if (input.terminal()) fmt::print("{}", real_time());
    fmt::print("{}", chat.obey(*line));
    if (!input.terminal() && !line->empty()) fmt::print("{}", chat.pass(30s));
    std::fflush(stdout);
  }
}

std::optional<std::vector<dialogs::SourceFile>> scripts_for(const Arguments& arguments, int& exit) {
  if (arguments.from != 0) {
    auto files = published_scripts(arguments.remote, arguments.from, exit);
    if (!files && exit == problems)
      fmt::print(stderr, "pintu: no version {} of the scripts was published\n", arguments.from);
    return files;
  }
  if (arguments.scripts.empty()) return dialogs::shipped();
  auto files = app::read_scripts(arguments.scripts);
  if (files) return *std::move(files);
  fmt::print(stderr, "pintu: {}\n", files.error().message());
  exit = usage;
  return std::nullopt;
}

int write_record(trial::Chat& chat, const std::string& path) {
  const auto recorded = chat.record("rekaman " + to_rfc3339(SystemClock().now()));
  // A file of tests gets one test more.
  const bool exists = std::filesystem::exists(path);
  std::ofstream out(path, std::ios::binary | std::ios::app);
  out << (exists ? "\n" + recorded.test : recorded.head + recorded.test);
  out.flush();
  if (!out) {
    fmt::print(stderr, "pintu: cannot write {}\n", path);
    return usage;
  }
  fmt::print(stderr, "Uji tersimpan di {}. Jalankan: pintu test {}\n", path, path);
  const auto name = recorded.script + ".test.yaml";
  if (std::filesystem::path(path).filename() != name)
    fmt::print(stderr, "  Beri nama {}, di samping naskahnya.\n", name);
  for (const auto& line : recorded.replaced) fmt::print(stderr, "  diganti: {}\n", line);
  if (!recorded.same) fmt::print(stderr, "  Periksa: kata pengganti membuat pertanyaannya lain.\n");
  return good;
}

int chat(const Arguments& arguments) {
  int exit = good;
  const auto files = scripts_for(arguments, exit);
  if (!files) return exit;
  auto loaded = dialogs::load(*files);
  for (const auto& finding : loaded.findings) {
    if (finding.severity == dialogs::Finding::Severity::error) fmt::print(stderr, "{}\n", dialogs::to_string(finding));
  }
  if (!loaded.good()) return problems;
  loaded.set.version = 1;
  trial::Setting setting;
  setting.scripts = std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set));
  setting.channel = arguments.channel;
  setting.language = arguments.language;
  setting.contacts = app::default_contacts();
  setting.promises = app::default_promises();
  // A test always begins on the same day, and what was said of "today" must hold there.
  if (arguments.record.empty()) setting.start = SystemClock().now();
  const bool terminal = ::isatty(STDIN_FILENO) == 1 && ::isatty(STDOUT_FILENO) == 1;
  trial::Chat session(std::move(setting), {arguments.why, terminal});
  fmt::print(stderr, "Ketik pesan. /bantuan menunjukkan perintah, /keluar selesai.\n");
  talk(session);
  return arguments.record.empty() ? static_cast<int>(good) : write_record(session, arguments.record);
}

}  // namespace

void add_chat(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("chat", "Talk to the scripts in the terminal");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("--channel", arguments->channel, "telegram, whatsapp or sms")
      ->check(CLI::IsMember({"telegram", "whatsapp", "sms"}))
      ->capture_default_str();
  command->add_option("--language", arguments->language, "What the person has chosen: id, su, en")
      ->capture_default_str();
  command->add_option("SCRIPTS", arguments->scripts, "Folder of scripts; the shipped ones when absent");
  command->add_option("--record", arguments->record, "Write the talk as a test to this file");
  command->add_option("--from", arguments->from, "Instead: this version, as it was published");
  command->add_option("-c,--config", arguments->remote.config, "Whose versions --from means")->capture_default_str();
  command->add_flag("--why", arguments->why, "Show which rule took each message");
  command->callback([&action, arguments] { action = [arguments] { return chat(*arguments); }; });
}

}  // namespace pintu::commands
