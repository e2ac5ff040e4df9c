// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/repairs.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"

namespace pintu::dialogs::engine {

namespace {

using Words = std::vector<language::Word>;

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

struct Named {
  const Slot* slot = nullptr;
  std::size_t words = 0;  // how many the name takes
  bool owned = false;     // "tempatnya", "tempatna"
};

// Whether a name that begins here can end in -nya or -na. Most words cannot, and names need not be compared.
bool owned_soon(const Words& words, std::size_t at) {
  constexpr std::size_t longest_name = 4;  // words
  for (auto i = at; i < words.size() && i < at + longest_name; ++i) {
    if (words[i].text.ends_with("na") || words[i].text.ends_with("nya")) return true;
  }
  return false;
}

// The slot whose name stands at word `at`.
Named named_slot(Scene& scene, const Words& words, std::size_t at) {
  Named best;
  for (const auto& slot : scene.open_script()->slots) {
    auto names = slot.names;
    names.push_back(scene.label(*scene.open_script(), slot.label));  // the word that the review shows
    for (const auto& name : names) {
      const auto parts = language::words(name);
      if (parts.empty() || parts.size() > words.size() - at || parts.size() <= best.words) continue;
      bool same = true, owned = false;
      for (std::size_t i = 0; i < parts.size() && same; ++i) {
        const auto& said = words[at + i].text;
        const bool last = i + 1 == parts.size();
        owned = last && (said == parts[i].text + "nya" || said == parts[i].text + "na");
        same = said == parts[i].text || owned;
      }
      if (same) best = {&slot, parts.size(), owned};
    }
  }
  return best;
}

// "tempatnya gelap sekali" tells a story, "tempatnya di Riau", "tempatnya: Riau" a place.
bool gives_a_value(const Slot& slot, std::string_view rest) {
  const auto words = language::words(rest);
  if (slot.kind != SlotKind::place || words.empty()) return true;
  if (is_one_of(words.front().text, {"di", "ke", "bukan", "salah", "jadi", "menjadi", "adalah", "harusnya", "yang"}))
    return true;
  return rest.find_first_of(":=") < words.front().begin ||
         language::read_place(rest, false).what != language::PlaceRead::What::none;
}

// Ends a clause: a comma and its like, or "dan", "terus", "sama" between two words.
bool begins_clause(const std::string& text, const Words& words, std::size_t i) {
  if (i == 0 || is_one_of(words[i - 1].text, {"dan", "terus", "trus", "sareng", "jeung"})) return true;
  const auto between = std::string_view(text).substr(words[i - 1].end, words[i].begin - words[i - 1].end);
  constexpr std::size_t abbreviation = 4;  // "Jl. Riau", "kec. Cileunyi"
  const bool full_stop = between.find(". ") != std::string_view::npos;
  return between.find_first_of(",;\n") != std::string_view::npos ||
         (full_stop && words[i - 1].end - words[i - 1].begin > abbreviation);
}

std::string_view clause_at(const std::string& text, const Words& words, std::size_t i) {
  std::size_t end = i + 1;
  while (end < words.size() && !begins_clause(text, words, end)) ++end;
  auto last = end - 1;
  while (last > i && is_one_of(words[last].text, {"dan", "terus", "trus", "sareng", "jeung"})) --last;
  return std::string_view(text).substr(words[i].begin, words[last].end - words[i].begin);
}

// The one slot of this kind that is asked for in the script; nullptr when there are none or several.
const Slot* only_slot(Scene& scene, SlotKind kind) {
  const Slot* only = nullptr;
  for (const auto& slot : scene.open_script()->slots) {
    if (slot.kind != kind) continue;
    if (only != nullptr) return nullptr;
    only = &slot;
  }
  return only;
}

// The slot that a clause without a name is about.
const Slot* slot_of_clause(Scene& scene, std::string_view clause) {
  const auto last = last_said(std::string(clause));
  const auto is_date = [&](std::string_view words) {
    return language::words(words).size() <= 6 &&
           language::read_date(words, scene.context.now, false).what != language::DateRead::What::none;
  };
  if (language::is_only_place(clause) || language::is_only_place(last)) return only_slot(scene, SlotKind::place);
  if (is_date(clause) && language::read_place(clause, false).what == language::PlaceRead::What::none)
    return only_slot(scene, SlotKind::date);
  return nullptr;
}

std::string without_tail(std::string value) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view tail : {" dan", " terus", " trus", ",", " ", ".", ";", "\n"}) {
      if (!value.ends_with(tail)) continue;
      value.resize(value.size() - tail.size());
      again = true;
    }
  }
  return value;
}

}  // namespace

