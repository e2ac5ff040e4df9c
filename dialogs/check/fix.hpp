// SPDX-License-Identifier: Apache-2.0
// What can be put right without asking anybody: tabs, odd spaces, typographic quotation marks, missing quotation marks
// around texts with # * , or a colon.
#pragma once

#include <string>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::dialogs {

struct Fixed {
  std::string bytes;
  std::vector<std::string> done;  // "baris 12: tab menjadi spasi"
};

// Never makes it worse: a change after which more is wrong than before is not made.
Fixed fix(const SourceFile& file);

}  // namespace pintu::dialogs
