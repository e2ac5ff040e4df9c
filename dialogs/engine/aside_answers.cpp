// SPDX-License-Identifier: Apache-2.0
// What becomes of an answer to a question of the engine's own.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <utility>

#include "dialogs/engine/agency_questions.hpp"
#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/corrections.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/other_topics.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t most_files = 20;

struct Pending {
  std::string name;
  std::string detail;
};

Pending pending_of(const Scene& scene) {
  const auto& pending = scene.talk_with.pending_ask;
  const auto colon = pending.find(':');
  return {pending.substr(0, colon), colon == std::string::npos ? std::string() : pending.substr(colon + 1)};
}

bool is_yes_no(const Aside& aside) { return aside.options.size() == 2 && aside.options.front().id == "ya"; }

// What cannot be undone wants more than an "ok" or a "lanjut".
bool means_it(const std::string& words) {
  static const std::vector<std::string> clear{"ya", "iya", "hapus", "ya hapus", "iya hapus", "muhun", "enggih", "yes"};
  return std::ranges::find(clear, words) != clear.end();
}

std::string by_yes_no(const Aside& aside, const std::string& name, const std::string& text) {
  const auto asking = name == "maybe" ? language::Asking::happening : language::Asking::right;
  const auto read = language::read_yesno(text, asking);
  const bool yes = name == "hapus" ? means_it(language::normal(text)) : read == language::YesNo::yes;
  if (yes) return aside.options[0].id;
  return read == language::YesNo::no ? aside.options[1].id : std::string();
}

// Which option a text means; empty when none.
std::string typed(const Aside& aside, const std::string& name, const std::string& text) {
  const auto words = language::normal(text);
  for (const auto& option : aside.options) {
    if (!option.code.empty() && option.code == words) return option.id;
  }
  if (is_yes_no(aside)) {
    if (auto id = by_yes_no(aside, name, text); !id.empty() || name == "hapus") return id;
  }
  // Where a wrong digit hurts, the codes are the only digits.
  const bool coded = std::ranges::all_of(aside.options, [](const auto& option) { return option.code.size() > 1; });
  if (coded && words.find_first_not_of("0123456789") == std::string::npos) return {};
  std::vector<Option> options;
  std::vector<std::string> labels;
  for (const auto& each : aside.options) {
    Option option;
    option.id = each.id;
    option.also = each.also;
    options.push_back(std::move(option));
    labels.push_back(each.label);
  }
  const auto read = language::read_choice(text, options, labels);
  return read.what == language::ChoiceRead::What::one ? read.ids.front() : std::string();
}

void after_cancel(Scene& scene, const std::string& id) {
  const auto* interrupt = scene.umum().interrupt("batal");
  if (interrupt == nullptr) return;
  for (const auto& each : interrupt->choose) {
    if (each.option.id == id && !act(scene, each.then)) ask_again(scene);
  }
}

void after_stop(Scene& scene, const std::string& id) {
  if (id == "isian") {
    put_aside(scene, false);
    scene.speak(scene.say("berhenti.done_draft"));
  } else if (id == "kabar") {
    scene.talk_with.stopped = true;
    scene.answer(scene.say("berhenti.done_news"));
  } else {
    scene.answer(scene.say("berhenti.kept"));
  }
}

void after_menu(Scene& scene, const std::string& id) {
  if (id == "status") {
    show_status(scene, {});
  } else if (id == "petugas") {
    call_person(scene);
  } else {
    begin_complaint(scene);
  }
}

void after_erase(Scene& scene, const std::string& id) {
  if (id == "ya") {
    scene.add(EraseParty{});
  } else {
    scene.answer(scene.of("data", "erase.kept"));
  }
}

void after_offer(Scene& scene, const std::string& id) {
  auto& drafts = scene.talk_with.drafts;
  if (id == "lanjut") {
    resume_draft(scene);
  } else if (id == "hapus") {
    if (!drafts.empty()) drafts.pop_back();
    scene.speak(scene.say("deleted"));
  } else {
    begin_complaint(scene);
  }
}

