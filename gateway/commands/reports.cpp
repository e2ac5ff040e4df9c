// SPDX-License-Identifier: Apache-2.0
// pintu reports: complaints, where they stand, and what a person does about those that no machine moves on.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <memory>
#include <nlohmann/json.hpp>

#include "gateway/commands/commands.hpp"
#include "gateway/commands/remote.hpp"
#include "gateway/commands/request_command.hpp"
#include "gateway/flow/desk_text.hpp"

namespace pintu::commands {

using nlohmann::json;

namespace {

void show_list(const json& answer) {
  for (const auto& r : answer["reports"]) {
    fmt::print("{}  {}  {:9}  {:12}  {}  {}", field(r, "id"), field(r, "number"), field(r, "forward"),
               field(r, "state"), field(r, "agency_id"), field(r, "filed"));
    if (r.contains("age_seconds"))
      fmt::print("  {}", flow::age_text(std::chrono::seconds(r["age_seconds"].get<std::int64_t>())));
    fmt::print("{}\n", r.value("confidential", false) ? "  rahasia" : "");
  }
  if (answer["reports"].empty()) fmt::print(stderr, "no reports\n");
}

// What is to be copied, and nothing else, on standard output.
void show_text(const json& answer) {
  fmt::print(stderr, "{}\n", field(answer, "head"));
  fmt::print("{}\n", field(answer, "form"));
}

void add_list(CLI::App& reports, Action& action) {
  auto* list = reports.add_subcommand("list", "The newest reports, or those that a person must see to");
  auto options = add_remote_options(*list);
  auto open = std::make_shared<bool>(false);
  list->add_flag("--open", *open, "Relayed by hand, refused or of unknown outcome, and not closed; oldest first");
  list->callback([=, &action] {
    action = [=] { return ask_and_show(*options, "GET", *open ? "/reports?open=1" : "/reports", show_list); };
  });
}

void add_number(CLI::App& reports, Action& action) {
  auto* number = reports.add_subcommand("number", "Type the agency's id of a report that was relayed by hand");
  auto options = add_remote_options(*number);
  auto id = std::make_shared<std::string>();
  auto sp4n = std::make_shared<std::string>();
  auto replace = std::make_shared<bool>(false);
  number->add_option("ID", *id, "The report, by id or number")->required();
  number->add_option("SP4N_ID", *sp4n, "Its id at SP4N-LAPOR!")->required();
  number->add_flag("--replace", *replace, "Instead of the one it has; the citizen is told");
  number->callback([=, &action] {
    action = [=] {
      const std::string target = "/reports/" + http::url_encode(*id) + "/number?sp4n=" + http::url_encode(*sp4n) +
                                 (*replace ? "&replace=1" : "");
      return ask_and_show(*options, "POST", target, show_done);
    };
  });
}

}  // namespace

void add_reports(CLI::App& app, Action& action) {
  auto* reports = app.add_subcommand("reports", "Complaints and where they stand");
  reports->require_subcommand(1);
  add_list(*reports, action);
  const std::string id = "Its id or number";
  add_request(*reports, action, {"show", "One report, by id or number", "GET", "/reports/", "", id}, show_whole);
  add_request(*reports, action, {"text", "Ready to paste, as its desk gets it", "GET", "/reports/", "/text", id},
              show_text);
  add_number(*reports, action);
}

}  // namespace pintu::commands
