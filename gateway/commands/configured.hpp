// SPDX-License-Identifier: Apache-2.0
// The configuration file of a command, read and made into an installation.
#pragma once

#include <expected>
#include <optional>
#include <string>
#include <vector>

#include "gateway/app/config.hpp"
#include "gateway/app/daemon.hpp"

namespace pintu::commands {

struct Configured {
  app::Config config;
  app::Installation installation;
};
// Notices are printed on standard error, faults handed back.
std::expected<Configured, std::vector<app::Fault>> read_configuration(const std::string& path);

// Prints every fault on standard error and sets `exit` to 3 when there is one.
std::optional<app::Installation> configured(const std::string& path, int& exit);

}  // namespace pintu::commands
