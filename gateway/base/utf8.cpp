// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/utf8.hpp"

#include <utf8proc.h>

#include <cstdlib>
#include <memory>

namespace pintu::utf8 {

namespace {

// The code point at the front of `text` and its length in bytes; length 0 if malformed.
struct Step {
  utf8proc_int32_t point;
  std::size_t length;
};

Step step(std::string_view text) {
  utf8proc_int32_t point = -1;
  const auto n = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                  static_cast<utf8proc_ssize_t>(text.size()), &point);
  if (n <= 0) return {-1, 0};
  return {point, static_cast<std::size_t>(n)};
}

}  // namespace

bool valid(std::string_view text) {
  while (!text.empty()) {
    const auto s = step(text);
    if (s.length == 0) return false;
    text.remove_prefix(s.length);
  }
  return true;
}

std::string repaired(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (!text.empty()) {
    const auto s = step(text);
    if (s.length == 0) {
      out += "\xEF\xBF\xBD";
      text.remove_prefix(1);
      continue;
    }
    if (s.point != 0) out.append(text.substr(0, s.length));
    text.remove_prefix(s.length);
  }
  return out;
}

std::size_t code_points(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) n += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  return n;
}

std::size_t utf16_units(std::string_view text) {
  std::size_t n = 0;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    n += (byte & 0xC0U) != 0x80U;
    n += byte >= 0xF0U;
  }
  return n;
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (code_points(text) <= limit) return std::string(text);
  if (limit == 0) return {};
  std::size_t seen = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U && seen++ == limit - 1) break;
    ++at;
  }
  while (at > 0 && text[at - 1] == ' ') --at;
  return std::string(text.substr(0, at)) + "…";
}

std::string folded(std::string_view text) {
  const std::string clean = valid(text) ? std::string(text) : repaired(text);
  utf8proc_uint8_t* out = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
                                                      UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  const auto n = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(clean.data()),
                              static_cast<utf8proc_ssize_t>(clean.size()), &out, options);
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(out, &std::free);
  if (n < 0) return clean;
  return {reinterpret_cast<const char*>(out), static_cast<std::size_t>(n)};
}

}  // namespace pintu::utf8
