// SPDX-License-Identifier: Apache-2.0
// What is asked is shown before it is sent, and what is sent was asked.
#include <algorithm>

#include "dialogs/check/passes.hpp"
#include "dialogs/check/ways.hpp"

namespace pintu::dialogs {

namespace {

template <class Body>
std::vector<std::size_t> steps_of(const Script& script) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < script.steps.size(); ++i) {
    if (std::holds_alternative<Body>(script.steps[i].body)) found.push_back(i);
  }
  return found;
}

bool in(const std::vector<std::size_t>& list, std::size_t i) { return std::ranges::find(list, i) != list.end(); }

class Reviewed {
 public:
  Reviewed(const Script& script, const ReadFile& file, const ScriptSet& set, const Uses& uses, Findings& findings)
      : script_(script), file_(file), findings_(findings), ways_(ways_of(script, set, uses)) {
    for (const auto& step : script.steps) filled_.push_back(filled_by(step, set, uses));
    reviews_ = steps_of<ReviewStep>(script);
    sends_ = steps_of<SendStep>(script);
    for (const auto i : reviews_) {
      const auto& slots = std::get<ReviewStep>(script.steps[i].body).slots;
      shown_.insert(slots.begin(), slots.end());
    }
  }

  void look() {
    if (!ways_.known) return;
    if (reviews_.empty()) {
      without_review();
      return;
    }
    for (const auto& slot : script_.slots) {
      if (slot.kind == SlotKind::secret) {
        secret(slot);
      } else if (!shown_.contains(slot.name)) {
        not_shown(slot);
      } else {
        never_filled(slot);
      }
    }
    asked_after();
    sent_unseen();
  }

 private:
  Mark review_mark(std::string_view slot = {}) const {
    const auto& step = script_.steps[reviews_.front()];
    const auto* node = step_node(file_, step);
    return slot.empty() ? mark_of(file_, node, "review", step.mark)
                        : mark_in(file_, node, "review", slot, mark_of(file_, node, "review", step.mark));
  }

  void without_review() {
    if (sends_.empty() || steps_of<AskStep>(script_).empty()) return;
    const auto& step = script_.steps[sends_.front()];
    findings_.error(step.mark, "P0216", "Laporan dikirim tanpa diperlihatkan dulu kepada warga.",
                    "Tambahkan langkah review sebelum langkah \"" + step.id + "\".");
  }

  void secret(const Slot& slot) {
    if (shown_.contains(slot.name))
      findings_.error(review_mark(slot.name), "P0213",
                      "Isian rahasia \"" + slot.name + "\" tidak boleh diperlihatkan di review.", "Hapus dari review.");
  }

  void not_shown(const Slot& slot) {
    const auto asked = std::ranges::find_if(filled_, [&](const auto& names) { return names.contains(slot.name); });
    if (asked == filled_.end() || slot.kind == SlotKind::secret) return;
    const auto i = static_cast<std::size_t>(asked - filled_.begin());
    const bool before =
        std::ranges::any_of(reviews_, [&](std::size_t review) { return bool(ways_.from({i})[review]); });
    if (!before) return;
    findings_.error(
        review_mark(), "P0210",
        "Isian \"" + slot.name + "\" ditanyakan di langkah \"" + script_.steps[i].id + "\" tetapi tidak ada di review.",
        "Tambahkan " + slot.name + " ke daftar review.");
  }

  bool story(const Slot& slot) const {
    return slot.kind == SlotKind::text && std::ranges::any_of(script_.slots, [&](const Slot& other) {
             return other.first_sentence_of == slot.name || other.guess_from == slot.name;
           });
  }

  void never_filled(const Slot& slot) {
    if (slot.optional || !slot.default_value.empty() || !slot.first_sentence_of.empty()) return;
    const bool anywhere = std::ranges::any_of(filled_, [&](const auto& names) { return names.contains(slot.name); });
    if (!anywhere && slot.guess_from.empty()) {
      findings_.error(review_mark(slot.name), "P0214",
                      "Isian \"" + slot.name + "\" diperlukan tetapi tidak pernah ditanyakan.",
                      "Tambahkan langkah yang menanyakannya, atau tulis optional: true.");
      return;
    }
    for (const auto send : sends_) {
      const auto reached = ways_.from({0}, [&](std::size_t at) { return filled_[at].contains(slot.name); });
      if (!reached[send] || filled_[send].contains(slot.name)) continue;
      const std::string message =
          "Ada jalan ke langkah \"" + script_.steps[send].id + "\" yang tidak mengisi \"" + slot.name + "\".";
      const std::string fix = "Tanyakan di semua jalan, atau tulis optional: true pada isian itu.";
      if (story(slot)) {
        findings_.error(script_.steps[send].mark, "P0215", message, fix);
      } else {
        findings_.warning(script_.steps[send].mark, "P0217", message, fix);
      }
    }
  }

