// SPDX-License-Identifier: Apache-2.0
// What people answer to the engine's own questions.
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

namespace {

struct Aside {
  std::vector<Option> options;
  std::vector<std::string> labels;
  std::vector<std::string> codes;
  void add(std::string id, std::string label, std::vector<std::string> also = {}, std::string code = {}) {
    Option option;
    option.id = std::move(id);
    option.also = std::move(also);
    labels.push_back(std::move(label));
    codes.push_back(std::move(code));
    options.push_back(std::move(option));
  }
};

// The options of a pending question, for typed answers.
Aside aside_of(Scene& scene, const std::string& pending) {
  Aside aside;
  if (pending == "menu") {
    aside.add("lapor", scene.say("menu.lapor"));
    aside.add("status", scene.say("menu.status"));
    aside.add("petugas", scene.say("menu.petugas"));
  } else if (pending == "batal") {
    aside.add("simpan", "Simpan 7 hari", {"simpan"}, "31");
    aside.add("hapus", "Hapus isinya", {"hapus"}, "32");
    aside.add("lanjut", "Lanjut mengisi", {"lanjut"}, "33");
  } else if (pending == "berhenti") {
    if (scene.talk_with.talk) aside.add("isian", scene.say("berhenti.draft"));
    aside.add("kabar", scene.say("berhenti.news"), {"kabar"});
    aside.add("tidak", scene.say("berhenti.never_mind"), {"tidak"});
  } else if (pending == "hapus") {
    aside.add("ya", scene.say("hapus.yes"), {}, "91");
    aside.add("tidak", scene.say("hapus.no"), {}, "92");
  } else if (pending.starts_with("maybe:")) {
    aside.add("ya", "Ya, sedang terjadi", {}, "91");
    aside.add("bukan", "Bukan, laporan biasa", {}, "92");
  } else if (pending == "aman") {
    aside.add("aman", "Sudah aman", {"aman"});
    aside.add("salah", "Salah kirim", {"salah kirim"});
    aside.add("bahaya", "Masih bahaya", {"bahaya"});
  } else if (pending == "lanjutkan") {
    aside.add("lanjut", "Lanjutkan", {"lanjut"});
    aside.add("baru", "Buat baru", {"baru"});
    aside.add("hapus", "Hapus", {"hapus"});
  } else if (pending.starts_with("tambahan:")) {
    aside.add("ya", scene.say("offer.addition_yes"), {"tambahan"});
    aside.add("bukan", scene.say("offer.addition_no"), {"baru"});
  } else if (pending == "ubah") {
    const auto* script = scene.open_script();
    const auto* frame = scene.top();
    for (const auto& slot : script == nullptr ? std::vector<Slot>() : script->slots) {
      if (frame->slots.contains(slot.name) && slot.kind != SlotKind::secret)
        aside.add(slot.name, scene.label(*script, slot.label), slot.names);
    }
  }
  return aside;
}

std::string typed(Scene& scene, const std::string& pending, const std::string& text) {
  const auto aside = aside_of(scene, pending);
  for (std::size_t i = 0; i < aside.codes.size(); ++i) {
    if (!aside.codes[i].empty() && aside.codes[i] == text) return aside.options[i].id;
  }
  const bool yes_no = aside.options.size() == 2 && aside.options[0].id == "ya";
  if (yes_no) {
    const auto asking = pending.starts_with("maybe:") ? language::Asking::happening : language::Asking::right;
    const auto read = language::read_yesno(text, asking);
    if (read == language::YesNo::yes) return "ya";
    if (read == language::YesNo::no) return aside.options[1].id;
  }
  const auto read = language::read_choice(text, aside.options, aside.labels);
  return read.what == language::ChoiceRead::What::one ? read.ids.front() : std::string();
}

void after_cancel(Scene& scene, const std::string& option) {
  if (option == "simpan") {
    put_aside(scene, true);
  } else if (option == "hapus") {
    drop_talk(scene);
  } else {
    ask_again(scene);
  }
}

void after_stop(Scene& scene, const std::string& option) {
  if (option == "isian") {
    put_aside(scene, false);
    scene.speak(scene.say("berhenti.done_draft"));
  } else if (option == "kabar") {
    scene.talk_with.stopped = true;
    scene.speak(scene.say("berhenti.done_news"));
  } else {
    scene.hold(scene.say("berhenti.kept"));
    ask_again(scene);
  }
}

void after_menu(Scene& scene, const std::string& option, const InboundHappened&) {
  if (option == "status") {
    show_status(scene, {});
  } else if (option == "petugas") {
    call_person(scene);
  } else if (scene.talk_with.talk) {
    ask_again(scene);
  } else {
    begin(scene, "lapor-aduan");
    walk(scene);
  }
}

void after_change(Scene& scene, const std::string& slot_name) {
  const auto* script = scene.open_script();
  auto& frame = *scene.top();
  for (const auto& step : script->steps) {
    const auto* ask_step = std::get_if<AskStep>(&step.body);
    if (ask_step == nullptr || ask_step->slot != slot_name) continue;
    if (frame.return_to.empty()) frame.return_to = frame.step;
    frame.step = step.id;
    frame.bookkeeping = "full";
    frame.tries = 0;
    frame.pieces.clear();
    ask(scene);
    return;
  }
  // A slot that no step asks (title, name): asked by its label.
  const auto* slot = script->slot(slot_name);
  if (slot == nullptr) {
    ask_again(scene);
    return;
  }
  const auto it = frame.slots.find(slot_name);
  std::vector<std::pair<std::string, std::string>> options;
  for (const auto& option : slot->options) options.emplace_back(option.id, scene.label(*script, option.label));
  ask_aside(scene, "isi:" + slot_name,
            scene.say("correct_ask", {{"isian", scene.label(*script, slot->label)},
                                      {"lama", it == frame.slots.end()    ? "-"
                                               : it->second.shown.empty() ? it->second.text
                                                                          : it->second.shown}}),
            options);
}

bool after_direct(Scene& scene, const std::string& slot_name, const std::string& option, const InboundHappened& said) {
  const auto* script = scene.open_script();
  const auto* slot = script == nullptr ? nullptr : script->slot(slot_name);
  if (slot == nullptr) return false;
  InboundHappened words = said;
  if (!option.empty()) {
    const auto it = std::ranges::find(slot->options, option, &Option::id);
    if (it != slot->options.end()) words.inbound.text = scene.label(*script, it->label);
  }
  auto reading = read_slot(scene, *script, *slot, words);
  if (!reading.value) return false;
  set_slot(*scene.top(), *slot, *std::move(reading.value));
  scene.talk_with.pending_ask.clear();
  ask_again(scene);
  return true;
}

}  // namespace

