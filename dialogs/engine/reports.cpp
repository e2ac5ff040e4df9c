// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/reports.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration told_late_after = std::chrono::seconds(60);
constexpr std::size_t most_own_reports = 20;

std::string number_of(const OwnReport& own) {
  const auto number = ReportNumber::read(own.number);
  return number ? number->shown() : own.number;
}

OwnReport* own_report(Scene& scene, std::int64_t id) {
  auto& reports = scene.talk_with.reports;
  const auto it = std::ranges::find(reports, id, &OwnReport::id);
  return it == reports.end() ? nullptr : &*it;
}

// The outcome's sentence of the script that filed it, as it was then.
void say_outcome(Scene& scene, const OwnReport& own, const std::string& outcome, const Values& values) {
  const auto* script = scene.library.at(own.version).find(own.script);
  const auto* step = script == nullptr ? nullptr : script->step(own.step);
  const auto it = step == nullptr ? decltype(step->outcomes.begin()){} : step->outcomes.find(outcome);
  if (step == nullptr || it == step->outcomes.end()) return;
  Values all = values;
  all["nomor"] = number_of(own);
  scene.lane = Lane::status;
  if (!scene.talk_with.stopped) scene.speak(scene.say(*script, it->second.say, all));
  for (const auto& action : it->second.then) {
    if (const auto* handoff = std::get_if<DoHandoff>(&action)) {
      scene.add(Handoff{handoff->desk, "Laporan " + number_of(own) + ": " + outcome + ". Judul: " + own.title, own.id,
                        Lane::status});
    }
  }
}

std::string office_of(const Scene& scene, const OwnReport& own) {
  return own.office.empty() ? scene.say("office") : plain(own.office);
}

std::string state_words(Scene& scene, const OwnReport& own) {
  const auto* script = scene.library.newest().find("cek-status");
  if (script == nullptr) return {};
  std::string key;
  switch (own.forward) {
    case ForwardState::waiting:
      key = "waiting";
      break;
    case ForwardState::manual:
      key = "manual";
      break;
    case ForwardState::unknown:
      key = "doubt";
      break;
    case ForwardState::rejected:
      key = "refused";
      break;
    case ForwardState::accepted:
      key = std::string(to_string(own.state));
      break;
  }
  const auto* text = script->text("states." + key);
  return text == nullptr ? std::string()
                         : scene.say(*script, *text, {{"dinas", office_of(scene, own)}, {"isi", plain(own.raw)}});
}

Values values_of(Scene& scene, const OwnReport& own) {
  return {{"nomor", number_of(own)},
          {"tanggal", day_words(own.filed)},
          {"judul", plain(own.title)},
          {"keadaan", state_words(scene, own)},
          {"lapor.nomor", own.agency_id}};
}

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

void tell_delayed(Scene& scene, const std::string& number) {
  for (auto& own : scene.talk_with.reports) {
    if (own.number != number || own.forward != ForwardState::waiting || own.told_delayed) continue;
    own.told_delayed = true;
    say_outcome(scene, own, "tertunda", {});
  }
}

