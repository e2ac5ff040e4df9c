// SPDX-License-Identifier: Apache-2.0
// A report in the words that LAPOR's form takes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/model/report.hpp"

namespace pintu::lapor {

inline constexpr std::size_t content_limit = 1000;  // code points of a report and of a follow-up
inline constexpr std::size_t title_limit = 100;
inline constexpr std::size_t most_follow_ups = 10;

struct Content {
  std::string title;
  std::string first;                    // the report's text, at most content_limit
  std::vector<std::string> follow_ups;  // the rest of a long story, each at most content_limit
};

// The story, then "Label: jawaban" for every answer that no field of LAPOR takes, place, time and our number. A story
// too long goes on in follow-ups that name our number; past most_follow_ups the last one says that it is cut. Never a
// NIK of ours, and a name only when the person wants it shown. `files_left_out`: files that LAPOR does not take.
Content write_content(const Report& report, bool category_taken, std::size_t files_left_out);

// A text in pieces that a follow-up takes.
std::vector<std::string> follow_up_pieces(std::string_view text);

}  // namespace pintu::lapor
