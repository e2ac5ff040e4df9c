// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/commands.hpp"

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

namespace pintu::commands {

namespace {

constexpr void (*all[])(CLI::App&, Action&) = {
    add_serve,   add_demo,   add_chat,    add_check,  add_test,    add_graph,      add_translate, add_parse,
    add_triage,  add_read,   add_why,     add_jobs,   add_reports, add_quarantine, add_cases,     add_erase,
    add_publish, add_doctor, add_migrate, add_backup, add_sandbox, add_clean_file,
};

}  // namespace

int run(int argc, char** argv) {
  CLI::App app{"Pintu: one door for complaints and emergencies by chat.\n\nTry it:  pintu demo"};
  app.set_version_flag("--version", "pintu " PINTU_VERSION);
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "Help of all commands");
  Action action;
  for (const auto add : all) add(app, action);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? good : usage;
  }
  try {
    return action ? action() : static_cast<int>(usage);
  } catch (const std::exception& error) {
    fmt::print(stderr, "pintu: {} (our bug: please report it)\n", error.what());
    return our_bug;
  }
}

}  // namespace pintu::commands
