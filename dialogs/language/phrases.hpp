// SPDX-License-Identifier: Apache-2.0
// Phrases found in a line of words, longest first; the cost of a look-up is that of the few phrases that begin alike.
#pragma once

#include <bitset>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "dialogs/language/tokens.hpp"

namespace pintu::dialogs::language {

class Phrases {
 public:
  struct Hit {
    std::size_t first, count, value;
    std::size_t last() const { return first + count - 1; }
  };
  // The phrase's words are made the way a text's words are; `value` comes back with a hit. The first of two equal
  // phrases stays.
  void add(std::string_view phrase, std::size_t value, Expand expand = Expand::always);
  // The longest phrase that begins at word i.
  std::optional<Hit> at(std::span<const Word> words, std::size_t i) const;
  // Leftmost longest, none overlapping; words that `taken` marks belong to no phrase.
  std::vector<Hit> in(std::span<const Word> words, const std::vector<bool>* taken = nullptr) const;
  // The value of a phrase that is all of the words.
  std::optional<std::size_t> whole(std::span<const Word> words) const;
  bool empty() const { return by_first_.empty(); }

 private:
  struct Entry {
    std::vector<std::string> rest;
    std::size_t value;
  };
  // Some bits of a word's shape. Nearly all words of a message begin no phrase of a list: that is seen here, without a
  // look into the table.
  static constexpr std::size_t shapes = 2048;
  static std::size_t shape_of(const std::string& word);

  std::bitset<shapes> begins_;                                    // with a word of this shape
  std::unordered_map<std::string, std::vector<Entry>> by_first_;  // longest first
};

}  // namespace pintu::dialogs::language
