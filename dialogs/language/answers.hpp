// SPDX-License-Identifier: Apache-2.0
// What the readers of answers share: polite words that add nothing, number words, corrections inside an answer.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "dialogs/language/tokens.hpp"

namespace pintu::dialogs::language {

bool is_filler(const std::string& word);  // fillers.txt
// Without the polite words at both ends; all of them when there is nothing else.
std::span<const Word> without_fillers(std::span<const Word> words);

// Where the words after the last "eh", "maaf", "maksudnya", "bukan" begin; 0 when nothing was corrected.
std::size_t after_correction(std::span<const Word> words);

struct NumberWord {
  enum class Kind { none, digit, ten_to_eleven, whole, ordinal } kind = Kind::none;
  long value = 0;
};
NumberWord number_word(const std::string& word);  // numbers.tsv

struct Counted {
  double value = 0;
  std::size_t count = 0;  // words read; 0 = no number here
};
// The cardinal number that begins at word i: "dua puluh lima", "3", "seratus dua". Digits are whole numbers here.
Counted number_at(std::span<const Word> words, std::size_t i);

// The signs of a text that has no words ("👍"), to be looked up as they are; empty when it has words.
std::string_view signs_of(std::string_view text);

}  // namespace pintu::dialogs::language
