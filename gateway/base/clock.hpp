// SPDX-License-Identifier: Apache-2.0
// Time is an argument: whoever needs it is given a Clock, and tests move it by hand.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace pintu {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

// For tests and simulators. Not thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_; }
  void advance(Duration by) { now_ += by; }
  void set(Instant to) { now_ = to; }

 private:
  Instant now_;
};

// RFC 3339 in UTC, "2026-05-02T03:04:05Z", with ".123" only when the milliseconds are not zero.
std::string to_rfc3339(Instant at);
// Reads RFC 3339 with any zone; nullopt for anything else.
std::optional<Instant> from_rfc3339(std::string_view text);

// Western Indonesia (WIB) is +07:00 all year; there is no time zone data in this standard library.
inline constexpr std::chrono::hours wib{7};

struct LocalTime {
  std::chrono::year_month_day date;
  int hour = 0;
  int minute = 0;
  std::chrono::weekday weekday;
};
LocalTime local_time(Instant at, std::chrono::hours zone = wib);

}  // namespace pintu
