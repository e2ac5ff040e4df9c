// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/answers.hpp"

#include <algorithm>

#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr int tries_until_a_person_is_offered = 3;

// The next hint of this kind of failure; the second differs from the first.
std::string hint_for(Scene& scene, const Script& script, const Step& step, const std::string& failure, int tries) {
  if (failure == "future") return scene.say("future_date");
  auto it = step.hints.find(failure);
  if (it == step.hints.end()) it = step.hints.find("");
  if (it == step.hints.end() || it->second.empty()) return question_text(scene);
  const auto at = std::min(static_cast<std::size_t>(tries - 1), it->second.size() - 1);
  return scene.say(script, it->second[at]);
}

void fail_try(Scene& scene, const InboundHappened& said, const Reading& reading) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto& step = *scene.open_step();
  ++frame.tries;
  if (const auto after = step.after_tries.find(frame.tries); after != step.after_tries.end()) {
    if (!act(scene, after->second, said.inbound.text)) go_on(scene);
    return;
  }
  std::string hint = hint_for(scene, script, step, reading.failure, frame.tries);
  const auto* slot = scene.open_slot();
  if (slot != nullptr && !reading.tie.empty()) {
    hint.clear();
    for (const auto& id : reading.tie) {
      const auto option = std::ranges::find(slot->options, id, &Option::id);
      if (option != slot->options.end()) hint += (hint.empty() ? "" : " / ") + scene.label(script, option->label);
    }
    hint = "*" + hint + "*?";
  }
  if (frame.tries >= tries_until_a_person_is_offered) hint += "\n" + scene.say("human_offer");
  ask(scene, hint);
}

void accept(Scene& scene, const Slot& slot, SlotValue value) {
  auto& frame = *scene.top();
  const bool outside = value.value.starts_with("luar:");
  const auto earlier = frame.slots.find(slot.name);
  const bool corrected = earlier != frame.slots.end() && !frame.return_to.empty();
  if (corrected) {
    scene.hold(scene.say("interrupts.ubah.done", {{"isian", scene.label(*scene.open_script(), slot.label)},
                                                  {"lama", plain(shown(slot, earlier->second))},
                                                  {"baru", plain(shown(slot, value))}}));
  }
  set_slot(frame, slot, std::move(value));
  if (outside) {
    scene.hold(scene.say("pass_on"));
    frame.flags.push_back("luar-jawa-barat");
  }
  const Actions then = scene.open_step()->then;
  if (!act(scene, then)) go_on(scene);
}

void answer_guess(Scene& scene, const Slot& slot, const InboundHappened& said) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const std::string id = frame.bookkeeping.substr(6);
  const auto yes = language::read_yesno(said.inbound.text, language::Asking::right);
  if (yes == language::YesNo::yes) {
    chosen(scene, "ya");
    return;
  }
  // The right category typed at once is taken, also behind a no.
  const auto reading = read_slot(scene, script, slot, said);
  if (reading.value && said.inbound.text.find_first_not_of("0123456789") != std::string::npos) {
    frame.bookkeeping.clear();
    accept(scene, slot, *reading.value);
    return;
  }
  if (said.inbound.text == "1") {
    chosen(scene, "ya");
    return;
  }
  if (yes == language::YesNo::no || said.inbound.text == "2") {
    chosen(scene, "bukan");
    return;
  }
  fail_try(scene, said, {std::nullopt, "not_understood", {}});
}

void answer_review(Scene& scene, const InboundHappened& said) {
  const auto& text = said.inbound.text;
  const auto command = language::read_command(text);
  const bool yes = language::read_yesno(text, language::Asking::right) == language::YesNo::yes;
  if (command.id == "kirim" || text == "77" || yes || (!scene.sms() && text == "1")) {
    chosen(scene, "ok");
  } else if (text == "78" || (!scene.sms() && text == "2")) {
    chosen(scene, "change");
  } else if (text == "79" || (!scene.sms() && text == "3")) {
    chosen(scene, "stop");
  } else {
    auto& frame = *scene.top();
    ++frame.tries;
    if (frame.tries >= tries_until_a_person_is_offered) scene.hold(scene.say("human_offer"));
    ask_again(scene);
  }
}

}  // namespace

void set_slot(Frame& frame, const Slot& slot, SlotValue value) {
  if (const auto it = frame.slots.find(slot.name); it != frame.slots.end()) {
    value.earlier = it->second.earlier;
    const auto before = shown(slot, it->second);
    if (before != shown(slot, value)) value.earlier.push_back(before);
    if (slot.kind == SlotKind::photo && frame.return_to.empty()) {
      value.media.insert(value.media.begin(), it->second.media.begin(), it->second.media.end());
      value.shown = std::to_string(value.media.size()) + " berkas";
      value.earlier.clear();
    }
  }
  frame.slots[slot.name] = std::move(value);
}

void set_from_script(Scene& scene, const Script& script, const std::string& name, const std::string& wanted) {
  const auto* slot = script.slot(name);
  if (slot == nullptr) return;
  SlotValue value;
  value.value = wanted;
  value.text = wanted;
  const auto option = std::ranges::find(slot->options, wanted, &Option::id);
  if (option != slot->options.end()) value.shown = scene.label(script, option->label);
  set_slot(*scene.top(), *slot, std::move(value));
}

