// SPDX-License-Identifier: Apache-2.0
// Why a message was taken for what it was, in an operator's words (pintu why, pintu chat --why). Pure.
#pragma once

#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "gateway/model/turn.hpp"

namespace pintu::dialogs {

struct Explanation {
  std::string took;                 // "jawaban untuk pertanyaan yang sedang terbuka (di-mana)"
  std::vector<std::string> passed;  // the rules before it, in the order they were tried, each with why it did not fit
  std::string where;                // "lapor-aduan.yaml:62", empty when no script decides it
  std::string change;               // what to change there; empty as above
};

// `set` is the one the talk was on. A rule that this version does not know is told by its own name.
Explanation explain(const ScriptSet& set, const Took& took);

}  // namespace pintu::dialogs
