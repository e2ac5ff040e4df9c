// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/clock.hpp"

#include <fmt/format.h>

#include <charconv>

namespace pintu {

using namespace std::chrono;

Instant SystemClock::now() const { return time_point_cast<Duration>(system_clock::now()); }

std::string to_rfc3339(Instant at) {
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss time{at - day};
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", int(date.year()), unsigned(date.month()),
                          unsigned(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count());
  if (time.subseconds().count() != 0) text += fmt::format(".{:03}", time.subseconds().count());
  return text + "Z";
}

namespace {

bool digits(std::string_view text, std::size_t at, std::size_t count, int& out) {
  if (at + count > text.size()) return false;
  const auto [end, error] = std::from_chars(text.data() + at, text.data() + at + count, out);
  return error == std::errc{} && end == text.data() + at + count && text[at] != '-';
}

bool is(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }

}  // namespace

std::optional<Instant> from_rfc3339(std::string_view text) {
  int y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0;
  const bool shape = digits(text, 0, 4, y) && is(text, 4, '-') && digits(text, 5, 2, mo) && is(text, 7, '-') &&
                     digits(text, 8, 2, d) && (is(text, 10, 'T') || is(text, 10, ' ')) && digits(text, 11, 2, h) &&
                     is(text, 13, ':') && digits(text, 14, 2, mi) && is(text, 16, ':') && digits(text, 17, 2, s);
  if (!shape) return std::nullopt;
  const year_month_day date{year{y}, month{static_cast<unsigned>(mo)}, day{static_cast<unsigned>(d)}};
  if (!date.ok() || h > 23 || mi > 59 || s > 60) return std::nullopt;
  std::size_t at = 19;
  int millis = 0;
  if (is(text, at, '.')) {
    int scale = 100;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, scale /= 10)
      millis += (text[at] - '0') * scale;
  }
  minutes offset{0};
  if (is(text, at, 'Z') && at + 1 == text.size()) {
  } else if (is(text, at, '+') || is(text, at, '-')) {
    int oh = 0, om = 0;
    const bool colon = is(text, at + 3, ':');
    if (!digits(text, at + 1, 2, oh) || !digits(text, at + (colon ? 4 : 3), 2, om)) return std::nullopt;
    if (text.size() != at + (colon ? 6 : 5) || oh > 23 || om > 59) return std::nullopt;
    offset = (hours{oh} + minutes{om}) * (text[at] == '-' ? -1 : 1);
  } else {
    return std::nullopt;
  }
  return Instant{sys_days{date}} + hours{h} + minutes{mi} + seconds{s} + milliseconds{millis} - offset;
}

LocalTime local_time(Instant at, hours zone) {
  const auto shifted = at + zone;
  const auto day = floor<days>(shifted);
  const hh_mm_ss time{shifted - day};
  return {year_month_day{day}, static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
          weekday{day}};
}

}  // namespace pintu
