// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/triage_scan.hpp"

namespace pintu::dialogs::language {

namespace {

using danger::Class;
using danger::Event;
using danger::Scan;

// Points for what stands around the events. Each is given once, however often the words come.
class Scoring {
 public:
  explicit Scoring(const Scan& scan) : scan_(scan) {
    for (const auto& event : scan.events)
      if (event.alive()) event_sentences_.push_back(scan.sentence[event.first]);
  }
  Triage grade(bool with_pin_or_photo);

 private:
  void events();
  void presence();
  void people();
  void nearness();
  void time();
  void doubt();
  bool any(std::span<const Phrases::Hit> hits);
  bool in_sentence_of_event(const Phrases::Hit& hit) const;
  bool victim_counts(const Phrases::Hit& hit) const;
  void give(std::string rule, int points);
  void mark(std::size_t first, std::size_t last);
  void decide();

  const Scan& scan_;
  std::vector<std::size_t> event_sentences_;  // ascending, as the events are
  Triage result_;
  bool now_ = false, near_ = false, victim_ = false, flood_only_ = true;
};

constexpr std::size_t beside = 8;  // words: how far a victim may stand from the event

void Scoring::give(std::string rule, int points) {
  result_.score += points;
  result_.rules.push_back(std::move(rule) + (points < 0 ? "" : "+") + std::to_string(points));
}

void Scoring::mark(std::size_t first, std::size_t last) {
  result_.words.push_back({scan_.words[first].begin, scan_.words[last].end});
}

bool Scoring::any(std::span<const Phrases::Hit> hits) {
  for (const auto& hit : hits) mark(hit.first, hit.last());
  return !hits.empty();
}

std::string kind_name(const Event& event) {
  const auto& kinds = danger::lexicon().kinds;
  return event.kind < kinds.size() ? kinds[event.kind] : "lain";
}

bool is_victim_word(const Scan& scan, const Event& event) {
  const auto hit = danger::lexicon().of(Class::victim).at(scan.words, event.first);
  return hit && hit->last() >= event.last;
}

// The event told first that is not told as past; self-harm before all others, a victim's state after them.
const Event* leading(const Scan& scan, std::span<const Phrases::Hit> past) {
  std::vector<bool> past_word(scan.words.size());
  for (const auto& hit : past) past_word[hit.last()] = true;
  const auto rank = [&](const Event& event) {
    const bool was =
        (event.first >= 1 && past_word[event.first - 1]) || (event.first >= 2 && past_word[event.first - 2]);
    const bool self_harm = kind_name(event) == "jiwa";
    return (self_harm ? 0 : 8) + (event.points < 2 ? 4 : 0) + (was ? 2 : 0) + (is_victim_word(scan, event) ? 1 : 0);
  };
  const Event* best = nullptr;
  for (const auto& event : scan.events) {
    if (event.alive() && (best == nullptr || rank(event) < rank(*best))) best = &event;
  }
  return best;
}

void Scoring::events() {
  const auto past = scan_.hits(Class::past, Class::past_not);
  const Event* lead = leading(scan_, past);
  result_.kind = kind_name(*lead);
  give("event:" + result_.kind, lead->points);
  const Event* second = nullptr;
  for (const auto& event : scan_.events) {
    if (!event.alive()) continue;
    mark(event.first, event.last);
    if (kind_name(event) != "banjir") flood_only_ = false;
    const bool other = event.points >= 2 && kind_name(event) != result_.kind && !is_victim_word(scan_, event);
    if (second == nullptr && other) second = &event;
  }
  if (second != nullptr) give("second:" + kind_name(*second), 1);
}

void Scoring::presence() {
  for (const auto& hit : scan_.hits(Class::exists)) {
    const auto event = std::ranges::lower_bound(scan_.events, hit.last() + 1, {}, &Event::first);
    if (event == scan_.events.end() || !event->alive() || event->first > hit.last() + 2) continue;
    if (scan_.clause[hit.last()] != scan_.clause[event->first]) continue;
    mark(hit.first, hit.last());
    return give("exists", 1);
  }
}

bool Scoring::victim_counts(const Phrases::Hit& hit) const {
  if (scan_.to_event(hit) > beside) return false;
  for (const auto c : {Class::negation, Class::prevent, Class::fear}) {
    for (std::size_t back = 1; back <= 2 && back <= hit.first; ++back) {
      const auto before = danger::lexicon().of(c).at(scan_.words, hit.first - back);
      if (before && before->last() < hit.first && scan_.clause[hit.first - back] == scan_.clause[hit.first])
        return false;
    }
  }
  // A victim's state that is the only event named does not count twice.
  return std::ranges::any_of(scan_.events, [&](const Event& event) {
    return event.alive() && event.points >= 2 && (event.last < hit.first || event.first > hit.last());
  });
}

void Scoring::people() {
  for (const auto& hit : scan_.hits(Class::victim)) {
    if (!victim_counts(hit)) continue;
    if (!victim_) give("victim", 2);
    victim_ = true;
    mark(hit.first, hit.last());
  }
}

bool shouted(std::string_view text) {
  static constexpr std::array signs = {"!!", "🆘", "🚨", "🔥", "🚑", "🚒"};
  return std::ranges::any_of(signs, [&](std::string_view sign) { return text.find(sign) != std::string_view::npos; });
}

void Scoring::nearness() {
  near_ = any(scan_.hits(Class::near));
  const bool cry = any(scan_.hits(Class::cry, Class::cry_not)) || shouted(scan_.text);
  if (flood_only_ && !victim_) return;
  if (near_) return give("near", 1);
  if (cry) give("cry", 1);
}

bool Scoring::in_sentence_of_event(const Phrases::Hit& hit) const {
  return std::ranges::binary_search(event_sentences_, scan_.sentence[hit.first]);
}

void Scoring::time() {
  const auto hours_ago = scan_.hits(Class::hours_ago, Class::past_not);
  now_ = any(scan_.hits(Class::now, Class::now_not)) || (hours_ago.empty() && any(scan_.hits(Class::today)));
  if (now_) give("now", 1);
  if (any(hours_ago)) give("hours_ago", -1);
  const bool past = any(scan_.hits(Class::past, Class::past_not));
  const bool over = any(scan_.hits(Class::over));
  if (past || over) give(over ? "over" : "past", -2);
}

void Scoring::doubt() {
  const bool told = now_ || near_ || victim_;
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
  if (any(scan_.hits(Class::sign))) give("sign", 1);
}

void Scoring::decide() {
  const int score = result_.score;
  result_.grade = score >= 3 ? Grade::certain : score == 2 ? Grade::maybe : score == 1 ? Grade::hint : Grade::none;
  const bool only_weak = std::ranges::none_of(scan_.events, [](const Event& e) { return e.alive() && e.points >= 2; });
  if (result_.grade == Grade::certain && only_weak) result_.grade = Grade::maybe;
  if (result_.grade == Grade::certain && !near_ && any(scan_.hits(Class::news))) {
    result_.grade = Grade::maybe;
    result_.rules.emplace_back("news:maybe");
  }
  // Of self-harm nobody is asked whether it is happening: a person is called.
  if (result_.grade == Grade::maybe && result_.kind == "jiwa") result_.grade = Grade::certain;
}

Triage Scoring::grade(bool with_pin_or_photo) {
  result_.rules = scan_.removed;
  for (const auto& event : scan_.events) {
    if (!event.alive()) result_.rules.push_back(event.rule + ":" + kind_name(event));
  }
  if (!scan_.any_alive()) return result_;
  events();
  presence();
  people();
  nearness();
  if (with_pin_or_photo) give("pin_or_photo", 1);
  time();
  doubt();
  decide();
  if (result_.grade == Grade::none) result_.kind.clear();
  std::ranges::sort(result_.words, {}, &Triage::Span::from);
  const auto same = [](const Triage::Span& a, const Triage::Span& b) { return a.from == b.from && a.to == b.to; };
  result_.words.erase(std::unique(result_.words.begin(), result_.words.end(), same), result_.words.end());
  return std::move(result_);
}

}  // namespace

std::string_view to_string(Grade grade) {
  switch (grade) {
    case Grade::none:
      return "none";
    case Grade::hint:
      return "hint";
    case Grade::maybe:
      return "maybe";
    case Grade::certain:
      return "certain";
  }
  return "none";
}

Triage triage(std::string_view text, const TriageWords& added, bool with_pin_or_photo) {
  const auto scan = danger::scan(text, added);
  return Scoring(scan).grade(with_pin_or_photo);
}

}  // namespace pintu::dialogs::language
