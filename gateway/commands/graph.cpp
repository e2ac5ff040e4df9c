// SPDX-License-Identifier: Apache-2.0
// pintu graph SCRIPTS: the scripts as a picture, with the checker's faults in it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "dialogs/diagram/chart.hpp"
#include "gateway/app/checking.hpp"
#include "gateway/app/script_files.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

namespace {

struct Arguments {
  std::string scripts;
  std::string script;
  bool dot = false;
};

int graph(const Arguments& arguments) {
  auto files = arguments.scripts.empty() ? Result<std::vector<dialogs::SourceFile>>(dialogs::shipped())
                                         : app::read_scripts(arguments.scripts);
  if (!files) {
    fmt::print(stderr, "pintu: {}\n", files.error().message());
    return usage;
  }
  const auto loaded = app::check_scripts(*files);
  std::vector<dialogs::diagram::Chart> charts;
  std::string names;
  for (const auto& [name, script] : loaded.set.scripts) {
    if (!script.steps.empty()) names += (names.empty() ? "" : ", ") + name;
    const bool own = std::ranges::none_of(*files, [&](const auto& f) { return f.beside && f.name == name + ".yaml"; });
    const bool wanted = arguments.script.empty() ? own : arguments.script == name;
    if (script.steps.empty() || !wanted) continue;
    charts.push_back(dialogs::diagram::chart(loaded.set, script, loaded.findings));
  }
  // What citizens begin with comes first.
  std::ranges::sort(charts, {}, [](const auto& chart) { return std::pair(chart.starts.empty(), chart.name); });
  if (charts.empty()) {
    for (const auto& finding : loaded.findings) fmt::print(stderr, "{}\n", dialogs::to_string(finding));
    fmt::print(stderr, "pintu: no script to draw{}{}\n", names.empty() ? "" : "; there are: ", names);
    return arguments.script.empty() ? problems : usage;
  }
  const auto picture = arguments.dot ? dialogs::diagram::dot(charts) : dialogs::diagram::svg(charts);
  std::fwrite(picture.data(), 1, picture.size(), stdout);
  return loaded.good() ? good : problems;
}

}  // namespace

void add_graph(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("graph", "The scripts as a picture (SVG), with their faults marked");
  auto arguments = std::make_shared<Arguments>();
  command->add_option("SCRIPTS", arguments->scripts, "Folder or file; the shipped ones when absent");
  command->add_option("--script", arguments->script, "Only this script, by name");
  command->add_flag("--dot", arguments->dot, "Graphviz instead of SVG");
  command->callback([&action, arguments] { action = [arguments] { return graph(*arguments); }; });
}

}  // namespace pintu::commands
