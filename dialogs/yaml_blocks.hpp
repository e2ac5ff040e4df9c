// SPDX-License-Identifier: Apache-2.0
// A file whose top-level blocks are read alone where the whole cannot be: one fault of syntax costs its own block only.
#pragma once

#include <set>
#include <string>

#include "dialogs/yaml.hpp"

namespace pintu::yaml {

struct Blocks {
  Node root;  // the blocks that could be read
  std::vector<Fault> faults;
  std::set<std::string> broken;  // names of blocks that could not
  bool unreadable = false;       // nothing could
};

Blocks parse_blocks(std::string_view bytes);

}  // namespace pintu::yaml
