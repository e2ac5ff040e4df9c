// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/configured.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "gateway/app/assemble.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

std::expected<Configured, std::vector<app::Fault>> read_configuration(const std::string& path) {
  auto loaded = app::load_config(path, app::real_surroundings());
  for (const auto& notice : loaded.notices) fmt::print(stderr, "{}\n", app::to_string(notice));
  if (!loaded.faults.empty()) return std::unexpected(std::move(loaded.faults));
  auto installation = app::assemble(loaded.config);
  if (!installation) return std::unexpected(std::move(installation.error()));
  return Configured{std::move(loaded.config), *std::move(installation)};
}

std::optional<app::Installation> configured(const std::string& path, int& exit) {
  auto read = read_configuration(path);
  if (read) {
    for (const auto& notice : read->installation.notices) fmt::print(stderr, "{}\n", notice);
    return std::move(read->installation);
  }
  for (const auto& fault : read.error()) fmt::print(stderr, "{}\n", app::to_string(fault));
  exit = configuration;
  return std::nullopt;
}

}  // namespace pintu::commands
