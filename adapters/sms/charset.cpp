// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/charset.hpp"

#include <array>
#include <cstdint>
#include <utility>

#include "adapters/sms/gsm7.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::sms {

namespace {

constexpr std::uint32_t replacement = 0xFFFD;

// Windows-1252 at 0x80 to 0x9F; 0 where it has no character.
constexpr std::array<std::uint16_t, 32> windows{0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0,      0x017D, 0,
                                                0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

void append(std::string& out, std::uint32_t code) {
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0U | (code >> 6U));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0U | (code >> 12U));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  } else {
    out += static_cast<char>(0xF0U | (code >> 18U));
    out += static_cast<char>(0x80U | ((code >> 12U) & 0x3FU));
    out += static_cast<char>(0x80U | ((code >> 6U) & 0x3FU));
    out += static_cast<char>(0x80U | (code & 0x3FU));
  }
}

std::string from_latin1(std::string_view bytes) {
  std::string out;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    std::uint32_t code = byte;
    if (byte >= 0x80 && byte < 0xA0) code = windows[byte - 0x80U] == 0 ? replacement : windows[byte - 0x80U];
    append(out, code);
  }
  return out;
}

std::string from_utf16(std::string_view bytes) {
  const bool little = bytes.starts_with("\xFF\xFE");
  if (little || bytes.starts_with("\xFE\xFF")) bytes.remove_prefix(2);
  const auto unit_at = [&](std::size_t i) -> std::uint32_t {
    const auto first = static_cast<unsigned char>(bytes[i]);
    const auto second = static_cast<unsigned char>(bytes[i + 1]);
    return little ? (std::uint32_t{second} << 8U) | first : (std::uint32_t{first} << 8U) | second;
  };
  std::string out;
  std::size_t i = 0;
  for (; i + 1 < bytes.size(); i += 2) {
    const auto unit = unit_at(i);
    if (unit < 0xD800 || unit > 0xDFFF) {
      append(out, unit);
      continue;
    }
    const bool high = unit < 0xDC00;
    const auto next = high && i + 3 < bytes.size() ? unit_at(i + 2) : 0U;
    if (next < 0xDC00 || next > 0xDFFF) {
      append(out, replacement);
      continue;
    }
    append(out, 0x10000U + ((unit - 0xD800U) << 10U) + (next - 0xDC00U));
    i += 2;
  }
  if (i < bytes.size()) append(out, replacement);
  return out;
}

// Letters and digits only, lower case: "UTF-16BE", "utf_16be" and "Utf16Be" are one.
std::string plain(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c >= 'A' && c <= 'Z') out += static_cast<char>(c - 'A' + 'a');
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) out += c;
  }
  return out;
}

}  // namespace

std::optional<Charset> charset_from(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Charset>, 19> known{{{"utf8", Charset::utf8},
                                                                               {"usascii", Charset::utf8},
                                                                               {"ascii", Charset::utf8},
                                                                               {"latin1", Charset::latin1},
                                                                               {"iso88591", Charset::latin1},
                                                                               {"iso885915", Charset::latin1},
                                                                               {"windows1252", Charset::latin1},
                                                                               {"cp1252", Charset::latin1},
                                                                               {"utf16be", Charset::utf16be},
                                                                               {"utf16", Charset::utf16be},
                                                                               {"ucs2", Charset::utf16be},
                                                                               {"ucs2be", Charset::utf16be},
                                                                               {"iso10646ucs2", Charset::utf16be},
                                                                               {"gsm7", Charset::gsm7},
                                                                               {"gsm", Charset::gsm7},
                                                                               {"gsm0338", Charset::gsm7},
                                                                               {"8bit", Charset::binary},
                                                                               {"binary", Charset::binary},
                                                                               {"octet", Charset::binary}}};
  const auto wanted = plain(name);
  for (const auto& [known_name, charset] : known) {
    if (known_name == wanted) return charset;
  }
  return std::nullopt;
}

std::string clean(std::string_view bytes, std::size_t limit) { return utf8::shortened(utf8::repaired(bytes), limit); }

std::string decode(std::string_view bytes, Charset charset) {
  switch (charset) {
    case Charset::utf8:
      return clean(bytes);
    case Charset::latin1:
      return clean(from_latin1(bytes));
    case Charset::utf16be:
      return clean(from_utf16(bytes));
    case Charset::gsm7:
      return clean(from_gsm7(bytes));
    case Charset::binary:
      return {};
  }
  return {};
}

}  // namespace pintu::sms
