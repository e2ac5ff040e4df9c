// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/emergency.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

using namespace std::chrono_literals;

namespace {

constexpr Duration together = 3min;
constexpr Duration silenced_for = 30min;
constexpr Duration until_the_desk_sees_it = 60s;
constexpr Duration case_forgotten = 24h;
constexpr Duration thanked_again = 2min;

std::string script_for(const std::string& kind) {
  if (kind == "jiwa") return "darurat-jiwa";
  return kind == "kekerasan" ? "darurat-kekerasan" : "darurat";
}

language::TriageWords added_words(Scene& scene) {
  const auto* interrupt = scene.umum().interrupt("darurat");
  return interrupt == nullptr ? language::TriageWords{}
                              : language::TriageWords{interrupt->certain, interrupt->ignore_phrase};
}

bool in_case_script(Scene& scene) {
  const auto* frame = scene.top();
  return frame != nullptr && frame->script.starts_with("darurat");
}

}  // namespace

language::Triage graded(Scene& scene, const InboundHappened& said) {
  auto& recent = scene.talk_with.recent;
  std::erase_if(recent, [&](const Said& line) { return scene.context.now - line.at > together; });
  const auto words = added_words(scene);
  const bool seen = said.inbound.location.has_value() || !said.media.empty();
  auto alone = language::triage(said.inbound.text, words, seen);
  std::string all;
  for (const auto& line : recent) all += line.text + " . ";
  if (!said.inbound.text.empty()) recent.push_back({scene.context.now, said.inbound.text});
  if (recent.size() > 20) recent.erase(recent.begin());
  if (all.empty() || said.inbound.text.empty()) return alone;
  auto joined = language::triage(all + said.inbound.text, words, seen);
  return joined.grade > alone.grade && alone.grade != language::Grade::none ? joined : alone;
}

void open_case(Scene& scene, const std::string& kind, const std::string& text, std::optional<Location> pin) {
  auto& conversation = scene.talk_with;
  scene.lane = Lane::emergency;
  scene.greet = false;
  conversation.pending_ask.clear();
  conversation.open_case = OpenCase{0, kind, scene.context.now};
  scene.add(StopTimer{"maybe"});
  if (scene.top() != nullptr) scene.add(StopTimer{"join"});
  scene.add(RaiseCase{kind, "certain", text, pin});
  begin(scene, script_for(kind));
  if (pin) {
    const auto* script = scene.open_script();
    for (const auto& slot : script->slots) {
      if (slot.kind != SlotKind::place) continue;
      SlotValue value;
      value.pin = pin;
      value.value = "pin";
      value.shown = "lokasi yang dikirim";
      scene.top()->slots[slot.name] = value;
    }
  }
  walk(scene);
}

void hand_over(Scene& scene, const std::string& desk) {
  auto& conversation = scene.talk_with;
  if (desk != "darurat") {
    scene.add(Handoff{desk, "Percakapan diserahkan oleh naskah.", 0, Lane::status});
    return;
  }
  if (conversation.open_case) return;  // it was opened with the words that raised it
  conversation.open_case = OpenCase{0, "darurat", scene.context.now};
  scene.lane = Lane::emergency;
  scene.add(RaiseCase{"darurat", "certain", {}, {}});
}

Values emergency_values(const Scene& scene) {
  const auto& open = scene.talk_with.open_case;
  const auto* script = scene.library.newest().find("darurat");
  const auto* advice = script == nullptr || !open ? nullptr : script->text("saran." + open->kind);
  return {{"saran", advice == nullptr ? std::string() : scene.say(*script, *advice)}};
}

bool join_case(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  if (!conversation.open_case) return false;
  if (scene.context.now - conversation.open_case->opened > case_forgotten) {
    conversation.open_case.reset();
    if (in_case_script(scene)) end_frame(scene);
    return false;
  }
  scene.lane = Lane::emergency;
  scene.add(RaiseCase{conversation.open_case->kind, "certain", said.inbound.text, said.inbound.location});
  if (!in_case_script(scene) || scene.top()->bookkeeping != "live") return false;
  scene.rule("case");
  if (scene.context.now - conversation.small_talk > thanked_again) {
    conversation.small_talk = scene.context.now;
    const auto* step = scene.open_step();
    const auto* say = step == nullptr ? nullptr : std::get_if<SayStep>(&step->body);
    if (say != nullptr) scene.speak(scene.say(*scene.open_script(), say->text));
  }
  return true;
}