  void asked_after() {
    const auto stop = [&](std::size_t at) { return in(reviews_, at) || in(sends_, at); };
    std::vector<std::size_t> behind;
    for (const auto i : reviews_) behind.insert(behind.end(), ways_.next[i].begin(), ways_.next[i].end());
    const auto after = ways_.from(behind, stop);
    for (const auto i : steps_of<AskStep>(script_)) {
      if (!after[i]) continue;
      const auto on = ways_.from(ways_.next[i], stop);
      const bool leaves =
          on[ways_.end()] || std::ranges::any_of(sends_, [&](std::size_t send) { return bool(on[send]); });
      if (!leaves) continue;
      const auto& step = script_.steps[i];
      findings_.error(step.mark, "P0211",
                      "Langkah \"" + step.id + "\" bertanya sesudah review: jawabannya tidak sempat diperiksa warga.",
                      "Pindahkan ke atas langkah review.");
    }
  }

  // A way around the review.
  void sent_unseen() {
    const auto reached = ways_.from({0}, [&](std::size_t at) { return in(reviews_, at); });
    for (std::size_t i = 0; i < ways_.end(); ++i) {
      if (!reached[i] || in(reviews_, i)) continue;
      for (const auto to : ways_.next[i]) {
        if (!in(sends_, to)) continue;
        findings_.error(mark_of_go(file_, script_, i, script_.steps[to].id), "P0216",
                        "Dari langkah \"" + script_.steps[i].id + "\" laporan dikirim tanpa lewat review.",
                        "Arahkan ke langkah review lebih dulu.");
      }
    }
  }

  const Script& script_;
  const ReadFile& file_;
  Findings& findings_;
  Ways ways_;
  std::vector<std::set<std::string>> filled_;
  std::vector<std::size_t> reviews_, sends_;
  std::set<std::string> shown_;
};

}  // namespace

void check_review(const ReadSet& set, const Surroundings&, Findings& findings) {
  const Uses uses(set.loaded.set);
  each_whole_script(set, [&](const Script& script, const ReadFile& file) {
    const bool any = std::ranges::any_of(script.steps, [](const Step& step) {
      return std::holds_alternative<ReviewStep>(step.body) || std::holds_alternative<SendStep>(step.body);
    });
    constexpr std::size_t most_slots = 200;
    if (any && script.slots.size() <= most_slots) Reviewed(script, file, set.loaded.set, uses, findings).look();
  });
}

void check_outcomes(const ReadSet& set, const Surroundings&, Findings& findings) {
  each_whole_script(set, [&](const Script& script, const ReadFile& file) {
    for (const auto& step : script.steps) {
      const bool sends = std::holds_alternative<SendStep>(step.body);
      if (!sends && !std::holds_alternative<CallStep>(step.body)) continue;
      static const std::vector<std::string> of_send{"diterima", "tertunda", "ditolak", "perlu_orang"}, of_call{"gagal"};
      const auto mark = mark_of(file, step_node(file, step), "outcomes", step.mark);
      for (const auto& wanted : sends ? of_send : of_call) {
        if (step.outcomes.contains(wanted)) continue;
        findings.error(mark, "P0202", "Langkah \"" + step.id + "\" belum mengatur hasil \"" + wanted + "\".",
                       "Tambahkan di bawah outcomes: " + wanted + ": {say: \"...\"}.");
      }
      if (!sends && step.outcomes.size() == 1)
        findings.error(mark, "P0202", "Langkah \"" + step.id + "\" hanya mengatur hasil gagal.",
                       "Tambahkan hasil lain dari penghubungnya.");
    }
  });
}

}  // namespace pintu::dialogs
