// SPDX-License-Identifier: Apache-2.0
#include "adapters/wire.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "gateway/base/utf8.hpp"

namespace pintu::wire {

namespace {

constexpr int deepest = 64;

// Counts brackets outside strings: a bomb is refused before anything is built from it.
bool too_deep(std::string_view body) {
  int depth = 0;
  bool in_string = false;
  for (std::size_t i = 0; i < body.size(); ++i) {
    const char c = body[i];
    if (in_string) {
      if (c == '\\') ++i;
      if (c == '"') in_string = false;
    } else if (c == '"') {
      in_string = true;
    } else if (c == '[' || c == '{') {
      if (++depth > deepest) return true;
    } else if (c == ']' || c == '}') {
      --depth;
    }
  }
  return false;
}

// The code unit of "\uXXXX" at the front; -1 if there is none.
int escaped_unit(std::string_view text) {
  if (text.size() < 6 || text[0] != '\\' || text[1] != 'u') return -1;
  int unit = -1;
  const char* end = text.data() + 6;
  const auto read = std::from_chars(text.data() + 2, end, unit, 16);
  return read.ptr == end && unit >= 0 ? unit : -1;
}

bool is_high(int unit) { return unit >= 0xD800 && unit < 0xDC00; }
bool is_low(int unit) { return unit >= 0xDC00 && unit < 0xE000; }

// Copies the escape at the front of `rest`, mended if it is half a surrogate pair; returns the bytes taken.
std::size_t copy_escape(std::string_view rest, std::string& out) {
  const int unit = escaped_unit(rest);
  if (unit < 0) {
    out += rest.substr(0, 2);
    return std::min<std::size_t>(2, rest.size());
  }
  if (is_high(unit) && is_low(escaped_unit(rest.substr(6)))) {
    out += rest.substr(0, 12);
    return 12;
  }
  if (is_high(unit) || is_low(unit)) {
    out += "\\ufffd";
  } else {
    out += rest.substr(0, 6);
  }
  return 6;
}

std::size_t number_length(std::string_view rest) {
  return std::min(rest.find_first_not_of("0123456789+-.eE"), rest.size());
}

// The second look at a body that did not parse.
std::string mended(std::string_view body) {
  const std::string clean = utf8::valid(body) ? std::string(body) : utf8::repaired(body);
  std::string out;
  out.reserve(clean.size());
  bool in_string = false;
  for (std::size_t i = 0; i < clean.size();) {
    const auto rest = std::string_view(clean).substr(i);
    const char c = rest.front();
    if (in_string && c == '\\') {
      i += copy_escape(rest, out);
      continue;
    }
    if (!in_string && (c == '-' || (c >= '0' && c <= '9'))) {
      const std::string token(rest.substr(0, number_length(rest)));
      out += std::isfinite(std::strtod(token.c_str(), nullptr)) ? token : "null";
      i += token.size();
      continue;
    }
    if (c == '"') in_string = !in_string;
    out += c;
    ++i;
  }
  return out;
}

int month_of(std::string_view name) {
  static constexpr std::string_view months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const auto at = name.size() == 3 ? months.find(name) : std::string_view::npos;
  return at == std::string_view::npos || at % 3 != 0 ? 0 : static_cast<int>(at / 3) + 1;
}

std::optional<int> digits(std::string_view text) {
  int value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ptr != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

// IMF-fixdate, "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 5.6.7).
std::optional<Instant> http_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 29 || !text.ends_with(" GMT")) return std::nullopt;
  const auto d = digits(text.substr(5, 2));
  const int m = month_of(text.substr(8, 3));
  const auto y = digits(text.substr(12, 4));
  const auto h = digits(text.substr(17, 2));
  const auto min = digits(text.substr(20, 2));
  const auto s = digits(text.substr(23, 2));
  if (!d || m == 0 || !y || !h || !min || !s) return std::nullopt;
  const year_month_day date{year{*y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(*d)}};
  if (!date.ok()) return std::nullopt;
  return Instant{sys_days{date}} + hours{*h} + minutes{*min} + seconds{*s};
}

}  // namespace

std::optional<Json> parse(std::string_view body) {
  if (too_deep(body)) return std::nullopt;
  Json value = Json::parse(body, nullptr, false);
  if (value.is_discarded()) value = Json::parse(mended(body), nullptr, false);
  if (value.is_discarded()) return std::nullopt;
  return std::optional<Json>(std::move(value));
}

const Json* find(const Json* object, const char* key) {
  if (object == nullptr || !object->is_object()) return nullptr;
  const auto at = object->find(key);
  return at == object->end() || at->is_null() ? nullptr : &*at;
}

std::optional<std::int64_t> integer(const Json* value) {
  if (value == nullptr || !value->is_number_integer()) return std::nullopt;
  if (value->is_number_unsigned()) {
    const auto number = value->get<std::uint64_t>();
    if (number > static_cast<std::uint64_t>(INT64_MAX)) return std::nullopt;
    return static_cast<std::int64_t>(number);
  }
  return value->get<std::int64_t>();
}

std::optional<double> number(const Json* value) {
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const auto number = value->get<double>();
  return std::isfinite(number) ? std::optional(number) : std::nullopt;
}

bool is_true(const Json* value) { return value != nullptr && value->is_boolean() && value->get<bool>(); }

std::optional<std::string> text(const Json* value, std::size_t limit) {
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return utf8::shortened(utf8::repaired(value->get_ref<const std::string&>()), limit);
}

std::string id_text(const Json* value) {
  if (const auto number = integer(value)) return std::to_string(*number);
  return text(value, 256).value_or(std::string());
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::optional<Duration> retry_after(const http::Response& response) {
  using namespace std::chrono_literals;
  const auto field = response.headers.first("Retry-After");
  if (!field) return std::nullopt;
  std::optional<Duration> wait;
  if (const auto seconds = digits(*field)) {
    wait = std::chrono::seconds(*seconds);
  } else if (const auto until = http_date(*field)) {
    const auto sent = http_date(response.headers.first("Date").value_or(""));
    wait = sent ? *until - *sent : Duration(60s);
  }
  if (!wait) return std::nullopt;
  return std::clamp<Duration>(*wait, 0s, 1h);
}

std::optional<double> rate(const std::string& text, double most) {
  char* end = nullptr;
  const double count = std::strtod(text.c_str(), &end);
  const std::string_view unit(end);
  if (end == text.c_str() || (unit != "/s" && unit != "/min") || !std::isfinite(count)) return std::nullopt;
  const double per_second = unit == "/min" ? count / 60 : count;
  return per_second < 0.01 || per_second > most ? std::nullopt : std::optional(per_second);
}

std::optional<std::string> base_url(std::string_view text) {
  const auto scheme = text.starts_with("https://") ? 8U : text.starts_with("http://") ? 7U : 0U;
  if (scheme == 0) return std::nullopt;
  while (text.size() > scheme && text.back() == '/') text.remove_suffix(1);
  if (text.size() == scheme || text[scheme] == '/') return std::nullopt;
  for (const char c : text) {
    if (c <= ' ' || c == '?' || c == '#' || c == '@' || c == '\\' || c == '"' || c == 127) return std::nullopt;
  }
  return std::string(text);
}

}  // namespace pintu::wire
