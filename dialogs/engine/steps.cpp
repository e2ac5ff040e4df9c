// SPDX-License-Identifier: Apache-2.0
// What each of the nine steps does.
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/calls.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs::engine {

namespace {

bool holds(const Frame& frame, const Script& script, const std::string& name, const std::vector<std::string>& wanted) {
  const bool is_flag = script.slot(name) == nullptr;
  const auto it = frame.slots.find(name);
  const bool has = is_flag ? std::ranges::find(frame.flags, name) != frame.flags.end()
                           : it != frame.slots.end() && !it->second.skipped;
  return std::ranges::any_of(wanted, [&](const std::string& value) {
    if (value == "filled" || value == "true") return has;
    if (value == "empty" || value == "false") return !has;
    return !is_flag && it != frame.slots.end() && it->second.value == stored_value(*script.slot(name), value);
  });
}

bool all_hold(Scene& scene, const Script& script, const WhenStep& when) {
  return std::ranges::all_of(when.conditions,
                             [&](const auto& each) { return holds(*scene.top(), script, each.first, each.second); });
}

// True: the story answers the slot, and it is not asked.
bool told_by_story(Scene& scene, const Step& step, const Slot& slot) {
  auto& frame = *scene.top();
  const auto source = frame.slots.find(slot.guess_from);
  if (slot.guess_from.empty() || source == frame.slots.end()) return false;
  if (slot.kind == SlotKind::choice) {
    const auto id = language::guess_choice(source->second.text, slot.options);
    if (!id.empty() && !step.guessed.empty()) frame.bookkeeping = "guess:" + id;
    return false;  // confirmed with one tap
  }
  auto value = guess_value(scene, slot, source->second.text);
  if (!value) return false;
  if (value->value.starts_with("luar:")) {
    scene.hold(scene.say("pass_on"));
    raise_flag(frame, "luar-jawa-barat");
  }
  value->guessed = true;
  frame.slots[slot.name] = *std::move(value);
  return true;
}

// A default or a title that nobody was asked about is no answer where it is asked.
bool was_answered(const Frame& frame, const Slot& slot) {
  const auto it = frame.slots.find(slot.name);
  if (it == frame.slots.end()) return false;
  return !it->second.guessed || (slot.default_value.empty() && slot.first_sentence_of.empty());
}

// True: a question is open now.
bool do_ask(Scene& scene, const Script& script, const Step& step, const AskStep& ask_step) {
  auto& frame = *scene.top();
  const auto* slot = script.slot(ask_step.slot);
  if (slot == nullptr || was_answered(frame, *slot)) return false;
  frame.bookkeeping.clear();
  frame.tries = 0;
  if (scene.on_channel(slot->skip_on) || scene.on_channel(step.skip_on)) return false;
  if (told_by_story(scene, step, *slot)) return false;
  ask(scene);
  return true;
}

// A say step is a message of its own, unless the next step wants it in front of its question.
bool do_say(Scene& scene, const Script& script, const Step& step, const SayStep& say) {
  scene.hold(scene.say(script, say.text));
  const auto it = std::ranges::find(script.steps, step.id, &Step::id);
  const bool joined = it != script.steps.end() && std::next(it) != script.steps.end() && std::next(it)->with_previous;
  const bool last = step.end || it == script.steps.end() || std::next(it) == script.steps.end();
  if (say.mode == "live") {
    scene.top()->bookkeeping = "live";
    scene.flush();
    return true;
  }
  // At the end of a used script it begins the next question: a word between two questions is no message.
  if (!joined && !(last && scene.talk_with.talk->stack.size() > 1)) scene.flush();
  return false;
}

}  // namespace

bool perform(Scene& scene, const Script& script, const Step& step) {
  const auto asked = [&] {
    ask(scene);
    return true;
  };
  return std::visit(
      overloaded{
          [&](const SayStep& say) { return do_say(scene, script, step, say); },
          [&](const AskStep& each) { return do_ask(scene, script, step, each); },
          [&](const ChooseStep&) { return asked(); },
          [&](const ReviewStep&) {
            fill_silently(scene);
            return asked();
          },
          [&](const WhenStep& when) { return act(scene, all_hold(scene, script, when) ? when.then : when.otherwise); },
          [&](const CallStep& call) { return do_call(scene, script, step, call); },
          [&](const UseStep& each) { return use(scene, each.script); },
          [&](const SendStep& send) {
            file(scene, script, step, send);
            return false;
          },
          [&](const HandoffStep& handoff) {
            hand_over(scene, handoff.desk);
            scene.hold(scene.say(script, step.text, emergency_values(scene)));
            return false;
          },
      },
      step.body);
}

void fill_silently(Scene& scene) {
  auto* frame = scene.top();
  const auto* script = scene.open_script();
  if (script == nullptr) return;
  for (const auto& slot : script->slots) {
    if (filled(*frame, slot.name)) continue;
    SlotValue value;
    value.guessed = true;
    if (const auto source = frame->slots.find(slot.first_sentence_of); source != frame->slots.end()) {
      const int most = slot.must.at_most == 0 ? 100 : slot.must.at_most;
      value.text = language::first_sentence(source->second.text, static_cast<std::size_t>(most));
      value.value = value.text;
    } else if (const auto option = std::ranges::find(slot.options, slot.default_value, &Option::id);
               !slot.default_value.empty() && option != slot.options.end()) {
      value.text = scene.label(*script, option->label);
      value.value = option->id;
    } else {
      continue;
    }
    frame->slots[slot.name] = std::move(value);
  }
}

}  // namespace pintu::dialogs::engine
