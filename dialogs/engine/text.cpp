// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/text.hpp"

#include <algorithm>
#include <array>

#include "dialogs/engine/questions.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::array<std::string_view, 12> months{"Januari",   "Februari", "Maret",    "April",
                                                  "Mei",       "Juni",     "Juli",     "Agustus",
                                                  "September", "Oktober",  "November", "Desember"};

std::string salutation(const Scene& scene) {
  const int hour = local_time(scene.context.now).hour;
  if (hour < 4 || hour >= 18) return scene.say("salam.malam");
  if (hour < 11) return scene.say("salam.pagi");
  return scene.say(hour < 15 ? "salam.siang" : "salam.sore");
}

std::string clock_words(Instant at) {
  const auto local = local_time(at);
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(local.hour) + "." + two(local.minute);
}

const Frame* frame_of(const Scene& scene, const Script& script) {
  const auto& talk = scene.talk_with.talk;
  if (!talk) return nullptr;
  for (auto it = talk->stack.rbegin(); it != talk->stack.rend(); ++it) {
    if (it->script == script.name) return &*it;
  }
  return nullptr;
}

std::string options_list(const Scene& scene, const Script& script, const std::string& name) {
  const auto* slot = script.slot(name);
  if (slot == nullptr) return {};
  std::string out;
  int number = 0;
  for (const auto& option : slot->options) {
    out += (number == 0 ? "" : "\n") + std::to_string(number + 1) + " " + scene.label(script, option.label);
    ++number;
  }
  return out;
}

std::string value_of(const Scene& scene, const Script& script, const std::string& name, const Values& more) {
  if (const auto it = more.find(name); it != more.end()) return it->second;
  const auto* frame = frame_of(scene, script);
  if (frame != nullptr) {
    if (const auto* slot = script.slot(name); slot != nullptr) {
      const auto it = frame->slots.find(name);
      return it == frame->slots.end() ? std::string() : shown_in_text(scene, *slot, it->second);
    }
  }
  if (name.starts_with("kontak.")) {
    const auto it = scene.context.contacts.values.find(name.substr(7));
    return it == scene.context.contacts.values.end() ? std::string() : it->second;
  }
  if (name.starts_with("janji.")) {
    const auto it = scene.context.promises.find(name.substr(6));
    return it == scene.context.promises.end() ? std::string() : it->second;
  }
  if (name.starts_with("pilihan.")) return options_list(scene, script, name.substr(8));
  if (name == "salam") return salutation(scene);
  if (name == "jam") return clock_words(scene.context.now);
  if (name == "tanggal") return day_words(scene.context.now);
  const auto it = scene.context.contacts.values.find(name);
  return it == scene.context.contacts.values.end() ? std::string() : it->second;
}

bool blank(std::string_view text) { return text.find_first_not_of(" .") == std::string_view::npos; }

// A line or sentence in which nothing but empty braces stood says nothing: it goes. So does a sentence whose promise
// this installation has not made.
std::string one_sentence(const Scene& scene, const Script& script, std::string_view text, const Values& more) {
  std::string out;
  bool promised = true, any_empty = false;
  while (!text.empty()) {
    const auto open = text.find('{');
    const auto close = open == std::string_view::npos ? open : text.find('}', open);
    out += text.substr(0, close == std::string_view::npos ? close : open);
    if (close == std::string_view::npos) break;
    const std::string name(text.substr(open + 1, close - open - 1));
    const auto value = value_of(scene, script, name, more);
    any_empty = any_empty || value.empty();
    if (value.empty() && name.starts_with("janji.")) promised = false;
    out += value;
    text.remove_prefix(close + 1);
  }
  return !promised || (any_empty && blank(out)) ? std::string() : out;
}

// Sentences end at ". ", "? ", "! " and at the end of a line; the space or line break stays with the sentence before.
std::string expand(const Scene& scene, const Script& script, const std::string& text, const Values& more) {
  std::string out;
  std::size_t at = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool line = text[i] == '\n';
    const bool sentence = text[i] == ' ' && i > 0 && (text[i - 1] == '.' || text[i - 1] == '?' || text[i - 1] == '!');
    if (!line && !sentence) continue;
    const auto said = one_sentence(scene, script, std::string_view(text).substr(at, i - at), more);
    at = i + 1;
    if (said.empty() && (i == 0 || text[i - 1] == '}' || text[i - 1] == '.')) continue;
    out += said + text[i];
  }
  out += one_sentence(scene, script, std::string_view(text).substr(at), more);
  while (!out.empty() && (out.back() == ' ' || out.back() == '\n')) out.pop_back();
  return out;
}

}  // namespace

