// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/routing.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/first_message.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/options.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration greeted_again_after = std::chrono::hours(24);

// True: danger took the message.
bool heed(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  const auto triage = graded(scene, said);
  if (conversation.open_case) return join_case(scene, said);
  switch (triage.grade) {
    case language::Grade::certain:
      scene.rule("triage:certain");
      open_case(scene, triage.kind, said.inbound.text, said.inbound.location);
      return true;
    case language::Grade::maybe: {
      const bool silenced =
          conversation.silenced_kind == triage.kind && scene.context.now < conversation.silenced_maybe;
      if (!silenced) conversation.asked_maybe = triage.kind;
      return false;
    }
    case language::Grade::hint:
      scene.hold(scene.say("interrupts.darurat.hint_line"));
      return false;
    case language::Grade::none:
      return false;
  }
  return false;
}

std::string name_of_step(Scene& scene, const std::string& id) {
  const auto* script = scene.open_script();
  const auto* step = script == nullptr ? nullptr : script->step(id);
  const auto* ask_step = step == nullptr ? nullptr : std::get_if<AskStep>(&step->body);
  const auto* slot = ask_step == nullptr ? nullptr : script->slot(ask_step->slot);
  return slot == nullptr ? std::string() : scene.slot_name(*slot);
}

void tap(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  const auto read = read_option_id(conversation, said.inbound.tap);
  const auto epoch = conversation.talk ? conversation.talk->epoch : conversation.last_epoch;
  if (!read) {
    scene.rule("tap:unknown");
    scene.hold(scene.say("stale_gone"));
    ask_again(scene);
    return;
  }
  // "Ya, sedang terjadi" counts for 24 h, whatever was asked since.
  if (read->step == "?maybe" && read->option == "ya" && read->epoch != epoch) {
    scene.rule("tap:happening");
    after_maybe(scene, conversation.asked_maybe.empty() ? "darurat" : conversation.asked_maybe, true);
    return;
  }
  if (read->epoch != epoch) {
    scene.rule("tap:stale");
    const auto name = name_of_step(scene, read->step);
    scene.hold(name.empty() ? scene.say("stale_gone") : scene.say("stale", {{"isian", name}}));
    ask_again(scene);
    return;
  }
  scene.rule("tap");
  if (read->step.starts_with("?")) {
    if (!answer_aside(scene, read->option, said)) ask_again(scene);
  } else if (scene.open_step() != nullptr) {
    chosen(scene, read->option);
  }
}

// At an open choice its own words come before the always-working ones, but for darurat, batal and petugas.
bool fits_open_choice(Scene& scene, const InboundHappened& said, const language::Command& command) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr || slot->kind != SlotKind::choice || command.id == "darurat" || command.id == "batal" ||
      command.id == "petugas")
    return false;
  return read_slot(scene, *scene.open_script(), *slot, said).value.has_value();
}

bool looks_like_status(Scene& scene, const std::string& text) {
  const auto* interrupt = scene.umum().interrupt("status");
  const auto words = language::words(text);
  if (interrupt == nullptr || interrupt->says_like.empty() || words.empty() || words.size() > 8) return false;
  const std::string normal = " " + language::normal(text) + " ";
  return std::ranges::all_of(interrupt->says_like, [&](const auto& group) {
    return std::ranges::any_of(group, [&](const std::string& word) {
      return normal.find(" " + language::normal(word) + " ") != std::string::npos;
    });
  });
}

bool is_joining(Scene& scene) {
  const auto* step = scene.open_step();
  return step != nullptr && step->joins > Duration{0} && scene.open_slot() != nullptr &&
         scene.talk_with.pending_ask.empty();
}

void in_talk(Scene& scene, const InboundHappened& said) {
  const auto& text = said.inbound.text;
  const auto command = language::read_command(text);
  if (answer_aside(scene, {}, said)) return;
  scene.pass("aside");
  if (is_joining(scene)) {
    const bool at_once = command.id == "darurat" || command.id == "selesai" || command.id == "kirim" ||
                         command.id == "batal" || command.id == "bantuan" || command.id == "petugas" ||
                         command.id == "hapus-data";
    if (!(at_once && obey(scene, command))) {
      scene.rule("piece");
      add_piece(scene, said);
    }
    return;
  }
  if (fits_open_choice(scene, said, command)) {
    scene.rule("choice");
    answer(scene, said);
    return;
  }
  scene.pass("choice");
  if (obey(scene, command)) return;
  scene.pass("word");
  if (looks_like_status(scene, text)) {
    obey(scene, {"status", {}, false});
    return;
  }
  if (!text.empty() && correct(scene, text)) return;
  scene.pass("correction");
  scene.rule("answer");
  if (!answer(scene, said)) first_message(scene, said);
}

// The next bot message asks whether it is happening now; what was said is used as it is.
void ask_if_maybe(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.asked_maybe.empty() || conversation.open_case || conversation.pending_ask.starts_with("maybe:"))
    return;
  const bool said_something =
      std::ranges::any_of(scene.effects, [](const Effect& e) { return std::holds_alternative<Reply>(e); });
  if (said_something)
    scene.effects.erase(std::remove_if(scene.effects.begin(), scene.effects.end(),
                                       [](const Effect& e) { return std::holds_alternative<Reply>(e); }),
                        scene.effects.end());
  scene.greet = false;
  ask_whether_now(scene, conversation.asked_maybe);
}

}  // namespace

void hear(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  const auto kind = said.inbound.kind;
  if (kind == InboundKind::reaction || kind == InboundKind::revoke) return;
  if (kind == InboundKind::edit) {
    // An edited message never files anything new, but danger in it is heard.
    static_cast<void>(heed(scene, said));
    ask_if_maybe(scene);
    return;
  }
  scene.greet =
      conversation.last_inbound == Instant{} || scene.context.now - conversation.last_inbound > greeted_again_after;
  conversation.last_inbound = scene.context.now;
  if (conversation.stopped && kind == InboundKind::message) conversation.stopped = false;
  if (kind == InboundKind::tap) {
    tap(scene, said);
    return;
  }
  const bool aside_about_danger = conversation.pending_ask.starts_with("maybe:") || conversation.pending_ask == "aman";
  if (aside_about_danger && answer_aside(scene, {}, said)) return;
  if (heed(scene, said)) return;
  if (conversation.talk) {
    in_talk(scene, said);
  } else {
    first_message(scene, said);
  }
  ask_if_maybe(scene);
}

}  // namespace pintu::dialogs::engine
