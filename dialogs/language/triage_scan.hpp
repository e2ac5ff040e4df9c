// SPDX-License-Identifier: Apache-2.0
// A text seen with the emergency tables: which events it names, and which of them are meant as happening.
#pragma once

#include "dialogs/language/triage_words.hpp"

namespace pintu::dialogs::language::danger {

struct Event {
  std::size_t first = 0, last = 0;  // words
  std::size_t kind = 0;             // index in lexicon().kinds
  int points = 2;
  std::string rule;  // what took it away: "removed:habit"; empty when it counts
  bool alive() const { return rule.empty(); }
};

struct Scan {
  std::string_view text;
  std::vector<Word> words;
  std::vector<std::size_t> sentence, clause;  // of each word
  std::vector<bool> taken;                    // words of removed phrases
  std::vector<Event> events;
  std::vector<std::string> removed;  // rules of removed phrases

  bool any_alive() const;
  // Hits of a class outside removed phrases.
  std::vector<Phrases::Hit> hits(Class c) const { return lexicon().of(c).in(words, &taken); }
  // Hits of a class that hold no word of a hit of `except`.
  std::vector<Phrases::Hit> hits(Class c, Class except) const;
  // Words between the hit and the nearest event that counts; `far` when there is none so near.
  static constexpr std::size_t far = 20;
  std::size_t to_event(const Phrases::Hit& hit) const;
};

Scan scan(std::string_view text, const TriageWords& added);

}  // namespace pintu::dialogs::language::danger
