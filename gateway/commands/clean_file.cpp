// SPDX-License-Identifier: Apache-2.0
// pintu clean-file: what the daemon starts for one file that a person sent. Not for people.
#include <CLI/CLI.hpp>

#include "gateway/commands/commands.hpp"
#include "gateway/media/child.hpp"

namespace pintu::commands {

void add_clean_file(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand(media::child_command, "");
  command->group("");  // in no help
  command->callback([&action] { action = [] { return media::run_child(); }; });
}

}  // namespace pintu::commands
