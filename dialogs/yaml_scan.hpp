// SPDX-License-Identifier: Apache-2.0
// What libfyaml lets pass and an operator must be told: found by reading the bytes.
#pragma once

#include <string_view>
#include <vector>

#include "dialogs/yaml.hpp"

namespace pintu::yaml {

std::vector<Fault> scan(std::string_view bytes);

}  // namespace pintu::yaml
