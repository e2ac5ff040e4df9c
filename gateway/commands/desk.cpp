// SPDX-License-Identifier: Apache-2.0
// pintu jobs, quarantine, cases, erase: what the store knows, and what a person decides about it.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "gateway/commands/commands.hpp"
#include "gateway/commands/remote.hpp"
#include "gateway/commands/request_command.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

void show_jobs(const json& answer) {
  for (const auto& job : answer["jobs"]) {
    fmt::print("{}  {:10}  {:11}  {:9}  {:8}  tries {}  {}\n", field(job, "id"), field(job, "state"),
               field(job, "kind"), field(job, "lane"), field(job, "target"), job.value("attempts", 0),
               job.value("reason", std::string()));
  }
  if (answer["jobs"].empty()) fmt::print(stderr, "no jobs\n");
}

void show_parked(const json& answer) {
  for (const auto& row : answer["parked"]) {
    fmt::print("{}  {}  {:8}  {:14}  {}\n", field(row, "id"), field(row, "at"), field(row, "channel"),
               field(row, "reason"), field(row, "state"));
  }
  if (answer["parked"].empty()) fmt::print(stderr, "nothing is parked\n");
}

void show_cases(const json& answer) {
  for (const auto& row : answer["cases"]) {
    fmt::print("{}  {}  {:14}  {}\n", field(row, "id"), field(row, "opened"), field(row, "kind"), field(row, "grade"));
  }
  if (answer["cases"].empty()) fmt::print(stderr, "no cases\n");
}

void add_resolve(CLI::App& parent, Action& action) {
  auto* command = parent.add_subcommand("resolve", "Say what became of a job whose outcome is unknown");
  auto options = add_remote_options(*command);
  auto id = std::make_shared<std::string>();
  auto sent = std::make_shared<std::string>();
  auto not_sent = std::make_shared<bool>(false);
  command->add_option("ID", *id, "The job")->required();
  auto* how = command->add_option_group("how");
  how->add_option("--sent", *sent, "It arrived: the far end's id");
  how->add_flag("--not-sent", *not_sent, "It did not arrive: send it again");
  how->require_option(1);
  command->callback([=, &action] {
    action = [=] {
      const std::string query = *not_sent ? "?not_sent=1" : "?sent=" + http::url_encode(*sent);
      return ask_and_show(*options, "POST", "/jobs/" + http::url_encode(*id) + "/resolve" + query, show_done);
    };
  });
}

}  // namespace

void add_jobs(CLI::App& app, Action& action) {
  auto* jobs = app.add_subcommand("jobs", "Everything that must happen, exhausted and unknown first");
  jobs->require_subcommand(1);
  auto* list = jobs->add_subcommand("list", "The newest jobs");
  auto options = add_remote_options(*list);
  auto state = std::make_shared<std::string>();
  list->add_option("--state", *state, "waiting, started, done, rejected, unknown, exhausted or dropped");
  list->callback([=, &action] {
    action = [=] { return ask_and_show(*options, "GET", "/jobs?state=" + http::url_encode(*state), show_jobs); };
  });
  add_request(*jobs, action, {"show", "One job", "GET", "/jobs/", "", "Its id"}, show_whole);
  add_request(*jobs, action, {"retry", "Send it again", "POST", "/jobs/", "/retry", "Its id"}, show_done);
  add_request(*jobs, action, {"drop", "Give it up; it stays listed", "POST", "/jobs/", "/drop", "Its id"}, show_done);
  add_resolve(*jobs, action);
}

void add_quarantine(CLI::App& app, Action& action) {
  auto* quarantine = app.add_subcommand("quarantine", "Events that were set aside: nothing is discarded silently");
  quarantine->require_subcommand(1);
  add_request(*quarantine, action, {"list", "What is parked", "GET", "/quarantine", "", ""}, show_parked);
  add_request(*quarantine, action, {"show", "One parked event with its raw bytes", "GET", "/quarantine/", "", "Its id"},
              show_whole);
  add_request(*quarantine, action, {"replay", "Decide it again", "POST", "/quarantine/", "/replay", "Its id"},
              show_done);
  add_request(*quarantine, action, {"drop", "Give it up; it stays listed", "POST", "/quarantine/", "/drop", "Its id"},
              show_done);
}

void add_cases(CLI::App& app, Action& action) {
  add_request(app, action, {"cases", "Emergencies, newest first", "GET", "/cases", "", ""}, show_cases);
}

void add_erase(CLI::App& app, Action& action) {
  add_request(
      app, action,
      {"erase", "Destroy a person's key: nothing of theirs can be read afterwards", "POST", "/erase/", "", "Its id"},
      show_done);
}

void add_backup(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("backup", "A consistent copy of the data into an empty folder, checked");
  auto options = add_remote_options(*command);
  auto folder = std::make_shared<std::string>();
  command->add_option("FOLDER", *folder, "Where to; must be empty or missing")->required();
  command->callback([=, &action] {
    action = [=] {
      return ask_and_show(*options, "POST",
                          "/backup?to=" + http::url_encode(std::filesystem::absolute(*folder).string()), show_whole);
    };
  });
}

}  // namespace pintu::commands
