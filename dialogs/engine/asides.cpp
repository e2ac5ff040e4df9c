// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/asides.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t most_options = 9;

Aside menu(const Scene& scene) {
  return {scene.say(scene.talk_with.greeted ? "menu.text" : "greeting.without"),
          {{"lapor", scene.say("menu.lapor"), {"lapor"}, "1"},
           {"status", scene.say("menu.status"), {"cek"}, "2"},
           {"petugas", scene.say("menu.petugas"), {"petugas"}, "3"}}};
}

Aside cancel(Scene& scene) {
  Aside aside{scene.say("interrupts.batal.ask_first"), {}};
  const auto* interrupt = scene.umum().interrupt("batal");
  static const std::vector<std::string> codes{"31", "32", "33"};
  for (const auto& each : interrupt == nullptr ? std::vector<ChooseOption>() : interrupt->choose) {
    const auto at = aside.options.size();
    aside.options.push_back({each.option.id,
                             scene.label(scene.umum(), each.option.label),
                             {each.option.id},
                             at < codes.size() ? codes[at] : std::string()});
  }
  // What is sensitive is offered for erasure first.
  if (is_sensitive(scene)) {
    const auto erase = std::ranges::find(aside.options, "hapus", &AsideOption::id);
    if (erase != aside.options.end()) std::rotate(aside.options.begin(), erase, std::next(erase));
  }
  return aside;
}

Aside happening(Scene& scene, const std::string& kind) {
  const auto* interrupt = scene.umum().interrupt("darurat");
  const auto label = [&](const char* key) {
    if (interrupt == nullptr) return std::string();
    const auto it = interrupt->buttons.find(key);
    return it == interrupt->buttons.end() ? std::string() : scene.label(scene.umum(), it->second);
  };
  const bool voice = kind == "suara" && !scene.sms();
  return {scene.say(voice ? "media.voice_first" : "interrupts.darurat.maybe_ask"),
          {{"ya", label("yes"), {}, "91"}, {"bukan", label("no"), {}, "92"}}};
}

Aside still_in_danger(const Scene& scene) {
  return {scene.darurat("events.batal"),
          {{"aman", scene.darurat("events.batal_choose.1"), {"aman", "sudah"}, "91"},
           {"salah", scene.darurat("events.batal_choose.2"), {"salah"}, "92"},
           {"bahaya", scene.darurat("events.batal_choose.3"), {"bahaya", "belum"}, "93"}}};
}

Aside offer(const Scene& scene) {
  Aside aside;
  const auto& drafts = scene.talk_with.drafts;
  if (drafts.empty() || drafts.back().talk.stack.empty()) return aside;
  const auto& draft = drafts.back();
  const auto* script = scene.library.at(draft.talk.version).find(draft.talk.stack.front().script);
  if (script == nullptr || script->draft.resume.empty()) return aside;
  aside.text = scene.say(*script, script->draft.resume,
                         {{"judul", title_on_phone(scene, draft.title)}, {"tanggal", day_words(draft.put_aside)}});
  const auto& labels = script->draft.resume_choose;
  static const std::vector<std::string> ids{"lanjut", "baru", "hapus"};
  for (std::size_t i = 0; i < ids.size() && i < labels.size(); ++i)
    aside.options.push_back({ids[i], scene.label(*script, labels[i]), {ids[i]}, {}});
  return aside;
}

Aside stop(const Scene& scene) {
  Aside aside{scene.say("berhenti.ask_first"), {}};
  if (scene.talk_with.talk) aside.options.push_back({"isian", scene.say("berhenti.draft"), {"isian"}, {}});
  aside.options.push_back({"kabar", scene.say("berhenti.news"), {"kabar"}, {}});
  aside.options.push_back({"tidak", scene.say("berhenti.never_mind"), {"tidak"}, {}});
  return aside;
}

Aside what_to_change(Scene& scene) {
  Aside aside{scene.say("interrupts.ubah.which"), {}};
  const auto* script = scene.open_script();
  const auto* frame = scene.top();
  if (script == nullptr) return aside;
  for (const auto& slot : script->slots) {
    const bool known = frame->slots.contains(slot.name) || !slot.default_value.empty();
    if (known && slot.kind != SlotKind::secret && aside.options.size() < most_options)
      aside.options.push_back({slot.name, scene.label(*script, slot.label), slot.names, {}});
  }
  return aside;
}

