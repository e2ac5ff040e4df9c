// SPDX-License-Identifier: Apache-2.0
#include "gateway/commands/configured.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "gateway/app/assemble.hpp"
#include "gateway/commands/commands.hpp"

namespace pintu::commands {

std::optional<app::Installation> configured(const std::string& path, int& exit) {
  const auto loaded = app::load_config(path, app::real_surroundings());
  for (const auto& notice : loaded.notices) fmt::print(stderr, "{}\n", app::to_string(notice));
  auto faults = loaded.faults;
  if (faults.empty()) {
    auto installation = app::assemble(loaded.config);
    if (installation) return *std::move(installation);
    faults = installation.error();
  }
  for (const auto& fault : faults) fmt::print(stderr, "{}\n", app::to_string(fault));
  exit = configuration;
  return std::nullopt;
}

}  // namespace pintu::commands
