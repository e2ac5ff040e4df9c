// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/interrupts.hpp"

#include <algorithm>
#include <map>

#include "dialogs/engine/agency_questions.hpp"
#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/corrections.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/officers.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

namespace {

using language::Command;

void help(Scene& scene, const Command&) {
  if (scene.open_step() == nullptr) {
    show_menu(scene);
  } else {
    ask(scene, scene.say("interrupts.bantuan.say", {{"pertanyaan", question_text(scene)}}));
  }
}

void skip(Scene& scene, const Command&) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr) {
    ask_again(scene);
  } else if (!slot->optional) {
    ask(scene, scene.say("interrupts.lewati.cannot"));
  } else {
    chosen(scene, "lewati");
  }
}

std::string not_sent_yet(Scene& scene) {
  return scene.say("not_sent_yet", {{"sisa", std::to_string(questions_left(scene))}});
}

// *selesai* and *kirim*.
void done(Scene& scene, const Command& command) {
  const bool send = command.id == "kirim";
  const auto* step = scene.open_step();
  const auto* slot = scene.open_slot();
  if (step == nullptr) {
    scene.answer(scene.say("no_draft"));
  } else if (is_joining(scene) || (slot != nullptr && slot->kind == SlotKind::photo && !send)) {
    if (send) scene.hold(not_sent_yet(scene));
    scene.add(StopTimer{"join"});
    if (is_joining(scene) || scene.top()->slots.contains(slot->name)) {
      pause_over(scene);
    } else {
      ask_again(scene);
    }
  } else if (std::holds_alternative<ReviewStep>(step->body) && send) {
    chosen(scene, "ok");
  } else {
    scene.answer(not_sent_yet(scene));
  }
}

void change_language(Scene& scene, const Command& command) {
  scene.talk_with.language = command.id.substr(7);
  scene.talk_with.language_offered = true;
  scene.talk_with.offers_language.clear();
  scene.answer(scene.say("bahasa." + scene.talk_with.language));
}

void start_over(Scene& scene, const Command&) {
  put_aside(scene, false);
  begin_complaint(scene);
}

void cancel(Scene& scene, const Command&) {
  if (scene.talk_with.open_case && in_case_script(scene)) {
    scene.lane = Lane::emergency;
    ask_aside(scene, "aman");
  } else if (!scene.talk_with.talk) {
    scene.answer(scene.say("no_draft"));
  } else if (!worth_keeping(*scene.talk_with.talk)) {
    drop_talk(scene);
  } else {
    ask_aside(scene, "batal");
  }
}

void change(Scene& scene, const Command& command) {
  if (scene.top() == nullptr) {
    scene.answer(scene.say("nothing_to_change"));
  } else if (command.rest.empty() || !correct_named(scene, command.rest)) {
    ask_what_to_change(scene);
  }
}

void emergency(Scene& scene, const Command& command) {
  if (command.maybe) {
    scene.maybe = "darurat";
  } else {
    call_for_help(scene);
  }
}

void again(Scene& scene, const Command&) {
  if (scene.open_step() == nullptr) {
    show_menu(scene);
  } else {
    ask_again(scene);
  }
}

}  // namespace

bool obey(Scene& scene, const Command& command) {
  using Act = void (*)(Scene&, const Command&);
  static const std::map<std::string, Act> acts{
      {"darurat", emergency},
      {"petugas", [](Scene& s, const Command&) { call_person(s); }},
      {"status", [](Scene& s, const Command& c) { show_status(s, c.rest); }},
      {"batal", cancel},
      {"kembali", [](Scene& s, const Command&) { step_back(s); }},
      {"ubah", change},
      {"ulang", again},
      {"mulai", start_over},
      {"lewati", skip},
      {"lanjut", [](Scene& s, const Command&) { resume_draft(s); }},
      {"menu", [](Scene& s, const Command&) { show_menu(s); }},
      {"bantuan", help},
      {"berhenti", [](Scene& s, const Command&) { ask_aside(s, "berhenti"); }},
      {"data", [](Scene& s, const Command&) { s.answer(s.of("data", "about")); }},
      {"data-saya", [](Scene& s, const Command&) { s.add(ExportParty{}); }},
      {"hapus-data", [](Scene& s, const Command&) { ask_aside(s, "hapus"); }},
      {"selesai", done},
      {"kirim", done},
      {"jawab", [](Scene& s, const Command&) { put_open_question(s); }},
  };
  if (command.id == "jawab" && !has_open_question(scene)) return false;
  const auto it = acts.find(command.id);
  const bool language = command.id.starts_with("bahasa:");
  if (it == acts.end() && !language) return false;  // greetings and thanks mean something only between talks
  scene.rule("word:" + command.id);
  if (language) {
    change_language(scene, command);
  } else {
    it->second(scene, command);
  }
  return true;
}

std::string summary_for_desk(Scene& scene, const Frame* frame) {
  std::string words = "Warga minta bicara dengan petugas.";
  const auto& recent = scene.talk_with.recent;
  if (!recent.empty()) words += "\nTerakhir ditulis: " + recent.back().text;
  const auto* script = frame == nullptr ? nullptr : scene.script_of(*frame);
  if (script != nullptr) {
    for (const auto& slot : script->slots) {
      const auto it = frame->slots.find(slot.name);
      if (it == frame->slots.end() || it->second.skipped || slot.kind == SlotKind::secret) continue;
      words += "\n" + scene.label(*script, slot.label) + ": " + shown(slot, it->second);
    }
  }
  return words;
}

void call_person(Scene& scene) {
  const bool open = scene.context.has_desk_open;
  const bool urgent = scene.talk_with.open_case.has_value();
  scene.add(Handoff{urgent ? "darurat" : "umum",
                    summary_for_desk(scene, scene.top()),
                    0,
                    urgent ? Lane::emergency : Lane::status,
                    {},
                    !urgent && is_confidential(scene)});
  if (open) {
    await_officer(scene);
    scene.speak(scene.say("interrupts.petugas.open"));
  } else if (scene.open_step() == nullptr) {
    ask_aside(scene, "buat");
  } else {
    // Its question is for who has nothing open.
    const auto text = scene.say("interrupts.petugas.closed");
    scene.answer(text.substr(0, text.find('\n')));
  }
}

void show_menu(Scene& scene) {
  // The greeting with its menu is the menu of the first time.
  scene.may_greet = false;
  ask_aside(scene, "menu");
  scene.talk_with.greeted = true;
}

void step_back(Scene& scene) {
  auto* frame = scene.top();
  const auto* script = scene.open_script();
  if (frame == nullptr || script == nullptr) {
    scene.answer(scene.say("no_draft"));
    return;
  }
  while (!frame->path.empty() && frame->path.back() == frame->step) frame->path.pop_back();
  auto& stack = scene.talk_with.talk->stack;
  if (frame->path.empty() && stack.size() > 1 && !in_case_script(scene)) {
    stack.pop_back();
    step_back(scene);
    return;
  }
  if (frame->path.empty()) {
    scene.answer(scene.say("nothing_back"));
    return;
  }
  const std::string before = frame->path.back();
  frame->path.pop_back();
  frame->pieces.clear();
  go_to(scene, before);
}

void ask_what_to_change(Scene& scene) {
  if (aside_of(scene, "ubah").options.empty()) {
    scene.answer(scene.say("nothing_to_change"));
  } else {
    ask_aside(scene, "ubah");
  }
}

}  // namespace pintu::dialogs::engine
