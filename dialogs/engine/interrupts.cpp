// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/interrupts.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

namespace {

void help(Scene& scene) {
  if (scene.open_step() == nullptr) {
    show_menu(scene, false);
    return;
  }
  scene.speak(scene.say("interrupts.bantuan.say", {{"pertanyaan", question_text(scene)}}));
}

void skip(Scene& scene) {
  const auto* slot = scene.open_slot();
  if (slot == nullptr) {
    ask_again(scene);
    return;
  }
  if (!slot->optional) {
    ask(scene, scene.say("interrupts.lewati.cannot"));
    return;
  }
  chosen(scene, "lewati");
}

void done(Scene& scene, bool send) {
  const auto* step = scene.open_step();
  const auto* frame = scene.top();
  if (step != nullptr && step->joins > Duration{0} && scene.open_slot() != nullptr) {
    if (send) scene.hold(scene.say("not_sent_yet", {{"sisa", std::to_string(questions_left(scene))}}));
    scene.add(StopTimer{"join"});
    pause_over(scene);
    return;
  }
  if (step != nullptr && std::holds_alternative<ReviewStep>(step->body) && send) {
    chosen(scene, "ok");
    return;
  }
  if (frame != nullptr && frame->bookkeeping == "live") {
    ask_still_in_danger(scene);
    return;
  }
  if (step != nullptr) {
    scene.hold(scene.say("not_sent_yet", {{"sisa", std::to_string(questions_left(scene))}}));
    ask_again(scene);
    return;
  }
  scene.speak(scene.say("no_draft"));
}

void stop(Scene& scene) {
  std::vector<std::pair<std::string, std::string>> options;
  if (scene.talk_with.talk) options.emplace_back("isian", scene.say("berhenti.draft"));
  options.emplace_back("kabar", scene.say("berhenti.news"));
  options.emplace_back("tidak", scene.say("berhenti.never_mind"));
  ask_aside(scene, "berhenti", scene.say("berhenti.ask_first"), options);
}

void ask_erase(Scene& scene) {
  ask_aside(scene, "hapus", scene.say("hapus.ask_first"),
            {{"ya", scene.say("hapus.yes")}, {"tidak", scene.say("hapus.no")}}, {"91", "92"});
}

void speak(Scene& scene, const std::string& language) {
  scene.talk_with.language = language;
  scene.hold(scene.say("bahasa." + language));
  if (scene.open_step() != nullptr) {
    ask_again(scene);
  } else {
    scene.flush();
  }
}

void start_over(Scene& scene) {
  if (scene.talk_with.talk) put_aside(scene, false);
  begin(scene, "lapor-aduan");
  walk(scene);
}

}  // namespace

bool obey(Scene& scene, const language::Command& command) {
  const auto& id = command.id;
  if (id.empty()) return false;
  scene.rule("word:" + id);
  if (id == "darurat") {
    if (command.maybe) {
      ask_whether_now(scene, "darurat");
    } else {
      open_case(scene, "darurat", {}, {});
    }
    return true;
  }
  if (id == "petugas") {
    call_person(scene);
  } else if (id == "status") {
    show_status(scene, command.rest);
  } else if (id == "batal") {
    if (scene.top() != nullptr && scene.talk_with.open_case) {
      ask_still_in_danger(scene);
    } else if (scene.talk_with.talk) {
      ask_cancel(scene);
    } else {
      scene.speak(scene.say("no_draft"));
    }
  } else if (id == "kembali") {
    step_back(scene);
  } else if (id == "ubah") {
    if (command.rest.empty() || !correct(scene, command.rest)) ask_what_to_change(scene);
  } else if (id == "ulang") {
    if (scene.open_step() == nullptr) {
      show_menu(scene, false);
    } else {
      ask_again(scene);
    }
  } else if (id == "mulai") {
    start_over(scene);
  } else if (id == "lewati") {
    skip(scene);
  } else if (id == "lanjut") {
    resume_draft(scene);
  } else if (id == "menu") {
    show_menu(scene, false);
  } else if (id == "bantuan") {
    help(scene);
  } else if (id == "berhenti") {
    stop(scene);
  } else if (id == "data") {
    scene.speak(scene.say("interrupts.data.say"));
  } else if (id == "data-saya") {
    scene.add(ExportParty{});
  } else if (id == "hapus-data") {
    ask_erase(scene);
  } else if (id.starts_with("bahasa:")) {
    speak(scene, id.substr(7));
  } else if (id == "selesai" || id == "kirim") {
    done(scene, id == "kirim");
  } else {
    scene.took.clear();
    return false;  // greetings and thanks: only without an open question
  }
  return true;
}

void call_person(Scene& scene) {
  scene.add(Handoff{"umum", "Warga minta bicara dengan petugas.", 0, Lane::status});
  scene.hold(scene.say(scene.context.has_desk_open ? "interrupts.petugas.open" : "interrupts.petugas.closed"));
  if (scene.open_step() != nullptr) {
    ask_again(scene);
  } else {
    scene.flush();
  }
}

void show_menu(Scene& scene, bool with_greeting) {
  const std::vector<std::pair<std::string, std::string>> options{
      {"lapor", scene.say("menu.lapor")}, {"status", scene.say("menu.status")}, {"petugas", scene.say("menu.petugas")}};
  const std::string text = with_greeting ? scene.say("greeting.without") : scene.say("menu.text");
  scene.greet = false;
  if (!scene.sms()) {
    ask_aside(scene, "menu", text, options);
    return;
  }
  ask_aside(scene, "menu", text, {});
}

void step_back(Scene& scene) {
  auto* frame = scene.top();
  const auto* script = scene.open_script();
  if (frame == nullptr || script == nullptr) {
    scene.speak(scene.say("no_draft"));
    return;
  }
  while (!frame->path.empty() && frame->path.back() == frame->step) frame->path.pop_back();
  if (frame->path.empty()) {
    scene.hold(scene.say("nothing_back"));
    ask_again(scene);
    return;
  }
  const std::string before = frame->path.back();
  frame->path.pop_back();
  const auto* step = script->step(before);
  if (const auto* ask_step = step == nullptr ? nullptr : std::get_if<AskStep>(&step->body)) {
    frame->slots.erase(ask_step->slot);
    frame->pieces.clear();
  }
  frame->return_to.clear();
  go_to(scene, before);
}

void ask_cancel(Scene& scene) {
  const auto* interrupt = scene.umum().interrupt("batal");
  std::vector<std::pair<std::string, std::string>> options;
  if (interrupt != nullptr) {
    for (const auto& each : interrupt->choose)
      options.emplace_back(each.option.id, scene.label(scene.umum(), each.option.label));
  }
  ask_aside(scene, "batal", scene.say("interrupts.batal.ask_first"), options, {"31", "32", "33"});
}

}  // namespace pintu::dialogs::engine
