// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/calls.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/options.hpp"
#include "dialogs/engine/routing.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t most_waiting = 64;
constexpr std::size_t longest_given = 1000;
constexpr int most_calls = 10;  // without a word of the person: a script that asks for ever goes round in a circle
// A frame's bookkeeping: asked and not answered, "asked:EPOCH"; answered while something lay over it,
// "answered:OUTCOME".
constexpr std::string_view asked = "asked:";
constexpr std::string_view answered = "answered:";

bool is_asking(const Frame* frame) { return frame != nullptr && frame->bookkeeping.starts_with(asked); }

bool route(Scene& scene, const Script& script, const Step& step, std::string outcome) {
  scene.top()->bookkeeping.clear();
  const auto it = step.outcomes.find(outcome);
  if (it == step.outcomes.end()) return false;
  scene.hold(scene.say(script, it->second.say));
  return act(scene, it->second.then);
}

std::map<std::string, SlotValue> told(const Frame& frame, const std::vector<std::string>& names) {
  std::map<std::string, SlotValue> slots;
  for (const auto& name : names) {
    const auto it = frame.slots.find(name);
    if (it != frame.slots.end() && !it->second.skipped) slots.insert(*it);
  }
  return slots;
}

// An outside service fills what the step allows, with values that the slot can hold.
void fill(Scene& scene, const Script& script, Frame& frame, const CallStep& call,
          const std::map<std::string, std::string>& give) {
  for (const auto& [name, words] : give) {
    const auto* slot = script.slot(name);
    if (slot == nullptr || words.empty() || std::ranges::find(call.gives, name) == call.gives.end()) continue;
    SlotValue value;
    value.value = words.substr(0, longest_given);
    value.text = value.value;
    if (slot->kind == SlotKind::choice) {
      const auto option = std::ranges::find(slot->options, words, &Option::id);
      if (option == slot->options.end()) continue;
      value.text = scene.label(script, option->label);
    } else if (slot->kind != SlotKind::text && slot->kind != SlotKind::secret) {
      InboundHappened said;
      said.inbound.text = value.value;
      auto read = read_slot(scene, script, *slot, said);
      if (!read.value) continue;
      value = *std::move(read.value);
    }
    set_slot(frame, *slot, std::move(value), true);
  }
}

// Written before the outcome was known: it chooses nothing that nobody had seen then.
bool may_be_read(Scene& scene, const InboundHappened& said) {
  const auto* step = scene.open_step();
  const bool decides = step != nullptr && (std::holds_alternative<ReviewStep>(step->body) ||
                                           std::holds_alternative<ChooseStep>(step->body));
  if (!decides) return true;
  const auto command = language::read_command(said.inbound.text).id;
  return !command.empty() && command != "kirim" && command != "selesai";
}

void read_waiting(Scene& scene) {
  const auto waiting = std::move(scene.talk_with.waiting);
  scene.talk_with.waiting.clear();
  for (const auto& each : waiting) {
    const InboundHappened said{each.inbound, each.media};
    if (is_asking(scene.top())) {
      scene.talk_with.waiting.push_back(each);
    } else if (may_be_read(scene, said)) {
      hear_waiting(scene, said);
    } else {
      scene.pass("written-before");
    }
  }
}

bool keep(Scene& scene, const InboundHappened& said) {
  auto& waiting = scene.talk_with.waiting;
  scene.rule("waits-for-call");
  if (waiting.size() < most_waiting) waiting.push_back({said.inbound, said.media});
  return true;
}

}  // namespace

bool do_call(Scene& scene, const Script& script, const Step& step, const CallStep& call) {
  auto& frame = *scene.top();
  if (frame.bookkeeping.starts_with(answered))
    return route(scene, script, step, frame.bookkeeping.substr(answered.size()));
  if (is_asking(&frame)) return true;
  auto& talk = *scene.talk_with.talk;
  if (++talk.calls > most_calls) {
    give_up(scene);
    return true;
  }
  talk.epoch = ++scene.talk_with.last_epoch;
  frame.bookkeeping = std::string(asked) + std::to_string(talk.epoch);
  scene.hold(scene.say(script, step.text));
  scene.flush();
  CallConnector effect{call.connector, script.name, step.id, talk.epoch, longest_call, told(frame, call.with), {}};
  for (const auto& [name, outcome] : step.outcomes) effect.outcomes.push_back(name);
  scene.add(std::move(effect));
  scene.timer("call", longest_call);
  return true;
}

void call_ended(Scene& scene, const CallHappened& call) {
  auto& conversation = scene.talk_with;
  const auto waits_for_it = [&](const Frame& frame) {
    return frame.bookkeeping == std::string(asked) + std::to_string(call.epoch);
  };
  if (!conversation.talk) {
    scene.rule("call:late");
    return;
  }
  auto& stack = conversation.talk->stack;
  const auto frame = std::ranges::find_if(stack, waits_for_it);
  const auto* script = frame == stack.end() ? nullptr : scene.script_of(*frame);
  const auto* step = script == nullptr ? nullptr : script->step(frame->step);
  const auto* asking = step == nullptr ? nullptr : std::get_if<CallStep>(&step->body);
  if (asking == nullptr) {
    scene.rule("call:late");
    return;
  }
  scene.rule("call:" + call.outcome);
  fill(scene, *script, *frame, *asking, call.give);
  frame->bookkeeping = std::string(answered) + call.outcome;
  scene.add(StopTimer{"call"});
  // Under an emergency, or behind a question of our own, it goes on when that is over.
  if (std::next(frame) != stack.end() || !conversation.pending_ask.empty()) return;
  if (in_case_script(scene)) scene.lane = Lane::emergency;
  walk(scene);
  read_waiting(scene);
}

void call_anew(Scene& scene) {
  auto* frame = scene.top();
  if (is_asking(frame)) frame->bookkeeping.clear();
}

bool wait_too(Scene& scene, const InboundHappened& said) {
  if (!is_asking(scene.top())) return false;
  const auto command = language::read_command(said.inbound.text);
  if (command.id == "darurat") return obey(scene, command);
  return keep(scene, said);
}

bool tap_waits(Scene& scene, const InboundHappened& said) {
  if (!is_asking(scene.top())) return false;
  const auto read = read_option_id(scene.talk_with, said.inbound.tap);
  return read && !read->step.starts_with("?") && keep(scene, said);
}

}  // namespace pintu::dialogs::engine
