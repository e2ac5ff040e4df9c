// SPDX-License-Identifier: Apache-2.0
// A person's own reports, on asking.
#include "dialogs/engine/reports.hpp"

#include <algorithm>

#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"

namespace pintu::dialogs::engine {

namespace {

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
  // An officer may have asked, answered or closed it before it has a number there.
  if (own.state != ReportState::submitted) key = std::string(to_string(own.state));
  const auto* text = script->text("states." + key);
  return text == nullptr ? std::string()
                         : scene.say(*script, *text, {{"dinas", office_of(scene, own)}, {"isi", plain(own.raw)}});
}

Values values_of(Scene& scene, const OwnReport& own) {
  return {{"nomor", number_of(own)},
          {"tanggal", day_words(own.filed)},
          {"judul", title_on_phone(scene, own.title)},
          {"keadaan", state_words(scene, own)},
          {"lapor.nomor", own.agency_id}};
}

}  // namespace

OwnReport* own_report(Scene& scene, std::int64_t id) {
  auto& reports = scene.talk_with.reports;
  const auto it = std::ranges::find(reports, id, &OwnReport::id);
  return it == reports.end() ? nullptr : &*it;
}

OwnReport* own_report(Scene& scene, std::string_view number) {
  auto& reports = scene.talk_with.reports;
  const auto it = std::ranges::find(reports, number, &OwnReport::number);
  return it == reports.end() ? nullptr : &*it;
}

std::string number_of(const OwnReport& own) {
  const auto number = ReportNumber::read(own.number);
  return number ? number->shown() : own.number;
}

std::string office_of(const Scene& scene, const OwnReport& own) {
  return own.office.empty() ? scene.say("office") : plain(own.office);
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
    const auto* own = number ? own_report(scene, number->compact()) : nullptr;
    if (own == nullptr) {
      scene.hold(say("not_found", {}));
    } else {
      const auto values = values_of(scene, *own);
      scene.hold(say("detail", values));
      if (!own->agency_id.empty()) scene.hold(say("detail_agency", values));
    }
  } else {
    if (!scene.talk_with.drafts.empty())
      scene.hold(say("draft_first", {{"judul", title_on_phone(scene, scene.talk_with.drafts.back().title)}}));
    if (reports.empty()) {
      if (scene.talk_with.drafts.empty()) scene.hold(say("none", {}));
    } else {
      scene.hold(say("list", {}));
      const int most = scene.sms() ? 1 : 5;  // by SMS each costs
      int shown_reports = 0;
      for (auto it = reports.rbegin(); it != reports.rend() && shown_reports < most; ++it, ++shown_reports)
        scene.hold(say("list_item", values_of(scene, *it)));
    }
  }
  ask_again(scene);
}

}  // namespace pintu::dialogs::engine
