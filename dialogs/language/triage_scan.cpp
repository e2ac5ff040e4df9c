// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/triage_scan.hpp"

#include <algorithm>

namespace pintu::dialogs::language::danger {

namespace {

// anakku, banjirnya: the word without its ending, when only that is a word of the tables.
std::string stem(const std::string& word) {
  static constexpr std::array endings = {"nya", "lah", "kah", "ku", "mu", "na", "e"};
  const auto known = [](const std::string& text) {
    const Word alone{text, 0, 0};
    const auto in = [&](const Phrases& phrases) { return phrases.at({&alone, 1}, 0).has_value(); };
    return std::ranges::any_of(lexicon().classes, in) ||
           std::ranges::any_of(lexicon().pairs, [&](const auto& pair) { return in(pair.one) || in(pair.other); });
  };
  for (const std::string_view ending : endings) {
    if (word.size() < ending.size() + 4 || !word.ends_with(ending)) continue;
    auto shorter = word.substr(0, word.size() - ending.size());
    if (known(word)) return word;
    if (known(shorter)) return shorter;
  }
  return word;
}

std::vector<Word> words_of(std::string_view text) {
  auto words = split(text, Expand::always);
  for (auto& word : words) word.text = stem(word.text);
  // anak-anak, datang2: said twice, meant once.
  const auto twice = [](const Word& a, const Word& b) { return a.text == b.text && !all_digits(a.text); };
  words.erase(std::unique(words.begin(), words.end(), twice), words.end());
  return words;
}

void count_parts(Scan& scan) {
  std::size_t sentence = 0;
  std::size_t clause = 0;
  for (std::size_t i = 0; i < scan.words.size(); ++i) {
    sentence += parted(scan.text, scan.words, i, sentence_marks);
    clause += parted(scan.text, scan.words, i, clause_marks);
    scan.sentence.push_back(sentence);
    scan.clause.push_back(clause);
  }
}

void take(Scan& scan, const Phrases::Hit& hit) {
  for (std::size_t i = hit.first; i <= hit.last(); ++i) scan.taken[i] = true;
}

void remove_phrases(Scan& scan, const TriageWords& added) {
  scan.taken.assign(scan.words.size(), false);
  Phrases ignored;
  for (const auto& phrase : added.ignore_phrase) ignored.add(phrase, 0);
  for (const auto& hit : ignored.in(scan.words)) {
    take(scan, hit);
    scan.removed.emplace_back("removed:script");
  }
  for (const auto& hit : lexicon().of(Class::remove).in(scan.words, &scan.taken)) {
    take(scan, hit);
    scan.removed.push_back("removed:" + lexicon().reasons[hit.value]);
  }
}

constexpr std::size_t script_kind = static_cast<std::size_t>(-1);

std::size_t kind_of(const Phrases::Hit& hit, const Scan& scan) {
  const auto known = lexicon().of(Class::event).at(scan.words, hit.first);
  return known ? known->value : script_kind;
}

// The word of a pair's other list that follows within a few words of the gap, or nullopt.
std::optional<std::size_t> partner(const Scan& scan, const std::vector<bool>& used, const Phrases& other,
                                   std::size_t i) {
  constexpr std::size_t between = 3;
  const auto& gap = lexicon().of(Class::pair_gap);
  for (auto k = i + 1; k < scan.words.size() && k <= i + between + 1 && scan.clause[k] == scan.clause[i]; ++k) {
    if (used[k]) return std::nullopt;
    if (other.at(scan.words, k)) return k;
    const auto& word = scan.words[k].text;
    const bool river = word.starts_with("ci") && word.size() >= 6;  // most rivers and villages of West Java
    if (!gap.at(scan.words, k) && !all_digits(word) && !river) return std::nullopt;
  }
  return std::nullopt;
}

void find_pairs(Scan& scan, std::vector<bool>& used) {
  for (std::size_t i = 0; i < scan.words.size(); ++i) {
    for (const auto& pair : lexicon().pairs) {
      if (used[i]) break;
      const bool one = pair.one.at(scan.words, i).has_value();
      if (!one && !pair.other.at(scan.words, i)) continue;
      const auto last = partner(scan, used, one ? pair.other : pair.one, i);
      if (!last) continue;
      for (auto k = i; k <= *last; ++k) used[k] = true;
      scan.events.push_back({i, *last, pair.kind, 2, {}});
    }
  }
}

void find_events(Scan& scan, const TriageWords& added) {
  auto used = scan.taken;
  const auto collect = [&](const Phrases& phrases, int points, bool of_script) {
    for (const auto& hit : phrases.in(scan.words, &used)) {
      for (std::size_t i = hit.first; i <= hit.last(); ++i) used[i] = true;
      scan.events.push_back({hit.first, hit.last(), of_script ? kind_of(hit, scan) : hit.value, points, {}});
    }
  };
  Phrases certain;
  for (const auto& phrase : added.certain) certain.add(phrase, 0);
  collect(certain, 3, true);
  collect(lexicon().of(Class::jiwa), 3, false);
  collect(lexicon().of(Class::event), 2, false);
  find_pairs(scan, used);
  collect(lexicon().of(Class::weak), 1, false);
  for (std::size_t i = 0; i < scan.words.size(); ++i) {
    if (used[i]) continue;
    if (const auto kind = misspelt_event(scan.words[i].text)) scan.events.push_back({i, i, *kind, 2, {}});
  }
  std::ranges::sort(scan.events, {}, &Event::first);
}

// Whether only words of `gap` (or at most `free` words of any kind) stand between two words of one clause.
bool reaches(const Scan& scan, std::size_t from, std::size_t to, const Phrases* gap, std::size_t free) {
  if (to <= from || scan.clause[from] != scan.clause[to]) return false;
  const auto between = to - from - 1;
  if (gap == nullptr) return between <= free;
  if (between > free) return false;
  for (auto i = from + 1; i < to; ++i) {
    if (!gap->at(scan.words, i)) return false;
  }
  return true;
}

struct Taker {
  Class by;
  const Phrases* gap;
  std::size_t free;
  const char* rule;
};

bool asked_for(const Scan& scan, const Phrases::Hit& hit) {
  return hit.first > 0 && hit.count == 1 && scan.words[hit.first].text == "bantuan" &&
         lexicon().of(Class::aid_ask).at(scan.words, hit.first - 1).has_value();
}

bool spares_self_harm(Class c) { return c == Class::habit || c == Class::aid; }

// The words before an event that take it away. Self-harm is not taken away by habit or by an offer of aid.
void take_events(Scan& scan) {
  const auto& l = lexicon();
  const std::array takers = {
      Taker{Class::negation, &l.of(Class::negation_gap), 1, "negated"},
      Taker{Class::prevent, &l.of(Class::prevent_gap), 2, "prevented"},
      Taker{Class::habit, &l.of(Class::habit_gap), 3, "habit"},
      Taker{Class::fiction, nullptr, 3, "fiction"},
      Taker{Class::aid, &l.of(Class::aid_gap), 3, "aid"},
  };
  for (const auto& taker : takers) {
    for (const auto& hit : scan.hits(taker.by)) {
      if (taker.by == Class::aid && asked_for(scan, hit)) continue;
      const auto later = std::ranges::lower_bound(scan.events, hit.last() + 1, {}, &Event::first);
      for (auto e = later; e != scan.events.end() && e->first <= hit.last() + taker.free + 1; ++e) {
        if (!e->alive() || (e->points > 2 && spares_self_harm(taker.by))) continue;
        if (reaches(scan, hit.last(), e->first, taker.gap, taker.free)) e->rule = taker.rule;
      }
    }
  }
  for (const auto& hit : scan.hits(Class::habit_after)) {
    auto e = std::ranges::lower_bound(scan.events, hit.first, {}, &Event::first);
    if (e == scan.events.begin()) continue;
    --e;
    if (e->alive() && e->points <= 2 && reaches(scan, e->last, hit.first, nullptr, 3)) e->rule = "habit";
  }
}

}  // namespace

bool Scan::any_alive() const { return std::ranges::any_of(events, &Event::alive); }

std::vector<Phrases::Hit> Scan::hits(Class c, Class except) const {
  auto blocked = taken;
  for (const auto& hit : hits(except)) {
    for (std::size_t i = hit.first; i <= hit.last(); ++i) blocked[i] = true;
  }
  return lexicon().of(c).in(words, &blocked);
}

std::size_t Scan::to_event(const Phrases::Hit& hit) const {
  std::size_t best = far;
  const auto next = std::ranges::lower_bound(events, hit.first, {}, &Event::first);
  for (auto e = next; e != events.end() && e->first < hit.last() + far; ++e) {
    if (!e->alive()) continue;
    best = e->first > hit.last() ? e->first - hit.last() : 0;
    break;
  }
  for (auto e = next; e != events.begin();) {
    --e;
    if (e->last + far < hit.first) break;
    if (e->alive()) return std::min(best, hit.first > e->last ? hit.first - e->last : 0);
  }
  return best;
}

Scan scan(std::string_view text, const TriageWords& added) {
  Scan scan;
  scan.text = text;
  scan.words = words_of(text);
  count_parts(scan);
  remove_phrases(scan, added);
  find_events(scan, added);
  if (!scan.events.empty()) take_events(scan);
  return scan;
}

}  // namespace pintu::dialogs::language::danger
