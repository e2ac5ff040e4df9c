// SPDX-License-Identifier: Apache-2.0
// What SQLite alone would carry: the statements of a turn in a bare loop, on the daemon's own schema and settings.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>

namespace pintu::bench {

// As the daemon of the same round had them.
struct TurnShape {
  std::size_t in = 250;             // bytes of a sealed message that came
  std::size_t out = 450;            // of one that left; its job holds the same
  std::size_t conversation = 1000;  // of a sealed conversation
  double turns_a_commit = 16;
};

// The mean sizes that a daemon left in its database; call once it has ended.
TurnShape shape_of(const std::string& database);

// Turns a second in `length`, in a new database under `folder`, which is removed again.
double store_turns_per_s(const std::string& folder, const TurnShape& shape, std::chrono::milliseconds length);

}  // namespace pintu::bench
