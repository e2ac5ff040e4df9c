// SPDX-License-Identifier: Apache-2.0
// A report in the words that LAPOR's form takes.
#pragma once

#include <cstddef>
#include <span>
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
// NIK of ours, and a name only when the person wants it shown. `about_files`: what absent_files says.
Content write_content(const Report& report, bool category_taken, std::string_view about_files);

// The whole report as one text, for a form that has no other field: title, story, kind, every answer, place, date and
// our number. Never cut.
std::string write_whole(const Report& report, std::string_view about_files);

// What a verifier is told of files that are not there, a line each: "Menyusul: 1 foto". Those that LAPOR does not take,
// and `refused` that it took back, stay with us. Empty when none is missing; at most about 200 code points.
std::string absent_files(std::span<const ReportFile> files, std::size_t refused);

// The text of a follow-up that brings files and has none of its own: "Berkas tambahan: 1 foto", and the absent ones.
std::string about_late_files(std::span<const ReportFile> files);

// "Label: jawaban", a line for every answer that stands nowhere else in the report: what write_content puts behind the
// story. Never a NIK, a name only when the person wants it shown.
std::string other_answers(const Report& report);

// A text in pieces that a follow-up takes.
std::vector<std::string> follow_up_pieces(std::string_view text);

}  // namespace pintu::lapor
