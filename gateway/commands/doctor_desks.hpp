// SPDX-License-Identifier: Apache-2.0
// What pintu doctor says of desks: who would hear nothing, and what waits for want of a person. Pure.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "gateway/flow/world.hpp"

namespace pintu::commands {

struct DeskFinding {
  bool bad = false;  // an error; else a warning
  std::string text;  // Indonesian, with what to do
};

// `open`: the answer to GET /reports?open=1.
std::vector<DeskFinding> look_at_desks(const flow::World& world, const nlohmann::json& open);

}  // namespace pintu::commands
