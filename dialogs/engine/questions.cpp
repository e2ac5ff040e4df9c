// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/questions.hpp"

#include <algorithm>

#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/options.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs::engine {

namespace {

Choice choice(Scene& scene, const std::string& step, const std::string& option, std::string label,
              std::string hint = {}, std::string code = {}) {
  const auto& talk = scene.talk_with.talk;
  const auto epoch = talk ? talk->epoch : scene.talk_with.last_epoch;
  const auto version = talk ? talk->version : scene.library.newest().version;
  return {option_id(scene.talk_with, version, epoch, step, option), std::move(label), std::move(hint), std::move(code)};
}

void slot_choices(Scene& scene, const Script& script, const Step& step, const Slot& slot, OutboundMessage& message) {
  const auto& frame = *scene.top();
  const auto add = [&](const std::string& id, std::string label, std::string hint = {}) {
    message.choices.push_back(choice(scene, step.id, id, std::move(label), std::move(hint)));
  };
  if (frame.bookkeeping.starts_with("guess:")) {
    add("ya", scene.say("yes"));
    add("bukan", scene.say("no_other"));
    return;
  }
  switch (slot.kind) {
    case SlotKind::choice:
      for (const auto& option : slot.options) {
        add(option.id, scene.label(script, option.label),
            option.hint.empty() ? std::string() : scene.label(script, option.hint));
        message.choices.back().code = option.code;
      }
      break;
    case SlotKind::yesno:
      add("ya", scene.say("yes"));
      add("tidak", scene.say("answer_no"));
      if (slot.unknown_allowed) add("tidak-tahu", scene.say("not_known"));
      break;
    case SlotKind::place:
      message.ask_location = true;
      break;
    case SlotKind::phone:
      message.ask_contact = true;
      break;
    default:
      break;
  }
  if (slot.optional && !step.skip_label.empty()) add("lewati", scene.label(script, step.skip_label));
}

void fill_choices(Scene& scene, const Script& script, const Step& step, OutboundMessage& message) {
  std::visit(overloaded{
                 [&](const AskStep& ask) {
                   if (const auto* slot = script.slot(ask.slot)) slot_choices(scene, script, step, *slot, message);
                 },
                 [&](const ChooseStep& choose) {
                   for (const auto& each : choose.options) {
                     message.choices.push_back(choice(scene, step.id, each.option.id,
                                                      scene.label(script, each.option.label), {}, each.option.code));
                   }
                 },
                 [&](const ReviewStep& review) {
                   if (scene.sms()) return;  // the codes stand in the text
                   const auto label = [&](const Text& text, const char* otherwise) {
                     return text.empty() ? std::string(otherwise) : scene.label(script, text);
                   };
                   message.choices.push_back(choice(scene, step.id, "ok", label(review.ok, "Kirim")));
                   message.choices.push_back(choice(scene, step.id, "change", label(review.change, "Ubah")));
                   message.choices.push_back(choice(scene, step.id, "stop", label(review.stop, "Batal")));
                 },
                 [](const auto&) {},
             },
             step.body);
}

// What the story told of place and date begins the next question, unless that one says it itself.
void show_understood(Scene& scene, const Script& script, const Step& step) {
  for (const auto& slot : script.slots) {
    const auto it = scene.top()->slots.find(slot.name);
    const bool told = slot.kind == SlotKind::place || slot.kind == SlotKind::date;
    if (!told || it == scene.top()->slots.end() || !it->second.guessed) continue;
    it->second.guessed = false;
    if (step.text.for_channel(scene.context.channel).find("{" + slot.name + "}") != std::string::npos) continue;
    if (std::holds_alternative<ReviewStep>(step.body)) continue;
    scene.hold(scene.say(
        "understood", {{"isian", scene.label(script, slot.label)}, {"baru", shown_in_text(scene, slot, it->second)}}));
  }
}

std::string progress(Scene& scene, const Script& script, const Step& step) {
  const bool begins = script.starts_when.anything || !script.starts_when.says_only.empty();
  if (scene.sms() || !begins || !std::holds_alternative<AskStep>(step.body)) return {};
  const int asked = static_cast<int>(scene.top()->path.size());
  const int left = questions_left(scene);
  return " (" + std::to_string(asked) + "/" + std::to_string(asked + left - 1) + ")";
}

}  // namespace

