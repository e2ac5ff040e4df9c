// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/corrections.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

using Words = std::vector<language::Word>;

constexpr std::string_view changed_mark = "~changed:";

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

bool starts_correction(const std::string& word) {
  return is_one_of(word, {"ubah", "ganti", "ralat", "koreksi", "salah", "eh", "maaf", "maksudnya", "harusnya",
                          "seharusnya", "robih"});
}

struct Named {
  const Slot* slot = nullptr;
  std::size_t words = 0;  // how many the name takes
  bool owned = false;     // "tempatnya", "tempatna"
};

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

bool is_filled(Scene& scene, const Slot& slot) {
  return scene.top()->slots.contains(slot.name) || !slot.default_value.empty();
}

// "bukan X tapi Y": the one filled slot that shows X and can read Y.
bool not_but(Scene& scene, const std::string& text) {
  const auto words = language::words(text);
  if (words.size() < 4 || words.front().text != "bukan") return false;
  const auto but =
      std::ranges::find_if(words, [](const auto& w) { return is_one_of(w.text, {"tapi", "tetapi", "melainkan"}); });
  if (but == words.end() || std::next(but) == words.end()) return false;
  const std::string old = language::normal(text.substr(words.front().end, but->begin - words.front().end));
  const Slot* only = nullptr;
  for (const auto& slot : scene.open_script()->slots) {
    const auto it = scene.top()->slots.find(slot.name);
    if (it == scene.top()->slots.end() || slot.kind == SlotKind::photo || slot.kind == SlotKind::text) continue;
    const auto known = language::normal(it->second.text + " " + it->second.shown);
    if (old.empty() || known.find(old) == std::string::npos) continue;
    if (only != nullptr) return false;
    only = &slot;
  }
  return only != nullptr && correct_slot(scene, *only, last_said(text.substr(but->end)), true);
}

// A value behind a correcting word that exactly one filled slot can read.
bool by_value(Scene& scene, const std::string& value) {
  const Slot* only = nullptr;
  for (const auto& slot : scene.open_script()->slots) {
    if (slot.kind == SlotKind::text || slot.kind == SlotKind::photo || slot.kind == SlotKind::secret) continue;
    if (!is_filled(scene, slot) || &slot == scene.open_slot()) continue;
    if (slot.kind == SlotKind::place && language::read_place(value, false).what == language::PlaceRead::What::none)
      continue;
    InboundHappened said;
    said.inbound.text = value;
    if (!read_slot(scene, *scene.open_script(), slot, said).value) continue;
    if (only != nullptr) return false;
    only = &slot;
  }
  return only != nullptr && correct_slot(scene, *only, value, true);
}

struct Repair {
  const Slot* slot;
  std::string value;
};

std::string without_tail(std::string value) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view tail : {" dan", ",", " ", ".", ";", "\n"}) {
      if (!value.ends_with(tail)) continue;
      value.resize(value.size() - tail.size());
      again = true;
    }
  }
  return value;
}

// Every named slot of the message with the words up to the next name.
std::vector<Repair> repairs(Scene& scene, const std::string& text, std::size_t from, bool by_word) {
  const auto words = language::words(text);
  std::vector<Repair> found;
  std::size_t begin = 0;
  for (std::size_t i = from; i < words.size(); ++i) {
    const auto named = named_slot(scene, words, i);
    const bool counts =
        named.slot != nullptr && is_filled(scene, *named.slot) && (named.owned || (by_word && i == from));
    if (!counts) {
      if (i == from) return {};
      continue;
    }
    if (!found.empty()) found.back().value = text.substr(begin, words[i].begin - begin);
    i += named.words - 1;
    begin = words[i].end;
    found.push_back({named.slot, text.substr(begin)});
  }
  for (auto& repair : found) {
    repair.value = without_tail(last_said(repair.value));
  }
  return found;
}

bool take_repairs(Scene& scene, const std::vector<Repair>& found) {
  if (found.empty()) return false;
  scene.rule("correction");
  if (found.size() == 1) {
    const auto& repair = found.front();
    if (repair.value.empty() || !correct_slot(scene, *repair.slot, repair.value, true)) {
      change_slot(scene, repair.slot->name);
    } else {
      resume_after_change(scene, true);
    }
    return true;
  }
  scene.talk_with.pending_values.clear();
  for (const auto& repair : found) {
    if (!repair.value.empty()) scene.talk_with.pending_values[repair.slot->name] = repair.value;
  }
  ask_aside(scene, "baca");
  return true;
}

}  // namespace

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
    for (const std::string_view lead : {"di ", "ke ", "jadi ", "menjadi ", "itu ", "adalah ", "bukan "}) {
      if (!rest.starts_with(lead)) continue;
      rest = rest.substr(lead.size());
      again = true;
    }
  }
  return rest;
}

