// SPDX-License-Identifier: Apache-2.0
// Dates by name: weekdays, months, parts of them, "kemarin"; and what may stand around any date.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "dialogs/language/date_parser.hpp"

namespace pintu::dialogs::language::dates {

namespace {

using std::chrono::days;

int year_of(Day day) { return static_cast<int>(std::chrono::year_month_day{day}.year()); }

}  // namespace

// "senin", "hari senin lalu", "malam jumat"; "minggu" is Sunday only where it cannot be a week.
Parser::Maybe Parser::weekday(std::size_t i) const {
  auto at = i;
  const bool eve = word_is(at, "malam");
  const bool named = word_is(at, "hari") || eve;
  if (named) ++at;
  const auto found = hit(Class::weekday, at);
  const bool sunday = !found && word_is(at, "minggu");
  if (!found && !sunday) return std::nullopt;
  auto end = sunday ? at + 1 : found->last() + 1;
  const bool before_time = hit(Class::time_of_day, end).has_value();
  if (sunday && !named && !before_time && !(answer_ && words_.size() == 1)) return std::nullopt;
  if (before_time) end = hit(Class::time_of_day, end)->last() + 1;
  const std::chrono::weekday wanted{sunday ? 0U : static_cast<unsigned>(found->value)};
  days back = std::chrono::weekday{today_} - wanted;
  const auto ago = hit(Class::ago, end);
  const auto ahead = hit(Class::next, end);
  const bool last_week = word_is(end, "minggu") && hit(Class::ago, end + 1);
  if (ahead && !ago && answer_) {
    auto next = day(today_ + (days{7} - back), ahead->last() + 1);
    next.span.future = true;
    return next;
  }
  Day date = today_ - back;
  if (last_week) {
    date = first_of_week(today_) - days{7} + (wanted - std::chrono::Monday);
    end = hit(Class::ago, end + 1)->last() + 1;
  } else if (ago) {
    if (back.count() == 0) date -= days{7};
    end = ago->last() + 1;
  } else if (const auto here = hit(Class::this_, end)) {
    end = here->last() + 1;
  }
  if (eve) date -= days{1};
  const auto name = weekday_name(wanted.c_encoding());
  return day(date, end, eve ? fmt::format("malam {}", name) : std::string(name));
}

Parser::Maybe Parser::phrase(std::size_t i) const {
  if (const auto found = hit(Class::last_night, i)) return day(today_ - days{1}, found->last() + 1, "tadi malam");
  if (const auto found = hit(Class::days_ago, i)) {
    static constexpr std::array labels = {"hari ini", "kemarin", "dua hari lalu"};
    const auto back = std::min<std::size_t>(found->value, 2);
    return day(today_ - days{static_cast<int>(back)}, found->last() + 1, labels[back]);
  }
  if (!answer_) return std::nullopt;
  if (const auto found = hit(Class::answer_only, i)) return day(today_, found->last() + 1, "hari ini");
  if (const auto found = hit(Class::future, i)) {
    auto ahead = day(today_ + days{1}, found->last() + 1);
    ahead.span.future = true;
    return ahead;
  }
  return std::nullopt;
}

// "Mei", "bulan Mei 2025".
Parser::Maybe Parser::month(std::size_t i) const {
  const bool named = word_is(i, "bulan");
  const auto found = hit(Class::month, named ? i + 1 : i);
  if (!found || (i > 0 && number(i - 1) >= 0)) return std::nullopt;  // "32 Mei" is no date, not a month
  auto end = found->last() + 1;
  if (word_is(end, "tahun") && year_at(end + 1) != 0) ++end;
  int year = year_at(end);
  if (!answer_ && !named && year == 0) return std::nullopt;
  end += year != 0;
  if (word_is(end, "tahun") && hit(Class::ago, end + 1)) {
    year = year_of(today_) - 1;
    end = hit(Class::ago, end + 1)->last() + 1;
  } else if (const auto ago = hit(Class::ago, end)) {
    end = ago->last() + 1;
  }
  const int month_number = static_cast<int>(found->value);
  if (year == 0) year = year_of(today_) - (*make_day(year_of(today_), month_number, 1) > today_ ? 1 : 0);
  const Day from = *make_day(year, month_number, 1);
  Span span{from, last_of_month(from), shown_month(from)};
  span.future = from > today_;
  if (!span.future) span.to = std::min(span.to, today_);
  return Found{std::move(span), end};
}

Parser::Maybe Parser::year(std::size_t i) const {
  const bool named = word_is(i, "tahun");
  const auto at = named ? i + 1 : i;
  const int year = year_at(at);
  if (year == 0 || (!named && !answer_)) return std::nullopt;
  const char before = i > 0 ? joint(i - 1) : '\0';
  if (before == '/' || before == '-' || before == '.')
    return std::nullopt;  // the rest of a date that is none: 31/2/2026
  Span span{*make_day(year, 1, 1), *make_day(year, 12, 31), fmt::format("tahun {}", year)};
  span.future = span.from > today_;
  if (!span.future) span.to = std::min(span.to, today_);
  return Found{std::move(span), at + 1};
}

// "awal bulan", "akhir bulan lalu", "pertengahan Mei", "awal tahun".
Parser::Maybe Parser::part_of(std::size_t i) const {
  const auto part = hit(Class::part, i);
  if (!part) return std::nullopt;
  const auto next = part->last() + 1;
  auto base = unit_ago(next);
  if (!base) base = month(next);
  if (!base) base = year(next);
  if (!base && word_is(next, "bulan")) {
    base = Found{Span{first_of_month(today_), today_, shown_month(today_)}, next + 1};
  } else if (!base && word_is(next, "tahun")) {
    const int this_year = year_of(today_);
    base = Found{Span{*make_day(this_year, 1, 1), today_, fmt::format("tahun {}", this_year)}, next + 1};
  }
  if (!base || base->span.future) return base;
  static constexpr std::array names = {"awal", "pertengahan", "akhir"};
  auto& span = base->span;
  const bool of_year = span.shown.starts_with("tahun");
  const Day end = of_year ? *make_day(year_of(span.from), 12, 31) : last_of_month(span.from);
  const auto third = (end - span.from + days{1}) / 3;
  const auto which = part->value - 1;
  const Day from = span.from + third * static_cast<int>(which);
  const Day to = which == 2 ? end : from + third - days{1};
  span = {from, to, fmt::format("{} {}", names[which], span.shown)};
  span.future = from > today_;
  if (!span.future) span.to = std::min(span.to, today_);
  return base;
}

// "sudah 3 minggu", "2 bulan lebih": since then.
Parser::Maybe Parser::already(std::size_t i) const {
  constexpr int words_before = 4;  // "sudah hampir kurang lebih"
  auto at = i;
  for (int k = 0; k < words_before; ++k) {
    const auto said = hit(Class::already, at);
    if (!said) break;
    at = said->last() + 1;
  }
  if (at == i && !answer_) return std::nullopt;
  const auto length = length_at(at);
  if (!length || length->some) return std::nullopt;
  auto found = before(length->count, length->unit, length->end, {});
  if (found) {
    found->span.since = true;
    found->span.shown = "sejak " + found->span.shown;
  }
  return found;
}

Parser::Maybe Parser::since(std::size_t i) const {
  const auto said = hit(Class::since, i);
  if (!said) return std::nullopt;
  auto found = single(said->last() + 1);
  if (!found) return std::nullopt;
  if (auto range = with_end(*found); range && range->end > found->end) return range;
  found->span.since = true;
  if (!found->span.shown.starts_with("sejak ")) found->span.shown = "sejak " + found->span.shown;
  return found;
}

bool Parser::dash_before(std::size_t i) const {
  if (i == 0 || i >= words_.size() || words_[i].begin < words_[i - 1].end) return false;
  const auto between = text_.substr(words_[i - 1].end, words_[i].begin - words_[i - 1].end);
  return between.size() <= 5 && (between.find('-') != between.npos || between.find("\u2013") != between.npos);
}

// "3 Mei sampai 5 Mei", "kemarin sampai sekarang": a range; until today it is since.
Parser::Maybe Parser::with_end(Found found) const {
  const auto until = hit(Class::until, found.end);
  if (!until && !dash_before(found.end)) return found;
  const auto next = until ? until->last() + 1 : found.end;
  if (const auto now = hit(Class::answer_only, next)) {
    found.end = now->last() + 1;
    found.span.since = true;
    if (!found.span.shown.starts_with("sejak ")) found.span.shown = "sejak " + found.span.shown;
    return found;
  }
  const auto last = single(next);
  if (last && last->span.to < found.span.from && found.span.from - last->span.to < days{7}) {
    found.span.from -= days{7};  // "senin sampai rabu" on a Tuesday: the week before
  }
  if (!last || last->span.to < found.span.from) return found;
  Span span{found.span.from, last->span.to, shown_range(found.span.from, last->span.to)};
  span.future = span.from > today_;
  return Found{std::move(span), last->end};
}

Parser::Maybe Parser::single(std::size_t i) const {
  if (i >= words_.size()) return std::nullopt;
  using Reader = Maybe (Parser::*)(std::size_t) const;
  static constexpr std::array<Reader, 9> readers = {&Parser::with_slashes, &Parser::day_of_month, &Parser::part_of,
                                                    &Parser::counted_ago,  &Parser::weekday,      &Parser::unit_ago,
                                                    &Parser::phrase,       &Parser::month,        &Parser::year};
  for (const auto reader : readers) {
    auto found = (this->*reader)(i);
    if (!found) continue;
    while (const auto time = hit(Class::time_of_day, found->end)) found->end = time->last() + 1;
    return found;
  }
  return std::nullopt;
}

Parser::Maybe Parser::at(std::size_t i) const {
  if (auto found = since(i)) return found;
  if (auto found = single(i)) return with_end(*found);
  return already(i);
}

}  // namespace pintu::dialogs::language::dates
