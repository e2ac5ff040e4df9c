// SPDX-License-Identifier: Apache-2.0
// From the configuration to an installation: adapters made, keys read or generated, doors named.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "gateway/app/config.hpp"
#include "gateway/app/daemon.hpp"

namespace pintu::app {

// Every fault at once, with its place in the file. Generates <data>/master-key (mode 0600) when the configuration names
// none, and says so in the log.
std::expected<Installation, std::vector<Fault>> assemble(const Config& config);

}  // namespace pintu::app
