// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/date_parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace pintu::dialogs::language::dates {

namespace {

constexpr int soon = 7;  // days: a date without a year that is so near ahead is meant as ahead, not as a year ago

std::string with_label(const std::string& label, const std::string& date) {
  return label.empty() ? date : label + " (" + date + ")";
}

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

}  // namespace

std::optional<Phrases::Hit> Parser::hit(Class c, std::size_t i) const {
  if (i >= words_.size()) return std::nullopt;
  return words_of(c).at(words_, i);
}

char Parser::joint(std::size_t i) const {
  if (i + 1 >= words_.size()) return '\0';
  return words_[i + 1].begin == words_[i].end + 1 ? text_[words_[i].end] : '\0';
}

int Parser::number(std::size_t i) const { return i < words_.size() ? small_number(words_[i].text) : -1; }

int Parser::year_at(std::size_t i) const {
  const int year = number(i);
  return i < words_.size() && words_[i].text.size() == 4 && year >= 1990 && year <= 2100 ? year : 0;
}

Parser::Found Parser::day(Day day, std::size_t end, std::string label) const {
  Span span{day, day, with_label(label, shown_day(day))};
  span.future = day > today_;
  return {std::move(span), end};
}

// A day and a month without a year: the last time it was, unless it is only days ahead.
Parser::Maybe Parser::in_year(int day_number, int month_number, std::size_t end) const {
  for (int year = year_of(today_) + 1; year >= year_of(today_) - 4; --year) {
    const auto date = make_day(year, month_number, day_number);
    if (date && *date - today_ <= std::chrono::days{soon}) return day(*date, end);
  }
  return std::nullopt;
}

// 3/5/2026, 3-5-26, 3.5.2026, 2026-05-03; "3/5" only as an answer.
Parser::Maybe Parser::with_slashes(std::size_t i) const {
  const char first = joint(i);
  if (number(i) < 0 || number(i + 1) < 0 || (first != '/' && first != '-' && first != '.')) return std::nullopt;
  const bool third = joint(i + 1) == first && number(i + 2) >= 0;
  if (third && year_at(i) != 0) {
    const auto date = make_day(number(i), number(i + 1), number(i + 2));
    return date ? Maybe(day(*date, i + 3)) : std::nullopt;
  }
  if (third) {
    const int given = number(i + 2);
    const bool two_digits = words_[i + 2].text.size() == 2;
    const auto date = make_day(two_digits ? 2000 + given : given, number(i + 1), number(i));
    return date ? Maybe(day(*date, i + 3)) : std::nullopt;
  }
  if (first == '.' || first == '-' || (!answer_ && !(i > 0 && word_is(i - 1, "tanggal")))) return std::nullopt;
  return in_year(number(i), number(i + 1), i + 2);
}

// The day, or the first and last day, before a month: "3", "3-5", "tanggal 3 sampai 5".
Parser::Days Parser::days_at(std::size_t i) const {
  Days days;
  days.named = word_is(i, "tanggal");
  const auto at = days.named ? i + 1 : i;
  const int first = number(at);
  if (first < 1 || first > 31) return days;
  days.first = days.last = first;
  days.next = at + 1;
  const auto until = hit(Class::until, days.next);
  const auto second = until ? until->last() + 1 : days.next;
  if ((until || joint(at) == '-') && number(second) > first && number(second) <= 31) {
    days.last = number(second);
    days.next = second + 1;
  }
  if (word_is(days.next, "bulan") && hit(Class::month, days.next + 1)) ++days.next;
  return days;
}

Parser::Maybe Parser::in_month(const Days& days, const Phrases::Hit& month) const {
  auto end = month.last() + 1;
  const bool named_year = word_is(end, "tahun") && year_at(end + 1) != 0;
  const int year = year_at(named_year ? end + 1 : end);
  if (year == 0) return in_year(days.last, static_cast<int>(month.value), end);
  const auto date = make_day(year, static_cast<int>(month.value), days.last);
  return date ? Maybe(day(*date, end + (named_year ? 2 : 1))) : std::nullopt;
}

// "tanggal 5", "tanggal 5 bulan lalu": the last 5th that was.
Parser::Maybe Parser::in_no_month(const Days& days) const {
  Day base = first_of_month(today_);
  auto end = days.next;
  auto latest = today_;
  if (word_is(end, "bulan")) {
    const auto ago = hit(Class::ago, end + 1);
    const auto here = hit(Class::this_, end + 1);
    if (ago) base = months_before(base, 1);
    if (here) latest = last_of_month(today_);
    if (ago || here) end = (ago ? ago : here)->last() + 1;
  }
  for (int back = 0; back < 3; ++back) {
    const std::chrono::year_month_day month{months_before(base, back)};
    const auto date =
        make_day(static_cast<int>(month.year()), static_cast<int>(static_cast<unsigned>(month.month())), days.last);
    if (date && *date <= latest) return day(*date, end);
  }
  return std::nullopt;
}

// "3 Mei", "3 Mei 2026", "3-5 Mei", "tanggal 5", "tanggal 5 bulan lalu".
Parser::Maybe Parser::day_of_month(std::size_t i) const {
  const auto days = days_at(i);
  if (days.first == 0) return std::nullopt;
  const auto month = hit(Class::month, days.next);
  auto found = month ? in_month(days, *month) : days.named ? in_no_month(days) : std::nullopt;
  if (found && days.last > days.first) {
    found->span.from = found->span.to - std::chrono::days{days.last - days.first};
    found->span.future = found->span.from > today_;
    found->span.shown = shown_range(found->span.from, found->span.to);
  }
  return found;
}

