// SPDX-License-Identifier: Apache-2.0
// How the readers of this folder see a text: words with their places, and what stands between them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialogs/language/language.hpp"

namespace pintu::dialogs::language {

enum class Expand { never, by_length, always };  // by_length: only in a text of 3 words or more
std::vector<Word> split(std::string_view text, Expand expand);

// The words' texts joined by a space.
std::string joined(std::span<const Word> words);

// Whether any byte of `marks` stands between word i-1 and word i (true at the first word).
bool parted(std::string_view text, std::span<const Word> words, std::size_t i, std::string_view marks);
inline constexpr std::string_view sentence_marks = ".?!\n";
inline constexpr std::string_view clause_marks = ".,;:?!\n()";

// One character of `text` at `at`: its code point and length in bytes; a malformed byte is {-1, 1}.
struct Character {
  std::int32_t point;
  std::size_t length;
};
Character character_at(std::string_view text, std::size_t at);
bool is_letter(std::int32_t point);
bool is_digit(std::int32_t point);

// Letters a to z lower-cased without marks, compatibility forms made plain; other scripts case-folded.
std::string plain(std::string_view text);

bool all_digits(std::string_view text);
// A number of at most 9 digits, or -1.
int small_number(std::string_view text);

}  // namespace pintu::dialogs::language
