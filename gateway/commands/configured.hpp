// SPDX-License-Identifier: Apache-2.0
// The configuration file of a command, read and made into an installation.
#pragma once

#include <optional>
#include <string>

#include "gateway/app/daemon.hpp"

namespace pintu::commands {

// Prints every fault on standard error and sets `exit` to 3 when there is one.
std::optional<app::Installation> configured(const std::string& path, int& exit);

}  // namespace pintu::commands
