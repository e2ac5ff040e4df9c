// SPDX-License-Identifier: Apache-2.0
// What changed between two published sets, as a person reads it.
#pragma once

#include <string>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::dialogs {

struct Change {
  enum class What { script_added, script_removed, step_added, step_removed, slot_added, slot_removed, text } what;
  std::string script;
  std::string name;           // of the step or slot; the text's path
  std::string before, after;  // of a text; one of them may be empty
  friend bool operator==(const Change&, const Change&) = default;
};
std::string_view to_string(Change::What what);

// By script; steps, then slots, then texts.
std::vector<Change> difference(const ScriptSet& before, const ScriptSet& after);

}  // namespace pintu::dialogs
