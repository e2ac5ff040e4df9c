// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/corrections.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/repairs.hpp"
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

bool readable(Scene& scene, const Repair& repair) {
  InboundHappened said;
  said.inbound.text = repair.value;
  return !repair.value.empty() && read_slot(scene, *scene.open_script(), *repair.slot, said).value.has_value();
}

// "tempatnya salah": which it is has to be asked.
bool only_says_wrong(const std::string& value) {
  return value.empty() ||
         is_one_of(language::normal(value), {"salah", "keliru", "bukan itu", "kurang tepat", "salah pak"});
}

bool changes(Scene& scene, const Repair& repair) {
  return repair.slot != scene.open_slot() && is_filled(scene, *repair.slot);
}

// What was not asked yet is taken along, what is asked now is answered, one thing that was answered is changed.
void take_each(Scene& scene, const std::vector<Repair>& found) {
  for (const auto& repair : found) {
    const bool changed = changes(scene, repair);
    static_cast<void>(correct_slot(scene, *repair.slot, repair.value, changed));
    if (!changed && repair.slot != scene.open_slot()) scene.top()->slots[repair.slot->name].guessed = true;
  }
  resume_after_change(scene, true);
}

bool take_repairs(Scene& scene, const std::vector<Repair>& found, bool by_word) {
  if (found.empty()) return false;
  const bool all_read = std::ranges::all_of(found, [&](const Repair& repair) { return readable(scene, repair); });
  if (found.size() == 1) {
    const auto& repair = found.front();
    if (all_read) {
      scene.rule("correction");
      take_each(scene, found);
      return true;
    }
    if (!repair.named || (!by_word && !only_says_wrong(repair.value))) return false;
    scene.rule("correction");
    change_slot(scene, repair.slot->name);
    return true;
  }
  if (!all_read && !by_word) return false;
  scene.rule("correction");
  if (std::ranges::count_if(found, [&](const Repair& repair) { return changes(scene, repair); }) < 2 && all_read) {
    take_each(scene, found);
    return true;
  }
  scene.talk_with.pending_values.clear();
  for (const auto& repair : found) {
    if (readable(scene, repair)) scene.talk_with.pending_values[repair.slot->name] = repair.value;
  }
  if (scene.talk_with.pending_values.empty()) {
    change_slot(scene, found.front().slot->name);
  } else {
    ask_aside(scene, "baca");
  }
  return true;
}

// A free text may hold dates and places of its own: only a name or a correcting word makes it a correction.
bool may_correct(Scene& scene, const std::vector<Repair>& found, bool by_word) {
  if (found.empty()) return false;
  if (by_word || found.front().named) return true;
  const auto* open = scene.open_slot();
  return found.size() > 1 && (open == nullptr || (open->kind != SlotKind::text && open->kind != SlotKind::secret));
}

}  // namespace

void take_correction(Scene& scene, const Slot& slot, SlotValue value, bool tell) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto it = frame.slots.find(slot.name);
  const std::string before = it == frame.slots.end() ? "-" : shown_in_text(scene, slot, it->second);
  if (tell) {
    scene.hold(scene.say(
        "interrupts.ubah.done",
        {{"isian", scene.label(script, slot.label)}, {"lama", before}, {"baru", shown_in_text(scene, slot, value)}}));
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
  raise_flag(frame, std::string(changed_mark) + slot.name);
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
  if (take_repairs(scene, repairs(scene, rest, 0, true), true)) return true;
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
  if (at < words.size()) {
    const auto found = repairs(scene, text, at, at > 0);
    if (may_correct(scene, found, at > 0) && take_repairs(scene, found, at > 0)) return true;
  }
  const bool fixed = not_but(scene, text) || (at > 0 && at < words.size() && words.front().text != "salah" &&
                                              by_value(scene, last_said(text.substr(words[at].begin))));
  if (!fixed) return false;
  scene.rule("correction");
  resume_after_change(scene, true);
  return true;
}

bool fits_another_slot(Scene& scene, const std::string& text) {
  if (scene.open_script() == nullptr || text.empty()) return false;
  const auto found = repairs(scene, text, 0, false);
  const bool other = !found.empty() && std::ranges::all_of(found, [&](const Repair& repair) {
    return repair.slot != scene.open_slot() && readable(scene, repair);
  });
  if (!other) return false;
  scene.rule("other-slot");
  return take_repairs(scene, found, false);
}

}  // namespace pintu::dialogs::engine
