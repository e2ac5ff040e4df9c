// SPDX-License-Identifier: Apache-2.0
// The command line (DESIGN 7). Each command is one file: it describes its arguments and says what it does.
#pragma once

#include <functional>

namespace CLI {
class App;
}

namespace pintu::commands {

// Exit codes, a contract.
enum Exit : int {
  good = 0,
  problems = 1,  // findings, failed checks, a webhook that must be refused
  usage = 2,
  configuration = 3,
  unreachable = 4,  // no daemon answers and its lock is held
  our_bug = 70,
  try_again = 75,
};

// Parses, runs the one command that was named and gives its exit code. Catches everything.
int run(int argc, char** argv);

// What the named command will do; set by its callback.
using Action = std::function<int()>;

void add_serve(CLI::App& app, Action& action);
void add_demo(CLI::App& app, Action& action);
void add_chat(CLI::App& app, Action& action);
void add_check(CLI::App& app, Action& action);
void add_test(CLI::App& app, Action& action);
void add_graph(CLI::App& app, Action& action);
void add_translate(CLI::App& app, Action& action);
void add_parse(CLI::App& app, Action& action);
void add_triage(CLI::App& app, Action& action);
void add_read(CLI::App& app, Action& action);
void add_why(CLI::App& app, Action& action);
void add_jobs(CLI::App& app, Action& action);
void add_reports(CLI::App& app, Action& action);
void add_quarantine(CLI::App& app, Action& action);
void add_cases(CLI::App& app, Action& action);
void add_erase(CLI::App& app, Action& action);
void add_doctor(CLI::App& app, Action& action);
void add_publish(CLI::App& app, Action& action);
void add_migrate(CLI::App& app, Action& action);
void add_backup(CLI::App& app, Action& action);
void add_sandbox(CLI::App& app, Action& action);
void add_clean_file(CLI::App& app, Action& action);

}  // namespace pintu::commands