// On one line and without marks: a person's words never make a text look as if we had written it.
std::string plain(std::string text) {
  std::erase(text, '*');
  for (auto& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  return text;
}

std::string day_words(Instant at) {
  const auto date = local_time(at).date;
  return std::to_string(unsigned(date.day())) + " " + std::string(months[unsigned(date.month()) - 1]) + " " +
         std::to_string(int(date.year()));
}

bool filled(const Frame& frame, const std::string& slot) { return frame.slots.contains(slot); }

std::string shown(const Slot& slot, const SlotValue& value) {
  if (slot.kind == SlotKind::secret) return value.skipped ? "-" : "•••";
  if (slot.kind == SlotKind::photo && !value.media.empty()) return std::to_string(value.media.size()) + " berkas";
  if (value.skipped && value.shown.empty()) return "-";
  const std::string& words = value.shown.empty() ? value.text : value.shown;
  return utf8::shortened(words, static_cast<std::size_t>(std::max(slot.shown_at_most, 1)));
}

namespace {

// The beginning of it that an SMS has room for, without half a word or a mark at its end.
std::string cut_at_word(const std::string& words) {
  constexpr std::size_t room = 30;
  auto cut = utf8::shortened(words, room);
  if (cut != words && cut.ends_with("…")) {
    cut.resize(cut.size() - std::string_view("…").size());
    const auto blank = cut.rfind(' ');
    if (words[cut.size()] != ' ' && blank != std::string::npos && blank > cut.size() / 2) cut.resize(blank);
  }
  while (!cut.empty() && std::string_view(" ,.;:-").find(cut.back()) != std::string_view::npos) cut.pop_back();
  return cut;
}

}  // namespace

std::string on_phone(const Scene& scene, const std::string& words) {
  auto out = plain(words);
  if (!scene.sms()) return out;
  constexpr std::string_view ellipsis = "…";
  const bool cut = out.ends_with(ellipsis);
  if (cut) out.resize(out.size() - ellipsis.size());
  // What the alphabet of SMS lacks, or holds only behind an escape.
  std::erase_if(
      out, [](char c) { return c < ' ' || c > 'z' || std::string_view("`[]\\^").find(c) != std::string_view::npos; });
  if (cut) out += "...";
  return out.empty() ? "-" : out;
}

std::string title_on_phone(const Scene& scene, const std::string& title) {
  return scene.sms() ? cut_at_word(on_phone(scene, title)) : plain(title);
}

std::string shown_in_text(const Scene& scene, const Slot& slot, const SlotValue& value) {
  return on_phone(scene, shown(slot, value));
}

std::string review_text(const Scene& scene, const Script& script, const Frame& frame, const ReviewStep& review,
                        bool brief) {
  std::string out;
  for (const auto& name : review.slots) {
    const auto* slot = script.slot(name);
    const auto it = frame.slots.find(name);
    if (slot == nullptr || it == frame.slots.end() || (it->second.skipped && it->second.shown.empty())) continue;
    if (brief && slot->kind == SlotKind::text && name != review.slots.front()) continue;
    if (brief && slot->kind == SlotKind::photo) continue;
    auto words = shown_in_text(scene, *slot, it->second);
    if (brief) {
      if (slot->kind != SlotKind::date) words = cut_at_word(words);
      out += (out.empty() ? "" : ", ") + words;
    } else {
      out += (out.empty() ? "" : "\n") + std::string("*") + scene.label(script, slot->label) + "*: " + words;
    }
  }
  return out;
}

namespace {

// Words that a life may hang on are said in a language that nobody has read over only beside the base text.
bool both_languages(const ScriptSet& set, const Script& script, const Text& text, const std::string& language) {
  const auto in = [&](std::initializer_list<std::string_view> parts) {
    return std::ranges::any_of(parts, [&](auto part) { return text.path.find(part) != std::string::npos; });
  };
  const bool urgent = script.name == "umum"
                          ? in({"darurat.maybe_ask", "darurat.hint_line", "media.voice_first"})
                          : script.name.starts_with("darurat") && !in({"_choose.", "saran.", ".label"});
  const auto* sidecar = urgent ? set.translation(script.name, language) : nullptr;
  return sidecar != nullptr && sidecar->reviewed_by.empty();
}

}  // namespace

std::string Scene::say(const ScriptSet& from, const Script& script, const Text& text, const Values& more) const {
  const auto& own = from.say(script, text, talk_with.language, context.channel);
  auto out = expand(*this, script, own, more);
  const auto& base = text.for_channel(context.channel);
  if (&own == &base || !both_languages(from, script, text, talk_with.language)) return out;
  auto values = more;
  if (const auto advice = values.find("saran"); advice != values.end() && talk_with.open_case) {
    const auto* words = script.text("saran." + talk_with.open_case->kind);
    if (words != nullptr) advice->second = words->for_channel(context.channel);
  }
  return out + "\n" + expand(*this, script, base, values);
}

std::string Scene::say(const Script& script, const Text& text, const Values& more) const {
  return say(set(), script, text, more);
}

std::string Scene::say(std::string_view path, const Values& more) const {
  const auto& script = umum();
  if (const auto* text = script.text(path)) {
    return say(library.newest(), script, *text, more);
  }
  // "interrupts.ID.KEY"
  if (!path.starts_with("interrupts.")) return {};
  path.remove_prefix(11);
  const auto dot = path.find('.');
  const auto* interrupt = script.interrupt(path.substr(0, dot));
  if (interrupt == nullptr || dot == std::string_view::npos) return {};
  const auto it = interrupt->texts.find(std::string(path.substr(dot + 1)));
  if (it == interrupt->texts.end()) return {};
  return say(library.newest(), script, it->second, more);
}

std::string Scene::label(const Script& script, const Text& text) const {
  return set().say(script, text, talk_with.language, context.channel);
}

std::string Scene::slot_name(const Slot& slot) const { return slot.names.empty() ? slot.name : slot.names.front(); }

std::string Scene::of(std::string_view name, std::string_view path, const Values& more) const {
  const auto* script = library.newest().find(name);
  const auto* text = script == nullptr ? nullptr : script->text(path);
  return text == nullptr ? std::string() : say(library.newest(), *script, *text, more);
}

std::string Scene::darurat(const std::string& path, const Values& more) const { return of("darurat", path, more); }

}  // namespace pintu::dialogs::engine
