// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/date_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialogs/language/tables.hpp"

namespace pintu::dialogs::language::dates {

namespace {

constexpr std::array months = {"Januari", "Februari", "Maret",     "April",   "Mei",      "Juni",
                               "Juli",    "Agustus",  "September", "Oktober", "November", "Desember"};
constexpr std::array<std::string_view, 7> weekdays = {"Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"};

using std::chrono::year_month_day;

const char* month_of(year_month_day date) { return months[static_cast<unsigned>(date.month()) - 1]; }

}  // namespace

const Phrases& words_of(Class c) {
  static const auto tables = [] {
    constexpr std::array names = {"days_ago", "answer_only", "last_night", "future",  "unit",       "one_unit",
                                  "ago",      "this",        "next",       "since",   "already",    "some",
                                  "until",    "part",        "month",      "weekday", "time_of_day"};
    static_assert(names.size() == static_cast<std::size_t>(Class::count_));
    std::array<Phrases, names.size()> all;
    for (const auto& row : rows("dates.tsv")) {
      const auto name = std::ranges::find(names, row[0]);
      if (row.size() < 3 || name == names.end()) continue;
      const int value = std::max(small_number(row[1]), 0);
      auto& phrases = all[static_cast<std::size_t>(name - names.begin())];
      for (const auto phrase : phrases_of(row[2])) phrases.add(phrase, static_cast<std::size_t>(value));
    }
    return all;
  }();
  return tables[static_cast<std::size_t>(c)];
}

Day first_of_month(Day day) {
  const year_month_day date{day};
  return Day{date.year() / date.month() / 1};
}

Day last_of_month(Day day) {
  const year_month_day date{day};
  return Day{date.year() / date.month() / std::chrono::last};
}

Day first_of_week(Day day) { return day - (std::chrono::weekday{day} - std::chrono::Monday); }

Day months_before(Day day, int count) {
  const year_month_day date{day};
  const auto earlier = date.year() / date.month() / 1 - std::chrono::months{count};
  const auto end = year_month_day{earlier.year() / earlier.month() / std::chrono::last};
  return Day{earlier.year() / earlier.month() / std::min(date.day(), end.day())};
}

std::optional<Day> make_day(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > 31 || year < 1900 || year > 2100) return std::nullopt;
  const year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                            std::chrono::day{static_cast<unsigned>(day)}};
  if (!date.ok()) return std::nullopt;
  return Day{date};
}

std::string shown_day(Day day) {
  const year_month_day date{day};
  return fmt::format("{} {} {}", static_cast<unsigned>(date.day()), month_of(date), static_cast<int>(date.year()));
}

std::string shown_month(Day day) {
  const year_month_day date{day};
  return fmt::format("{} {}", month_of(date), static_cast<int>(date.year()));
}

std::string shown_range(Day from, Day to) {
  const year_month_day a{from};
  const year_month_day b{to};
  if (from == to) return shown_day(from);
  if (a.year() != b.year()) return shown_day(from) + " – " + shown_day(to);
  if (a.month() != b.month())
    return fmt::format("{} {} – {}", static_cast<unsigned>(a.day()), month_of(a), shown_day(to));
  return fmt::format("{}–{}", static_cast<unsigned>(a.day()), shown_day(to));
}

std::string_view weekday_name(unsigned weekday) { return weekdays[weekday % 7]; }

}  // namespace pintu::dialogs::language::dates
