// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/walk.hpp"

#include <algorithm>
#include <stdexcept>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr int most_steps = 100;
constexpr std::size_t most_frames = 4;

bool asks(const Step& step) {
  return std::holds_alternative<AskStep>(step.body) || std::holds_alternative<ChooseStep>(step.body) ||
         std::holds_alternative<ReviewStep>(step.body);
}

bool holds(const Frame& frame, const Script& script, const std::string& name, const std::vector<std::string>& wanted) {
  const bool is_flag = script.slot(name) == nullptr;
  const auto it = frame.slots.find(name);
  const bool has = is_flag ? std::ranges::find(frame.flags, name) != frame.flags.end()
                           : it != frame.slots.end() && !it->second.skipped;
  return std::ranges::any_of(wanted, [&](const std::string& value) {
    if (value == "filled" || value == "true") return has;
    if (value == "empty" || value == "false") return !has;
    return !is_flag && it != frame.slots.end() && it->second.value == value;
  });
}

// A slot that the story already answers is not asked.
bool guess(Scene& scene, const Script& script, const Step& step, const Slot& slot) {
  auto& frame = *scene.top();
  const auto source = frame.slots.find(slot.guess_from);
  if (slot.guess_from.empty() || source == frame.slots.end()) return false;
  if (slot.kind == SlotKind::choice) {
    const auto id = language::guess_choice(source->second.text, slot.options);
    if (id.empty() || step.guessed.empty()) return false;
    frame.bookkeeping = "guess:" + id;
    return false;
  }
  auto value = guess_value(scene, slot, source->second.text);
  if (!value) return false;
  value->guessed = true;
  frame.slots[slot.name] = *value;
  // What was understood is shown as the first line of the next question, unless that question says it itself.
  const auto it = std::ranges::find(script.steps, step.id, &Step::id);
  const bool told =
      std::next(it) != script.steps.end() && std::next(it)->text.base.find("{" + slot.name + "}") != std::string::npos;
  if (!told)
    scene.hold(
        scene.say("understood", {{"isian", scene.label(script, slot.label)}, {"baru", plain(shown(slot, *value))}}));
  return true;
}

// True: a question is open now.
bool do_ask(Scene& scene, const Script& script, const Step& step, const AskStep& ask_step) {
  auto& frame = *scene.top();
  const auto* slot = script.slot(ask_step.slot);
  if (slot == nullptr) return false;
  if (filled(frame, slot->name)) return false;
  frame.bookkeeping.clear();
  frame.tries = 0;
  if (scene.on_channel(slot->skip_on) || scene.on_channel(step.skip_on)) return false;
  if (guess(scene, script, step, *slot)) return false;
  ask(scene);
  return true;
}

void push(Scene& scene, const std::string& name) {
  auto& stack = scene.talk_with.talk->stack;
  const auto* script = scene.set().find(name);
  if (script == nullptr) script = scene.library.newest().find(name);
  if (script == nullptr || script->steps.empty()) throw std::runtime_error("the script " + name + " is not in the set");
  if (std::ranges::find(stack, name, &Frame::script) != stack.end()) return;
  if (stack.size() >= most_frames) throw std::runtime_error("scripts are used too deeply");
  Frame frame;
  frame.script = name;
  frame.step = script->steps.front().id;
  if (!stack.empty()) {
    for (const auto& slot : script->slots) {
      const auto it = stack.back().slots.find(slot.name);
      if (it != stack.back().slots.end()) frame.slots.insert(*it);
    }
  }
  stack.push_back(std::move(frame));
}

