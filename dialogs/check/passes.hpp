// SPDX-License-Identifier: Apache-2.0
// What the checker looks at, one pass a question. Each sees the whole set and adds findings.
#pragma once

#include "dialogs/check/check.hpp"
#include "dialogs/load_set.hpp"

namespace pintu::dialogs {

class Findings {
 public:
  explicit Findings(std::vector<Finding>& into) : into_(into) {}
  void error(Mark mark, std::string code, std::string message, std::string fix = {}) {
    into_.push_back({Finding::Severity::error, std::move(mark), std::move(code), std::move(message), std::move(fix)});
  }
  void warning(Mark mark, std::string code, std::string message, std::string fix = {}) {
    into_.push_back({Finding::Severity::warning, std::move(mark), std::move(code), std::move(message), std::move(fix)});
  }

 private:
  std::vector<Finding>& into_;
};

using Pass = void (*)(const ReadSet&, const Surroundings&, Findings&);

void check_quotes(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_installed(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_renamed(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_ways(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_depth(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_review(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_outcomes(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_words(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_options(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_help(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_wording(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_channels(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_advice(const ReadSet& set, const Surroundings& around, Findings& findings);
void check_translated(const ReadSet& set, const Surroundings& around, Findings& findings);

// ---- places: the tree knows what the script has forgotten ----------------------------------------------------------

// nullptr when the file has none of that id, or it cannot be read.
const yaml::Node* step_node(const ReadFile& file, const Step& step);
const yaml::Node* slot_node(const ReadFile& file, std::string_view slot);
// Where `key` stands in `node`, else where the node does.
Mark mark_of(const ReadFile& file, const yaml::Node* node, std::string_view key, const Mark& otherwise);
// Where `value` of the list or word under `key` stands.
Mark mark_in(const ReadFile& file, const yaml::Node* node, std::string_view key, std::string_view value,
             const Mark& otherwise);
// Where the step says `go: target`.
Mark mark_of_go(const ReadFile& file, const Script& script, std::size_t step, const std::string& target);

// Each script whose slots and steps could be read whole.
template <class F>
void each_whole_script(const ReadSet& set, F look) {
  for (const auto& file : set.files) {
    if (file.language.empty() && !file.lacks("slots") && !file.lacks("steps"))
      look(set.loaded.set.scripts.at(file.name), file);
  }
}

}  // namespace pintu::dialogs
