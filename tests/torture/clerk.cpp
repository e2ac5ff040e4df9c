// SPDX-License-Identifier: Apache-2.0
// The person who looks at the agency's own pages and says what became of a report, by pintu's commands.
#include <future>
#include <nlohmann/json.hpp>

#include "torture/run.hpp"

namespace pintu::torture {

using namespace std::chrono_literals;

namespace {

nlohmann::json read(const test::Ran& ran) {
  return ran.exit == 0 ? nlohmann::json::parse(ran.out, nullptr, false) : nlohmann::json();
}

}  // namespace

// The far ends live on our loop, which goes on meanwhile, and so do the kills.
test::Ran Run::ask(const std::string& arguments) {
  auto ran = std::async(std::launch::async, [&] { return test::run_command(arguments + " -c " + config_); });
  while (ran.wait_for(0s) != std::future_status::ready) spin(5ms);
  return ran.get().value_or(test::Ran{});
}

// A command that a kill left without an answer is given again at the next look.
void Run::resolve_unknown() {
  const auto listed = read(ask("jobs list --state unknown --json"));
  if (!listed.is_object() || listed["jobs"].empty()) return;
  spin(300ms);
  for (const auto& job : listed["jobs"]) {
    if (job.value("kind", "") != "forward") continue;
    const auto report = read(ask("reports show " + job.value("report", std::string()) + " --json"));
    if (!report.is_object()) continue;
    const auto number = report.value("number", std::string());
    std::string how = "--not-sent";
    for (const auto& complaint : far_ends_.lapor.complaints()) {
      if (complaint.content.find(number) != std::string::npos) how = "--sent " + complaint.id;
    }
    if (ask("jobs resolve " + job.value("id", std::string()) + " " + how).exit == 0) ++unknown_resolved_;
  }
}

bool Run::has_open_jobs(const std::string& state) {
  const auto listed = read(ask("jobs list --json --state " + state));
  if (!listed.is_object()) return true;
  return std::ranges::any_of(listed["jobs"], [](const auto& job) { return job.value("kind", "") != "poll_report"; });
}

bool Run::is_settled() {
  const bool at_rest = std::ranges::all_of(people_, [](const auto& person) { return person->at_rest(); });
  return at_rest && far_ends_.undelivered() == 0 && !has_open_jobs("unknown") && !has_open_jobs("started") &&
         !has_open_jobs("waiting");
}

}  // namespace pintu::torture