// What one step does; true when the walk stops here.
bool perform(Scene& scene, const Script& script, const Step& step) {
  return std::visit(overloaded{
                        [&](const SayStep& say) {
                          scene.hold(scene.say(script, say.text));
                          if (say.mode != "live") return false;
                          scene.top()->bookkeeping = "live";
                          scene.flush();
                          return true;
                        },
                        [&](const AskStep& each) { return do_ask(scene, script, step, each); },
                        [&](const ChooseStep&) {
                          ask(scene);
                          return true;
                        },
                        [&](const ReviewStep&) {
                          fill_silently(scene);
                          ask(scene);
                          return true;
                        },
                        [&](const WhenStep& when) {
                          const bool all = std::ranges::all_of(when.conditions, [&](const auto& c) {
                            return holds(*scene.top(), script, c.first, c.second);
                          });
                          return act(scene, all ? when.then : when.otherwise);
                        },
                        [&](const CallStep&) {
                          // No connector is configured for it: its failure is an outcome like any other.
                          const auto it = step.outcomes.find("gagal");
                          if (it == step.outcomes.end()) return false;
                          scene.hold(scene.say(script, it->second.say));
                          return act(scene, it->second.then);
                        },
                        [&](const UseStep& use) {
                          push(scene, use.script);
                          walk(scene);
                          return true;
                        },
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

}  // namespace

void fill_silently(Scene& scene) {
  auto* frame = scene.top();
  const auto* script = scene.open_script();
  if (script == nullptr) return;
  for (const auto& slot : script->slots) {
    if (filled(*frame, slot.name)) continue;
    SlotValue value;
    if (!slot.first_sentence_of.empty()) {
      const auto source = frame->slots.find(slot.first_sentence_of);
      if (source == frame->slots.end()) continue;
      value.text = language::first_sentence(source->second.text,
                                            static_cast<std::size_t>(slot.must.at_most == 0 ? 100 : slot.must.at_most));
      value.value = value.text;
    } else if (!slot.default_value.empty()) {
      const auto option = std::ranges::find(slot.options, slot.default_value, &Option::id);
      if (option == slot.options.end()) continue;
      value.text = scene.label(*script, option->label);
      value.value = option->id;
    } else {
      continue;
    }
    value.guessed = true;
    frame->slots[slot.name] = value;
  }
}

void begin(Scene& scene, const std::string& name) {
  auto& conversation = scene.talk_with;
  if (!conversation.talk) {
    conversation.talk.emplace();
    conversation.talk->version = scene.library.newest().version;
    conversation.talk->began = scene.context.now;
    conversation.talk->epoch = ++conversation.last_epoch;
  }
  push(scene, name);
}

void walk(Scene& scene) {
  while (scene.top() != nullptr) {
    if (++scene.steps > most_steps) throw std::runtime_error("a script walked in a circle without asking anything");
    const auto* script = scene.open_script();
    if (script == nullptr) throw std::runtime_error("a script of this talk is gone");
    const auto* step = script->step(scene.top()->step);
    if (step == nullptr) {
      // The step was removed by a newer set: what is known stays, the first open question is asked.
      scene.top()->step = script->steps.front().id;
      step = &script->steps.front();
    }
    const auto depth = scene.talk_with.talk->stack.size();
    if (perform(scene, *script, *step)) return;
    if (!scene.talk_with.talk || scene.talk_with.talk->stack.size() != depth) return;
    auto& frame = *scene.top();
    if (step->end) {
      end_frame(scene);
      return;
    }
    if (!step->go.empty()) {
      frame.step = step->go;
      continue;
    }
    const auto it = std::ranges::find(script->steps, step->id, &Step::id);
    if (std::next(it) == script->steps.end()) {
      end_frame(scene);
      return;
    }
    frame.step = std::next(it)->id;
  }
  scene.flush();
}

void go_on(Scene& scene) {
  auto& frame = *scene.top();
  const auto* script = scene.open_script();
  const auto* step = scene.open_step();
  frame.bookkeeping.clear();
  frame.tries = 0;
  if (!frame.return_to.empty()) {
    frame.step = frame.return_to;
    frame.return_to.clear();
    walk(scene);
    return;
  }
  if (step == nullptr || step->end) {
    end_frame(scene);
    return;
  }
  if (!step->go.empty()) {
    frame.step = step->go;
  } else {
    const auto it = std::ranges::find(script->steps, step->id, &Step::id);
    if (std::next(it) == script->steps.end()) {
      end_frame(scene);
      return;
    }
    frame.step = std::next(it)->id;
  }
  walk(scene);
}

void go_to(Scene& scene, const std::string& id) {
  auto& frame = *scene.top();
  const auto* script = scene.open_script();
  const auto* step = script == nullptr ? nullptr : script->step(id);
  if (step == nullptr) return;
  frame.step = id;
  frame.bookkeeping.clear();
  frame.tries = 0;
  // Reached by `go`, a filled question is asked again.
  if (asks(*step) && std::holds_alternative<AskStep>(step->body)) {
    ask(scene);
    return;
  }
  walk(scene);
}

void end_frame(Scene& scene) {
  auto& talk = scene.talk_with.talk;
  const Frame over = std::move(talk->stack.back());
  talk->stack.pop_back();
  if (talk->stack.empty()) {
    scene.flush();
    scene.add(StopTimer{"nudge"});
    scene.add(StopTimer{"join"});
    talk.reset();
    return;
  }
  auto& below = talk->stack.back();
  const auto* script = scene.open_script();
  const auto* step = scene.open_step();
  if (script == nullptr || step == nullptr) {
    walk(scene);
    return;
  }
  if (asks(*step)) {
    ask_again(scene);
    return;
  }
  for (const auto& [name, value] : over.slots) {
    if (script->slot(name) != nullptr) below.slots[name] = value;
  }
  below.flags.insert(below.flags.end(), over.flags.begin(), over.flags.end());
  go_on(scene);
}

bool act(Scene& scene, const Actions& actions, const std::string& answer) {
  const auto* script = scene.open_script();
  for (const auto& action : actions) {
    const bool moved = std::visit(overloaded{
                                      [&](const DoSay& say) {
                                        scene.hold(scene.say(*script, say.text));
                                        return false;
                                      },
                                      [&](const DoSet& set) {
                                        for (const auto& [name, value] : set.values)
                                          set_from_script(scene, *script, name, value);
                                        return false;
                                      },
                                      [&](const DoFlag& flag) {
                                        scene.top()->flags.push_back(flag.flag);
                                        return false;
                                      },
                                      [&](const DoKeepText&) {
                                        keep_text(scene, answer);
                                        return false;
                                      },
                                      [&](const DoSkip&) {
                                        skip_open(scene);
                                        return false;
                                      },
                                      [&](const DoGo& go) {
                                        scene.top()->step = go.step;
                                        walk(scene);
                                        return true;
                                      },
                                      [&](const DoUse& use) {
                                        push(scene, use.script);
                                        walk(scene);
                                        return true;
                                      },
                                      [&](const DoHandoff& handoff) {
                                        hand_over(scene, handoff.desk);
                                        return false;
                                      },
                                      [&](const DoBack& back) {
                                        if (back.to_question) {
                                          ask_again(scene);
                                        } else {
                                          step_back(scene);
                                        }
                                        return true;
                                      },
                                      [&](const DoPause&) {
                                        put_aside(scene, true);
                                        return true;
                                      },
                                      [&](const DoCorrect&) {
                                        ask_what_to_change(scene);
                                        return true;
                                      },
                                      [&](const DoLanguage& chosen) {
                                        scene.talk_with.language = chosen.language;
                                        return false;
                                      },
                                      [&](const DoErase& erase) {
                                        if (erase.what == "person") {
                                          scene.add(EraseParty{});
                                        } else {
                                          drop_talk(scene);
                                        }
                                        return true;
                                      },
                                      [&](const DoEnd&) {
                                        end_frame(scene);
                                        return true;
                                      },
                                  },
                                  action);
    if (moved) return true;
  }
  return false;
}

}  // namespace pintu::dialogs::engine
