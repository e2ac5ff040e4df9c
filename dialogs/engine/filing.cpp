// SPDX-License-Identifier: Apache-2.0
// KIRIM: from slots to a report with a number.
#include "dialogs/engine/reports.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration told_late_after = std::chrono::seconds(60);
constexpr std::size_t most_own_reports = 20;

// The text that titles are made of and guesses come from.
bool is_story(const Script& script, const Slot& slot) {
  return slot.kind == SlotKind::text && std::ranges::any_of(script.slots, [&](const Slot& other) {
           return other.first_sentence_of == slot.name || other.guess_from == slot.name;
         });
}

// Slots of the whole stack, innermost last: a used script's answers belong to the report.
void add_field(Report& report, const Scene& scene, const Script& script, const Slot& slot, const SlotValue& value) {
  if (value.skipped || slot.kind == SlotKind::secret) return;
  report.media.insert(report.media.end(), value.media.begin(), value.media.end());
  const std::string in_words = value.shown.empty() ? value.text : value.shown;
  if (is_story(script, slot)) {
    report.body = value.text;
  } else if (!slot.first_sentence_of.empty()) {
    report.title = value.text;
  } else if (slot.kind == SlotKind::choice && !slot.guess_from.empty() && report.category.empty()) {
    report.category = value.value;
    report.fields.push_back({slot.name, scene.label(script, slot.label), in_words, value.value});
  } else if (slot.kind == SlotKind::place && report.place.empty()) {
    report.place = in_words;
    report.pin = value.pin;
  } else if (slot.kind == SlotKind::date && report.when.empty()) {
    report.when = in_words;
    if (value.value.size() >= 10 && value.value[4] == '-') report.date = value.value.substr(0, 10);
  } else if (slot.name == "tampil") {
    report.anonymous = value.value != "terbuka";
    report.secret = value.value == "dua";
    if (value.value == "terbuka") report.reporter_name = scene.context.person_name;
  } else if (slot.kind != SlotKind::photo) {
    report.fields.push_back({slot.name, scene.label(script, slot.label), in_words, value.value});
  }
}

}  // namespace

void file(Scene& scene, const Script& script, const Step& step, const SendStep& send) {
  fill_silently(scene);
  auto& frame = *scene.top();
  Report report;
  report.number = scene.context.fresh;
  report.agency = send.to;
  report.as = send.as;
  for (const auto& flag : frame.flags) {
    if (!flag.starts_with("~") && std::ranges::find(report.flags, flag) == report.flags.end())
      report.flags.push_back(flag);
  }
  for (const auto& slot : script.slots) {
    const auto it = frame.slots.find(slot.name);
    if (it != frame.slots.end()) add_field(report, scene, script, slot, it->second);
  }
  if (const auto voice = frame.slots.find("~suara"); voice != frame.slots.end())
    report.media.insert(report.media.end(), voice->second.media.begin(), voice->second.media.end());
  report.sensitive = is_sensitive(scene);
  if (report.title.empty()) report.title = language::first_sentence(report.body, 100);
  OwnReport own;
  own.number = report.number.compact();
  own.title = report.title;
  own.filed = scene.context.now;
  own.script = script.name;
  own.step = step.id;
  own.version = scene.talk_with.talk->version;
  auto& reports = scene.talk_with.reports;
  reports.push_back(own);
  if (reports.size() > most_own_reports) reports.erase(reports.begin());
  scene.hold(scene.say(script, step.text, {{"nomor", report.number.shown()}}));
  scene.add(StopTimer{"nudge"});
  scene.add(FileReport{std::move(report)});
  scene.timer("delayed:" + own.number, told_late_after, own.number);
}

void file_as_it_is(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (!conversation.talk || conversation.talk->stack.empty()) return;
  auto& stack = conversation.talk->stack;
  std::vector<std::string> flags;
  for (const auto& frame : stack) flags.insert(flags.end(), frame.flags.begin(), frame.flags.end());
  stack.resize(1);
  stack.front().flags = flags;
  const auto* script = scene.open_script();
  if (script == nullptr) return;
  for (const auto& step : script->steps) {
    if (!std::holds_alternative<SendStep>(step.body)) continue;
    scene.add(StopTimer{"voice"});
    stack.front().step = step.id;
    walk(scene);
    const auto& reports = conversation.reports;
    if (reports.empty()) return;
    const auto& own = reports.back();
    scene.add(Handoff{"verifikator",
                      "Laporan " + number_of(own) + " berisi pesan suara: mohon didengarkan dan dilengkapi.", own.id,
                      Lane::status, own.number});
    return;
  }
  ask_again(scene);
}

bool offer_addition(Scene& scene, const InboundHappened& said) {
  constexpr Duration window = std::chrono::minutes(30);
  const auto& reports = scene.talk_with.reports;
  const auto& text = said.inbound.text;
  if (scene.talk_with.talk || reports.empty() || (text.empty() && said.media.empty())) return false;
  const auto& last = reports.back();
  if (scene.context.now - last.filed > window) return false;
  scene.talk_with.early_media = said.media;
  ask_aside(scene, "tambahan:" + last.number + ":" + text);
  return true;
}

Kept take_kept(Scene& scene, const std::string& detail) {
  const auto colon = detail.find(':');
  return {own_report(scene, detail.substr(0, colon)),
          colon == std::string::npos ? std::string() : detail.substr(colon + 1),
          std::exchange(scene.talk_with.early_media, {})};
}

void after_addition(Scene& scene, const std::string& detail, bool yes) {
  const auto kept = take_kept(scene, detail);
  if (yes && kept.own != nullptr) {
    scene.add(AnswerAgency{kept.own->id, kept.text, kept.files});
    scene.speak(scene.say("offer.added", {{"nomor", number_of(*kept.own)}}));
    return;
  }
  begin_with(scene, kept.text, kept.files);
}

void begin_with(Scene& scene, const std::string& text, const std::vector<std::string>& files) {
  const auto* script = scene.complaint();
  if (script == nullptr) return;
  begin(scene, script->name);
  if (!files.empty()) {
    InboundHappened pictures;
    pictures.media = files;
    pictures.inbound.attachments.resize(files.size(), {AttachmentKind::image, {}, {}, {}, 0});
    keep_files(scene, pictures);
  }
  if (is_joining(scene)) {
    if (!text.empty()) scene.top()->pieces.push_back(text);
    pause_over(scene);
  } else {
    walk(scene);
  }
}

}  // namespace pintu::dialogs::engine
