// SPDX-License-Identifier: Apache-2.0
// The data files of dialogs/data/, inside the binary: tab-separated rows; a line that begins with # is a comment; a
// cell that lists several phrases parts them with " | ".
#pragma once

#include <string_view>
#include <vector>

namespace pintu::dialogs::language {

using Cells = std::vector<std::string_view>;

// The rows of a file by name ("emergency.tsv"), comments and empty lines left out; no rows when there is no such file.
std::vector<Cells> rows(std::string_view file);
// The phrases of one cell, trimmed, none of them empty.
std::vector<std::string_view> phrases_of(std::string_view cell);
// The bytes of every data file, in order of name.
std::vector<std::string_view> every_table();

}  // namespace pintu::dialogs::language
