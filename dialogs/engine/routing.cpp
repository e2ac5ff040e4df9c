// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/routing.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/calls.hpp"
#include "dialogs/engine/corrections.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/first_message.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/officers.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/taps.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration greeted_again_after = std::chrono::hours(24 * 30);
constexpr Duration networks_repeat_within = std::chrono::seconds(4);

// At an open choice its own words come before the always-working ones, but for darurat, batal and petugas.
bool fits_open_choice(Scene& scene, const InboundHappened& said, const language::Command& command) {
  if (command.id == "darurat" || command.id == "batal" || command.id == "petugas") return false;
  const auto* slot = scene.open_slot();
  return slot != nullptr && slot->kind == SlotKind::choice &&
         read_slot(scene, *scene.open_script(), *slot, said).value.has_value();
}

// The open question takes several messages. *darurat*, *selesai* and *kirim* never wait for its pause.
void in_story(Scene& scene, const InboundHappened& said, const language::Command& command) {
  const bool at_once = command.id == "darurat" || command.id == "selesai" || command.id == "kirim";
  if (at_once && obey(scene, command)) return;
  if (!said.inbound.attachments.empty() && !has_picture(said) && !has(said, AttachmentKind::voice) &&
      !has(said, AttachmentKind::audio) && said.inbound.text.empty()) {
    static_cast<void>(take_files(scene, said));
    return;
  }
  scene.rule("piece");
  add_piece(scene, said);
}

void in_talk(Scene& scene, const InboundHappened& said) {
  const auto& text = said.inbound.text;
  const auto command = language::read_command(text);
  auto& conversation = scene.talk_with;
  if (is_joining(scene) && conversation.pending_ask.empty()) {
    in_story(scene, said, command);
    return;
  }
  if (fits_open_choice(scene, said, command) && conversation.pending_ask.empty()) {
    scene.rule("choice");
    answer(scene, said);
    return;
  }
  scene.pass("choice");
  if (obey(scene, command)) return;
  scene.pass("word");
  if (answer_free_aside(scene, said)) return;
  conversation.pending_ask.clear();
  if (is_joining(scene)) {
    in_story(scene, said, command);
    return;
  }
  if (looks_like_status(scene, text)) {
    static_cast<void>(obey(scene, {"status", {}, false}));
    return;
  }
  if (!text.empty() && correct(scene, text)) return;
  scene.pass("correction");
  const auto* step = scene.open_step();
  const bool rests = step != nullptr && !asks(*step) && scene.top()->bookkeeping != "live";
  if (rests) {
    ask_again(scene);  // a question of ours stood here and was not answered
  } else if (!answer(scene, said)) {
    first_message(scene, said);
  }
  scene.rule("answer");
}

// The question behind "is it happening now?" was never read: words that come now are more of the story.
bool while_unseen(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  if (!conversation.unseen || !language::read_command(said.inbound.text).id.empty()) return false;
  scene.rule("more-of-the-story");
  keep_files(scene, said);
  add_to_story(scene, said.inbound.text);
  if (scene.maybe.empty()) ask_again(scene);
  return true;
}

// The same digit twice within moments: the network sent it again.
bool repeated_digit(Scene& scene, const std::string& text) {
  const auto& recent = scene.talk_with.recent;
  if (!scene.sms() || text.empty() || text.size() > 2 || recent.empty()) return false;
  return text.find_first_not_of("0123456789") == std::string::npos && recent.back().text == text &&
         scene.context.now - recent.back().at < networks_repeat_within;
}

void heard_edit(Scene& scene, const InboundHappened& said) {
  scene.rule("edit");
  if (scene.talk_with.open_case) {
    scene.lane = Lane::emergency;
    scene.add(RaiseCase{scene.talk_with.open_case->kind, "certain", said.inbound.text, said.inbound.location});
    return;
  }
  if (heed(scene, said)) return;
  ask_if_maybe(scene);
}

// A message that is no danger, and that no question of our own outside of the script took.
void take(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  if (conversation.talk) {
    in_talk(scene, said);
  } else if (!obey(scene, language::read_command(said.inbound.text)) && !answer_free_aside(scene, said)) {
    conversation.pending_ask.clear();
    first_message(scene, said);
  }
}

// Who clearly writes another language is offered it, once; nothing changes before they say so.
void hear_language(Scene& scene, const std::string& text) {
  auto& conversation = scene.talk_with;
  if (conversation.language_offered) return;
  const auto spoken = language::spoken_language(text);
  if (spoken.empty() || spoken == conversation.language) return;
  const auto& offers = scene.umum().languages;
  if (spoken == "id" || std::ranges::find(offers, spoken) == offers.end()) return;
  conversation.language_offered = true;
  conversation.offers_language = spoken;
}

void written(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  hear_language(scene, said.inbound.text);
  if (repeated_digit(scene, said.inbound.text)) {
    scene.rule("repeated-digit");
    return;
  }
  if (to_officer(scene, said)) return;
  scene.pass("officer");
  if (answer_aside(scene, {}, said)) return;
  scene.pass("aside");
  if (heed(scene, said)) return;
  if (conversation.open_case && in_case_script(scene)) {
    in_case(scene, said);
    return;
  }
  if (conversation.open_case)
    scene.add(RaiseCase{conversation.open_case->kind, "certain", said.inbound.text, said.inbound.location});
  if (wait_too(scene, said) || while_unseen(scene, said)) {
    ask_if_maybe(scene);
    return;
  }
  take(scene, said);
  ask_if_maybe(scene);
}

}  // namespace

void hear_waiting(Scene& scene, const InboundHappened& said) {
  if (said.inbound.kind == InboundKind::tap) {
    tap(scene, said);
  } else {
    take(scene, said);
  }
}

void hear(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  const auto kind = said.inbound.kind;
  if (kind == InboundKind::reaction || kind == InboundKind::revoke) {
    scene.rule(std::string(to_string(kind)));
    return;
  }
  if (kind == InboundKind::edit) {
    heard_edit(scene, said);
    return;
  }
  if (scene.context.now - conversation.last_inbound > greeted_again_after) conversation.greeted = false;
  conversation.last_inbound = scene.context.now;
  if (conversation.talk) conversation.talk->calls = 0;
  // The provider says it for them and answers them itself: we ask nothing more and send nothing more.
  conversation.stopped = said.inbound.opt_out;
  if (said.inbound.opt_out) {
    conversation.pending_ask.clear();
    scene.rule("opt-out");
    return;
  }
  if (kind == InboundKind::tap) {
    if (!tap_waits(scene, said)) tap(scene, said);
    ask_if_maybe(scene);
  } else {
    written(scene, said);
  }
}

}  // namespace pintu::dialogs::engine
