// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/taps.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/options.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration happening_counts_for = std::chrono::hours(24);

// The slot that the step of an old button asked for, wherever on the stack; nullptr when it is gone.
const Slot* slot_behind(Scene& scene, const std::string& step_id) {
  const auto& talk = scene.talk_with.talk;
  if (!talk) return nullptr;
  for (auto frame = talk->stack.rbegin(); frame != talk->stack.rend(); ++frame) {
    const auto* script = scene.script_of(*frame);
    for (const auto& step : script == nullptr ? std::vector<Step>() : script->steps) {
      const auto* ask_step = std::get_if<AskStep>(&step.body);
      if (ask_step != nullptr && names_step(step_id, step.id) && filled(*frame, ask_step->slot))
        return script->slot(ask_step->slot);
    }
  }
  return nullptr;
}

void stale(Scene& scene, const std::string& step_id) {
  scene.rule("tap:stale");
  const auto* slot = slot_behind(scene, step_id);
  const auto text = slot == nullptr ? scene.say("stale_gone") : scene.say("stale", {{"isian", scene.slot_name(*slot)}});
  if (scene.talk_with.pending_ask.empty()) {
    scene.answer(text);
  } else {
    scene.hold(text);
    ask_aside(scene, std::string(scene.talk_with.pending_ask));
  }
}

// An older copy of the very question that is open: its buttons are as good as the new ones, but where what is
// confirmed has changed since.
bool same_question(Scene& scene, const TapRead& read) {
  const auto* step = scene.open_step();
  if (step == nullptr || !scene.talk_with.pending_ask.empty() || !names_step(read.step, step->id)) return false;
  if (std::holds_alternative<ReviewStep>(step->body)) return false;
  const auto choices = open_choices(scene);
  return std::ranges::any_of(choices, [&](const Choice& choice) {
    const auto open = read_option_id(scene.talk_with, choice.id);
    return open && open->option == read.option;
  });
}

}  // namespace

void tap(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  const auto read = read_option_id(conversation, said.inbound.tap);
  if (!read) {
    scene.rule("tap:unknown");
    if (scene.open_step() == nullptr) {
      scene.hold(scene.say("stale_gone"));
      show_menu(scene);
    } else {
      scene.answer(scene.say("stale_gone"));
    }
    return;
  }
  if (conversation.open_case) scene.lane = Lane::emergency;
  const auto epoch = conversation.talk ? conversation.talk->epoch : conversation.last_epoch;
  const bool fresh = read->epoch == epoch;
  // "Ya, sedang terjadi" counts for 24 h, whatever was asked since.
  const bool recent = scene.context.now - conversation.maybe_asked < happening_counts_for;
  if (!fresh && read->step == "?maybe" && read->option == "ya" && recent && !conversation.open_case) {
    scene.rule("tap:happening");
    after_maybe(scene, conversation.asked_maybe.empty() ? "darurat" : conversation.asked_maybe, true);
    return;
  }
  if (read->step.starts_with("?")) {
    const bool pending = fresh && conversation.pending_ask.starts_with(read->step.substr(1));
    if (!pending || !answer_aside(scene, read->option, said)) stale(scene, read->step);
    return;
  }
  const bool open =
      conversation.pending_ask.empty() && scene.open_step() != nullptr && names_step(read->step, scene.open_step()->id);
  if ((fresh && open) || same_question(scene, *read)) {
    scene.rule("tap");
    chosen(scene, read->option);
    return;
  }
  stale(scene, read->step);
}

}  // namespace pintu::dialogs::engine
