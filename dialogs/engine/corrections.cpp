// SPDX-License-Identifier: Apache-2.0
// "ubah tempat", "tempatnya di Riau eh bukan, di Cihampelas 5", "bukan di Dago tapi di Riau".
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

namespace {

// The slot whose name begins the text, and what stands behind it.
struct Named {
  const Slot* slot = nullptr;
  std::string rest;
};

Named named_slot(Scene& scene, const std::string& text) {
  const auto* script = scene.open_script();
  const auto words = language::words(text);
  if (script == nullptr || words.empty()) return {};
  Named best;
  std::size_t best_words = 0;
  for (const auto& slot : script->slots) {
    for (const auto& name : slot.names) {
      const auto parts = language::words(name);
      if (parts.empty() || parts.size() > words.size() || parts.size() <= best_words) continue;
      bool same = true;
      for (std::size_t i = 0; i < parts.size() && same; ++i) {
        const auto& said = words[i].text;
        const bool last = i + 1 == parts.size();
        same = said == parts[i].text || (last && (said == parts[i].text + "nya" || said == parts[i].text + "na"));
      }
      if (!same) continue;
      best = {&slot, text.substr(words[parts.size() - 1].end)};
      best_words = parts.size();
    }
  }
  return best;
}

// Within a slot the last value after a repair word wins.
std::string last_said(const std::string& text) {
  static const std::vector<std::string> repairs{"eh", "maaf", "maksudnya", "maksud", "bukan", "ralat"};
  const auto words = language::words(text);
  std::size_t from = 0;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i + 1 < words.size() && std::ranges::find(repairs, words[i].text) != repairs.end()) from = words[i].end;
  }
  std::string rest = text.substr(from);
  const auto first = rest.find_first_not_of(" ,.:;=-");
  rest = first == std::string::npos ? std::string() : rest.substr(first);
  for (const std::string_view lead : {"di ", "ke ", "jadi ", "menjadi ", "itu ", "adalah "}) {
    if (rest.starts_with(lead)) rest = rest.substr(lead.size());
  }
  return rest;
}

bool change(Scene& scene, const Slot& slot, const std::string& text) {
  auto& frame = *scene.top();
  const auto& script = *scene.open_script();
  InboundHappened said;
  said.inbound.text = text;
  auto reading = read_slot(scene, script, slot, said);
  if (!reading.value) return false;
  const auto it = frame.slots.find(slot.name);
  const std::string before = it == frame.slots.end() ? "-" : plain(shown(slot, it->second));
  scene.hold(scene.say(
      "interrupts.ubah.done",
      {{"isian", scene.label(script, slot.label)}, {"lama", before}, {"baru", plain(shown(slot, *reading.value))}}));
  set_slot(frame, slot, *std::move(reading.value));
  return true;
}

// "bukan X tapi Y": the one filled slot that shows X and can read Y.
bool not_but(Scene& scene, const std::string& text) {
  const auto words = language::words(text);
  if (words.size() < 4 || words.front().text != "bukan") return false;
  const auto but = std::ranges::find_if(
      words, [](const auto& w) { return w.text == "tapi" || w.text == "tetapi" || w.text == "melainkan"; });
  if (but == words.end() || std::next(but) == words.end()) return false;
  const std::string old = language::normal(text.substr(words.front().end, but->begin - words.front().end));
  const std::string fresh = last_said(text.substr(but->end));
  const auto* script = scene.open_script();
  const Slot* only = nullptr;
  for (const auto& slot : script->slots) {
    const auto it = scene.top()->slots.find(slot.name);
    if (it == scene.top()->slots.end() || slot.kind == SlotKind::photo) continue;
    const auto known = language::normal(it->second.text + " " + it->second.shown);
    if (old.empty() || known.find(old) == std::string::npos) continue;
    if (only != nullptr) return false;
    only = &slot;
  }
  return only != nullptr && change(scene, *only, fresh);
}

}  // namespace

bool correct(Scene& scene, const std::string& text) {
  if (scene.open_script() == nullptr) return false;
  const auto named = named_slot(scene, text);
  if (named.slot == nullptr) {
    if (!not_but(scene, text)) return false;
    scene.rule("correction");
    ask_again(scene);
    return true;
  }
  const std::string value = last_said(named.rest);
  if (!scene.top()->slots.contains(named.slot->name)) return false;
  scene.rule("correction");
  if (value.empty()) {
    scene.talk_with.pending_ask = "ubah";
    InboundHappened none;
    return answer_aside(scene, named.slot->name, none);
  }
  if (!change(scene, *named.slot, value)) return false;
  ask_again(scene);
  return true;
}

}  // namespace pintu::dialogs::engine
