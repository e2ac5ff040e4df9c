// SPDX-License-Identifier: Apache-2.0
// Who is hurt, how near, when, and how sure.
#include <algorithm>
#include <array>

#include "dialogs/language/answers.hpp"
#include "dialogs/language/date_words.hpp"
#include "dialogs/language/triage_scoring.hpp"

namespace pintu::dialogs::language::danger {

namespace {

constexpr std::size_t beside = 8;  // words: how far a victim may stand from the event

bool shouted(std::string_view text) {
  static constexpr std::array signs = {"!!", "🆘", "🚨", "🔥", "🚑", "🚒"};
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

bool is_month(std::span<const Word> words, std::size_t i) {
  return dates::words_of(dates::Class::month).at(words, i).has_value();
}

bool counts_age(const std::string& word) {
  static constexpr std::array before = {"umur", "usia", "hamil", "kandungan", "bayi", "balita", "anak", "umurna"};
  return std::ranges::find(before, word) != before.end();
}

}  // namespace

bool Scoring::doubted(const Phrases::Hit& hit) const {
  for (const auto c : {Class::negation, Class::prevent, Class::fear}) {
    for (std::size_t back = 1; back <= 2 && back <= hit.first; ++back) {
      const auto before = lexicon().of(c).at(scan_.words, hit.first - back);
      if (before && before->last() < hit.first && scan_.clause[before->first] == scan_.clause[hit.first]) return true;
    }
  }
  return false;
}

bool Scoring::victim_counts(const Phrases::Hit& hit) const {
  if (scan_.to_event(hit) > beside || doubted(hit)) return false;
  // A victim's state that is the only event named does not count twice; "anak hilang" is more than "hilang".
  return std::ranges::any_of(scan_.events, [&](const Event& event) {
    const bool apart = event.last < hit.first || event.first > hit.last();
    const bool wider = event.first <= hit.first && event.last >= hit.last() && event.last - event.first >= hit.count;
    return event.alive() && event.points >= 2 && (apart || (wider && is_person(hit.first)));
  });
}

// "tiga orang tenggelam", "sopir terjepit": somebody right before what happens to people.
bool Scoring::person_counts(const Phrases::Hit& hit) const {
  static constexpr std::array to_people = {"tenggelam", "kecelakaan", "medis", "kekerasan", "terisolir", "listrik"};
  const auto event = std::ranges::lower_bound(scan_.events, hit.last() + 1, {}, &Event::first);
  if (event == scan_.events.end() || !event->alive() || event->points < 2 || doubted(hit)) return false;
  const bool next = event->first <= hit.last() + 3 && scan_.clause[event->first] == scan_.clause[hit.last()];
  return next && std::ranges::find(to_people, kind_name(*event)) != to_people.end();
}

void Scoring::people() {
  for (const auto& hit : scan_.hits(Class::victim)) {
    if (victim_counts(hit)) suffer(hit);
  }
  for (const auto& hit : scan_.hits(Class::person)) {
    if (person_counts(hit)) suffer(hit);
  }
}

void Scoring::suffer(const Phrases::Hit& hit) {
  if (!victim_) give("victim", 2);
  victim_ = true;
  mark(hit.first, hit.last());
}

bool Scoring::is_person(std::size_t i) const {
  const auto hit = lexicon().of(Class::victim).at(scan_.words, i);
  return hit && lexicon().kinds[hit->value] == "people";
}

// Nearness or a cry is given once, and not for a flood alone: people cry for help with those all the rainy season.
void Scoring::nearness() {
  near_ = any(scan_.hits(Class::near, Class::near_not));
  if (near_ && (!flood_only_ || victim_)) give("near", 1);
}

void Scoring::cry() {
  const bool cried = any(scan_.hits(Class::cry, Class::cry_not)) || shouted(scan_.text);
  const bool only_feared = feared_ && !victim_;
  if (cried && !near_ && !only_feared && (!flood_only_ || victim_)) give("cry", 1);
}

bool Scoring::in_sentence_of_event(const Phrases::Hit& hit) const {
  return std::ranges::binary_search(event_sentences_, scan_.sentence[hit.first]);
}

// "gempa 2022", "roboh sudah 2 bulan", "sejak januari": long ago; "hamil 9 bulan" is not.
bool Scoring::long_ago() const {
  const auto& words = scan_.words;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const int number = small_number(words[i].text);
    if (words[i].text.size() == 4 && number >= 1990 && number <= 2099) return true;
    if (i == 0) continue;
    const auto& before = words[i - 1].text;
    const bool unit = words[i].text == "bulan" || words[i].text == "minggu" || words[i].text == "tahun";
    const bool counted = small_number(before) > 0 || number_word(before).kind == NumberWord::Kind::digit;
    if (unit && counted && (i < 2 || !counts_age(words[i - 2].text))) return true;
    if ((before == "sejak" || before == "bulan") && is_month(words, i)) return true;
  }
  return false;
}

void Scoring::time() {
  const auto hours_ago = scan_.hits(Class::hours_ago, Class::past_not);
  now_ = any(scan_.hits(Class::now, Class::now_not)) || (hours_ago.empty() && any(scan_.hits(Class::today)));
  if (now_) give("now", 1);
  if (any(hours_ago)) give("hours_ago", -1);
  const bool past = any(scan_.hits(Class::past, Class::past_not)) || long_ago();
  const bool over = any(scan_.hits(Class::over));
  past_ = past || over;
  if (past_) give(over ? "over" : "past", -2);
}

void Scoring::doubt() {
  const bool told = now_ || victim_ || (near_ && !flood_only_);
  const auto asked = [&](Class c) {
    const auto hits = scan_.hits(c);
    return std::ranges::any_of(hits, [&](const auto& hit) { return in_sentence_of_event(hit); });
  };
  if (!told && asked(Class::question)) {
    give("question", -2);
  } else if (!told && asked(Class::how)) {
    give("how", -1);
  }
  auto fears = scan_.hits(Class::fear);
  for (const auto& hit : scan_.hits(Class::may)) {
    const auto event = std::ranges::lower_bound(scan_.events, hit.last() + 1, {}, &Event::first);
    if (event != scan_.events.end() && event->alive() && event->first <= hit.last() + 2) fears.push_back(hit);
  }
  std::erase_if(fears, [&](const auto& hit) { return !in_sentence_of_event(hit); });
  if (!any(fears)) return;
  give("fear", -1);
  feared_ = !any(scan_.hits(Class::sign));
  if (!feared_) give("sign", 1);
}

}  // namespace pintu::dialogs::language::danger
