// SPDX-License-Identifier: Apache-2.0
// Where a talk can go from each step of a script.
#pragma once

#include <functional>

#include "dialogs/load_set.hpp"

namespace pintu::dialogs {

struct Ways {
  std::vector<std::vector<std::size_t>> next;  // by step; the number of steps = the end of the script
  std::vector<bool> asks;                      // the citizen is asked in this step
  bool known = true;                           // every `go` names a step

  std::size_t end() const { return next.size(); }
  // The steps that can be reached from `from`, itself included; never past a step for which `stop` holds.
  std::vector<bool> from(std::vector<std::size_t> from, const std::function<bool(std::size_t)>& stop = {}) const;
};

// Which scripts use which.
class Uses {
 public:
  explicit Uses(const ScriptSet& set);
  // The scripts that one uses, those that these use, and so on; itself only when it comes back to itself.
  const std::set<std::string>& below(const std::string& name) const;
  // How many scripts stand on each other when this one is used, at most `most` + 1.
  int depth(const std::string& name, int most) const;

 private:
  std::map<std::string, std::set<std::string>> direct_, all_;
};

Ways ways_of(const Script& script, const ScriptSet& set, const Uses& uses);
// The slots that a step fills, by itself or in a script it uses.
std::set<std::string> filled_by(const Step& step, const ScriptSet& set, const Uses& uses);

// Every list of actions of a step.
std::vector<const Actions*> actions_of(const Step& step);
// The scripts it uses.
std::vector<std::string> used_by(const Step& step);

}  // namespace pintu::dialogs
