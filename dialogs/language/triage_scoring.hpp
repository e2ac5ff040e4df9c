// SPDX-License-Identifier: Apache-2.0
// Points for what stands around the events of a text (DOMAIN 6.6 with its amendments).
#pragma once

#include "dialogs/language/triage_scan.hpp"

namespace pintu::dialogs::language::danger {

std::string kind_name(const Event& event);

// Each point is given once, however often the words come.
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
  void cry();
  bool long_ago() const;
  void time();
  void doubt();
  bool any(std::span<const Phrases::Hit> hits);
  bool in_sentence_of_event(const Phrases::Hit& hit) const;
  bool doubted(const Phrases::Hit& hit) const;
  bool is_person(std::size_t i) const;
  bool victim_counts(const Phrases::Hit& hit) const;
  bool person_counts(const Phrases::Hit& hit) const;
  void suffer(const Phrases::Hit& hit);
  void give(std::string rule, int points);
  void mark(std::size_t first, std::size_t last);
  void decide();

  const Scan& scan_;
  std::vector<std::size_t> event_sentences_;  // ascending, as the events are
  Triage result_;
  bool now_ = false, near_ = false, victim_ = false, flood_only_ = true, feared_ = false, past_ = false;
};

}  // namespace pintu::dialogs::language::danger
