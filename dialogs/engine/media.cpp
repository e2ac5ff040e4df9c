// SPDX-License-Identifier: Apache-2.0
// Photos, voice notes, stickers and pins: never a failed try, each with a friendly answer.
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

using namespace std::chrono_literals;

namespace {

constexpr Duration photos_come_together = 10s;
constexpr Duration pause_after_photo = 4s;
constexpr Duration silence_after_voice = 10min;
constexpr std::string_view heard_mark = "perlu-didengarkan";
constexpr std::string_view video_mark = "~video";
constexpr std::string_view document_mark = "~dokumen";

void mark(Scene& scene, std::string_view flag) { raise_flag(*scene.top(), std::string(flag)); }

// A voice note answers what is open; an officer listens to it.
void take_voice(Scene& scene, const InboundHappened& said) {
  auto& frame = *scene.top();
  const bool second = std::ranges::find(frame.flags, heard_mark) != frame.flags.end();
  if (!second) frame.flags.emplace_back(heard_mark);
  scene.timer("voice", silence_after_voice);
  const auto* slot = scene.open_slot();
  auto reading = slot == nullptr || slot->kind == SlotKind::photo ? Reading{}
                                                                  : read_slot(scene, *scene.open_script(), *slot, said);
  if (!reading.value) {
    keep_voice(frame, said.media);
  } else {
    set_slot(frame, *slot, *std::move(reading.value));
  }
  if (second && !in_case_script(scene)) {
    ask_aside(scene, "suara");
    return;
  }
  scene.hold(scene.say("listen"));
  if (slot != nullptr && frame.slots.contains(slot->name) && slot->kind != SlotKind::photo) {
    frame.bookkeeping.clear();
    go_on(scene);
  } else {
    ask_again(scene);
  }
}

// True: a burst of photos that was answered already.
bool answered_already(Scene& scene) {
  auto& last = scene.talk_with.last_photo;
  const bool burst = scene.context.now - last < photos_come_together;
  last = scene.context.now;
  return burst;
}

std::string odd_file(Scene& scene, const InboundHappened& said) {
  if (has(said, AttachmentKind::sticker)) return scene.say("media_other.sticker");
  if (has(said, AttachmentKind::contact)) return scene.say("media_other.contact");
  return scene.say("media_other.unsupported");
}

// What the person reads when a file came that was not asked for.
std::string kept_file(Scene& scene, const InboundHappened& said) {
  if (said.media.empty()) return scene.say("media_refused.too_many");
  if (has(said, AttachmentKind::image)) return scene.say("photo_kept");
  return scene.say(has(said, AttachmentKind::video) ? "media_other.video_kept" : "media_other.document_kept");
}

bool take_pictures(Scene& scene, const InboundHappened& said) {
  const auto* open = scene.open_slot();
  if (said.media.empty() && said.inbound.text.empty()) {
    if (!answered_already(scene)) scene.answer(kept_file(scene, said));
    return true;
  }
  keep_files(scene, said);
  if (open != nullptr && open->kind == SlotKind::photo) {
    add_to_story(scene, said.inbound.text);
    scene.timer("join", pause_after_photo);
    return true;
  }
  const bool burst = answered_already(scene);
  if (!said.inbound.text.empty()) return false;
  if (!burst) scene.answer(kept_file(scene, said));
  return true;
}

}  // namespace

bool has(const InboundHappened& said, AttachmentKind kind) {
  return std::ranges::any_of(said.inbound.attachments, [&](const Attachment& a) { return a.kind == kind; });
}

bool has_picture(const InboundHappened& said) {
  return has(said, AttachmentKind::image) || has(said, AttachmentKind::video) || has(said, AttachmentKind::document);
}

std::string ask_what_happened(Scene& scene, std::size_t files) {
  const auto& flags = scene.top()->flags;
  const auto flagged = [&](std::string_view flag) { return std::ranges::find(flags, flag) != flags.end(); };
  if (files == 1 && flagged(video_mark)) return scene.say("media_other.video");
  if (files == 1 && flagged(document_mark)) return scene.say("media_other.document");
  return scene.say("media.photos", {{"jumlah", std::to_string(files)}});
}

void keep_files(Scene& scene, const InboundHappened& said) {
  const auto* script = scene.open_script();
  if (script == nullptr) return;
  if (has(said, AttachmentKind::video)) mark(scene, video_mark);
  if (has(said, AttachmentKind::document)) mark(scene, document_mark);
  for (const auto& slot : script->slots) {
    const bool fits = (slot.kind == SlotKind::photo && has_picture(said) && !said.media.empty()) ||
                      (slot.kind == SlotKind::place && said.inbound.location);
    if (!fits) continue;
    auto reading = read_slot(scene, *script, slot, said);
    if (reading.value) set_slot(*scene.top(), slot, *std::move(reading.value), slot.kind == SlotKind::place);
  }
}

bool take_files(Scene& scene, const InboundHappened& said) {
  const auto& inbound = said.inbound;
  const auto* open = scene.open_slot();
  if (has(said, AttachmentKind::voice) || has(said, AttachmentKind::audio)) {
    scene.rule("voice");
    take_voice(scene, said);
    return true;
  }
  if (has_picture(said)) {
    scene.rule("photo");
    return take_pictures(scene, said);
  }
  if (inbound.location && (open == nullptr || open->kind != SlotKind::place)) {
    scene.rule("other-slot");
    keep_files(scene, said);
    scene.answer(scene.say("media_other.live_location"));
    return true;
  }
  if (inbound.reason == "call") {
    scene.rule("call");
    scene.answer(scene.say("media.call"));
    return true;
  }
  const bool odd = !inbound.attachments.empty() || !inbound.reason.empty();
  if (!odd || !inbound.text.empty()) return false;
  scene.rule("media");
  scene.answer(odd_file(scene, said));
  return true;
}

void voice_is_enough(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (!conversation.talk || conversation.open_case || scene.top() == nullptr) return;
  const auto& flags = scene.top()->flags;
  if (std::ranges::find(flags, heard_mark) == flags.end()) return;
  const Duration silent = scene.context.now - conversation.last_inbound;
  if (silent < silence_after_voice) {
    scene.timer("voice", silence_after_voice - silent);
    return;
  }
  scene.rule("voice:silence");
  file_as_it_is(scene);
}

}  // namespace pintu::dialogs::engine