Parser::Maybe Parser::before(double count, int unit, std::size_t end, std::string label) const {
  const int whole = static_cast<int>(count);
  if (count <= 0 || count > 1000) return std::nullopt;
  if (unit == 1) return day(today_ - std::chrono::days{whole}, end, std::move(label));
  if (unit == 7) return day(today_ - std::chrono::days{static_cast<int>(count * 7)}, end, std::move(label));
  const Day then = months_before(today_, static_cast<int>(count * (unit == 365 ? 12 : 1)));
  if (unit == 365 && count >= 1) {
    const int year = year_of(then);
    Span span{*make_day(year, 1, 1), *make_day(year, 12, 31), with_label(label, fmt::format("tahun {}", year))};
    return Found{std::move(span), end};
  }
  return Found{Span{first_of_month(then), std::min(last_of_month(then), today_), with_label(label, shown_month(then))},
               end};
}

namespace {

std::string_view unit_name(int unit) {
  return unit == 1 ? "hari" : unit == 7 ? "minggu" : unit == 30 ? "bulan" : "tahun";
}

}  // namespace

// "3 hari", "seminggu", "2 bulan setengah", "beberapa hari": how long, without saying ago or since.
std::optional<Parser::Length> Parser::length_at(std::size_t i) const {
  Length length;
  if (const auto one = hit(Class::one_unit, i)) {
    length = {1, static_cast<int>(one->value), one->last() + 1, false};
  } else {
    const auto few = hit(Class::some, i);
    auto counted = few ? Counted{0, few->count} : number_at(words_, i);
    if (word_is(i + counted.count, "setengah")) counted = {counted.value + 0.5, counted.count + 1};
    const auto unit = counted.count > 0 ? hit(Class::unit, i + counted.count) : std::nullopt;
    if (!unit) return std::nullopt;
    length = {counted.value, static_cast<int>(unit->value), unit->last() + 1, few.has_value()};
  }
  if (word_is(length.end, "setengah")) {
    length.count += 0.5;
    ++length.end;
  }
  if (word_is(length.end, "lebih") || word_is(length.end, "an")) ++length.end;
  return length;
}

// "3 hari lalu", "dua minggu yang lalu", "seminggu lalu", "beberapa hari lalu"; "3 hari lagi" is ahead.
Parser::Maybe Parser::counted_ago(std::size_t i) const {
  const auto length = length_at(i);
  if (!length) return std::nullopt;
  const auto name = unit_name(length->unit);
  if (const auto ago = hit(Class::ago, length->end)) {
    const auto end = ago->last() + 1;
    if (!length->some) {
      const bool whole = length->count == static_cast<int>(length->count);
      return before(length->count, length->unit, end,
                    whole ? fmt::format("{} {} lalu", static_cast<int>(length->count), name) : std::string{});
    }
    const auto back = [&](int times) { return today_ - std::chrono::days{times * length->unit}; };
    const auto label = fmt::format("beberapa {} lalu", name);
    return Found{Span{back(7), back(2), with_label(label, shown_range(back(7), back(2)))}, end};
  }
  const auto ahead = hit(Class::next, length->end);
  if (!ahead || !answer_) return std::nullopt;
  const int days = static_cast<int>(std::clamp(length->count, 1.0, 1000.0)) * length->unit;
  return day(today_ + std::chrono::days{days}, ahead->last() + 1);
}

// "minggu lalu", "bulan ini", "tahun kemarin"; "bulan depan" is ahead.
Parser::Maybe Parser::unit_ago(std::size_t i) const {
  const auto unit = hit(Class::unit, i);
  if (!unit || unit->value == 1) return std::nullopt;
  const auto after = unit->last() + 1;
  const auto ago = hit(Class::ago, after);
  const auto here = hit(Class::this_, after);
  const auto ahead = hit(Class::next, after);
  if (!ago && !here && !(ahead && answer_)) return std::nullopt;
  const auto end = (ago ? ago : here ? here : ahead)->last() + 1;
  if (!ago && !here) return day(today_ + std::chrono::days{static_cast<int>(unit->value)}, end);
  if (unit->value == 7) {
    const Day monday = first_of_week(today_);
    const Day from = ago ? monday - std::chrono::days{7} : monday;
    const Day to = ago ? monday - std::chrono::days{1} : today_;
    return Found{Span{from, to, with_label(ago ? "minggu lalu" : "minggu ini", shown_range(from, to))}, end};
  }
  if (unit->value == 30) {
    const Day from = ago ? months_before(first_of_month(today_), 1) : first_of_month(today_);
    return Found{Span{from, ago ? first_of_month(today_) - std::chrono::days{1} : today_, shown_month(from)}, end};
  }
  const int year = year_of(today_) - (ago ? 1 : 0);
  const Day from = *make_day(year, 1, 1);
  return Found{Span{from, ago ? *make_day(year, 12, 31) : today_, fmt::format("tahun {}", year)}, end};
}

}  // namespace pintu::dialogs::language::dates
