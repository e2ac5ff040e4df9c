// SPDX-License-Identifier: Apache-2.0
// Which words of a text name a place: "depan kantor desa cinunuk kec cileunyi". places.tsv.
#pragma once

#include "dialogs/language/phrases.hpp"

namespace pintu::dialogs::language {

struct PlaceSpan {
  std::size_t first = 0, last = 0;  // words
  int weight = 0;                   // how sure: an area counts more than a landmark
  bool thing = false;               // begins with what stands there ("jembatan cikapundung"), not with where
};

enum class PlaceClass {
  street,
  area,
  count,
  landmark,
  building,
  link,
  lead,
  not_a_street,
  regency,
  stop,
  name,
  count_
};
const Phrases& place_words(PlaceClass c);

// In order, not overlapping. `words` are split(text, Expand::always). With `answer` names may be longer and may hold
// words that end a name in a story.
std::vector<PlaceSpan> place_spans(std::string_view text, std::span<const Word> words, bool answer);

}  // namespace pintu::dialogs::language
