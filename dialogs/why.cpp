// SPDX-License-Identifier: Apache-2.0
#include "dialogs/why.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dialogs/language/tables.hpp"

namespace pintu::dialogs {

namespace {

// The row of a rule: whole, else by the part before its colon; empty for none.
language::Cells row_of(std::string_view rule) {
  static const auto table = language::rows("rules.tsv");
  for (const auto& name : {rule, rule.substr(0, rule.find(':'))}) {
    const auto it =
        std::ranges::find_if(table, [&](const auto& cells) { return cells.size() == 4 && cells[0] == name; });
    if (it != table.end()) return *it;
  }
  return {};
}

std::string detail_of(std::string_view rule) {
  const auto colon = rule.find(':');
  return colon == std::string_view::npos ? std::string() : std::string(rule.substr(colon + 1));
}

std::string at(const Mark& mark) { return mark.line == 0 ? mark.file : fmt::format("{}:{}", mark.file, mark.line); }

void at_step(const ScriptSet& set, const std::string& step_path, Explanation& out) {
  const auto slash = step_path.find('/');
  const auto* script = set.find(step_path.substr(0, slash));
  const auto* step =
      script == nullptr || slash == std::string::npos ? nullptr : script->step(step_path.substr(slash + 1));
  if (step == nullptr) return;
  out.where = at(step->mark);
  out.change = "teks, petunjuk (hints), dan jalan keluar (after_tries) langkah \"" + step->id + "\"";
  const auto* ask = std::get_if<AskStep>(&step->body);
  const auto* slot = ask == nullptr ? nullptr : script->slot(ask->slot);
  if (slot == nullptr) return;
  const bool choice = slot->kind == SlotKind::choice;
  out.change += fmt::format("; {} isian \"{}\" di {}", choice ? "kata \"also\" tiap pilihan" : "aturan (must)",
                            slot->name, at(slot->mark));
}

// `place` as rules.tsv names it.
void find_place(const ScriptSet& set, std::string_view place, const Took& took, Explanation& out) {
  const auto what = place.substr(0, place.find(':'));
  auto name = detail_of(place);
  if (what == "step") {
    at_step(set, took.step, out);
  } else if (what == "script") {
    if (name.empty()) name = detail_of(took.rule);
    if (set.find(name) == nullptr) return;
    out.where = name + ".yaml";
    out.change = "starts_when";
  } else if (what == "interrupt") {
    if (name.empty()) name = detail_of(took.rule);
    const auto* umum = set.find("umum");
    const auto* interrupt = umum == nullptr ? nullptr : umum->interrupt(name);
    if (interrupt == nullptr) return;
    out.where = at(interrupt->mark);
    out.change = name == "darurat"  ? "certain (menambah kata) dan ignore_phrase (mengabaikan frasa)"
                 : name == "status" ? "says_like (kata-kata yang dianggap bertanya)"
                                    : "teks-teks \"" + name + "\"; kata pemicunya bawaan Pintu";
  } else if (what == "umum") {
    const auto* umum = set.find("umum");
    const auto* text = umum == nullptr ? nullptr : umum->text(name);
    if (text == nullptr) return;
    out.where = at(text->mark);
    out.change = "teks " + name;
  }
}

}  // namespace

Explanation explain(const ScriptSet& set, const Took& took) {
  Explanation out;
  const auto row = row_of(took.rule);
  const auto detail = detail_of(took.rule);
  out.took = row.empty() ? took.rule : std::string(row[1]);
  if (!row.empty() && !detail.empty()) out.took += ": " + detail;
  if (!took.step.empty()) out.took += fmt::format(" (pertanyaan yang terbuka: {})", took.step);
  for (const auto& passed : took.passed) {
    const auto known = row_of(passed);
    if (known.empty()) {
      out.passed.push_back(passed);
    } else {
      out.passed.push_back(fmt::format("{}: {}", known[0], known[2]));
    }
  }
  if (!row.empty()) find_place(set, row[3], took, out);
  return out;
}

}  // namespace pintu::dialogs
