// SPDX-License-Identifier: Apache-2.0
// UTF-8 as providers send it and as databases and phones can take it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pintu::utf8 {

// Well-formed UTF-8 (no overlong forms, no surrogates, nothing past U+10FFFF).
bool valid(std::string_view text);

// The same text with every malformed sequence replaced by U+FFFD and every NUL removed.
std::string repaired(std::string_view text);

// Characters as people count them for limits that are given in Unicode characters (code points).
std::size_t code_points(std::string_view text);

// Length in UTF-16 code units, as Telegram counts.
std::size_t utf16_units(std::string_view text);

// At most `limit` code points, never a part of one; ends in "…" when something was cut.
std::string shortened(std::string_view text, std::size_t limit);

// NFKC, case folded, default ignorables stripped: for comparing, never for storing or showing.
std::string folded(std::string_view text);

}  // namespace pintu::utf8
