// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

void set_slot(Frame& frame, const Slot& slot, SlotValue value, bool correction) {
  if (const auto it = frame.slots.find(slot.name); it != frame.slots.end()) {
    const auto& old = it->second;
    if (slot.kind == SlotKind::photo && !correction) {
      value.media.insert(value.media.begin(), old.media.begin(), old.media.end());
    }
    value.earlier = old.earlier;
    const auto before = shown(slot, old);
    if (correction && before != shown(slot, value)) value.earlier.push_back(before);
  }
  const auto most = static_cast<std::size_t>(std::max(slot.up_to, 1));
  if (slot.kind == SlotKind::photo && value.media.size() > most) value.media.resize(most);
  frame.slots[slot.name] = std::move(value);
}

void set_from_script(Scene& scene, const Script& script, const std::string& name, const std::string& wanted) {
  const auto* slot = script.slot(name);
  if (slot == nullptr) return;
  SlotValue value;
  value.value = wanted;
  value.text = wanted;
  const auto option = std::ranges::find(slot->options, wanted, &Option::id);
  if (option != slot->options.end()) value.shown = scene.label(script, option->label);
  set_slot(*scene.top(), *slot, std::move(value), true);
}

void keep_text(Scene& scene, const std::string& text) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return;
  SlotValue value;
  value.text = text;
  value.value = text;
  value.shown = text;
  const bool a_place =
      slot->kind != SlotKind::place || language::read_place(text, false).what != language::PlaceRead::What::none;
  value.skipped = !a_place;
  if (!a_place) value.shown = scene.say("not_known");
  set_slot(*scene.top(), *slot, std::move(value));
}

void skip_open(Scene& scene) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return;
  SlotValue value;
  value.skipped = true;
  scene.top()->slots[slot->name] = value;
}

void add_to_story(Scene& scene, const std::string& text) {
  auto* frame = scene.top();
  const auto* script = scene.open_script();
  if (script == nullptr || text.empty()) return;
  for (const auto& step : script->steps) {
    const auto* ask = std::get_if<AskStep>(&step.body);
    if (ask == nullptr || step.joins == Duration{0}) continue;
    const auto it = frame->slots.find(ask->slot);
    if (it == frame->slots.end()) continue;
    auto& story = it->second;
    story.text += (story.text.empty() ? "" : " ") + text;
    story.value = story.text;
    return;
  }
}

}  // namespace pintu::dialogs::engine
