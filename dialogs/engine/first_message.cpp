// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/first_message.hpp"

#include <algorithm>

#include "dialogs/engine/agency_questions.hpp"
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
constexpr std::size_t most_words_of_a_question = 8;
constexpr Duration thanked_again_after = std::chrono::minutes(10);

// Scripts that this whole message starts.
const Script* started_by(const Scene& scene, const std::string& text) {
  const auto normal = language::normal(text);
  for (const auto& [name, script] : scene.library.newest().scripts) {
    for (const auto& word : script.starts_when.says_only) {
      if (language::normal(word) == normal) return &script;
    }
  }
  return nullptr;
}

// Thanks and ok are answered once, then not.
void thank(Scene& scene) {
  auto& last = scene.talk_with.small_talk;
  if (scene.context.now - last < thanked_again_after) return;
  last = scene.context.now;
  scene.may_greet = false;
  scene.speak(scene.say("small_talk.thanks"));
}

// "nomor damkar berapa", "apa syarat bikin ktp".
bool asks_for_information(const std::string& text) {
  const auto words = language::words(text);
  if (words.empty() || words.size() > most_words_of_a_question) return false;
  static const std::vector<std::string> questions{"berapa", "cara", "syarat", "prosedur", "apakah", "kapan"};
  return std::ranges::any_of(
      words, [&](const auto& word) { return std::ranges::find(questions, word.text) != questions.end(); });
}

bool has_file(const InboundHappened& said) {
  return has_picture(said) || has(said, AttachmentKind::voice) || has(said, AttachmentKind::audio) ||
         said.inbound.location.has_value();
}

// The story is never asked again: it answers the first question. A photo or a pin fills its slot, then the story is
// asked.
void begin_story(Scene& scene, const InboundHappened& said, const Script* script) {
  if (script == nullptr) {
    show_menu(scene);
    return;
  }
  begin(scene, script->name);
  auto& frame = *scene.top();
  if (!is_joining(scene)) {
    const auto* slot = scene.open_slot();
    auto reading = slot == nullptr || slot->kind != SlotKind::text ? Reading{} : read_slot(scene, *script, *slot, said);
    keep_files(scene, said);
    if (reading.value) {
      frame.path.push_back(frame.step);
      set_slot(frame, *slot, *std::move(reading.value));
    }
    walk(scene);
    return;
  }
  const bool only_a_pin = said.inbound.text.empty() && said.inbound.attachments.empty();
  if (only_a_pin) {
    keep_files(scene, said);
    walk(scene);
    return;
  }
  frame.path.push_back(frame.step);
  ++scene.talk_with.talk->questions;
  add_piece(scene, said);
  if (has(said, AttachmentKind::voice) && said.inbound.text.empty()) scene.maybe = "suara";
}

}  // namespace

bool looks_like_status(Scene& scene, const std::string& text) {
  const auto* interrupt = scene.umum().interrupt("status");
  const auto words = language::words(text);
  constexpr std::size_t most_words = 8;
  if (interrupt == nullptr || interrupt->says_like.empty() || words.empty() || words.size() > most_words) return false;
  const std::string normal = " " + language::normal(text) + " ";
  return std::ranges::all_of(interrupt->says_like, [&](const auto& group) {
    return std::ranges::any_of(group, [&](const std::string& word) {
      return normal.find(" " + language::normal(word) + " ") != std::string::npos;
    });
  });
}

namespace {

// The little things: thanks, greetings, stickers, fewer letters than a story has. False: it is more than that.
bool little_things(Scene& scene, bool thanks, bool little) {
  if (thanks) {
    scene.rule("thanks");
    thank(scene);
    return true;
  }
  if (!little) {
    scene.pass("greeting");
    return false;
  }
  scene.rule("greeting");
  if (!offer_draft(scene)) show_menu(scene);
  return true;
}

// A question goes to the script that passes questions on; without one, to the menu.
bool question(Scene& scene, const InboundHappened& said) {
  if (has_file(said) || !asks_for_information(said.inbound.text)) return false;
  scene.rule("question");
  const auto& scripts = scene.library.newest().scripts;
  const auto it = std::ranges::find_if(scripts, [](const auto& each) { return each.second.starts_when.question; });
  begin_story(scene, said, it == scripts.end() ? nullptr : &it->second);
  return true;
}

}  // namespace

void first_message(Scene& scene, const InboundHappened& said) {
  const auto& text = said.inbound.text;
  const auto command = language::read_command(text);
  if (obey(scene, command)) return;
  scene.pass("word");
  if (const auto* script = started_by(scene, text)) {
    scene.rule("starts:" + script->name);
    if (offer_draft(scene)) return;
    begin(scene, script->name);
    walk(scene);
    return;
  }
  scene.pass("starts");
  const bool thanks = command.id == "terima-kasih" || command.id == "ok";
  const bool little = command.id == "salam" || (!has_file(said) && language::letters(text) < fewest_letters_of_a_story);
  if (!thanks && command.id != "salam" && offer_answer(scene, said)) {
    scene.rule("agency-answer");
    return;
  }
  scene.pass("agency-answer");
  if (!thanks && !little && offer_addition(scene, said)) {
    scene.rule("addition");
    return;
  }
  scene.pass("addition");
  if (looks_like_status(scene, text)) {
    scene.rule("status");
    show_status(scene, {});
    return;
  }
  scene.pass("status");
  if (little_things(scene, thanks, little)) return;
  if (question(scene, said)) return;
  scene.pass("question");
  scene.rule("story");
  begin_story(scene, said, scene.complaint());
}

}  // namespace pintu::dialogs::engine
