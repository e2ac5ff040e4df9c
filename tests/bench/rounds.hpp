// SPDX-License-Identifier: Apache-2.0
// One round measures everything once, one after another, so that what disturbs the machine disturbs all of it.
#pragma once

#include <chrono>
#include <string>

#include "bench/figures.hpp"

namespace pintu::bench {

struct Plan {
  std::string self;    // this program, which is also the bare server
  std::string binary;  // pintu
  std::string folder;  // on the file system that is to be measured; emptied first
  std::string grammy;  // the script; empty = left out
  int rounds = 4;
  std::chrono::milliseconds warm_up{3000};
  std::chrono::milliseconds closed{5000};
  std::chrono::milliseconds open{5000};
  std::chrono::milliseconds bare{2000};
  std::size_t in_flight = 256;
  double per_second = 1000;  // turns, for the latencies
};

// Throws std::runtime_error when a program fails or does not do what the script says: then there are no figures.
Figures measure(const Plan& plan);

}  // namespace pintu::bench
