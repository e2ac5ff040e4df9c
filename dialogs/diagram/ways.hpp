// SPDX-License-Identifier: Apache-2.0
// The ways that lead out of a step, in an operator's words.
#pragma once

#include "dialogs/diagram/chart.hpp"

namespace pintu::dialogs::diagram {

// Visible text in one line: without marks, slots by their label in ‹›.
std::string in_a_line(const Script& script, std::string_view text);
// The ways of a step, and what is to be known of it, into `box`.
void add_ways(const Script& script, const Step& step, Box& box);

}  // namespace pintu::dialogs::diagram
