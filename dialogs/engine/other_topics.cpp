// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/other_topics.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t fewest_words = 4;
constexpr std::size_t title_letters = 40;

// The slot that says what a complaint is about, where the person has answered it.
const Slot* topic_slot(const Script& script, const Frame& frame) {
  for (const auto& slot : script.slots) {
    const auto it = frame.slots.find(slot.name);
    if (slot.kind == SlotKind::choice && !slot.guess_from.empty() && it != frame.slots.end() && !it->second.skipped)
      return &slot;
  }
  return nullptr;
}

bool speaks_of_another(Scene& scene, const std::string& text) {
  for (const auto& frame : scene.talk_with.talk->stack) {
    const auto* script = scene.script_of(frame);
    const auto* slot = script == nullptr ? nullptr : topic_slot(*script, frame);
    if (slot == nullptr) continue;
    const auto id = language::guess_choice(text, slot->options);
    return !id.empty() && id != frame.slots.at(slot->name).value;
  }
  return false;
}

}  // namespace

bool park_other_topic(Scene& scene, const std::string& text) {
  const auto& talk = scene.talk_with.talk;
  const auto* form = scene.complaint();
  if (!talk || form == nullptr || form->steps.empty() || talk->stack.front().script != form->name) return false;
  if (language::words(text).size() < fewest_words || !speaks_of_another(scene, text)) return false;
  scene.rule("other-topic");
  Draft draft;
  draft.talk.version = scene.library.newest().version;
  draft.talk.began = scene.context.now;
  Frame frame;
  frame.script = form->name;
  frame.step = form->steps.front().id;
  frame.pieces.push_back(text);
  draft.talk.stack.push_back(std::move(frame));
  draft.put_aside = scene.context.now;
  draft.until = scene.context.now + form->draft.keep;
  draft.title = plain(language::first_sentence(text, title_letters));
  draft.parked = true;
  keep_draft(scene, std::move(draft));
  ask_aside(scene, "lain");
  return true;
}

void after_other_topic(Scene& scene, bool other) {
  auto& drafts = scene.talk_with.drafts;
  if (!other && !drafts.empty() && drafts.back().parked) {
    const auto& pieces = drafts.back().talk.stack.front().pieces;
    const std::string text = pieces.empty() ? std::string() : pieces.front();
    drafts.pop_back();
    add_to_story(scene, text);
  }
  ask_again(scene);
}

bool offer_parked(Scene& scene) {
  auto& drafts = scene.talk_with.drafts;
  const auto parked = std::ranges::find(drafts, true, &Draft::parked);
  if (parked == drafts.end()) return false;
  std::rotate(parked, std::next(parked), drafts.end());  // what is offered is the last
  return offer_draft(scene);
}

}  // namespace pintu::dialogs::engine
