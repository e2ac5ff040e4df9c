// SPDX-License-Identifier: Apache-2.0
#include "dialogs/check/check.hpp"

#include <algorithm>

#include "dialogs/check/passes.hpp"

namespace pintu::dialogs {

namespace {

constexpr Pass passes[] = {check_quotes,  check_installed, check_renamed, check_ways,      check_depth,
                           check_review,  check_outcomes,  check_words,   check_options,   check_help,
                           check_wording, check_channels,  check_advice,  check_translated};

}  // namespace

Loaded check(const std::vector<SourceFile>& files, const Surroundings& surroundings) {
  auto set = read_set(files);
  std::vector<Finding> found;
  Findings findings(found);
  for (const auto pass : passes) pass(set, surroundings, findings);
  auto loaded = std::move(set.loaded);
  loaded.findings.insert(loaded.findings.end(), found.begin(), found.end());
  std::ranges::sort(loaded.findings, {}, [](const Finding& f) {
    return std::tie(f.mark.file, f.mark.line, f.mark.column, f.code, f.message);
  });
  const auto same = std::ranges::unique(loaded.findings);
  loaded.findings.erase(same.begin(), same.end());
  return loaded;
}

}  // namespace pintu::dialogs
