// SPDX-License-Identifier: Apache-2.0
// ./dev torture: kills the real binary again and again under load, and counts at the far ends (DESIGN 7).
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "torture/run.hpp"

using namespace pintu;
using namespace pintu::torture;

namespace {

constexpr std::size_t most_told = 20;

void tell(const Outcome& outcome, const Settings& settings, const std::string& folder) {
  const auto& v = outcome.verdict;
  fmt::print(stderr,
             "{} kills in {:.0f} s, seed {}: {} messages acked, {} reports; {} lost, {} doubled, {} out of order, {} "
             "duplicate tickets, {} other\n"
             "{} replies repeated (at most {} in flight at the kills), {} unknown reports resolved, {} reminders\n"
             "{} webhooks, {} answers lost on their way, {} sent again after a 2xx\n",
             outcome.kills, outcome.seconds, settings.seed, v.acked, outcome.reports, v.lost, v.doubled, v.out_of_order,
             v.duplicate_tickets, v.other, v.replies_repeated, v.in_flight_bound, outcome.unknown_resolved,
             outcome.reminders, outcome.webhooks.passed, outcome.webhooks.swallowed, outcome.webhooks.again);
  for (std::size_t i = 0; i < std::min(v.violations.size(), most_told); ++i) {
    const auto& each = v.violations[i];
    fmt::print(stderr, "{}: {}\n", each.invariant, each.who);
    if (i == 0) fmt::print(stderr, "{}\n", each.trace);
  }
  if (!v.good() || settings.keep) fmt::print(stderr, "the data, the talks and the daemon's log stay in {}\n", folder);
}

nlohmann::json json_of(const Outcome& outcome, const Settings& settings) {
  const auto& v = outcome.verdict;
  nlohmann::json violations = nlohmann::json::array();
  for (const auto& each : v.violations)
    violations.push_back({{"invariant", each.invariant}, {"who", each.who}, {"trace", each.trace}});
  return {{"kills", outcome.kills},
          {"acked", v.acked},
          {"lost", v.lost},
          {"doubled", v.doubled},
          {"out_of_order", v.out_of_order},
          {"duplicate_tickets", v.duplicate_tickets},
          {"other", v.other},
          {"replies_repeated", v.replies_repeated},
          {"in_flight_bound", v.in_flight_bound},
          {"unknown_resolved", outcome.unknown_resolved},
          {"reports", outcome.reports},
          {"reminders", outcome.reminders},
          {"webhooks", outcome.webhooks.passed},
          {"sent_again", outcome.webhooks.again},
          {"answers_lost", outcome.webhooks.swallowed},
          {"seconds", outcome.seconds},
          {"seed", settings.seed},
          {"violations", violations}};
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Kills the real binary under load on three channels and counts at the far ends"};
  Settings settings;
  settings.seed = crypto::random_below(1'000'000);
  bool json = false;
  app.add_option("--rounds", settings.rounds, "Kills")->check(CLI::Range(1, 100'000))->capture_default_str();
  app.add_option("--seed", settings.seed, "What draws the people's doings and the moments; one by chance when absent");
  app.add_option("--people", settings.people, "On each channel")->check(CLI::Range(1, 999 / 3))->capture_default_str();
  app.add_flag("--keep", settings.keep, "Leave data, log and talks where they are, also when all was good");
  app.add_flag("--json", json, "One JSON object on standard output");
  CLI11_PARSE(app, argc, argv);
  fmt::print(stderr, "torture: seed {}\n", settings.seed);
  Run run(settings);
  const auto outcome = run.play();
  if (!outcome) {
    fmt::print(stderr, "torture: {}\n", outcome.error().message());
    return 1;
  }
  tell(*outcome, settings, run.folder());
  if (json) fmt::print("{}\n", json_of(*outcome, settings).dump());
  return outcome->verdict.good() ? 0 : 1;
}
