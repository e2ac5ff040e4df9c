// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/answers.hpp"

#include <algorithm>

#include "dialogs/engine/corrections.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/other_topics.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

// The next hint of this kind of failure; the second differs from the first.
std::string hint_of(Scene& scene, const Script& script, const Step& step, const std::string& failure, int tries) {
  auto it = step.hints.find(failure);
  if (it == step.hints.end()) it = step.hints.find("");
  if (it == step.hints.end() || it->second.empty()) return question_text(scene);
  const auto at = static_cast<std::size_t>(std::max(tries, 1) - 1);
  return at < it->second.size() ? scene.say(script, it->second[at]) : question_text(scene);
}

// After the third failed try: what need not be known is passed over with a flag, a person is offered for the rest.
void way_out(Scene& scene, const Slot* slot, const std::string& words, const std::string& hint) {
  scene.hold(scene.say("human_offer"));
  const bool needed = slot == nullptr || (slot->must.at_least > 0 && !slot->optional);
  if (needed) {
    ask(scene, hint);
    return;
  }
  const auto name = slot->name;
  keep_text(scene, words);
  raise_flag(*scene.top(), name + "-belum-jelas");
  go_on(scene);
}

void fail_try(Scene& scene, const InboundHappened& said, const Reading& reading) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto& step = *scene.open_step();
  ++frame.tries;
  scene.pass(reading.failure.empty() ? "tie" : reading.failure);
  if (const auto after = step.after_tries.find(frame.tries); after != step.after_tries.end()) {
    const Actions actions = after->second;
    if (!act(scene, actions, said.inbound.text)) go_on(scene);
    return;
  }
  const auto* slot = scene.open_slot();
  const bool asks_itself = slot != nullptr && (reading.failure == "future" || !reading.tie.empty());
  const auto hint =
      asks_itself ? hint_for(scene, *slot, reading) : hint_of(scene, script, step, reading.failure, frame.tries);
  if (frame.tries >= tries_until_the_way_out) {
    way_out(scene, slot, said.inbound.text, hint);
  } else {
    ask(scene, hint);
  }
}

void accept(Scene& scene, const Slot& slot, SlotValue value) {
  auto& frame = *scene.top();
  if (value.value.starts_with("luar:")) {
    scene.hold(scene.say("pass_on"));
    raise_flag(frame, "luar-jawa-barat");
  }
  set_slot(frame, slot, std::move(value));
  frame.bookkeeping.clear();
  const Actions then = scene.open_step()->then;
  if (!act(scene, then)) go_on(scene);
}

std::string words_of_yesno(const Scene& scene, const std::string& id) {
  return scene.say(id == "ya" ? "yes" : id == "tidak" ? "answer_no" : "not_known");
}

SlotValue option_value(Scene& scene, const Script& script, const Slot& slot, const std::string& id) {
  SlotValue value;
  value.value = id;
  const auto it = std::ranges::find(slot.options, id, &Option::id);
  value.text = it == slot.options.end() ? id : scene.label(script, it->label);
  if (slot.kind == SlotKind::yesno) value.text = words_of_yesno(scene, id);
  value.shown = value.text;
  return value;
}

// Before a hint: words for another slot, or of another matter.
bool fits_elsewhere(Scene& scene, const std::string& text) {
  return fits_another_slot(scene, text) || park_other_topic(scene, text);
}

void answer_guess(Scene& scene, const Slot& slot, const InboundHappened& said) {
  const auto& text = said.inbound.text;
  const auto words = language::normal(text);
  const auto yes = language::read_yesno(text, language::Asking::right);
  if (yes == language::YesNo::yes || words == "1") {
    chosen(scene, "ya");
    return;
  }
  if (yes == language::YesNo::no || words == "2") {
    chosen(scene, "bukan");
    return;
  }
  // The right one typed at once is taken, also behind a no: "bukan, sampah".
  auto reading = read_slot(scene, *scene.open_script(), slot, said);
  if (reading.value && words.find_first_not_of("0123456789") != std::string::npos) {
    accept(scene, slot, *std::move(reading.value));
    return;
  }
  if (!fits_elsewhere(scene, text)) fail_try(scene, said, {std::nullopt, "not_understood", {}});
}

void answer_review(Scene& scene, const InboundHappened& said) {
  const auto words = language::normal(said.inbound.text);
  const auto yes = language::read_yesno(said.inbound.text, language::Asking::right);
  const auto typed = [&](const char* code, const char* place) { return words == (scene.sms() ? code : place); };
  if (yes == language::YesNo::yes || typed("77", "1")) {
    chosen(scene, "ok");
  } else if (yes == language::YesNo::no || typed("78", "2")) {
    chosen(scene, "change");
  } else if (typed("79", "3")) {
    chosen(scene, "stop");
  } else if (fits_elsewhere(scene, said.inbound.text)) {
    return;
  } else if (++scene.top()->tries >= tries_until_the_way_out) {
    scene.answer(scene.say("human_offer"));
  } else {
    ask_again(scene);
  }
}

