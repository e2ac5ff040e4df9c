// SPDX-License-Identifier: Apache-2.0
// Which language a message is written in, when that is clear.
#include <algorithm>
#include <array>

#include "dialogs/language/language.hpp"
#include "dialogs/language/phrases.hpp"
#include "dialogs/language/tables.hpp"

namespace pintu::dialogs::language {

namespace {

constexpr std::array<std::string_view, 3> names{"su", "en", "id"};

const Phrases& table() {
  static const auto phrases = [] {
    Phrases all;
    for (const auto& cells : rows("languages.tsv")) {
      const auto which = std::ranges::find(names, cells.front());
      if (which == names.end() || cells.size() < 2) continue;
      for (const auto phrase : phrases_of(cells[1]))
        all.add(phrase, static_cast<std::size_t>(which - names.begin()), Expand::never);
    }
    return all;
  }();
  return phrases;
}

}  // namespace

std::string_view spoken_language(std::string_view text) {
  constexpr std::size_t longest = 2000;
  constexpr std::size_t fewest_words = 4;
  const auto words = split(text.substr(0, longest), Expand::never);
  if (words.size() < fewest_words) return {};
  std::array<std::size_t, 3> counts{};
  for (const auto& hit : table().in(words)) ++counts[hit.value];
  const auto best = static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin());
  std::size_t others = 0;
  for (std::size_t i = 0; i < counts.size(); ++i) others += i == best ? 0 : counts[i];
  // Names of places tell nothing, so a third of all words is much.
  const bool clear = counts[best] >= 3 && counts[best] >= 2 * others && counts[best] * 3 >= words.size();
  return clear ? names[best] : std::string_view();
}

}  // namespace pintu::dialogs::language
