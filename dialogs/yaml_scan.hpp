// SPDX-License-Identifier: Apache-2.0
// What libfyaml lets pass and an operator must be told: found by reading the bytes, before libfyaml does.
#pragma once

#include <string_view>
#include <vector>

#include "dialogs/yaml.hpp"

namespace pintu::yaml {

struct Scanned {
  std::vector<Fault> faults;
  bool readable = true;  // libfyaml may see these bytes
};

Scanned scan(std::string_view bytes);

}  // namespace pintu::yaml
