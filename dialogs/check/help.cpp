// SPDX-License-Identifier: Apache-2.0
// What helps a person on: hints, a way to an officer, few questions.
#include <algorithm>

#include "dialogs/check/passes.hpp"
#include "dialogs/check/ways.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs {

namespace {

constexpr int most_questions = 7;

bool can_fail(const Script& script, const Step& step) {
  if (std::holds_alternative<ChooseStep>(step.body)) return true;
  const auto* ask = std::get_if<AskStep>(&step.body);
  const auto* slot = ask == nullptr ? nullptr : script.slot(ask->slot);
  if (slot == nullptr || slot->kind == SlotKind::secret) return false;
  return slot->kind != SlotKind::text || slot->must.at_least > 0 || slot->must.at_most > 0;
}

void hints(const Script& script, const Step& step, Findings& findings) {
  if (can_fail(script, step) && step.hints.empty() && step.gives_up_after == Duration{0})
    findings.warning(step.mark, "P0501",
                     "Langkah \"" + step.id + "\" belum punya petunjuk bila jawaban tidak dimengerti.",
                     "Tambahkan hints: [\"...\", \"...\"].");
  for (const auto& [kind, texts] : step.hints) {
    for (std::size_t i = 1; i < texts.size(); ++i) {
      if (language::normal(texts[i].base) == language::normal(texts[i - 1].base))
        findings.warning(texts[i].mark, "P0502", "Petunjuk ini sama dengan yang sebelumnya.",
                         "Petunjuk kedua lebih pendek atau contohnya lain.");
    }
  }
}

void guesses(const Script& script, const ReadFile& file, const Step& step, Findings& findings) {
  const auto* ask = std::get_if<AskStep>(&step.body);
  const auto* slot = ask == nullptr ? nullptr : script.slot(ask->slot);
  if (slot == nullptr || slot->kind != SlotKind::choice || slot->guess_from.empty() || !step.guessed.empty()) return;
  findings.warning(mark_of(file, step_node(file, step), "ask", step.mark), "P0218",
                   "Isian \"" + slot->name + "\" bisa ditebak, tetapi langkah ini belum punya guessed.",
                   "Contoh: guessed: \"Ini soal *{" + slot->name + "}*?\".");
}

void count_questions(const Script& script, const ScriptSet& set, const Uses& uses, Findings& findings) {
  const auto ways = ways_of(script, set, uses);
  std::vector<int> asked(ways.end() + 1);
  for (std::size_t i = 0; i < ways.end(); ++i) {
    const auto& body = script.steps[i].body;
    if (std::holds_alternative<AskStep>(body) || std::holds_alternative<ChooseStep>(body)) {
      if (++asked[i] == most_questions + 1) {
        findings.warning(script.steps[i].mark, "P0504", "Ini pertanyaan ke-8: paling banyak 7 sampai laporan terkirim.",
                         "Hapus pertanyaan yang bisa ditebak atau tidak diperlukan.");
        return;
      }
    }
    for (const auto to : ways.next[i]) {
      if (to > i) asked[to] = std::max(asked[to], asked[i]);
    }
  }
}

void way_to_person(const Script& script, const ReadFile& file, Findings& findings) {
  const bool asks = std::ranges::any_of(script.steps, [](const Step& step) {
    return std::holds_alternative<AskStep>(step.body) || std::holds_alternative<ChooseStep>(step.body);
  });
  if (!asks || !script.interrupts.empty() || file.lacks("uses")) return;
  const bool general = std::ranges::any_of(script.uses, [](const auto& name) { return name.starts_with("umum"); });
  if (general) return;
  findings.warning({file.file, 1, 1}, "P0503", "Naskah ini tidak memakai umum: warga tidak bisa memanggil petugas.",
                   "Tambahkan uses: [umum].");
}

void unused_slots(const Script& script, const ReadFile& file, std::set<std::string> named, Findings& findings) {
  for (const auto& each : file.notes.names) {
    if (each.what == Named::What::slot || each.what == Named::What::slot_or_flag) named.insert(each.name);
  }
  for (const auto& slot : script.slots) {
    if (named.contains(slot.name) || !slot.guess_from.empty() || !slot.first_sentence_of.empty()) continue;
    findings.warning(slot.mark, "P0219", "Isian \"" + slot.name + "\" tidak pernah ditanyakan atau dipakai.",
                     "Tambahkan langkah ask: " + slot.name + ", atau hapus isiannya.");
  }
}

}  // namespace

void check_help(const ReadSet& set, const Surroundings&, Findings& findings) {
  const Uses uses(set.loaded.set);
  each_whole_script(set, [&](const Script& script, const ReadFile& file) {
    for (const auto& step : script.steps) {
      hints(script, step, findings);
      guesses(script, file, step, findings);
    }
    count_questions(script, set.loaded.set, uses, findings);
    way_to_person(script, file, findings);
    std::set<std::string> filled;
    for (const auto& step : script.steps) filled.merge(filled_by(step, set.loaded.set, uses));
    unused_slots(script, file, std::move(filled), findings);
  });
}

}  // namespace pintu::dialogs
