// SPDX-License-Identifier: Apache-2.0
// dates.tsv, and dates as people say and read them.
#pragma once

#include <chrono>

#include "dialogs/language/phrases.hpp"

namespace pintu::dialogs::language::dates {

enum class Class {
  days_ago,     // value: days before today
  answer_only,  // "sekarang": a date only as an answer
  last_night,
  future,
  unit,      // value: 1, 7, 30, 365
  one_unit,  // "seminggu"
  ago,
  this_,
  next,
  since,
  already,
  some,
  until,
  part,     // awal, tengah, akhir: 1, 2, 3
  month,    // 1 to 12
  weekday,  // 0 = Sunday
  time_of_day,
  count_
};
const Phrases& words_of(Class c);

using Day = std::chrono::sys_days;

struct Span {
  Day from, to;
  std::string shown;
  bool since = false;
  bool future = false;
};

Day first_of_month(Day day);
Day last_of_month(Day day);
Day first_of_week(Day day);  // Monday
// The same day of the month `months` earlier, at most that month's last.
Day months_before(Day day, int months);
std::optional<Day> make_day(int year, int month, int day);

std::string shown_day(Day day);             // "3 Mei 2026"
std::string shown_month(Day day);           // "Oktober 2026"
std::string shown_range(Day from, Day to);  // "3–5 Mei 2026"
std::string_view weekday_name(unsigned weekday);

}  // namespace pintu::dialogs::language::dates
