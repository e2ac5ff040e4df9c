// SPDX-License-Identifier: Apache-2.0
// emergency.tsv as tables of phrases by class, loaded once.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "dialogs/language/phrases.hpp"

namespace pintu::dialogs::language::danger {

enum class Class {
  event,         // +2; value: index of a kind
  weak,          // +1
  jiwa,          // +3
  pair_gap,      // what may stand between the two words of a pair
  remove,        // idioms, names of services: the words count for nothing; value: index of a reason
  now,           // going on
  now_not,       // holds a word of `now` that means nothing of the kind
  hours_ago,     // "tadi pagi"
  today,         // "tadi" alone: now
  past,          // "kemarin"
  past_not,      // "sejak kemarin": still going on
  over,          // "sudah padam"
  question,      // "berapa"
  how,           // "gimana": asked, but also cried
  fear,          // "takut"
  may,           // "bisa" + event
  sign,          // "retak": gives the fear back
  victim,        // counts only near an event
  person,        // may stand between an event and "hilang"; a person in danger when injured
  near_not,      // "kota sebelah"
  near,          // "rumah sebelah"
  cry,           // "tolong"
  cry_not,       // "tolong perbaiki"
  exists,        // "ada" + event
  negation,      // "tidak ada" + event
  negation_gap,  // what may stand between a negation and its event
  prevent,       // "jangan sampai" + event
  prevent_gap,
  habit,  // "suka banjir", "rawan longsor"
  habit_gap,
  habit_after,  // "banjir tiap hujan"
  fiction,      // "latihan", "film": takes the events after it away
  aid,          // "bantuan korban kebakaran"
  aid_gap,
  aid_ask,  // "butuh bantuan": a cry, not an aid programme
  news,     // heard of, not seen
  count_
};

struct Lexicon {
  std::array<Phrases, static_cast<std::size_t>(Class::count_)> classes;
  std::vector<std::string> kinds;    // of event, weak, jiwa
  std::vector<std::string> reasons;  // of remove
  struct Fuzzy {
    std::string word;
    std::size_t kind;
  };
  std::vector<Fuzzy> fuzzy;  // long single words that may be misspelt by one letter

  struct Pair {
    Phrases one, other;
    std::size_t kind;
  };
  std::vector<Pair> pairs;  // +2: "tanggul … jebol"

  const Phrases& of(Class c) const { return classes[static_cast<std::size_t>(c)]; }
};

const Lexicon& lexicon();

// The kind of a word that is one letter away from exactly such an event word, or nullopt.
std::optional<std::size_t> misspelt_event(const std::string& word);

}  // namespace pintu::dialogs::language::danger
