// SPDX-License-Identifier: Apache-2.0
// pintu check SCRIPTS: every fault of the scripts at once, file:line:column.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <nlohmann/json.hpp>

#include "gateway/app/checking.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

namespace {

struct Arguments {
  std::string scripts;
  bool json = false;
};

nlohmann::json view(const dialogs::Finding& finding) {
  const bool error = finding.severity == dialogs::Finding::Severity::error;
  return {{"file", finding.mark.file},
          {"line", finding.mark.line},
          {"column", finding.mark.column},
          {"severity", error ? "error" : "warning"},
          {"code", finding.code},
          {"message", finding.message},
          {"fix", finding.fix}};
}

int check(const Arguments& arguments) {
  const auto files = app::read_scripts(arguments.scripts);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return usage;
  }
  const auto loaded = app::check_scripts(*files);
  if (arguments.json) {
    auto findings = nlohmann::json::array();
    for (const auto& finding : loaded.findings) findings.push_back(view(finding));
    fmt::print("{}\n",
               nlohmann::json{{"findings", findings}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  } else {
    for (const auto& finding : loaded.findings) fmt::print("{}\n", dialogs::to_string(finding));
    fmt::print(stderr, "{} berkas, {} temuan\n", files->size(), loaded.findings.size());
  }
  return loaded.good() ? good : problems;
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("check", "Every fault of the scripts, with file, line and column");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("SCRIPTS", arguments->scripts, "Folder or file")->required();
  command->add_flag("--json", arguments->json, "One JSON object instead of text");
  command->callback([&action, arguments] { action = [arguments] { return check(*arguments); }; });
}

}  // namespace pintu::commands
