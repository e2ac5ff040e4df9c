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

void keep_media(Scene& scene, const InboundHappened& said) {
  auto& frame = *scene.top();
  const auto* script = scene.open_script();
  for (const auto& slot : script->slots) {
    if (slot.kind != SlotKind::photo || said.media.empty()) continue;
    auto& value = frame.slots[slot.name];
    value.media.insert(value.media.end(), said.media.begin(), said.media.end());
    value.value = "foto";
    value.shown = std::to_string(value.media.size()) + " berkas";
    value.skipped = false;
    return;
  }
}

void keep_pin(Scene& scene, const InboundHappened& said) {
  const auto* script = scene.open_script();
  for (const auto& slot : script->slots) {
    if (slot.kind != SlotKind::place || !said.inbound.location) continue;
    auto reading = read_slot(scene, *script, slot, said);
    if (reading.value) set_slot(*scene.top(), slot, *std::move(reading.value));
    return;
  }
}

std::string joined(const std::vector<std::string>& pieces) {
  std::string text;
  for (const auto& piece : pieces) text += (text.empty() ? "" : " ") + piece;
  return text;
}

}  // namespace

void add_piece(Scene& scene, const InboundHappened& said) {
  auto& frame = *scene.top();
  const auto& step = *scene.open_step();
  const bool voice = std::ranges::any_of(said.inbound.attachments,
                                         [](const Attachment& a) { return a.kind == AttachmentKind::voice; });
  keep_media(scene, said);
  keep_pin(scene, said);
  if (voice) frame.flags.push_back("suara");
  if (!said.inbound.text.empty()) frame.pieces.push_back(said.inbound.text);
  // A command's word waits for the pause: if more follows, it was part of the story.
  frame.bookkeeping = language::read_command(said.inbound.text).id.empty() ? "" : std::string(word_mark);
  const bool brief = language::words(said.inbound.text).size() <= few_words || !said.inbound.attachments.empty();
  scene.timer("join", brief ? std::max(longer_pause, step.joins) : step.joins);
}

void pause_over(Scene& scene) {
  auto* frame = scene.top();
  const auto* step = scene.open_step();
  const auto* slot = scene.open_slot();
  if (step == nullptr || slot == nullptr || step->joins == Duration{0}) return;
  if (frame->bookkeeping == word_mark && !frame->pieces.empty()) {
    const auto command = language::read_command(frame->pieces.back());
    frame->pieces.pop_back();
    frame->bookkeeping.clear();
    if (obey(scene, command)) return;
  }
  frame->bookkeeping.clear();
  InboundHappened whole;
  whole.inbound.text = joined(frame->pieces);
  const bool voice = std::ranges::find(frame->flags, "suara") != frame->flags.end();
  if (whole.inbound.text.empty() && voice) {
    SlotValue value;
    value.value = "perlu-didengarkan";
    value.text = "(pesan suara)";
    value.shown = "pesan suara";
    set_slot(*frame, *slot, std::move(value));
    scene.hold(scene.say("listen"));
    go_on(scene);
    return;
  }
  const auto photos = std::ranges::count_if(frame->slots, [](const auto& s) { return !s.second.media.empty(); });
  if (whole.inbound.text.empty() && photos > 0) {
    int count = 0;
    for (const auto& [name, value] : frame->slots) count += static_cast<int>(value.media.size());
    ask(scene, scene.say("media.photos", {{"jumlah", std::to_string(count)}}));
    return;
  }
  if (whole.inbound.text.empty()) {
    ask_again(scene);
    return;
  }
  auto reading = read_slot(scene, *scene.open_script(), *slot, whole);
  if (!reading.value) {
    answer(scene, whole);  // too short: the hint; the pieces stay and add up
    return;
  }
  set_slot(*frame, *slot, *std::move(reading.value));
  frame->pieces.clear();
  go_on(scene);
}

}  // namespace pintu::dialogs::engine
