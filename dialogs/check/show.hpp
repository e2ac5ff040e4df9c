// SPDX-License-Identifier: Apache-2.0
// Findings as people and programs read them.
#pragma once

#include <string>
#include <vector>

#include "dialogs/library.hpp"

namespace pintu::dialogs {

// The sentence and its fix: as found, or in English (the code's sentence, with the names that the finding holds).
std::string said(const Finding& finding, bool english);
// "file:line:column: galat P0101: …", the line and a caret under its place.
std::string shown(const Finding& finding, const std::vector<SourceFile>& files, bool english);

}  // namespace pintu::dialogs