void ask_whether_now(Scene& scene, const std::string& kind) {
  const auto* interrupt = scene.umum().interrupt("darurat");
  const auto label = [&](const char* key, const char* otherwise) {
    const auto it = interrupt == nullptr ? decltype(interrupt->buttons.begin()){} : interrupt->buttons.find(key);
    return interrupt == nullptr || it == interrupt->buttons.end() ? std::string(otherwise)
                                                                  : scene.label(scene.umum(), it->second);
  };
  scene.lane = Lane::emergency;
  scene.talk_with.asked_maybe = kind;
  ask_aside(scene, "maybe:" + kind, scene.say("interrupts.darurat.maybe_ask"),
            {{"ya", label("yes", "Ya, sedang terjadi")}, {"bukan", label("no", "Bukan, laporan biasa")}}, {"91", "92"});
  scene.timer("maybe", until_the_desk_sees_it, kind);
}

void after_maybe(Scene& scene, const std::string& kind, bool happening) {
  auto& conversation = scene.talk_with;
  conversation.asked_maybe.clear();
  scene.add(StopTimer{"maybe"});
  if (happening) {
    std::string words;
    for (const auto& line : conversation.recent) words += (words.empty() ? "" : " ") + line.text;
    open_case(scene, kind, words, {});
    return;
  }
  conversation.silenced_kind = kind;
  conversation.silenced_maybe = scene.context.now + silenced_for;
  conversation.recent.clear();
  scene.hold(scene.say("interrupts.darurat.after_no"));
  const auto* step = scene.open_step();
  if (step != nullptr && step->joins > Duration{0} && !scene.top()->pieces.empty()) {
    scene.add(StopTimer{"join"});
    pause_over(scene);
  } else if (step != nullptr) {
    ask_again(scene);
  } else {
    scene.flush();
  }
}

void maybe_unanswered(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.asked_maybe.empty()) return;
  std::string words;
  for (const auto& line : conversation.recent) words += (words.empty() ? "" : " ") + line.text;
  scene.add(RaiseCase{conversation.asked_maybe, "maybe", words, {}});
  conversation.asked_maybe.clear();
  const auto* step = scene.open_step();
  if (step != nullptr && step->joins > Duration{0} && !scene.top()->pieces.empty()) {
    conversation.pending_ask.clear();
    pause_over(scene);
  }
}

void ask_still_in_danger(Scene& scene) {
  const auto* script = scene.library.newest().find("darurat");
  const auto text = [&](const char* path) {
    const auto* found = script == nullptr ? nullptr : script->text(path);
    return found == nullptr ? std::string() : scene.say(*script, *found);
  };
  scene.lane = Lane::emergency;
  ask_aside(scene, "aman", text("events.batal"),
            {{"aman", text("events.batal_choose.1")},
             {"salah", text("events.batal_choose.2")},
             {"bahaya", text("events.batal_choose.3")}},
            {"91", "92", "93"});
}

// A citizen never closes a case: the desk is told what they said, and the chat goes back to what it was.
void after_danger(Scene& scene, const std::string& option) {
  auto& conversation = scene.talk_with;
  if (option == "bahaya") {
    scene.lane = Lane::emergency;
    const auto* script = scene.library.newest().find("darurat");
    const auto* text = script == nullptr ? nullptr : script->text("events.nobody");
    if (text != nullptr) scene.speak(scene.say(*script, *text));
    return;
  }
  scene.add(Handoff{"darurat", option == "aman" ? "Warga menyatakan sudah aman." : "Warga menyatakan salah kirim.", 0,
                    Lane::emergency});
  conversation.open_case.reset();
  conversation.recent.clear();
  while (in_case_script(scene)) {
    const auto depth = conversation.talk->stack.size();
    end_frame(scene);
    if (!conversation.talk || conversation.talk->stack.size() >= depth) break;
  }
  if (scene.effects.empty() || !std::holds_alternative<Reply>(scene.effects.back())) {
    scene.hold(scene.say("interrupts.darurat.after_no"));
    scene.flush();
  }
}

}  // namespace pintu::dialogs::engine