void tell(Scene& scene, const ReportHappened& news) {
  auto* own = own_report(scene, news.report);
  if (own == nullptr) return;
  using What = ReportHappened::What;
  switch (news.what) {
    case What::accepted:
      own->forward = ForwardState::accepted;
      own->agency_id = news.agency_id;
      scene.add(StopTimer{"delayed:" + own->number});
      if (!own->told_accepted) {
        own->told_accepted = true;
        say_outcome(scene, *own, "diterima", {{"lapor.nomor", news.agency_id}});
      }
      return;
    case What::delayed:
      tell_delayed(scene, own->number);
      return;
    case What::rejected:
      own->forward = ForwardState::rejected;
      say_outcome(scene, *own, "ditolak",
                  {{"lapor.alasan", news.reason.empty() ? scene.say("without_reason") : plain(news.reason)}});
      return;
    case What::needs_person:
      own->forward = ForwardState::unknown;
      scene.add(StopTimer{"delayed:" + own->number});
      say_outcome(scene, *own, "perlu_orang", {});
      return;
    case What::status:
      break;
  }
  const bool same = own->state == news.status.state && own->raw == news.status.raw &&
                    own->office == news.status.office && own->note == news.status.note;
  const bool still_waiting = own->state == ReportState::submitted && news.status.state == ReportState::submitted;
  own->state = news.status.state;
  own->raw = news.status.raw;
  own->office = news.status.office;
  own->note = news.status.note;
  if (scene.talk_with.stopped || same || still_waiting) return;
  const std::string isi = news.status.state == ReportState::unknown ? news.status.raw : news.status.note;
  const std::string text =
      scene.say("news." + std::string(to_string(news.status.state)),
                {{"nomor", number_of(*own)}, {"dinas", office_of(scene, *own)}, {"isi", plain(isi)}});
  if (text.empty()) return;
  scene.lane = Lane::status;
  scene.speak(text);
  // What the office asks is answered here, where nothing else is being asked.
  if (own->state == ReportState::need_info && !scene.talk_with.talk)
    scene.talk_with.pending_ask = "agensi:" + std::to_string(own->id);
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
    const auto number = reports.empty() ? std::string() : number_of(reports.back());
    scene.add(Handoff{"verifikator", "Laporan " + number + " berisi pesan suara: mohon didengarkan dan dilengkapi.", 0,
                      Lane::status});
    return;
  }
  ask_again(scene);
}

void show_status(Scene& scene, const std::string& wanted) {
  const auto* script = scene.library.newest().find("cek-status");
  if (script == nullptr) return;
  const auto say = [&](const char* path, const Values& values) {
    const auto* text = script->text(path);
    return text == nullptr ? std::string() : scene.say(*script, *text, values);
  };
  const auto& reports = scene.talk_with.reports;
  if (!wanted.empty()) {
    const auto number = ReportNumber::read(wanted);
    const auto own = number ? std::ranges::find(reports, number->compact(), &OwnReport::number) : reports.end();
    if (own == reports.end()) {
      scene.hold(say("not_found", {}));
    } else {
      const auto values = values_of(scene, *own);
      scene.hold(say("detail", values));
      if (!own->agency_id.empty()) scene.hold(say("detail_agency", values));
    }
  } else {
    if (!scene.talk_with.drafts.empty())
      scene.hold(say("draft_first", {{"judul", scene.talk_with.drafts.back().title}}));
    if (reports.empty()) {
      if (scene.talk_with.drafts.empty()) scene.hold(say("none", {}));
    } else {
      scene.hold(say("list", {}));
      int shown_reports = 0;
      for (auto it = reports.rbegin(); it != reports.rend() && shown_reports < 5; ++it, ++shown_reports)
        scene.hold(say("list_item", values_of(scene, *it)));
    }
  }
  ask_again(scene);
}

bool offer_addition(Scene& scene, const std::string& text) {
  constexpr Duration window = std::chrono::minutes(30);
  const auto& reports = scene.talk_with.reports;
  if (scene.talk_with.talk || reports.empty() || text.empty()) return false;
  const auto& last = reports.back();
  if (scene.context.now - last.filed > window) return false;
  ask_aside(scene, "tambahan:" + last.number + ":" + text);
  return true;
}

void after_addition(Scene& scene, const std::string& detail, bool yes) {
  const auto colon = detail.find(':');
  const std::string number = detail.substr(0, colon);
  const std::string text = colon == std::string::npos ? std::string() : detail.substr(colon + 1);
  const auto own = std::ranges::find(scene.talk_with.reports, number, &OwnReport::number);
  if (yes && own != scene.talk_with.reports.end()) {
    scene.add(AnswerAgency{own->id, text});
    scene.speak(scene.say("offer.added", {{"nomor", number_of(*own)}}));
    return;
  }
  // A new complaint, and what was typed is not asked again.
  const auto* script = scene.complaint();
  if (script == nullptr) return;
  begin(scene, script->name);
  if (is_joining(scene)) {
    scene.top()->pieces.push_back(text);
    pause_over(scene);
  } else {
    walk(scene);
  }
}

}  // namespace pintu::dialogs::engine
