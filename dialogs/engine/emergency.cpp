// SPDX-License-Identifier: Apache-2.0
// An open case: it takes over, what the person writes joins it, and only an officer closes it.
#include "dialogs/engine/emergency.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_frames = 4;
constexpr Duration thanked_again = 2min;
constexpr Duration offered_after = 12h;

std::string script_for(const Scene& scene, const std::string& kind) {
  const auto& set = scene.library.newest();
  const std::string own = "darurat-" + kind;
  return set.find(own) == nullptr ? "darurat" : own;
}

void keep_pin(Scene& scene, const Location& pin) {
  const auto* script = scene.open_script();
  for (const auto& slot : script->slots) {
    if (slot.kind != SlotKind::place) continue;
    InboundHappened said;
    said.inbound.location = pin;
    auto reading = read_slot(scene, *script, slot, said);
    if (reading.value) set_slot(*scene.top(), slot, *std::move(reading.value), true);
  }
}

// Thanks for what joins the case, not for every line of it.
void thank(Scene& scene) {
  auto& last = scene.talk_with.small_talk;
  if (scene.context.now - last < thanked_again) return;
  last = scene.context.now;
  const auto* step = scene.open_step();
  const auto* say = step == nullptr ? nullptr : std::get_if<SayStep>(&step->body);
  if (say != nullptr) scene.speak(scene.say(*scene.open_script(), say->text));
}

// A place in danger must be one: words without a mark of a place are no answer to it.
bool answers(Scene& scene, const Slot& slot, const InboundHappened& said) {
  if (slot.kind == SlotKind::place && !said.inbound.location)
    return language::read_place(said.inbound.text, false).what != language::PlaceRead::What::none;
  return read_slot(scene, *scene.open_script(), slot, said).value.has_value();
}

}  // namespace

bool in_case_script(Scene& scene) {
  const auto* frame = scene.top();
  return frame != nullptr && (frame->script == "darurat" || frame->script.starts_with("darurat-"));
}

void open_case(Scene& scene, const std::string& kind, const std::string& text, std::optional<Location> pin) {
  auto& conversation = scene.talk_with;
  scene.lane = Lane::emergency;
  scene.waiting.clear();
  conversation.pending_ask.clear();
  conversation.asked_maybe.clear();
  conversation.owes_hint = false;
  conversation.unseen = false;
  conversation.open_case = OpenCase{0, kind, scene.context.now};
  for (const auto* timer : {"maybe", "join", "nudge"}) scene.add(StopTimer{timer});
  scene.add(RaiseCase{kind, "certain", text, pin});
  if (conversation.talk && conversation.talk->stack.size() >= most_frames) put_aside(scene, false);
  scene.waiting.clear();
  begin_apart(scene, script_for(scene, kind));
  if (pin) keep_pin(scene, *pin);
  walk(scene);
}

void call_for_help(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (!conversation.open_case) {
    const auto kind = conversation.asked_maybe.empty() || conversation.asked_maybe == "suara"
                          ? std::string("darurat")
                          : conversation.asked_maybe;
    open_case(scene, kind, {}, {});
    return;
  }
  scene.lane = Lane::emergency;
  scene.hold(scene.say("interrupts.darurat.hint_line"));
  if (in_case_script(scene) && scene.open_slot() != nullptr) {
    ask_again(scene);
  } else {
    scene.flush();
  }
}

void hand_over(Scene& scene, const std::string& desk) {
  auto& conversation = scene.talk_with;
  if (desk != "darurat") {
    const auto* frame = scene.top();
    scene.add(Handoff{desk, summary_for_desk(scene, frame), 0, Lane::status, {}, is_confidential(scene)});
    return;
  }
  if (conversation.open_case) return;  // it was opened with the words that raised it
  conversation.open_case = OpenCase{0, "darurat", scene.context.now};
  scene.lane = Lane::emergency;
  scene.add(RaiseCase{"darurat", "certain", {}, {}});
}

Values emergency_values(const Scene& scene) {
  const auto& open = scene.talk_with.open_case;
  return {{"saran", open ? scene.darurat("saran." + open->kind) : std::string()}};
}

void in_case(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  scene.lane = Lane::emergency;
  const auto command = language::read_command(said.inbound.text);
  if (command.id == "darurat" || command.id == "batal" || command.id == "petugas") {
    static_cast<void>(obey(scene, command));
    return;
  }
  scene.add(RaiseCase{conversation.open_case->kind, "certain", said.inbound.text, said.inbound.location});
  scene.rule("case");
  const auto* slot = scene.open_slot();
  if (said.inbound.location && (slot == nullptr || slot->kind != SlotKind::place))
    keep_pin(scene, *said.inbound.location);
  if (slot == nullptr) {
    thank(scene);
    return;
  }
  if (answers(scene, *slot, said)) {
    answer(scene, said);
    return;
  }
  // It joined; the question is asked once more and then given up.
  if (++scene.top()->tries == 1) {
    ask_again(scene);
  } else {
    skip_open(scene);
    go_on(scene);
  }
}

// A citizen never closes a case: the desk is told what they said, and the chat goes back to what it was.
void after_danger(Scene& scene, const std::string& option) {
  auto& conversation = scene.talk_with;
  scene.lane = Lane::emergency;
  if (option == "bahaya") {
    scene.hold(scene.darurat("events.nobody"));
    if (scene.open_slot() != nullptr) {
      ask_again(scene);
    } else {
      scene.flush();
    }
    return;
  }
  scene.add(Handoff{"darurat", option == "aman" ? "Warga menyatakan sudah aman." : "Warga menyatakan salah kirim.", 0,
                    Lane::emergency});
  conversation.open_case.reset();
  conversation.recent.clear();
  scene.hold(scene.say("interrupts.darurat.after_safe"));
  if (in_case_script(scene)) end_frame(scene);
  scene.flush();
}

void case_closed(Scene& scene, const std::string& officer, const std::string& result) {
  auto& conversation = scene.talk_with;
  scene.lane = Lane::emergency;
  conversation.open_case.reset();
  conversation.recent.clear();
  if (in_case_script(scene)) {
    conversation.talk->stack.pop_back();
    conversation.pending_ask.clear();
    if (conversation.talk->stack.empty()) {
      drop_timers(scene);
      conversation.talk.reset();
    } else {
      put_aside(scene, false);
      if (!conversation.drafts.empty()) conversation.drafts.back().offered_from = scene.context.now + offered_after;
    }
  }
  scene.waiting.clear();
  scene.speak(scene.darurat("events.closed", {{"nama", plain(officer)}, {"hasil", plain(result)}}));
}

}  // namespace pintu::dialogs::engine
