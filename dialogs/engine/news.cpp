// SPDX-License-Identifier: Apache-2.0
// What becomes of a report, told between turns: never inside an open question's message.
#include "dialogs/engine/reports.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/engine/agency_questions.hpp"
#include "dialogs/engine/text.hpp"

namespace pintu::dialogs::engine {

namespace {

// The outcome's sentence of the script that filed it, as it was then.
void say_outcome(Scene& scene, const OwnReport& own, const std::string& outcome, const Values& values,
                 bool told_before = false) {
  const auto* script = scene.library.at(own.version).find(own.script);
  const auto* step = script == nullptr ? nullptr : script->step(own.step);
  const auto it = step == nullptr ? decltype(step->outcomes.begin()){} : step->outcomes.find(outcome);
  if (step == nullptr || it == step->outcomes.end()) return;
  Values all = values;
  all["nomor"] = number_of(own);
  scene.lane = Lane::status;
  if (!scene.talk_with.stopped && !told_before) scene.speak(scene.say(*script, it->second.say, all));
  for (const auto& action : it->second.then) {
    if (const auto* handoff = std::get_if<DoHandoff>(&action)) {
      scene.add(Handoff{handoff->desk, "Laporan " + number_of(own) + ": " + outcome + ". Judul: " + own.title, own.id,
                        Lane::status});
    }
  }
}

// Told once; and again when an officer corrects the number that was told.
void tell_accepted(Scene& scene, OwnReport& own, const std::string& agency_id) {
  own.forward = ForwardState::accepted;
  const auto before = std::exchange(own.agency_id, agency_id);
  if (!std::exchange(own.told_accepted, true)) {
    say_outcome(scene, own, "diterima", {{"lapor.nomor", agency_id}});
  } else if (before != agency_id && !scene.talk_with.stopped) {
    scene.lane = Lane::status;
    scene.speak(scene.say("news.renumbered", {{"nomor", number_of(own)}, {"lapor.nomor", agency_id}}));
  }
}

// What the agency says of a report that it has.
void tell_status(Scene& scene, OwnReport& own, const AgencyStatus& status) {
  const bool same =
      own.state == status.state && own.raw == status.raw && own.office == status.office && own.note == status.note;
  const bool still_waiting = own.state == ReportState::submitted && status.state == ReportState::submitted;
  own.state = status.state;
  own.raw = status.raw;
  own.office = status.office;
  own.note = status.note;
  if (same || still_waiting) return;
  if (own.state == ReportState::need_info) {
    agency_asks(scene, own, status);
    return;
  }
  agency_asks_no_more(scene, own);
  if (own.state == ReportState::archived) {
    scene.add(Handoff{"verifikator", "Laporan " + number_of(own) + " tidak dilanjutkan oleh instansi: mohon diperiksa.",
                      own.id, Lane::status});
  }
  if (scene.talk_with.stopped) return;
  const std::string isi = status.state == ReportState::unknown ? status.raw : status.note;
  const std::string text =
      scene.say("news." + std::string(to_string(status.state)),
                {{"nomor", number_of(own)}, {"dinas", office_of(scene, own)}, {"isi", plain(isi)}});
  if (text.empty()) return;
  scene.lane = Lane::status;
  scene.speak(text);
}

}  // namespace

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
  if (news.what != What::delayed && news.what != What::status) scene.add(StopTimer{"delayed:" + own->number});
  switch (news.what) {
    case What::accepted:
      tell_accepted(scene, *own, news.agency_id);
      return;
    case What::delayed:
      tell_delayed(scene, own->number);
      return;
    case What::rejected: {
      // A person may have sent it again: the desk hears of each refusal, the citizen of the first.
      const bool told = std::exchange(own->forward, ForwardState::rejected) == ForwardState::rejected;
      say_outcome(scene, *own, "ditolak",
                  {{"lapor.alasan", news.reason.empty() ? scene.say("without_reason") : plain(news.reason)}}, told);
      return;
    }
    case What::needs_person:
      own->forward = ForwardState::unknown;
      say_outcome(scene, *own, "perlu_orang", {});
      return;
    case What::status:
      tell_status(scene, *own, news.status);
      return;
  }
}

}  // namespace pintu::dialogs::engine
