// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/triage_words.hpp"

#include <algorithm>

#include "dialogs/language/tables.hpp"

namespace pintu::dialogs::language::danger {

namespace {

constexpr std::array names = {
    "event",       "weak",     "jiwa",      "pair_gap",    "remove",  "now",    "now_not",  "hours_ago",    "today",
    "past",        "past_not", "over",      "question",    "how",     "fear",   "may",      "sign",         "victim",
    "person",      "near_not", "near",      "cry",         "cry_not", "exists", "negation", "negation_gap", "prevent",
    "prevent_gap", "habit",    "habit_gap", "habit_after", "fiction", "aid",    "aid_gap",  "aid_ask",      "news"};
static_assert(names.size() == static_cast<std::size_t>(Class::count_));

std::size_t index_in(std::vector<std::string>& list, std::string_view name) {
  const auto found = std::ranges::find(list, name);
  if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
  list.emplace_back(name);
  return list.size() - 1;
}

constexpr std::size_t shortest_fuzzy = 7;

Lexicon::Pair pair(const Cells& row, std::size_t kind) {
  Lexicon::Pair made{{}, {}, kind};
  for (const auto phrase : phrases_of(row[2])) made.one.add(phrase, 0);
  for (const auto phrase : phrases_of(row[3])) made.other.add(phrase, 0);
  return made;
}

Lexicon load() {
  Lexicon lexicon;
  for (const auto& row : rows("emergency.tsv")) {
    if (row[0] == "pair" && row.size() > 3) {
      lexicon.pairs.push_back(pair(row, index_in(lexicon.kinds, row[1])));
      continue;
    }
    const auto name = std::ranges::find(names, row[0]);
    if (row.size() < 3 || name == names.end()) continue;
    const auto which = static_cast<std::size_t>(name - names.begin());
    auto& list = static_cast<Class>(which) == Class::remove ? lexicon.reasons : lexicon.kinds;
    const auto value = index_in(list, row[1]);
    for (const auto phrase : phrases_of(row[2])) {
      lexicon.classes[which].add(phrase, value);
      const bool single = phrase.find(' ') == std::string_view::npos && phrase.size() >= shortest_fuzzy;
      if (row.size() > 3 && row[3] == "fuzzy" && single) lexicon.fuzzy.push_back({std::string(phrase), value});
    }
  }
  return lexicon;
}

// Words that a misspelling of an event word may not be taken from: real words one letter away.
const Phrases& real_words() {
  static const auto table = [] {
    Phrases all;
    for (const auto& row : rows("lookalikes.tsv"))
      for (const auto word : phrases_of(row[0])) all.add(word, 0);
    return all;
  }();
  return table;
}

}  // namespace

const Lexicon& lexicon() {
  static const Lexicon loaded = load();
  return loaded;
}

std::optional<std::size_t> misspelt_event(const std::string& word) {
  if (word.size() + 1 < shortest_fuzzy || word.size() > 14) return std::nullopt;
  const Word alone{word, 0, 0};
  if (real_words().whole({&alone, 1})) return std::nullopt;
  for (const auto& known : lexicon().fuzzy) {
    if (known.word.front() != word.front() || known.word.size() > word.size() + 1 ||
        word.size() > known.word.size() + 1)
      continue;
    if (distance(known.word, word, 1) <= 1) return known.kind;
  }
  return std::nullopt;
}

}  // namespace pintu::dialogs::language::danger
