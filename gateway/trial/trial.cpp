// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <set>

#include "gateway/trial/matching.hpp"
#include "gateway/trial/play.hpp"
#include "gateway/trial/test_file.hpp"

namespace pintu::trial {

namespace {

constexpr std::string_view ending = ".test.yaml";

bool is_failing(const dialogs::Step& step, const std::string& outcome) {
  return !std::holds_alternative<dialogs::SendStep>(step.body) || outcome != "diterima";
}

// Where a set stands that has all these tests behind it.
class Coverage {
 public:
  void add(const Test& test, const std::set<std::pair<std::string, std::string>>& reached) {
    for (const auto& [step, outcome] : reached) ++counts_[{step, outcome, test.channel, test.language}];
  }

  void tell(const dialogs::ScriptSet& set, const std::set<std::string>& tested, const std::set<std::string>& beside,
            Report& report) const {
    std::set<std::pair<std::string, std::string>> seen;
    for (const auto& [key, tests] : counts_) {
      const auto slash = key[0].find('/');
      report.reached.push_back({key[0].substr(0, slash), key[0].substr(slash + 1), key[1], key[2], key[3], tests});
      seen.emplace(key[0], key[1]);
    }
    for (const auto& [name, script] : set.scripts) {
      if (beside.contains(name)) continue;
      if (!tested.contains(name) && !script.steps.empty()) report.untested.push_back(name);
      for (const auto& step : script.steps) {
        const auto full = name + "/" + step.id;
        if (!seen.contains({full, ""})) report.unreached.push_back({step.mark, name, step.id, {}});
        for (const auto& [outcome, routed] : step.outcomes) {
          if (!seen.contains({full, outcome})) report.unreached.push_back({step.mark, name, step.id, outcome});
        }
      }
    }
  }

 private:
  std::map<std::array<std::string, 4>, int> counts_;
};

std::string a_few(std::vector<std::string> names) {
  constexpr std::size_t few = 6;
  const auto all = names.size();
  names.resize(std::min(all, few));
  return joined(names) + (all > few ? fmt::format(" dan {} lagi", all - few) : std::string());
}

void judge(const dialogs::ScriptSet& set, const Rule& rule, Report& report) {
  const auto failed = std::ranges::count_if(report.tests, [](const Tried& tried) { return !tried.passed(); });
  if (rule.all_green && failed > 0) report.forbids.push_back(fmt::format("{} uji gagal", failed));
  if (rule.all_green && report.tests.empty()) report.forbids.emplace_back("tidak ada uji yang dijalankan");
  std::vector<std::string> steps;
  std::vector<std::string> outcomes;
  for (const auto& each : report.unreached) {
    const auto* script = set.find(each.script);
    const auto* step = script == nullptr ? nullptr : script->step(each.step);
    const auto name = each.script + "/" + each.step;
    if (each.outcome.empty()) {
      steps.push_back(name);
    } else if (step != nullptr && is_failing(*step, each.outcome)) {
      outcomes.push_back(name + " " + each.outcome);
    }
  }
  if (rule.every_step && !steps.empty()) report.forbids.push_back("langkah belum tersentuh uji: " + a_few(steps));
  if (rule.every_failing_outcome && !outcomes.empty())
    report.forbids.push_back("hasil gagal belum tersentuh uji: " + a_few(outcomes));
}

bool has_error(const std::vector<dialogs::Finding>& findings) {
  return std::ranges::any_of(findings,
                             [](const auto& finding) { return finding.severity == dialogs::Finding::Severity::error; });
}

Tried try_one(const Test& test, const std::shared_ptr<const dialogs::ScriptSet>& set, const Options& options,
              Coverage& coverage) {
  Tried tried{test.mark, test.script, test.name, test.channel, test.language, {}, {}};
  const auto began = std::chrono::steady_clock::now();
  try {
    Play play(test, set, options);
    tried.failures = play.run();
    coverage.add(test, play.reached());
  } catch (const std::exception& error) {
    tried.failures = {{test.mark, "naskah bisa dijalankan", {error.what()}, "Periksa naskahnya: pintu check."}};
  }
  tried.took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - began);
  return tried;
}

}  // namespace

bool Report::good() const {
  return !has_error(findings) && std::ranges::all_of(tests, [](const Tried& tried) { return tried.passed(); });
}

Report run(const std::vector<dialogs::SourceFile>& files, const Options& options) {
  Report report;
  auto loaded = dialogs::load(files);
  report.findings = std::move(loaded.findings);
  loaded.set.version = 1;
  const auto set = std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set));
  std::vector<TestFile> all;
  std::set<std::string> tested;
  std::set<std::string> beside;  // tested where they come from
  for (const auto& file : files) {
    if (file.beside) beside.insert(file.name.substr(0, file.name.find('.')));
    if (!file.name.ends_with(ending)) continue;
    all.push_back(read_test_file(file, *set, report.findings));
    tested.insert(all.back().script);
  }
  if (has_error(report.findings)) {
    report.forbids.emplace_back("ada galat di naskah atau berkas uji");
    return report;
  }
  Coverage coverage;
  for (const auto& file : all) {
    for (const auto& test : file.tests) {
      const bool wanted_one = contains(test.mark.file, options.filter) || contains(test.name, options.filter);
      if (wanted_one) report.tests.push_back(try_one(test, set, options, coverage));
    }
  }
  coverage.tell(*set, tested, beside, report);
  judge(*set, options.rule, report);
  return report;
}

}  // namespace pintu::trial
