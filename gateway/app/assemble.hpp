// SPDX-License-Identifier: Apache-2.0
// From the configuration to an installation: adapters made, secrets read, doors named.
#pragma once

#include <string>
#include <vector>

#include "gateway/app/config.hpp"
#include "gateway/app/daemon.hpp"

namespace pintu::app {

// Every fault of every part at once; each a sentence that says what to write.
std::expected<Installation, std::vector<std::string>> assemble(const Config& config);

}  // namespace pintu::app
