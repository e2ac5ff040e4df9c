// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/time.hpp"

#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

namespace pintu::sms {

using namespace std::chrono;

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> to_number(std::string_view text) {
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || !is_digit(text[0]) || read.ec != std::errc() || read.ptr != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

// The next `count` digits of `text`, taken off it.
std::optional<int> take(std::string_view& text, std::size_t count) {
  const auto value = text.size() < count ? std::nullopt : to_number(text.substr(0, count));
  if (!value) return std::nullopt;
  text.remove_prefix(count);
  return static_cast<int>(*value);
}

bool skip(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text[0]) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Instant> instant(int y, int mo, int d, int h, int mi, int s, Duration rest) {
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok() || h > 23 || mi > 59 || s > 60) return std::nullopt;
  return Instant{sys_days{date}} + hours{h} + minutes{mi} + seconds{s} + rest;
}

struct TimeOfDay {
  int hour = 0, minute = 0, second = 0;
  Duration rest{0};
};

// "19:33", "19:33:06", "19:33:06.220", taken off `text`.
std::optional<TimeOfDay> take_time(std::string_view& text) {
  TimeOfDay time;
  const auto h = take(text, 2);
  if (!h || !skip(text, ":")) return std::nullopt;
  const auto m = take(text, 2);
  if (!m) return std::nullopt;
  time.hour = *h;
  time.minute = *m;
  if (!skip(text, ":")) return time;
  const auto s = take(text, 2);
  if (!s) return std::nullopt;
  time.second = *s;
  if (!skip(text, ".,")) return time;
  int scale = 100;
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  while (!text.empty() && is_digit(text[0])) {
    time.rest += Duration(scale * (text[0] - '0'));
    scale /= 10;
    text.remove_prefix(1);
  }
  return time;
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

// 2016-10-06, then a time with anything between them and perhaps a zone.
std::optional<Instant> by_year_first(std::string_view text, minutes zone) {
  const auto y = take(text, 4);
  if (!y || !skip(text, "-/.")) return std::nullopt;
  const auto mo = take(text, 2);
  if (!mo || !skip(text, "-/.")) return std::nullopt;
  const auto d = take(text, 2);
  if (!d) return std::nullopt;
  if (text.empty()) return instant(*y, *mo, *d, 0, 0, 0, -duration_cast<Duration>(zone));
  while (skip(text, "T ")) {
  }
  const auto time = take_time(text);
  if (!time) return std::nullopt;
  text = trimmed(text);
  const auto said = text.empty() ? std::optional(zone) : read_zone(text);
  if (!said) return std::nullopt;
  return instant(*y, *mo, *d, time->hour, time->minute, time->second, time->rest - *said);
}

std::optional<Instant> by_digits(std::string_view text, minutes zone) {
  if (text.size() == 10) return Instant(seconds(*to_number(text)));
  if (text.size() == 13) return Instant(Duration(*to_number(text)));
  if (text.size() != 8 && text.size() != 12 && text.size() != 14) return std::nullopt;
  const int y = *take(text, 4);
  const int mo = *take(text, 2);
  const int d = *take(text, 2);
  const int h = take(text, 2).value_or(0);
  const int mi = take(text, 2).value_or(0);
  const int s = take(text, 2).value_or(0);
  return instant(y, mo, d, h, mi, s, -duration_cast<Duration>(zone));
}

std::optional<int> month_of(std::string_view word) {
  static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  if (word.size() < 3) return std::nullopt;
  const auto at = months.find(word.substr(0, 3));
  if (at == std::string_view::npos || at % 3 != 0) return std::nullopt;
  return static_cast<int>(at / 3) + 1;
}

// Words in any order: a month's name, day, year, time, zone; weekdays and brackets say nothing.
std::optional<Instant> by_month_name(std::string_view text, minutes zone) {
  std::optional<int> mo;
  std::optional<int> d;
  std::optional<int> y;
  std::optional<TimeOfDay> time;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(" ,"), text.size());
    auto word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.find(':') != std::string_view::npos && !time) {
      time = take_time(word);
      if (!time || !word.empty()) return std::nullopt;
    } else if (const auto number = to_number(word)) {
      (word.size() == 4 ? y : d) = static_cast<int>(std::min<std::int64_t>(*number, 9999));
    } else if (const auto month_number = month_of(word); month_number && !mo) {
      mo = month_number;
    } else {
      if (word.starts_with("GMT") && word.size() > 3) word.remove_prefix(3);
      if (const auto said = read_zone(word)) zone = *said;
    }
  }
  if (!mo || !d || !y || !time) return std::nullopt;
  return instant(*y, *mo, *d, time->hour, time->minute, time->second, time->rest - zone);
}

}  // namespace

std::optional<minutes> read_zone(std::string_view text) {
  if (text == "Z" || text == "UTC" || text == "GMT") return minutes{0};
  if (text.empty() || (text[0] != '+' && text[0] != '-')) return std::nullopt;
  const int sign = text[0] == '+' ? 1 : -1;
  text.remove_prefix(1);
  const auto h = take(text, 2);
  skip(text, ":");
  const auto m = text.empty() ? std::optional(0) : take(text, 2);
  if (!h || !m || !text.empty() || *h > 14 || *m > 59) return std::nullopt;
  return minutes{sign * (*h * 60 + *m)};
}

std::optional<Instant> read_time(std::string_view text, minutes zone) {
  text = trimmed(text);
  if (text.empty() || text.size() > 64) return std::nullopt;
  std::optional<Instant> at;
  if (std::ranges::all_of(text, is_digit)) {
    at = by_digits(text, zone);
  } else {
    at = by_year_first(text, zone);
    if (!at) at = by_month_name(text, zone);
  }
  static constexpr Instant earliest{sys_days{year{2000} / 1 / 1}};
  static constexpr Instant latest{sys_days{year{2100} / 1 / 1}};
  return at && *at >= earliest && *at < latest ? at : std::nullopt;
}

}  // namespace pintu::sms
