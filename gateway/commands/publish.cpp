// SPDX-License-Identifier: Apache-2.0
// pintu publish: a new version of the scripts, all or nothing; back to an older one; which there are.
#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>

#include "gateway/app/checking.hpp"
#include "gateway/app/config.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/commands/remote.hpp"
#include "gateway/trial/trial.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

// Beside the scripts: the version that the folder was begun from.
constexpr const char* base_file = ".versi";

struct Arguments {
  RemoteOptions remote;
  std::string folder, note, author, without_tests;
  std::int64_t base = -1, rollback = -1, read = -1;
  bool dry_run = false, stay = false, list = false, configured = false;
};

std::string person() {
  const auto* entry = ::getpwuid(::getuid());
  return entry == nullptr ? std::to_string(::getuid()) : std::string(entry->pw_name);
}

std::optional<std::int64_t> base_of(const std::string& folder) {
  std::ifstream in(std::filesystem::path(folder) / base_file);
  std::int64_t version = 0;
  return in >> version ? std::optional(version) : std::nullopt;
}

void keep_base(const std::string& folder, std::int64_t version) {
  std::error_code error;
  if (!std::filesystem::is_directory(folder, error)) return;
  std::ofstream out(std::filesystem::path(folder) / base_file, std::ios::trunc);
  if (!(out << version << "\n"))
    fmt::print(stderr, "Catatan: {} tidak bisa ditulis; lain kali sebut --base {}\n", folder, version);
}

void show_change(const json& change) {
  const auto what = change.value("what", std::string());
  const auto script = change.value("script", std::string());
  const auto name = change.value("name", std::string());
  const auto before = change.value("before", std::string());
  const auto after = change.value("after", std::string());
  if (what == "script_added") fmt::print("+ naskah {}\n", script);
  if (what == "script_removed") fmt::print("- naskah {}\n", script);
  if (what == "step_added") fmt::print("+ {}: langkah {}\n", script, name);
  if (what == "step_removed") fmt::print("- {}: langkah {}\n", script, name);
  if (what == "slot_added") fmt::print("+ {}: isian {}\n", script, name);
  if (what == "slot_removed") fmt::print("- {}: isian {}\n", script, name);
  if (what != "text") return;
  fmt::print("~ {}: {}\n", script, name);
  if (!before.empty()) fmt::print("    dulu:     {}\n", before);
  if (!after.empty()) fmt::print("    sekarang: {}\n", after);
}

void show_places(const json& places) {
  for (const auto& place : places) {
    fmt::print("  {}/{}: {} percakapan, {} draf\n", place.value("script", ""), place.value("step", ""),
               place.value("talks", 0), place.value("drafts", 0));
  }
}

int refused(const json& answer, int status) {
  fmt::print(stderr, "pintu: {}\n", answer.value("error", std::string("refused")));
  for (const auto& finding : answer.value("findings", json::array()))
    fmt::print(stderr, "{}\n", finding.get<std::string>());
  if (const auto lost = answer.value("lost", json::array()); !lost.empty()) show_places(lost);
  return status >= 500 ? try_again : problems;
}

int send(const Arguments& arguments, const json& wish, json& answer) {
  RemoteAnswer said;
  int exit = our_bug;
  const auto body = wish.dump(-1, ' ', false, json::error_handler_t::replace);
  if (!ask(arguments.remote, "POST", "/publish", said, exit, body)) return exit;
  answer = json::parse(said.body, nullptr, false);
  if (!answer.is_object()) answer = json::object();
  if (arguments.remote.json) fmt::print("{}\n", said.body);
  if (said.status >= 400) return refused(answer, said.status);
  if (arguments.remote.json) return good;
  for (const auto& change : answer.value("changes", json::array())) show_change(change);
  const auto talks = answer.value("talks", json::array());
  fmt::print("{}\n", talks.empty() ? "Tidak ada percakapan yang sedang berjalan."
                                   : "Percakapan yang sedang berjalan, tetap di versinya sampai selesai:");
  show_places(talks);
  fmt::print("{} {}\n", answer.value("published", false) ? "Terbit: versi" : "Belum diterbitkan; akan menjadi versi",
             answer.value("version", std::int64_t{0}));
  return good;
}

// What the scripts' own tests say by the installation's rule; false: they forbid it.
bool tested(const std::vector<dialogs::SourceFile>& files, const app::Config& config, const Arguments& arguments,
            std::string& told) {
  if (!arguments.without_tests.empty()) {
    told = "tanpa tes: " + arguments.without_tests;
    return true;
  }
  if (config.publish_tests == app::PublishTests::none) {
    told = "tanpa tes (publish.tests: none)";
    return true;
  }
  trial::Options options;
  options.contacts.values = config.contacts;
  options.promises = config.promises;
  const bool full = config.publish_tests == app::PublishTests::full;
  options.rule = {true, full, full};
  const auto report = trial::run(files, options);
  told = std::to_string(report.tests.size()) + " tes";
  if (report.may_be_published()) return true;
  if (!report.good()) fmt::print(stderr, "{}", trial::to_text(report, ::isatty(STDERR_FILENO) != 0));
  for (const auto& why : report.forbids) fmt::print(stderr, "{}\n", why);
  fmt::print(stderr, "pintu: tidak diterbitkan. Bila harus: --without-tests ALASAN (dicatat)\n");
  return false;
}