std::string question_text(Scene& scene) {
  const auto* script = scene.open_script();
  const auto* step = scene.open_step();
  if (step == nullptr) return {};
  const auto& frame = *scene.top();
  if (frame.bookkeeping.starts_with("guess:")) {
    const auto* slot = scene.open_slot();
    const auto id = frame.bookkeeping.substr(6);
    const auto option =
        slot == nullptr ? decltype(slot->options.begin()){} : std::ranges::find(slot->options, id, &Option::id);
    const std::string label =
        slot == nullptr || option == slot->options.end() ? id : scene.label(*script, option->label);
    return scene.say(*script, step->guessed, {{slot == nullptr ? std::string() : slot->name, label}});
  }
  if (const auto* review = std::get_if<ReviewStep>(&step->body)) {
    return scene.say(*script, step->text,
                     {{"ringkasan", review_text(scene, *script, frame, *review, false)},
                      {"ringkasan.pendek", review_text(scene, *script, frame, *review, true)}});
  }
  return scene.say(*script, step->text);
}

int questions_left(Scene& scene) {
  const auto* script = scene.open_script();
  const auto* frame = scene.top();
  if (script == nullptr) return 0;
  int left = 0;
  bool reached = false;
  for (const auto& step : script->steps) {
    reached = reached || step.id == frame->step;
    if (!reached) continue;
    if (std::holds_alternative<ReviewStep>(step.body)) ++left;
    const auto* ask = std::get_if<AskStep>(&step.body);
    const auto* slot = ask == nullptr ? nullptr : script->slot(ask->slot);
    if (slot == nullptr || scene.on_channel(slot->skip_on) || scene.on_channel(step.skip_on)) continue;
    if (step.id == frame->step || !filled(*frame, slot->name)) ++left;
  }
  return left;
}

void ask(Scene& scene, const std::string& hint) {
  auto& talk = *scene.talk_with.talk;
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto& step = *scene.open_step();
  talk.epoch = ++scene.talk_with.last_epoch;
  scene.talk_with.pending_ask.clear();
  scene.talk_with.unseen = false;
  if (const auto before = std::ranges::find(frame.path, step.id); before == frame.path.end()) {
    frame.path.push_back(step.id);
    ++talk.questions;
  } else {
    frame.path.erase(std::next(before), frame.path.end());  // asked again: *kembali* goes to what stood before it
  }
  show_understood(scene, script, step);
  OutboundMessage message;
  message.text = hint.empty() ? question_text(scene) + progress(scene, script, step) : hint;
  fill_choices(scene, script, step, message);
  const auto* asks = std::get_if<AskStep>(&step.body);
  const std::string guesses = frame.bookkeeping.starts_with("guess:") ? frame.bookkeeping.substr(6) : std::string();
  scene.reply(std::move(message), asks != nullptr ? asks->slot : step.id, script.name + "/" + step.id, guesses);
  if (step.gives_up_after > Duration{0}) scene.timer("give-up", step.gives_up_after);
  remind_later(scene);
}

void ask_again(Scene& scene) {
  const auto* step = scene.open_step();
  auto* frame = scene.top();
  if (step != nullptr && std::holds_alternative<CallStep>(step->body)) {
    walk(scene);
    return;
  }
  if (step != nullptr && !asks(*step) && frame->bookkeeping != "live") {
    // A step between two questions sends back to the one before it, else to the first.
    const auto& steps = scene.open_script()->steps;
    const auto first = std::ranges::find_if(steps, asks);
    if (frame->path.empty() && first == steps.end()) {
      end_frame(scene);
      return;
    }
    frame->step = frame->path.empty() ? first->id : frame->path.back();
    step = scene.open_step();
  }
  if (step == nullptr || !asks(*step)) {
    scene.flush();
  } else {
    ask(scene);
  }
}

void ask_aside(Scene& scene, const std::string& pending) {
  const auto aside = aside_of(scene, pending);
  ++scene.talk_with.last_epoch;
  if (scene.talk_with.talk) scene.talk_with.talk->epoch = scene.talk_with.last_epoch;
  scene.talk_with.pending_ask = pending;
  OutboundMessage message;
  message.text = aside.text;
  // A wording that names the codes itself needs no list of them.
  const bool told = scene.sms() && std::ranges::all_of(aside.options, [&](const auto& option) {
                      return !option.code.empty() && aside.text.find(option.code) != std::string::npos;
                    });
  for (const auto& option : aside.options) {
    if (told) break;
    message.choices.push_back(
        choice(scene, "?" + pending.substr(0, pending.find(':')), option.id, option.label, {}, option.code));
  }
  const auto colon = pending.find(':');
  const bool one_slot = pending.starts_with("isi:");
  const auto* script = scene.open_script();
  const auto* slot = one_slot && script != nullptr ? script->slot(pending.substr(colon + 1)) : nullptr;
  message.ask_location = slot != nullptr && slot->kind == SlotKind::place;
  scene.reply(std::move(message), one_slot ? pending.substr(colon + 1) : pending.substr(0, colon),
              "?" + pending.substr(0, colon));
}

std::vector<Choice> open_choices(Scene& scene) {
  OutboundMessage message;
  if (const auto* step = scene.open_step()) fill_choices(scene, *scene.open_script(), *step, message);
  return message.choices;
}

}  // namespace pintu::dialogs::engine
