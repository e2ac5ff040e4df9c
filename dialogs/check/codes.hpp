// SPDX-License-Identifier: Apache-2.0
// What each code means: the one table that `pintu check --explain`, English messages and docs/temuan.md are made from.
// A code never changes its meaning; one that is no longer given stays reserved.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "dialogs/library.hpp"

namespace pintu::dialogs {

struct Code {
  std::string_view code;
  Finding::Severity severity;
  std::string_view title;        // Indonesian, one sentence
  std::string_view explanation;  // Indonesian: why, and what to do
  std::string_view example;      // the slip → as it should be; may be empty
  std::string_view english;      // the title in English
};

std::span<const Code> codes_of_files();    // P0001 to P0099: how a file is written
std::span<const Code> codes_of_blocks();   // P0101 to P0199: what stands in it
std::span<const Code> codes_of_meaning();  // P0201 and up: what comes of it

// nullptr when there is none.
const Code* find_code(std::string_view code);
// What `pintu check --explain` prints.
std::string explained(const Code& code, bool english);
// docs/temuan.md, whole.
std::string page_of_codes();

}  // namespace pintu::dialogs
