// SPDX-License-Identifier: Apache-2.0
// pintu check SCRIPTS: every fault of the scripts at once, file:line:column.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>

#include "dialogs/check/codes.hpp"
#include "dialogs/check/fix.hpp"
#include "dialogs/check/show.hpp"
#include "gateway/app/checking.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/check_reports.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

namespace {

namespace fs = std::filesystem;

struct Arguments {
  std::string scripts, configuration, explain, language = "id";
  bool json = false, sarif = false, fix = false, codes = false;
};

int explain(const Arguments& arguments) {
  const auto* code = dialogs::find_code(arguments.explain);
  if (code == nullptr) {
    fmt::print(stderr, "pintu: there is no code {}\n", arguments.explain);
    return usage;
  }
  fmt::print("{}", dialogs::explained(*code, arguments.language == "en"));
  return good;
}

// Writes what can be put right by itself, and says so.
bool put_right(const std::string& path, std::vector<dialogs::SourceFile>& files) {
  std::error_code error;
  const bool folder = fs::is_directory(path, error);
  for (auto& file : files) {
    const auto fixed = dialogs::fix(file);
    if (fixed.done.empty()) continue;
    const auto place = folder ? fs::path(path) / file.name : fs::path(path);
    std::ofstream out(place, std::ios::binary | std::ios::trunc);
    if (!(out << fixed.bytes) || !out.flush()) {
      fmt::print(stderr, "pintu: cannot write {}\n", place.string());
      return false;
    }
    for (const auto& each : fixed.done) fmt::print("{}: {}\n", file.name, each);
    file.bytes = fixed.bytes;
  }
  return true;
}

// One file is looked at among those beside it, or the shipped ones, and only its own findings are told.
std::vector<dialogs::SourceFile> with_siblings(const std::string& path, std::vector<dialogs::SourceFile> files) {
  std::error_code error;
  if (fs::is_directory(path, error)) return files;
  const auto add = [&](dialogs::SourceFile file) {
    if (std::ranges::find(files, file.name, &dialogs::SourceFile::name) == files.end())
      files.push_back(std::move(file));
  };
  const auto folder = fs::absolute(fs::path(path), error).parent_path().string();
  if (auto beside = app::read_scripts(folder)) {
    for (auto& file : *beside) add(std::move(file));
  }
  for (auto& file : dialogs::shipped()) add(std::move(file));
  return files;
}

int report(const Arguments& arguments, const std::vector<dialogs::SourceFile>& files, std::size_t looked_at,
           const dialogs::Loaded& loaded) {
  const auto of = [&](auto severity) {
    return std::ranges::count(loaded.findings, severity, &dialogs::Finding::severity);
  };
  const auto errors = of(dialogs::Finding::Severity::error), warnings = of(dialogs::Finding::Severity::warning);
  const bool english = arguments.language == "en";
  if (arguments.json) {
    fmt::print("{}\n", findings_json(loaded.findings, english));
  } else if (arguments.sarif) {
    fmt::print("{}\n", findings_sarif(loaded.findings, english));
  } else {
    for (const auto& finding : loaded.findings) fmt::print("{}", dialogs::shown(finding, files, english));
    if (english) {
      fmt::print(stderr, "{} files, {} errors, {} warnings\n", looked_at, errors, warnings);
    } else {
      fmt::print(stderr, "{} berkas, {} galat, {} peringatan\n", looked_at, errors, warnings);
    }
  }
  return loaded.good() ? good : problems;
}

int check(const Arguments& arguments) {
  if (arguments.codes) {
    fmt::print("{}", dialogs::page_of_codes());
    return good;
  }
  if (!arguments.explain.empty()) return explain(arguments);
  std::optional<app::Config> config;
  if (!arguments.configuration.empty()) {
    auto loaded = app::load_config(arguments.configuration, app::real_surroundings());
    for (const auto& fault : loaded.faults) fmt::print(stderr, "{}\n", app::to_string(fault));
    if (!loaded.faults.empty()) return configuration;
    config = std::move(loaded.config);
  }
  std::string path = arguments.scripts;
  if (path.empty() && config) path = config->scripts;
  auto files =
      path.empty() && config ? Result<std::vector<dialogs::SourceFile>>(dialogs::shipped()) : app::read_scripts(path);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return usage;
  }
  if (arguments.fix && !path.empty() && !put_right(path, *files)) return problems;
  std::vector<std::string> own;
  for (const auto& file : *files) own.push_back(file.name);
  const auto all = path.empty() ? *files : with_siblings(path, *files);
  auto loaded = app::check_scripts(all, config ? &*config : nullptr);
  std::erase_if(loaded.findings, [&](const dialogs::Finding& finding) {
    return std::ranges::find(own, finding.mark.file) == own.end();
  });
  return report(arguments, all, own.size(), loaded);
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("check", "Every fault of the scripts, with file, line and column");
  auto arguments = std::make_shared<Arguments>();
  auto* scripts = command->add_option("SCRIPTS", arguments->scripts, "Folder or file");
  command->add_option("-c,--config", arguments->configuration,
                      "Check connectors, agencies and desks against this file");
  auto* json = command->add_flag("--json", arguments->json, "One JSON object instead of text");
  command->add_flag("--sarif", arguments->sarif, "SARIF 2.1.0 instead of text")->excludes(json);
  command->add_flag("--fix", arguments->fix, "Put right what is mechanical and say what was done");
  command->add_option("--explain", arguments->explain, "What a code means, and what to do")->excludes(scripts);
  command->add_flag("--codes", arguments->codes, "The reference page of all codes")->excludes(scripts);
  command->add_option("--lang", arguments->language, "id or en")
      ->check(CLI::IsMember({"id", "en"}))
      ->capture_default_str();
  command->callback([&action, arguments] {
    if (arguments->scripts.empty() && arguments->configuration.empty() && arguments->explain.empty() &&
        !arguments->codes)
      throw CLI::RequiredError("SCRIPTS");
    action = [arguments] { return check(*arguments); };
  });
}

}  // namespace pintu::commands
