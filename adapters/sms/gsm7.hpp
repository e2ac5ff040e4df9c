// SPDX-License-Identifier: Apache-2.0
// The alphabet of SMS (3GPP TS 23.038, default alphabet and its extension table), and what a text costs in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pintu::sms {

struct Cost {
  bool gsm7 = true;  // false: one character outside makes the whole text UCS-2
  int units = 0;     // septets (an extension character is two), or UTF-16 units
  int segments = 0;  // 160 septets or 70 units in one; 153 or 67 each in several (8-bit reference); 0 for no text
  friend bool operator==(const Cost&, const Cost&) = default;
};

// Pairs that must not be torn (an escape and its character, a surrogate pair) go to the next segment whole.
Cost cost_of(std::string_view text);

// Septets of one or more characters as cost_of counts them; only for texts that are GSM-7.
std::size_t septets(std::string_view text);

// The same text with typographic quotes, dashes, dots and blanks as their plain twins, which cost half.
std::string plain_punctuation(std::string_view text);

// The characters outside the alphabet, each once, in their order.
std::string outside(std::string_view text);

// One septet a byte, as providers hand it on; nullopt when a character is outside.
std::optional<std::string> to_gsm7(std::string_view text);
// An escape before a code that has no extension reads as the plain character (3GPP's rule); bytes over 127 as U+FFFD.
std::string from_gsm7(std::string_view septets);

}  // namespace pintu::sms