void answer_choose(Scene& scene, const ChooseStep& choose, const InboundHappened& said) {
  std::vector<Option> options;
  std::vector<std::string> labels;
  for (const auto& each : choose.options) {
    options.push_back(each.option);
    labels.push_back(scene.label(*scene.open_script(), each.option.label));
  }
  const auto read = language::read_choice(said.inbound.text, options, labels);
  if (read.what == language::ChoiceRead::What::one) {
    chosen(scene, read.ids.front());
  } else if (!fits_elsewhere(scene, said.inbound.text)) {
    fail_try(scene, said, {std::nullopt, "not_understood", {}});
  }
}

// "tidak ada", "tidak tahu" or the label of "nothing to give", typed at what is optional.
bool says_nothing(Scene& scene, const Step& step, const Slot& slot, const std::string& text) {
  if (!slot.optional || text.empty()) return false;
  const auto words = language::normal(text);
  const auto& label = step.skip_label;
  if (!label.empty() &&
      (words == language::normal(label.base) || words == language::normal(scene.label(*scene.open_script(), label))))
    return true;
  static const std::vector<std::string> nothing{"tidak ada", "tidak punya", "ga ada", "ga punya", "gada", "kosong"};
  const auto read = language::read_yesno(text, language::Asking::right);
  return read == language::YesNo::no || read == language::YesNo::unknown ||
         std::ranges::find(nothing, words) != nothing.end();
}

// Greetings and thanks between questions are no failed try.
bool small_talk(Scene& scene, const std::string& text) {
  const auto id = language::read_command(text).id;
  if (id != "salam" && id != "terima-kasih") return false;
  scene.rule("small-talk");
  // Who greets a third time does not know what we want of them.
  const auto greetings = std::ranges::count_if(
      scene.talk_with.recent, [](const Said& line) { return language::read_command(line.text).id == "salam"; });
  if (greetings >= tries_until_the_way_out) scene.hold(scene.say("human_offer"));
  scene.answer(id == "salam" ? std::string() : scene.say("small_talk.thanks"));
  return true;
}

}  // namespace

std::string hint_for(Scene& scene, const Slot& slot, const Reading& reading) {
  if (reading.failure == "future") return scene.say("future_date");
  const auto* script = scene.open_script();
  std::string ties;
  for (const auto& id : reading.tie) {
    const auto option = std::ranges::find(slot.options, id, &Option::id);
    if (option != slot.options.end()) ties += (ties.empty() ? "" : " / ") + scene.label(*script, option->label);
  }
  if (!ties.empty()) return "*" + ties + "*?";
  for (const auto& step : script->steps) {
    const auto* ask_step = std::get_if<AskStep>(&step.body);
    if (ask_step != nullptr && ask_step->slot == slot.name && !step.hints.empty())
      return hint_of(scene, *script, step, reading.failure, 1);
  }
  return {};
}

void chosen(Scene& scene, const std::string& option) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  const auto& step = *scene.open_step();
  if (const auto* choose = std::get_if<ChooseStep>(&step.body)) {
    const auto it = std::ranges::find_if(choose->options, [&](const auto& each) { return each.option.id == option; });
    const Actions then = it == choose->options.end() ? Actions{} : it->then;
    if (it == choose->options.end()) {
      ask_again(scene);
    } else if (!act(scene, then)) {
      go_on(scene);
    }
    return;
  }
  if (std::holds_alternative<ReviewStep>(step.body)) {
    if (option == "ok") {
      go_on(scene);
    } else if (option == "change") {
      ask_what_to_change(scene);
    } else {
      ask_aside(scene, "batal");
    }
    return;
  }
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return;
  if (option == "lewati") {
    skip_open(scene);
    go_on(scene);
  } else if (!frame.bookkeeping.starts_with("guess:")) {
    accept(scene, *slot, option_value(scene, script, *slot, option));
  } else if (option == "ya") {
    accept(scene, *slot, option_value(scene, script, *slot, frame.bookkeeping.substr(6)));
  } else {
    frame.bookkeeping = "full";
    ask(scene);
  }
}

bool answer(Scene& scene, const InboundHappened& said) {
  const auto* step = scene.open_step();
  if (step == nullptr) return false;
  if (take_files(scene, said)) return true;
  if (std::holds_alternative<ReviewStep>(step->body)) {
    if (!small_talk(scene, said.inbound.text)) answer_review(scene, said);
    return true;
  }
  if (const auto* choose = std::get_if<ChooseStep>(&step->body)) {
    answer_choose(scene, *choose, said);
    return true;
  }
  const auto* slot = scene.open_slot();
  if (slot == nullptr) return false;
  if (scene.top()->bookkeeping.starts_with("guess:")) {
    answer_guess(scene, *slot, said);
    return true;
  }
  if (says_nothing(scene, *step, *slot, said.inbound.text)) {
    chosen(scene, "lewati");
    return true;
  }
  if (slot->kind == SlotKind::photo && scene.top()->slots.contains(slot->name) && !said.inbound.text.empty()) {
    // Words behind the photos end them.
    add_to_story(scene, said.inbound.text);
    go_on(scene);
    return true;
  }
  if (slot->kind != SlotKind::text && small_talk(scene, said.inbound.text)) return true;
  auto reading = read_slot(scene, *scene.open_script(), *slot, said);
  if (reading.value) {
    accept(scene, *slot, *std::move(reading.value));
  } else if (!reading.tie.empty() || !fits_elsewhere(scene, said.inbound.text)) {
    fail_try(scene, said, reading);
  }
  return true;
}

}  // namespace pintu::dialogs::engine
