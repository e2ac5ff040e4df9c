// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

// No talk grows without end, however long it is kept going.
constexpr std::size_t most_earlier = 20;          // corrections of one slot; the first and the newest are kept
constexpr std::size_t longest_story = 32 * 1024;  // bytes
constexpr std::size_t most_voices = 20;
const std::string cut_flag = "cerita-dipotong";

std::size_t length_of(const std::vector<std::string>& pieces) {
  std::size_t length = 0;
  for (const auto& piece : pieces) length += piece.size() + 1;
  return length;
}

}  // namespace

void raise_flag(Frame& frame, const std::string& flag) {
  if (std::ranges::find(frame.flags, flag) == frame.flags.end()) frame.flags.push_back(flag);
}

void keep_voice(Frame& frame, const std::vector<std::string>& media) {
  auto& kept = frame.slots["~suara"].media;
  for (const auto& each : media) {
    if (kept.size() < most_voices) kept.push_back(each);
  }
}

void keep_piece(Frame& frame, const std::string& text) {
  const auto length = length_of(frame.pieces);
  if (length + text.size() > longest_story || frame.pieces.size() >= longest_story / 32) {
    raise_flag(frame, cut_flag);
  } else {
    frame.pieces.push_back(text);
  }
}

void set_slot(Frame& frame, const Slot& slot, SlotValue value, bool correction) {
  if (const auto it = frame.slots.find(slot.name); it != frame.slots.end()) {
    const auto& old = it->second;
    if (slot.kind == SlotKind::photo && !correction) {
      value.media.insert(value.media.begin(), old.media.begin(), old.media.end());
    }
    value.earlier = old.earlier;
    const auto before = shown(slot, old);
    // Whether by a correction or by an answer to a question that was asked again.
    const bool photos_add = slot.kind == SlotKind::photo && !correction;
    if (!old.skipped && !old.guessed && !photos_add && before != shown(slot, value)) value.earlier.push_back(before);
    if (value.earlier.size() > most_earlier) value.earlier.erase(std::next(value.earlier.begin()));
  }
  const auto most = static_cast<std::size_t>(std::max(slot.up_to, 1));
  if (slot.kind == SlotKind::photo && value.media.size() > most) value.media.resize(most);
  frame.slots[slot.name] = std::move(value);
}

std::string stored_value(const Slot& slot, const std::string& written) {
  if (slot.kind != SlotKind::yesno) return written;
  if (written == "yes") return "ya";
  if (written == "no") return "tidak";
  return written == "unknown" ? "tidak-tahu" : written;
}

void set_from_script(Scene& scene, const Script& script, const std::string& name, const std::string& wanted) {
  const auto* slot = script.slot(name);
  if (slot == nullptr) return;
  SlotValue value;
  value.value = stored_value(*slot, wanted);
  value.text = wanted;
  if (slot->kind == SlotKind::yesno) {
    value.shown = scene.say(value.value == "ya" ? "yes" : value.value == "tidak" ? "answer_no" : "not_known");
  }
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
  set_slot(*scene.top(), *slot, std::move(value), true);
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
    if (story.text.size() + text.size() > longest_story) {
      raise_flag(*frame, cut_flag);
      return;
    }
    story.text += (story.text.empty() ? "" : " ") + text;
    story.value = story.text;
    return;
  }
}

}  // namespace pintu::dialogs::engine