void after_voice(Scene& scene, const std::string& id) {
  if (id == "ya") {
    file_as_it_is(scene);
    return;
  }
  const auto* slot = scene.open_slot();
  if (slot != nullptr && filled(*scene.top(), slot->name)) {
    go_on(scene);
  } else {
    ask_again(scene);
  }
}

void after_read_back(Scene& scene, const std::string& id) {
  const auto values = std::exchange(scene.talk_with.pending_values, {});
  if (id != "ya") {
    ask_again(scene);
    return;
  }
  for (const auto& [name, words] : values) {
    const auto* slot = scene.open_script() == nullptr ? nullptr : scene.open_script()->slot(name);
    if (slot != nullptr) static_cast<void>(correct_slot(scene, *slot, words, false));
  }
  resume_after_change(scene);
}

void after(Scene& scene, const Pending& pending, const std::string& id) {
  static const std::map<std::string, void (*)(Scene&, const std::string&)> answers{
      {"menu", after_menu},      {"batal", after_cancel},    {"berhenti", after_stop},
      {"hapus", after_erase},    {"lanjutkan", after_offer}, {"suara", after_voice},
      {"baca", after_read_back}, {"aman", after_danger},     {"ubah", change_slot}};
  if (const auto it = answers.find(pending.name); it != answers.end()) {
    it->second(scene, id);
  } else if (pending.name == "maybe") {
    after_maybe(scene, pending.detail, id == "ya");
  } else if (pending.name == "lain") {
    after_other_topic(scene, id == "ya");
  } else if (pending.name == "tambahan") {
    after_addition(scene, pending.detail, id == "ya");
  } else if (pending.name == "jawaban") {
    after_offered_answer(scene, pending.detail, id == "ya");
  } else if (pending.name == "isi") {
    const auto* script = scene.open_script();
    const auto* slot = script == nullptr ? nullptr : script->slot(pending.detail);
    if (slot != nullptr) static_cast<void>(correct_slot(scene, *slot, id, true));
    resume_after_change(scene);
  } else if (pending.name == "buat") {
    if (id == "ya") {
      begin_complaint(scene);
    } else {
      scene.speak(scene.say("interrupts.petugas.kept"));
    }
  }
}

}  // namespace

void change_slot(Scene& scene, const std::string& name) { ask_aside(scene, "isi:" + name); }

bool answer_aside(Scene& scene, const std::string& option, const InboundHappened& said) {
  const auto pending = pending_of(scene);
  if (pending.name.empty()) return false;
  const auto aside = aside_of(scene, scene.talk_with.pending_ask);
  const std::string id = option.empty() ? typed(aside, pending.name, said.inbound.text) : option;
  const bool known = std::ranges::find(aside.options, id, &AsideOption::id) != aside.options.end();
  if (id.empty() || !known) return false;
  scene.rule("answer:" + pending.name);
  scene.talk_with.pending_ask.clear();
  after(scene, pending, id);
  return true;
}

bool answer_free_aside(Scene& scene, const InboundHappened& said) {
  const auto pending = pending_of(scene);
  const bool offered = pending.name == "tambahan" || pending.name == "jawaban";
  if (offered && said.inbound.text.empty() && !said.media.empty()) {
    // The next photo of the same album: it belongs to the first.
    scene.rule("answer:" + pending.name);
    auto& files = scene.talk_with.early_media;
    for (const auto& file : said.media) {
      if (files.size() < most_files) files.push_back(file);
    }
    return true;
  }
  if (pending.name == "agensi") return answer_agency(scene, std::atoll(pending.detail.c_str()), said);
  if (pending.name != "isi") return false;
  const auto* script = scene.open_script();
  const auto* slot = script == nullptr ? nullptr : script->slot(pending.detail);
  if (slot == nullptr) return false;
  scene.rule("answer:isi");
  auto reading = read_slot(scene, *script, *slot, said);
  if (!reading.value) {
    scene.hold(hint_for(scene, *slot, reading));
    ask_aside(scene, "isi:" + slot->name);
    return true;
  }
  scene.talk_with.pending_ask.clear();
  take_correction(scene, *slot, *std::move(reading.value), true);
  resume_after_change(scene);
  return true;
}

}  // namespace pintu::dialogs::engine
