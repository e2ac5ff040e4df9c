// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/triage_scoring.hpp"

namespace pintu::dialogs::language {

namespace danger {

std::string kind_name(const Event& event) {
  const auto& kinds = lexicon().kinds;
  return event.kind < kinds.size() ? kinds[event.kind] : "lain";
}

namespace {

bool is_victim_word(const Scan& scan, const Event& event) {
  const auto hit = lexicon().of(Class::victim).at(scan.words, event.first);
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

}  // namespace

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
  if (past_ && !now_) return;                    // "minggu lalu ada tabrakan"
  const auto begins = [&](const Event& event) {  // "ada api", "terjadi laka"
    return event.alive() && event.last > event.first && lexicon().of(Class::exists).at(scan_.words, event.first);
  };
  if (std::ranges::any_of(scan_.events, begins)) return give("exists", 1);
  for (const auto& hit : scan_.hits(Class::exists)) {
    const auto event = std::ranges::lower_bound(scan_.events, hit.last() + 1, {}, &Event::first);
    if (event == scan_.events.end() || !event->alive() || event->first > hit.last() + 2) continue;
    if (scan_.clause[hit.last()] != scan_.clause[event->first]) continue;
    mark(hit.first, hit.last());
    return give("exists", 1);
  }
}

void Scoring::decide() {
  const int score = result_.score;
  result_.grade = score >= 3 ? Grade::certain : score == 2 ? Grade::maybe : score == 1 ? Grade::hint : Grade::none;
  // What is told as past is asked about, whoever was hurt.
  if (result_.grade == Grade::certain && past_ && !now_) result_.grade = Grade::maybe;
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
  people();
  nearness();
  if (with_pin_or_photo) give("pin_or_photo", 1);
  time();
  presence();
  doubt();
  cry();
  decide();
  if (result_.grade == Grade::none) result_.kind.clear();
  std::ranges::sort(result_.words, {}, &Triage::Span::from);
  const auto same = [](const Triage::Span& a, const Triage::Span& b) { return a.from == b.from && a.to == b.to; };
  result_.words.erase(std::unique(result_.words.begin(), result_.words.end(), same), result_.words.end());
  return std::move(result_);
}

}  // namespace danger

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
  return danger::Scoring(scan).grade(with_pin_or_photo);
}

bool says_danger(std::string_view text, bool with_pin_or_photo) {
  return read_command(text).id == "darurat" || triage(text, {}, with_pin_or_photo).grade == Grade::certain;
}

}  // namespace pintu::dialogs::language
