// SPDX-License-Identifier: Apache-2.0
// pintu test SCRIPTS: NAME.test.yaml on the real ledger, in virtual time.
#include <fmt/format.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>

#include "gateway/app/config.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"
#include "gateway/trial/trial.hpp"

namespace pintu::commands {

namespace {

constexpr std::string_view ending = ".test.yaml";

struct Arguments {
  std::string scripts;
  std::string config;
  std::string filter;
  std::string junit;
  bool json = false;
  bool publishing = false;
};

// A test file, or a script that has one, is tried with the scripts beside it.
Result<std::vector<dialogs::SourceFile>> files_of(std::string path) {
  if (path.empty()) return dialogs::shipped();
  if (path.ends_with(".yaml") && !path.ends_with(ending)) {
    path.resize(path.size() - std::string_view(".yaml").size());
    path += ending;
  }
  if (!path.ends_with(ending)) return app::read_scripts(path);
  const std::filesystem::path file(path);
  PINTU_TRY(auto files, app::read_scripts(file.has_parent_path() ? file.parent_path().string() : "."));
  std::erase_if(files, [&](const dialogs::SourceFile& each) {
    return each.name.ends_with(ending) && each.name != file.filename();
  });
  return files;
}

bool take_configuration(const std::string& path, trial::Options& options) {
  if (path.empty()) {
    options.contacts = app::default_contacts();
    options.promises = app::default_promises();
    return true;
  }
  auto loaded = app::load_config(path, app::real_surroundings());
  for (const auto& fault : loaded.faults) fmt::print(stderr, "{}\n", app::to_string(fault));
  options.contacts.values = std::move(loaded.config.contacts);
  options.promises = std::move(loaded.config.promises);
  return loaded.faults.empty();
}

bool write(const std::string& path, const std::string& bytes) {
  std::ofstream out(path, std::ios::binary);
  out << bytes;
  out.flush();
  if (out) return true;
  fmt::print(stderr, "pintu: cannot write {}\n", path);
  return false;
}

int test(const Arguments& arguments) {
  const auto files = files_of(arguments.scripts);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return usage;
  }
  if (std::ranges::none_of(*files, [](const auto& file) { return file.name.ends_with(ending); })) {
    fmt::print(stderr, "pintu: there is no test file in {}: name it NAME.test.yaml\n",
               arguments.scripts.empty() ? std::string("the shipped scripts") : arguments.scripts);
    return usage;
  }
  trial::Options options;
  options.filter = arguments.filter;
  if (!take_configuration(arguments.config, options)) return configuration;
  const auto report = trial::run(*files, options);
  if (!arguments.junit.empty() && !write(arguments.junit, trial::to_junit(report))) return usage;
  if (arguments.json) {
    fmt::print("{}\n", trial::to_json(report));
  } else {
    fmt::print("{}", trial::to_text(report, ::isatty(STDOUT_FILENO) == 1));
  }
  if (!report.good()) return problems;
  return arguments.publishing && !report.may_be_published() ? problems : good;
}

}  // namespace

void add_test(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("test", "Run the scripts' own tests");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("SCRIPTS", arguments->scripts, "Folder or one NAME.test.yaml; the shipped ones when absent");
  command->add_option("-c,--config", arguments->config, "Contacts and promises of this configuration");
  command->add_option("--filter", arguments->filter, "Only tests whose name or file holds this");
  command->add_option("--junit", arguments->junit, "Also write JUnit's XML to this file");
  command->add_flag("--json", arguments->json, "One JSON object instead of text");
  command->add_flag("--publishing", arguments->publishing, "Fail, too, when the rule for publishing forbids it");
  command->callback([&action, arguments] { action = [arguments] { return test(*arguments); }; });
}

}  // namespace pintu::commands
