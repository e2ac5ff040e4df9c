// SPDX-License-Identifier: Apache-2.0
// Quotation marks as operators write them, read line by line: where one opens and never ends, and typographic ones that
// YAML does not know.
#pragma once

#include "dialogs/yaml.hpp"

namespace pintu::yaml {

struct Quotes {
  std::vector<Place> unclosed;  // opens here, and the next line is a new entry
  std::vector<Fault> faults;    // P0018 and P0019
};

Quotes look_at_quotes(std::string_view bytes);

}  // namespace pintu::yaml
