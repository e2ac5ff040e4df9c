// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/first_message.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t fewest_letters_of_a_story = 12;
constexpr Duration thanked_again_after = std::chrono::minutes(10);

// Scripts that this whole message starts.
const Script* started_by(Scene& scene, const std::string& text) {
  const auto normal = language::normal(text);
  for (const auto& [name, script] : scene.library.newest().scripts) {
    for (const auto& word : script.starts_when.says_only) {
      if (language::normal(word) == normal) return &script;
    }
  }
  return nullptr;
}

const Script* complaint(Scene& scene) {
  for (const auto& [name, script] : scene.library.newest().scripts) {
    if (script.starts_when.anything) return &script;
  }
  return nullptr;
}

bool has(const InboundHappened& said, AttachmentKind kind) {
  return std::ranges::any_of(said.inbound.attachments, [&](const Attachment& a) { return a.kind == kind; });
}

// Thanks and ok are answered once, then not.
void small_talk(Scene& scene) {
  if (scene.context.now - scene.talk_with.small_talk < thanked_again_after) return;
  scene.talk_with.small_talk = scene.context.now;
  scene.greet = false;
  scene.speak(scene.say("small_talk.thanks"));
}

void begin_story(Scene& scene, const InboundHappened& said) {
  const auto* script = complaint(scene);
  if (script == nullptr) return;
  begin(scene, script->name);
  auto& talk = *scene.talk_with.talk;
  talk.epoch = ++scene.talk_with.last_epoch;
  auto& frame = *scene.top();
  frame.path.push_back(frame.step);
  ++talk.questions;
  add_piece(scene, said);
}

// What came first without a word of a story: it fills its slot, then the story is asked.
void begin_with_file(Scene& scene, const InboundHappened& said) {
  const auto* script = complaint(scene);
  if (script == nullptr) return;
  begin(scene, script->name);
  add_piece(scene, said);
  scene.add(StopTimer{"join"});
  if (has(said, AttachmentKind::voice)) {
    scene.greet = false;
    ask(scene, scene.say("media.voice_first"));
    return;
  }
  if (said.inbound.location) {
    walk(scene);
    return;
  }
  scene.timer("join", std::chrono::seconds(25));
}

}  // namespace

void first_message(Scene& scene, const InboundHappened& said) {
  const auto& text = said.inbound.text;
  const auto command = language::read_command(text);
  if (scene.talk_with.pending_ask == "menu" && text == "1") {
    answer_aside(scene, "lapor", said);
    return;
  }
  if (answer_aside(scene, {}, said)) return;
  scene.pass("aside");
  if (obey(scene, command)) return;
  scene.pass("word");
  if (const auto* script = started_by(scene, text)) {
    scene.rule("starts:" + script->name);
    begin(scene, script->name);
    walk(scene);
    return;
  }
  scene.pass("starts");
  if (has(said, AttachmentKind::sticker) || has(said, AttachmentKind::contact)) {
    scene.rule("media");
    scene.speak(scene.say(has(said, AttachmentKind::sticker) ? "media_other.sticker" : "media_other.contact"));
    return;
  }
  if (command.id == "terima-kasih" || command.id == "ok") {
    scene.rule("thanks");
    small_talk(scene);
    return;
  }
  const bool file = !said.inbound.attachments.empty() || said.inbound.location;
  if (!file && offer_draft(scene)) {
    // A text that is clearly a story is one: it begins a new complaint, and the draft stays.
    if (command.id == "salam" || language::letters(text) < fewest_letters_of_a_story) {
      scene.rule("offer");
      return;
    }
    scene.effects.pop_back();
    scene.talk_with.pending_ask.clear();
  }
  if (command.id == "salam" || (!file && language::letters(text) < fewest_letters_of_a_story)) {
    scene.rule("greeting");
    if (!said.inbound.reason.empty() && text.empty()) {
      scene.speak(scene.say("media_other.unsupported"));
      return;
    }
    show_menu(scene, true);
    return;
  }
  scene.pass("greeting");
  if (!file && offer_addition(scene, text)) {
    scene.rule("addition");
    return;
  }
  scene.pass("addition");
  scene.rule("story");
  if (text.empty()) {
    begin_with_file(scene, said);
  } else {
    begin_story(scene, said);
  }
}

}  // namespace pintu::dialogs::engine