bool answer_aside(Scene& scene, const std::string& option, const InboundHappened& said) {
  const std::string pending = scene.talk_with.pending_ask;
  if (pending.empty()) return false;
  if (pending.starts_with("isi:")) return after_direct(scene, pending.substr(4), option, said);
  const std::string id = option.empty() ? typed(scene, pending, said.inbound.text) : option;
  if (id.empty()) return false;
  scene.rule("answer:" + pending.substr(0, pending.find(':')));
  scene.talk_with.pending_ask.clear();
  if (pending == "menu") {
    after_menu(scene, id, said);
  } else if (pending == "batal") {
    after_cancel(scene, id);
  } else if (pending == "berhenti") {
    after_stop(scene, id);
  } else if (pending == "hapus") {
    if (id == "ya") {
      scene.add(EraseParty{});
    } else {
      scene.hold(scene.say("hapus.kept"));
      ask_again(scene);
    }
  } else if (pending.starts_with("maybe:")) {
    after_maybe(scene, pending.substr(6), id == "ya");
  } else if (pending == "aman") {
    after_danger(scene, id);
  } else if (pending == "lanjutkan") {
    after_offer(scene, id);
  } else if (pending.starts_with("tambahan:")) {
    after_addition(scene, pending.substr(9), id == "ya");
  } else if (pending == "ubah") {
    after_change(scene, id);
  } else {
    return false;
  }
  return true;
}

void ask_what_to_change(Scene& scene) {
  const auto aside = aside_of(scene, "ubah");
  if (aside.options.empty()) {
    scene.hold(scene.say("nothing_to_change"));
    ask_again(scene);
    return;
  }
  std::vector<std::pair<std::string, std::string>> options;
  for (std::size_t i = 0; i < aside.options.size() && i < 9; ++i)
    options.emplace_back(aside.options[i].id, aside.labels[i]);
  ask_aside(scene, "ubah", scene.say("interrupts.ubah.which"), options);
}

}  // namespace pintu::dialogs::engine
