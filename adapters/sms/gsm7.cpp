// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/gsm7.hpp"

#include <array>
#include <utility>

#include "gateway/base/utf8.hpp"

namespace pintu::sms {

namespace {

constexpr char escape = 27;

// Code 0 to 127; an escape has no character.
constexpr std::array<std::string_view, 128> basic{
    "@", "£", "$",  "¥", "è", "é", "ù", "ì", "ò", "Ç", "\n", "Ø", "ø", "\r", "Å", "å",  //
    "Δ", "_", "Φ",  "Γ", "Λ", "Ω", "Π", "Ψ", "Σ", "Θ", "Ξ",  "",  "Æ", "æ",  "ß", "É",  //
    " ", "!", "\"", "#", "¤", "%", "&", "'", "(", ")", "*",  "+", ",", "-",  ".", "/",  //
    "0", "1", "2",  "3", "4", "5", "6", "7", "8", "9", ":",  ";", "<", "=",  ">", "?",  //
    "¡", "A", "B",  "C", "D", "E", "F", "G", "H", "I", "J",  "K", "L", "M",  "N", "O",  //
    "P", "Q", "R",  "S", "T", "U", "V", "W", "X", "Y", "Z",  "Ä", "Ö", "Ñ",  "Ü", "§",  //
    "¿", "a", "b",  "c", "d", "e", "f", "g", "h", "i", "j",  "k", "l", "m",  "n", "o",  //
    "p", "q", "r",  "s", "t", "u", "v", "w", "x", "y", "z",  "ä", "ö", "ñ",  "ü", "à"};

constexpr std::array<std::pair<char, std::string_view>, 10> extension{
    {{10, "\f"}, {20, "^"}, {40, "{"}, {41, "}"}, {47, "\\"}, {60, "["}, {61, "~"}, {62, "]"}, {64, "|"}, {101, "€"}}};

constexpr std::array<std::pair<std::string_view, std::string_view>, 19> twins{{{"‘", "'"},
                                                                               {"’", "'"},
                                                                               {"‚", "'"},
                                                                               {"‛", "'"},
                                                                               {"′", "'"},
                                                                               {"`", "'"},
                                                                               {"“", "\""},
                                                                               {"”", "\""},
                                                                               {"„", "\""},
                                                                               {"″", "\""},
                                                                               {"‐", "-"},
                                                                               {"‑", "-"},
                                                                               {"–", "-"},
                                                                               {"—", "-"},
                                                                               {"−", "-"},
                                                                               {"…", "..."},
                                                                               {"•", "-"},
                                                                               {"\u00A0", " "},
                                                                               {"\u202F", " "}}};

std::string_view first_character(std::string_view text) {
  std::size_t length = 1;
  while (length < text.size() && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80U) ++length;
  return text.substr(0, length);
}

// The septets of one character: none when it is outside.
std::string code_of(std::string_view character) {
  for (std::size_t code = 0; code < basic.size(); ++code) {
    if (basic[code] == character && !character.empty()) return {static_cast<char>(code)};
  }
  for (const auto& [code, known] : extension) {
    if (known == character) return {escape, code};
  }
  return {};
}

// `size_of` gives a character's units; a character is never torn.
template <class SizeOf>
Cost pack(std::string_view text, int alone, int each, bool gsm7, SizeOf size_of) {
  Cost cost{gsm7, 0, 0};
  int parts = text.empty() ? 0 : 1;
  int used = 0;
  while (!text.empty()) {
    const auto character = first_character(text);
    text.remove_prefix(character.size());
    const int size = size_of(character);
    cost.units += size;
    if (used + size > each) {
      ++parts;
      used = 0;
    }
    used += size;
  }
  cost.segments = cost.units > 0 && cost.units <= alone ? 1 : parts;
  return cost;
}

}  // namespace

std::string outside(std::string_view text) {
  std::string found;
  while (!text.empty()) {
    const auto character = first_character(text);
    text.remove_prefix(character.size());
    if (code_of(character).empty() && found.find(character) == std::string::npos) found += character;
  }
  return found;
}

std::size_t septets(std::string_view text) {
  std::size_t count = 0;
  while (!text.empty()) {
    const auto character = first_character(text);
    text.remove_prefix(character.size());
    count += code_of(character).size();
  }
  return count;
}

Cost cost_of(std::string_view text) {
  if (outside(text).empty()) {
    return pack(text, 160, 153, true, [](std::string_view c) { return static_cast<int>(code_of(c).size()); });
  }
  return pack(text, 70, 67, false, [](std::string_view c) { return static_cast<int>(utf8::utf16_units(c)); });
}

std::string plain_punctuation(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    auto character = first_character(text);
    text.remove_prefix(character.size());
    for (const auto& [fine, plain] : twins) {
      if (fine == character) character = plain;
    }
    out += character;
  }
  return out;
}

std::optional<std::string> to_gsm7(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const auto character = first_character(text);
    text.remove_prefix(character.size());
    const auto code = code_of(character);
    if (code.empty()) return std::nullopt;
    out += code;
  }
  return out;
}

std::string from_gsm7(std::string_view bytes) {
  std::string out;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] == escape && i + 1 < bytes.size()) {
      ++i;
      std::string_view special;
      for (const auto& [code, character] : extension) {
        if (code == bytes[i]) special = character;
      }
      if (!special.empty()) {
        out += special;
        continue;
      }
    }
    const auto code = static_cast<unsigned char>(bytes[i]);
    out += code >= 128 ? std::string_view("\xEF\xBF\xBD") : code == escape ? std::string_view(" ") : basic[code];
  }
  return out;
}

}  // namespace pintu::sms
