// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/walk.hpp"

#include <algorithm>
#include <stdexcept>

#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/other_topics.hpp"
#include "dialogs/engine/questions.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr int most_steps = 100;
constexpr std::size_t most_frames = 4;

bool push(Scene& scene, const std::string& name, bool with_slots) {
  auto& stack = scene.talk_with.talk->stack;
  const auto* script = scene.set().find(name);
  if (script == nullptr || script->steps.empty()) throw std::runtime_error("the script " + name + " is not in the set");
  if (stack.size() >= most_frames || std::ranges::find(stack, name, &Frame::script) != stack.end()) return false;
  Frame frame;
  frame.script = name;
  frame.step = script->steps.front().id;
  if (with_slots && !stack.empty()) {
    for (const auto& slot : script->slots) {
      const auto it = stack.back().slots.find(slot.name);
      if (it != stack.back().slots.end()) frame.slots.insert(*it);
    }
  }
  stack.push_back(std::move(frame));
  return true;
}

bool start(Scene& scene, const std::string& name, bool with_slots) {
  auto& conversation = scene.talk_with;
  if (!conversation.talk) {
    conversation.talk.emplace();
    conversation.talk->version = scene.library.newest().version;
    conversation.talk->began = scene.context.now;
    conversation.talk->epoch = ++conversation.last_epoch;
  }
  return push(scene, name, with_slots);
}

// The step after `step` in the file, or where its `go` says; empty at the end.
std::string after(const Script& script, const Step& step) {
  if (step.end) return {};
  if (!step.go.empty()) return step.go;
  const auto it = std::ranges::find(script.steps, step.id, &Step::id);
  return it == script.steps.end() || std::next(it) == script.steps.end() ? std::string() : std::next(it)->id;
}

// Goes to the following step; false when the frame is over (and was left).
bool step_on(Scene& scene, const Script& script, const Step& step) {
  const auto next = after(script, step);
  if (next.empty()) {
    end_frame(scene);
    return false;
  }
  auto& frame = *scene.top();
  frame.step = next;
  frame.bookkeeping.clear();
  frame.tries = 0;
  return true;
}

// What a used script found out belongs to the one that used it.
void hand_back(Frame& below, const Script& script, const Frame& over) {
  for (const auto& [name, value] : over.slots) {
    if (script.slot(name) != nullptr || name.starts_with("~")) below.slots[name] = value;
  }
  below.flags.insert(below.flags.end(), over.flags.begin(), over.flags.end());
}

}  // namespace

void give_up(Scene& scene) {
  const std::string where = scene.top()->script + "/" + scene.top()->step;
  scene.add(
      Handoff{"umum", "Naskah tidak bisa diteruskan di " + where + ": mohon hubungi warga ini.", 0, Lane::status});
  // What a circle said a hundred times is said not once.
  std::erase_if(scene.effects, [](const Effect& effect) { return std::holds_alternative<Reply>(effect); });
  scene.waiting.clear();
  put_aside(scene, false);
  scene.hold(scene.say("apology"));
  scene.flush();
}

bool asks(const Step& step) {
  return std::holds_alternative<AskStep>(step.body) || std::holds_alternative<ChooseStep>(step.body) ||
         std::holds_alternative<ReviewStep>(step.body);
}

bool begin(Scene& scene, const std::string& name) { return start(scene, name, true); }

bool begin_apart(Scene& scene, const std::string& name) { return start(scene, name, false); }

void begin_complaint(Scene& scene) {
  const auto* script = scene.complaint();
  if (script == nullptr || scene.talk_with.talk) {
    ask_again(scene);
    return;
  }
  begin(scene, script->name);
  walk(scene);
}

void walk(Scene& scene) {
  while (scene.top() != nullptr) {
    if (++scene.steps > most_steps) {
      give_up(scene);
      return;
    }
    const auto* script = scene.open_script();
    if (script == nullptr || script->steps.empty()) throw std::runtime_error("a script of this talk is gone");
    const auto* step = script->step(scene.top()->step);
    if (step == nullptr) {
      // The step was removed by a newer set: what is known stays, the first open question is asked.
      step = &script->steps.front();
      scene.top()->step = step->id;
    }
    if (scene.context.walked != nullptr) scene.context.walked->push_back(script->name + "/" + step->id);
    if (perform(scene, *script, *step)) return;
    if (!step_on(scene, *script, *step)) return;
  }
  scene.flush();
}

bool use(Scene& scene, const std::string& script) {
  if (begin(scene, script)) {
    walk(scene);
    return true;
  }
  const auto& stack = scene.talk_with.talk->stack;
  if (std::ranges::find(stack, script, &Frame::script) != stack.end()) return false;
  give_up(scene);
  return true;
}

void go_on(Scene& scene) {
  const auto* script = scene.open_script();
  const auto* step = scene.open_step();
  if (script == nullptr) return;
  if (step == nullptr) {
    end_frame(scene);
  } else if (step_on(scene, *script, *step)) {
    walk(scene);
  }
}

void go_to(Scene& scene, const std::string& id) {
  auto& frame = *scene.top();
  const auto* script = scene.open_script();
  const auto* step = script == nullptr ? nullptr : script->step(id);
  if (step == nullptr) return;
  frame.step = id;
  frame.bookkeeping.clear();
  frame.tries = 0;
  const auto* ask_step = std::get_if<AskStep>(&step->body);
  const auto* slot = ask_step == nullptr ? nullptr : script->slot(ask_step->slot);
  if (slot != nullptr && !scene.on_channel(slot->skip_on) && !scene.on_channel(step->skip_on)) {
    ask(scene);
  } else {
    walk(scene);
  }
}

void end_frame(Scene& scene) {
  auto& talk = scene.talk_with.talk;
  const bool was_case = in_case_script(scene);
  const Frame over = std::move(talk->stack.back());
  talk->stack.pop_back();
  if (talk->stack.empty()) {
    scene.flush();
    drop_timers(scene);
    talk.reset();
    scene.talk_with.pending_ask.clear();
    static_cast<void>(offer_parked(scene));
    return;
  }
  const auto* script = scene.open_script();
  const auto* step = scene.open_step();
  // An interruption ends: back to the open question. A used script ends: on with the step behind its `use`.
  if (script == nullptr || step == nullptr || was_case) {
    if (step != nullptr && asks(*step)) {
      ask_again(scene);
    } else {
      walk(scene);
    }
    return;
  }
  hand_back(talk->stack.back(), *script, over);
  if (asks(*step)) {
    ask_again(scene);
  } else {
    go_on(scene);
  }
}

}  // namespace pintu::dialogs::engine