bool starts_correction(const std::string& word) {
  return is_one_of(word, {"ubah", "ganti", "ralat", "koreksi", "salah", "eh", "maaf", "maksudnya", "harusnya",
                          "seharusnya", "robih"});
}

bool is_filled(Scene& scene, const Slot& slot) {
  return scene.top()->slots.contains(slot.name) || !slot.default_value.empty();
}

std::vector<Repair> repairs(Scene& scene, const std::string& text, std::size_t from, bool by_word) {
  const auto words = language::words(text);
  std::vector<Repair> found;
  std::size_t begin = 0;
  const auto close = [&](std::size_t end) {
    if (!found.empty()) found.back().value = text.substr(begin, end - begin);
  };
  const auto open = [&](const Slot* slot, std::size_t at, std::size_t value_at, bool named) {
    close(at);
    begin = value_at;
    found.push_back({slot, {}, named});
  };
  for (std::size_t i = from; i < words.size(); ++i) {
    const bool may_name = (by_word && i == from) || owned_soon(words, i);
    const auto named = may_name ? named_slot(scene, words, i) : Named{};
    const bool owned = named.owned && is_filled(scene, *named.slot);
    if (named.slot != nullptr &&
        ((by_word && i == from && is_filled(scene, *named.slot)) ||
         (owned && (by_word || gives_a_value(*named.slot, text.substr(words[i + named.words - 1].end)))))) {
      open(named.slot, words[i].begin, words[i + named.words - 1].end, true);
      i += named.words - 1;
      continue;
    }
    if (begins_clause(text, words, i) || i == from) {
      const auto* slot = slot_of_clause(scene, clause_at(text, words, i));
      if (slot != nullptr && (found.empty() || found.back().slot != slot)) {
        open(slot, words[i].begin, words[i].begin, false);
        continue;
      }
    }
    if (found.empty()) return {};
  }
  close(text.size());
  for (auto& repair : found) repair.value = without_tail(last_said(without_tail(repair.value)));
  // What was said of a slot last counts.
  std::vector<Repair> out;
  for (auto& repair : found) {
    const auto same = std::ranges::find(out, repair.slot, &Repair::slot);
    if (same == out.end()) {
      out.push_back(std::move(repair));
    } else {
      *same = std::move(repair);
    }
  }
  return out;
}

std::string last_said(const std::string& text) {
  const auto words = language::words(text);
  std::size_t from = 0;
  for (std::size_t i = 0; i + 1 < words.size(); ++i) {
    if (is_one_of(words[i].text, {"eh", "maaf", "maksudnya", "maksud", "bukan", "ralat"})) from = words[i].end;
  }
  std::string rest = text.substr(from);
  for (bool again = true; again;) {
    again = false;
    const auto first = rest.find_first_not_of(" ,.:;=-\n");
    rest = first == std::string::npos ? std::string() : rest.substr(first);
    for (const std::string_view lead : {"ke ", "jadi ", "menjadi ", "itu ", "adalah ", "bukan "}) {
      if (!rest.starts_with(lead)) continue;
      rest = rest.substr(lead.size());
      again = true;
    }
  }
  return rest;
}

}  // namespace pintu::dialogs::engine