void take_correction(Scene& scene, const Slot& slot, SlotValue value, bool tell) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto it = frame.slots.find(slot.name);
  const std::string before = it == frame.slots.end() ? "-" : plain(shown(slot, it->second));
  if (tell) {
    scene.hold(
        scene.say("interrupts.ubah.done",
                  {{"isian", scene.label(script, slot.label)}, {"lama", before}, {"baru", plain(shown(slot, value))}}));
  }
  const bool outside = value.value.starts_with("luar:");
  set_slot(frame, slot, std::move(value), true);
  if (outside) scene.hold(scene.say("pass_on"));
  // A title that was made of the story is made again.
  for (const auto& other : script.slots) {
    if (other.first_sentence_of != slot.name) continue;
    const auto made = frame.slots.find(other.name);
    if (made != frame.slots.end() && made->second.guessed) frame.slots.erase(made);
  }
  frame.flags.push_back(std::string(changed_mark) + slot.name);
}

bool correct_slot(Scene& scene, const Slot& slot, const std::string& words, bool tell) {
  InboundHappened said;
  said.inbound.text = words;
  const auto option = std::ranges::find(slot.options, words, &Option::id);
  if (option != slot.options.end()) said.inbound.text = scene.label(*scene.open_script(), option->label);
  auto reading = read_slot(scene, *scene.open_script(), slot, said);
  if (!reading.value) return false;
  take_correction(scene, slot, *std::move(reading.value), tell);
  return true;
}

void resume_after_change(Scene& scene, bool direct) {
  auto* frame = scene.top();
  const auto* script = scene.open_script();
  if (script == nullptr) return;
  std::vector<std::string> changed;
  std::erase_if(frame->flags, [&](const std::string& flag) {
    if (!flag.starts_with(changed_mark)) return false;
    changed.push_back(flag.substr(changed_mark.size()));
    return true;
  });
  for (const auto& step : script->steps) {
    if (step.id == frame->step) break;
    const auto* when = std::get_if<WhenStep>(&step.body);
    const bool depends = when != nullptr && std::ranges::any_of(changed, [&](const auto& name) {
                           return when->conditions.contains(name);
                         });
    if (!depends) continue;
    // What hangs on the changed answer is walked again: filled questions are passed over.
    frame->step = step.id;
    frame->bookkeeping.clear();
    frame->tries = 0;
    walk(scene);
    return;
  }
  // The open question may have been about the slot itself.
  const auto* open = scene.open_slot();
  if (open != nullptr && std::ranges::find(changed, open->name) != changed.end()) {
    go_on(scene);
    return;
  }
  const auto* step = scene.open_step();
  if (step != nullptr && std::holds_alternative<ReviewStep>(step->body)) {
    fill_silently(scene);
    scene.edits = direct && scene.context.channel == "telegram" && !scene.talk_with.keyboard_up;
    if (scene.edits) scene.flush();
  }
  ask_again(scene);
}

bool correct_named(Scene& scene, const std::string& rest) {
  if (scene.open_script() == nullptr) return false;
  if (take_repairs(scene, repairs(scene, rest, 0, true))) return true;
  if (!by_value(scene, last_said(rest))) return false;
  resume_after_change(scene, true);
  return true;
}

bool correct(Scene& scene, const std::string& text) {
  if (scene.open_script() == nullptr) return false;
  const auto words = language::words(text);
  if (words.empty()) return false;
  std::size_t at = 0;
  while (at < words.size() && starts_correction(words[at].text)) ++at;
  if (at < words.size() && take_repairs(scene, repairs(scene, text, at, at > 0))) return true;
  const bool fixed = not_but(scene, text) || (at > 0 && at < words.size() && words.front().text != "salah" &&
                                              by_value(scene, last_said(text.substr(words[at].begin))));
  if (!fixed) return false;
  scene.rule("correction");
  resume_after_change(scene, true);
  return true;
}

}  // namespace pintu::dialogs::engine