void keep_text(Scene& scene, const std::string& text) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return;
  SlotValue value;
  value.text = text;
  value.value = text;
  value.shown = text;
  set_slot(*scene.top(), *slot, std::move(value));
}

void skip_open(Scene& scene) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return;
  SlotValue value;
  value.skipped = true;
  scene.top()->slots[slot->name] = value;
}

void chosen(Scene& scene, const std::string& option) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto& step = *scene.open_step();
  if (const auto* choose = std::get_if<ChooseStep>(&step.body)) {
    for (const auto& each : choose->options) {
      if (each.option.id != option) continue;
      const Actions then = each.then;
      if (!act(scene, then)) go_on(scene);
      return;
    }
    ask_again(scene);
    return;
  }
  if (std::holds_alternative<ReviewStep>(step.body)) {
    if (option == "ok") {
      go_on(scene);
    } else if (option == "change") {
      ask_what_to_change(scene);
    } else {
      ask_cancel(scene);
    }
    return;
  }
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return;
  if (option == "lewati") {
    skip_open(scene);
    go_on(scene);
    return;
  }
  if (frame.bookkeeping.starts_with("guess:")) {
    const std::string guessed = frame.bookkeeping.substr(6);
    frame.bookkeeping = "full";
    if (option != "ya") {
      ask(scene);
      return;
    }
    InboundHappened said;
    const auto it = std::ranges::find(slot->options, guessed, &Option::id);
    SlotValue value;
    value.value = guessed;
    value.text = it == slot->options.end() ? guessed : scene.label(script, it->label);
    value.shown = value.text;
    accept(scene, *slot, std::move(value));
    return;
  }
  SlotValue value;
  value.value = option;
  const auto it = std::ranges::find(slot->options, option, &Option::id);
  value.text = it == slot->options.end() ? option : scene.label(script, it->label);
  value.shown = value.text;
  accept(scene, *slot, std::move(value));
}

bool answer(Scene& scene, const InboundHappened& said) {
  const auto* step = scene.open_step();
  if (step == nullptr) return false;
  if (std::holds_alternative<ReviewStep>(step->body)) {
    answer_review(scene, said);
    return true;
  }
  if (const auto* choose = std::get_if<ChooseStep>(&step->body)) {
    std::vector<Option> options;
    std::vector<std::string> labels;
    for (const auto& each : choose->options) {
      options.push_back(each.option);
      labels.push_back(scene.label(*scene.open_script(), each.option.label));
    }
    const auto read = language::read_choice(said.inbound.text, options, labels);
    if (read.what == language::ChoiceRead::What::one) {
      chosen(scene, read.ids.front());
    } else {
      fail_try(scene, said, {std::nullopt, "not_understood", read.ids});
    }
    return true;
  }
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return false;
  if (scene.top()->bookkeeping.starts_with("guess:")) {
    answer_guess(scene, *slot, said);
    return true;
  }
  auto reading = read_slot(scene, *scene.open_script(), *slot, said);
  if (reading.value) {
    accept(scene, *slot, *std::move(reading.value));
    return true;
  }
  // The label of "nothing to give" typed out.
  if (slot->optional && !step->skip_label.empty() &&
      (language::normal(said.inbound.text) == language::normal(step->skip_label) ||
       language::read_yesno(said.inbound.text, language::Asking::right) == language::YesNo::no)) {
    chosen(scene, "lewati");
    return true;
  }
  if (other_slot(scene, said)) return true;
  if (!said.inbound.attachments.empty() && said.inbound.text.empty()) {
    // Photos and stickers are never a failed try.
    scene.hold(scene.say("photo_kept"));
    ask_again(scene);
    return true;
  }
  fail_try(scene, said, reading);
  return true;
}

bool other_slot(Scene& scene, const InboundHappened& said) {
  const auto* script = scene.open_script();
  const auto* open = scene.open_slot();
  if (script == nullptr) return false;
  const auto picture = std::ranges::any_of(said.inbound.attachments, [](const Attachment& a) {
    return a.kind == AttachmentKind::image || a.kind == AttachmentKind::video || a.kind == AttachmentKind::document;
  });
  for (const auto& slot : script->slots) {
    const bool fits_pin = said.inbound.location && slot.kind == SlotKind::place;
    const bool fits_photo = picture && slot.kind == SlotKind::photo && !scene.on_channel(slot.skip_on);
    if ((!fits_pin && !fits_photo) || &slot == open) continue;
    auto reading = read_slot(scene, *script, slot, said);
    if (!reading.value) continue;
    scene.hold(scene.say("understood",
                         {{"isian", scene.label(*script, slot.label)}, {"baru", plain(shown(slot, *reading.value))}}));
    set_slot(*scene.top(), slot, *std::move(reading.value));
    ask_again(scene);
    return true;
  }
  return false;
}

}  // namespace pintu::dialogs::engine