Aside one_slot(Scene& scene, const std::string& name) {
  const auto* script = scene.open_script();
  const auto* slot = script == nullptr ? nullptr : script->slot(name);
  if (slot == nullptr) return {};
  const auto it = scene.top()->slots.find(name);
  Aside aside{scene.say("correct_ask",
                        {{"isian", scene.label(*script, slot->label)},
                         {"lama", it == scene.top()->slots.end() ? "-" : shown_in_text(scene, *slot, it->second)}}),
              {}};
  for (const auto& option : slot->options)
    aside.options.push_back({option.id, scene.label(*script, option.label), option.also, option.code});
  return aside;
}

Aside read_back(Scene& scene) {
  const auto* script = scene.open_script();
  std::string names, values;
  for (const auto& [name, words] : scene.talk_with.pending_values) {
    const auto* slot = script == nullptr ? nullptr : script->slot(name);
    if (slot == nullptr) continue;
    InboundHappened said;
    said.inbound.text = words;
    const auto reading = read_slot(scene, *script, *slot, said);
    names += (names.empty() ? "" : ", ") + scene.label(*script, slot->label);
    values +=
        (values.empty() ? "" : "; ") + (reading.value ? shown_in_text(scene, *slot, *reading.value) : plain(words));
  }
  return {scene.say("many_changed", {{"isian", names}, {"baru", values}}),
          {{"ya", scene.say("yes"), {}, {}}, {"tidak", scene.say("answer_no"), {}, {}}}};
}

Aside addition(Scene& scene, const std::string& detail) {
  const auto number = ReportNumber::read(detail.substr(0, detail.find(':')));
  return {scene.say("after_filing.addition", {{"nomor", number ? number->shown() : std::string()}}),
          {{"ya", scene.say("offer.addition_yes"), {"tambahan"}, {}},
           {"bukan", scene.say("offer.addition_no"), {"baru"}, {}}}};
}

Aside offered_answer(Scene& scene, const std::string& detail) {
  const auto* own = own_report(scene, detail.substr(0, detail.find(':')));
  if (own == nullptr) return {};
  return {scene.say("after_filing.is_answer", {{"nomor", number_of(*own)}, {"dinas", office_of(scene, *own)}}),
          {{"ya", scene.say("offer.answer_yes"), {"jawaban"}, {}},
           {"bukan", scene.say("offer.addition_no"), {"baru"}, {}}}};
}

}  // namespace

Aside aside_of(Scene& scene, const std::string& pending) {
  const auto colon = pending.find(':');
  const std::string name = pending.substr(0, colon);
  const std::string detail = colon == std::string::npos ? std::string() : pending.substr(colon + 1);
  if (name == "menu") return menu(scene);
  if (name == "batal") return cancel(scene);
  if (name == "berhenti") return stop(scene);
  if (name == "maybe") return happening(scene, detail);
  if (name == "aman") return still_in_danger(scene);
  if (name == "lanjutkan") return offer(scene);
  if (name == "ubah") return what_to_change(scene);
  if (name == "isi") return one_slot(scene, detail);
  if (name == "baca") return read_back(scene);
  if (name == "tambahan") return addition(scene, detail);
  if (name == "jawaban") return offered_answer(scene, detail);
  if (name == "lain")
    return {scene.say("other_topic"), {{"ya", scene.say("yes"), {}, {}}, {"bukan", scene.say("answer_no"), {}, {}}}};
  if (name == "hapus") {
    return {scene.of("data", "erase.ask_first"),
            {{"ya", scene.of("data", "erase.yes"), {}, "91"}, {"tidak", scene.of("data", "erase.no"), {}, "92"}}};
  }
  if (name == "suara") {
    return {scene.say("media.voice_enough"),
            {{"ya", scene.say("send_voice"), {"kirim"}, {}}, {"tidak", scene.say("answer_no"), {}, {}}}};
  }
  if (name == "buat") {
    return {scene.say("interrupts.petugas.closed"),
            {{"ya", scene.say("yes"), {}, {}}, {"tidak", scene.say("answer_no"), {}, {}}}};
  }
  return {};
}

}  // namespace pintu::dialogs::engine
