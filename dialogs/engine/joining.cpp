// SPDX-License-Identifier: Apache-2.0
// Several messages as one answer: pieces add up until a pause.
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration longer_pause = std::chrono::seconds(25);
constexpr std::size_t few_words = 3;
constexpr std::string_view word_mark = "word";
constexpr std::string_view heard_mark = "perlu-didengarkan";
constexpr std::string_view digits = "0123456789 .";

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += (text.empty() ? "" : " ") + piece;
  return text;
}

bool flagged(const Frame& frame, std::string_view flag) {
  return std::ranges::find(frame.flags, flag) != frame.flags.end();
}

// "Balas angka": digits at the story choose what the list of the hint offered.
bool digits_choose(Scene& scene, const Slot& story, const std::string& text) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  if (frame.tries == 0 || text.empty() || text.find_first_not_of(digits) != std::string::npos) return false;
  for (const auto& slot : script.slots) {
    if (slot.kind != SlotKind::choice || slot.guess_from != story.name) continue;
    InboundHappened said;
    said.inbound.text = text;
    auto reading = read_slot(scene, script, slot, said);
    if (!reading.value) return false;
    scene.hold(scene.say("understood", {{"isian", scene.label(script, slot.label)}, {"baru", reading.value->shown}}));
    set_slot(frame, slot, *std::move(reading.value));
    frame.pieces.clear();
    ask(scene);
    return true;
  }
  return false;
}

// Nothing was written: what came instead.
void without_words(Scene& scene, const Slot& slot) {
  auto& frame = *scene.top();
  if (flagged(frame, heard_mark)) {
    SlotValue value;
    value.value = std::string(heard_mark);
    value.text = "(" + scene.say("voice_note") + ")";
    value.shown = scene.say("voice_note");
    if (const auto it = frame.slots.find(slot.name); it != frame.slots.end()) value.media = it->second.media;
    set_slot(frame, slot, std::move(value));
    scene.hold(scene.say("listen"));
    go_on(scene);
    return;
  }
  std::size_t files = 0;
  for (const auto& [name, value] : frame.slots) files += value.media.size();
  if (files > 0) {
    ask(scene, ask_what_happened(scene, files));
  } else {
    if (++frame.tries >= tries_until_the_way_out) scene.hold(scene.say("human_offer"));
    ask_again(scene);
  }
}

// True: the last piece was a word that works always, and nothing followed it.
bool last_was_a_word(Scene& scene) {
  auto& frame = *scene.top();
  if (frame.bookkeeping != word_mark || frame.pieces.empty()) return false;
  const auto command = language::read_command(frame.pieces.back());
  frame.pieces.pop_back();
  frame.bookkeeping.clear();
  return obey(scene, command);
}

bool ends_it(const std::string& piece) {
  const auto word = language::normal(piece);
  static const std::vector<std::string> endings{"sudah", "atos", "parantos", "wis", "cukup", "itu saja", "sekian"};
  return std::ranges::find(endings, word) != endings.end();
}

}  // namespace

bool has_pieces(Scene& scene) {
  const auto* frame = scene.top();
  return frame != nullptr && (!frame->pieces.empty() || flagged(*frame, heard_mark));
}

bool is_joining(Scene& scene) {
  const auto* step = scene.open_step();
  return step != nullptr && step->joins > Duration{0} && scene.open_slot() != nullptr;
}

void add_piece(Scene& scene, const InboundHappened& said) {
  auto& frame = *scene.top();
  const auto& step = *scene.open_step();
  const auto& text = said.inbound.text;
  keep_files(scene, said);
  if (has(said, AttachmentKind::voice) || has(said, AttachmentKind::audio)) {
    if (!flagged(frame, heard_mark)) frame.flags.emplace_back(heard_mark);
    keep_voice(frame, said.media);
    scene.timer("voice", std::chrono::minutes(10));
  }
  if (!text.empty()) keep_piece(frame, text);
  // A word that works always waits for the pause: if more follows, it was part of the story.
  const bool word = !text.empty() && !language::read_command(text).id.empty();
  frame.bookkeeping = word ? std::string(word_mark) : std::string();
  const bool brief = language::words(text).size() <= few_words || !said.inbound.attachments.empty();
  scene.timer("join", brief && !word ? std::max(longer_pause, step.joins) : step.joins);
}

void pause_over(Scene& scene) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr || scene.top() == nullptr) return;
  if (slot->kind == SlotKind::photo) {
    if (scene.top()->slots.contains(slot->name)) go_on(scene);
    return;
  }
  if (!is_joining(scene)) return;
  if (last_was_a_word(scene)) return;
  auto& frame = *scene.top();
  frame.bookkeeping.clear();
  while (frame.pieces.size() > 1 && ends_it(frame.pieces.back())) frame.pieces.pop_back();
  InboundHappened whole;
  whole.inbound.text = joined(frame.pieces);
  if (whole.inbound.text.empty()) {
    without_words(scene, *slot);
    return;
  }
  if (digits_choose(scene, *slot, frame.pieces.back())) return;
  auto reading = read_slot(scene, *scene.open_script(), *slot, whole);
  if (!reading.value) {
    if (reading.failure == "digits") frame.pieces.clear();
    answer(scene, whole);  // too short: the hint; the pieces stay and add up
    return;
  }
  set_slot(frame, *slot, *std::move(reading.value));
  frame.pieces.clear();
  go_on(scene);
}

}  // namespace pintu::dialogs::engine
