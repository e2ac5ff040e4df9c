// SPDX-License-Identifier: Apache-2.0
// Asking providers and agencies whether our accounts with them work, for `pintu doctor`.
#pragma once

#include <string>
#include <vector>

#include "gateway/app/daemon.hpp"
#include "gateway/base/result.hpp"

namespace pintu::commands {

struct Proof {
  enum class Of { channel, agency } of = Of::channel;
  std::string name;          // in the configuration
  Result<std::string> says;  // a sentence for the operator, good or bad
};

// Of each channel, then each agency that can be asked, in the order of their names. Blocks until all have answered or
// run out of time.
std::vector<Proof> prove(const app::Installation& installation);

}  // namespace pintu::commands