int roll_back(const Arguments& arguments) {
  json answer;
  return send(arguments,
              {{"rollback", arguments.rollback},
               {"note", arguments.note},
               {"author", arguments.author.empty() ? person() : arguments.author},
               {"dry_run", arguments.dry_run}},
              answer);
}

int list(const Arguments& arguments) {
  return ask_and_show(arguments.remote, "GET", "/scripts", [](const json& answer) {
    for (const auto& version : answer.value("versions", json::array())) {
      fmt::print("{:5}  {}  {:16}  {}\n", version.value("version", std::int64_t{0}), version.value("at", ""),
                 version.value("author", ""), version.value("note", ""));
    }
  });
}

// A version's files into an empty folder.
int read_back(const Arguments& arguments) {
  namespace fs = std::filesystem;
  std::error_code error;
  fs::create_directories(arguments.folder, error);
  if (error || !fs::is_empty(arguments.folder, error)) {
    fmt::print(stderr, "pintu: {} must be an empty folder\n", arguments.folder);
    return usage;
  }
  int exit = our_bug;
  const auto files = published_scripts(arguments.remote, arguments.read, exit);
  if (!files) {
    if (exit == problems) fmt::print(stderr, "pintu: there is no version {}: pintu publish --list\n", arguments.read);
    return exit;
  }
  for (const auto& file : *files) {
    if (fs::path(file.name).filename() != file.name) continue;
    std::ofstream out(fs::path(arguments.folder) / file.name, std::ios::binary);
    if (!(out << file.bytes)) {
      fmt::print(stderr, "pintu: cannot write {}\n", (fs::path(arguments.folder) / file.name).string());
      return problems;
    }
  }
  keep_base(arguments.folder, arguments.read);
  return good;
}

int publish(Arguments arguments) {
  if (arguments.list) return list(arguments);
  if (arguments.rollback >= 0) return roll_back(arguments);
  auto loaded = app::load_config(arguments.remote.config, app::real_surroundings());
  if (!loaded.faults.empty()) {
    for (const auto& fault : loaded.faults) fmt::print(stderr, "{}\n", app::to_string(fault));
    return configuration;
  }
  if (arguments.configured) arguments.folder = loaded.config.scripts;
  if (arguments.folder.empty() && !arguments.configured) {
    fmt::print(stderr, "pintu: say which folder to publish, or --list, or --rollback\n");
    return usage;
  }
  if (arguments.read > 0) return read_back(arguments);
  auto files = arguments.folder.empty() ? Result<std::vector<dialogs::SourceFile>>(dialogs::shipped())
                                        : app::read_scripts(arguments.folder);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return problems;
  }
  const auto checked = app::check_scripts(*files, &loaded.config);
  for (const auto& finding : checked.findings) fmt::print(stderr, "{}\n", dialogs::to_string(finding));
  if (!checked.good()) return problems;
  std::string told;
  if (!tested(*files, loaded.config, arguments, told)) return problems;
  json wish{{"note", arguments.note},
            {"author", arguments.author.empty() ? person() : arguments.author},
            {"tests", told},
            {"dry_run", arguments.dry_run},
            {"stay", arguments.stay || arguments.configured}};
  for (const auto& file : *files) wish["files"][file.name] = file.bytes;
  if (arguments.base >= 0) {
    wish["base"] = arguments.base;
  } else if (const auto base = base_of(arguments.folder)) {
    wish["base"] = *base;
  } else if (arguments.configured) {
    // Nobody said what the configured folder was begun from: it is what this installation wants now.
    RemoteAnswer said;
    int exit = our_bug;
    if (!ask(arguments.remote, "GET", "/scripts", said, exit)) return exit;
    const auto versions = json::parse(said.body, nullptr, false);
    if (versions.is_object() && !versions.value("versions", json::array()).empty())
      wish["base"] = versions["versions"].back().value("version", std::int64_t{0});
  }
  json answer;
  const int exit = send(arguments, wish, answer);
  if (exit == good && !arguments.dry_run && !arguments.folder.empty())
    keep_base(arguments.folder, answer.value("version", std::int64_t{0}));
  return exit;
}

}  // namespace

void add_publish(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("publish", "Publish scripts as a new version, go back to an older one, list them");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("FOLDER", arguments->folder, "Folder of the scripts");
  command->add_option("-c,--config", arguments->remote.config, "Configuration file")->capture_default_str();
  command->add_flag("--json", arguments->remote.json, "One JSON object instead of text");
  command->add_option("--note", arguments->note, "What changed, for those who look later");
  command->add_option("--author", arguments->author, "Who publishes; the user's name when absent");
  command->add_option("--base", arguments->base, "Version that the folder was begun from; FOLDER/.versi when absent");
  command->add_option("--without-tests", arguments->without_tests,
                      "Publish although the tests forbid it; REASON is kept");
  command->add_flag("--dry-run", arguments->dry_run, "Only show what would change");
  command->add_flag("--stay", arguments->stay, "Talks in removed steps end on their own version");
  command->add_flag("--list", arguments->list, "Versions, oldest first");
  command->add_flag("--configured", arguments->configured, "The configured folder, as SIGHUP does");
  command->add_option("--read", arguments->read, "Write the files of version N into FOLDER");
  command->add_option("--rollback", arguments->rollback, "Publish version N again; the one before when N is absent")
      ->expected(0, 1)
      ->default_str("0");
  command->callback([&action, arguments] { action = [arguments] { return publish(*arguments); }; });
}

}  // namespace pintu::commands
