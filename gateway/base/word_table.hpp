// SPDX-License-Identifier: Apache-2.0
// Enumerators and their words, as an array of pairs: read both ways.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace pintu {

template <class E, std::size_t N>
using WordTable = std::array<std::pair<E, std::string_view>, N>;

// "" for a value that the table does not hold.
template <class E, std::size_t N>
constexpr std::string_view word_of(const WordTable<E, N>& table, E value) {
  for (const auto& [known, word] : table) {
    if (known == value) return word;
  }
  return {};
}

template <class E, std::size_t N>
constexpr std::optional<E> value_of(const WordTable<E, N>& table, std::string_view text) {
  for (const auto& [known, word] : table) {
    if (word == text) return known;
  }
  return std::nullopt;
}

}  // namespace pintu
