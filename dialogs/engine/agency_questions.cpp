// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/agency_questions.hpp"

#include <algorithm>
#include <utility>

#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

using namespace std::chrono_literals;

namespace {

constexpr Duration closed_after = 24h * 10;  // "Selesai otomatis dalam 10 hari" (SP4N-LAPOR!)
constexpr Duration warned_before = 24h * 3;
constexpr Duration answered_at_once = 24h;  // later words may be about anything
constexpr int first_hour = 8;
constexpr int last_hour = 20;

std::string timer_of(const OwnReport& own) { return "agency-closes:" + own.number; }

// By day: nobody is woken for an office.
Instant by_day(Instant at) {
  const auto local = local_time(at);
  if (local.hour < first_hour) return at + std::chrono::hours(first_hour - local.hour);
  if (local.hour >= last_hour) return at + std::chrono::hours(24 + first_hour - local.hour);
  return at;
}

Values values_of(const Scene& scene, const OwnReport& own) {
  return {{"nomor", number_of(own)},
          {"dinas", office_of(scene, own)},
          {"isi", plain(own.question)},
          {"tanggal", day_words(own.answer_by)}};
}

OwnReport* oldest_question(Scene& scene) {
  auto& reports = scene.talk_with.reports;
  const auto it = std::ranges::find_if(reports, [](const OwnReport& own) { return !own.question.empty(); });
  return it == reports.end() ? nullptr : &*it;
}

// A reply that waits until its person writes (WhatsApp, past 24 hours) has not been read yet.
bool surely_read(const Scene& scene) {
  return scene.context.channel != "whatsapp" || scene.context.now - scene.talk_with.last_inbound < window_of_whatsapp;
}

void put(Scene& scene, OwnReport& own, const char* text) {
  own.question_waits = false;
  own.question_read = surely_read(scene) ? scene.context.now : Instant{};
  scene.talk_with.pending_ask = "agensi:" + std::to_string(own.id);
  OutboundMessage message;
  message.text = scene.say(text, values_of(scene, own));
  scene.reply(std::move(message), "agensi", "?agensi");
}

void take_answer(Scene& scene, OwnReport& own, const std::string& text, const std::vector<std::string>& media) {
  scene.add(AnswerAgency{own.id, text, media});
  own.question.clear();
  own.question_waits = false;
  scene.add(StopTimer{timer_of(own)});
  scene.answer(scene.say("answered_agency", {{"nomor", number_of(own)}, {"dinas", office_of(scene, own)}}));
}

void ask_whether_answer(Scene& scene, const OwnReport& own, const InboundHappened& said) {
  scene.talk_with.early_media = said.media;
  ask_aside(scene, "jawaban:" + own.number + ":" + said.inbound.text);
}

}  // namespace

void agency_asks(Scene& scene, OwnReport& own, const AgencyStatus& status) {
  own.question = status.note.empty() ? scene.say("after_filing.agency_asks_anything") : status.note;
  own.answer_by = scene.context.now + closed_after;
  const auto warning = by_day(own.answer_by - warned_before);
  if (warning > scene.context.now) scene.timer(timer_of(own), warning - scene.context.now, own.number);
  if (scene.talk_with.stopped) {
    scene.add(Handoff{"verifikator",
                      "Laporan " + number_of(own) +
                          ": instansi bertanya, tetapi warga minta tidak dikabari lagi. Mohon dihubungi atau dijawab.",
                      own.id, Lane::status});
    return;
  }
  scene.lane = Lane::status;
  if (!scene.talk_with.talk && !scene.talk_with.open_case) {
    put(scene, own, "after_filing.agency_asks");
    return;
  }
  own.question_waits = true;
  scene.speak(scene.say("after_filing.agency_asks_later", values_of(scene, own)));
}

void agency_asks_no_more(Scene& scene, OwnReport& own) {
  if (own.question.empty()) return;
  own.question.clear();
  own.question_waits = false;
  scene.add(StopTimer{timer_of(own)});
  auto& pending = scene.talk_with.pending_ask;
  if (pending == "agensi:" + std::to_string(own.id)) pending.clear();
}

void warn_of_closing(Scene& scene, const std::string& number) {
  auto* own = own_report(scene, number);
  if (own == nullptr || own->question.empty() || own->answer_by <= scene.context.now) return;
  if (scene.talk_with.stopped) return;
  scene.lane = Lane::status;
  if (scene.talk_with.talk || scene.talk_with.open_case) {
    own->question_waits = true;
    scene.speak(scene.say("after_filing.agency_closes_later", values_of(scene, *own)));
  } else {
    put(scene, *own, "after_filing.agency_closes");
  }
}

bool has_open_question(const Scene& scene) {
  return std::ranges::any_of(scene.talk_with.reports, [](const OwnReport& own) { return !own.question.empty(); });
}

void put_open_question(Scene& scene) {
  auto* own = oldest_question(scene);
  if (own == nullptr) return;
  if (scene.talk_with.talk) {
    // What is open there is answered no more until this is.
    ++scene.talk_with.last_epoch;
    scene.talk_with.talk->epoch = scene.talk_with.last_epoch;
  }
  put(scene, *own, "after_filing.agency_asks");
}

void put_waiting_question(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.talk || conversation.open_case || conversation.stopped || !conversation.pending_ask.empty()) return;
  const auto it = std::ranges::find_if(
      conversation.reports, [](const OwnReport& own) { return own.question_waits && !own.question.empty(); });
  if (it == conversation.reports.end()) return;
  scene.flush();
  scene.lane = Lane::status;
  put(scene, *it, "after_filing.agency_asks");
}

bool answer_agency(Scene& scene, std::int64_t report, const InboundHappened& said) {
  auto* own = own_report(scene, report);
  if (own == nullptr || own->question.empty()) return false;
  if (said.inbound.text.empty() && said.media.empty()) return false;
  scene.rule("answer:agensi");
  const auto small = language::read_command(said.inbound.text).id;
  if (said.media.empty() && (small == "salam" || small == "terima-kasih" || small == "ok")) {
    put(scene, *own, "after_filing.agency_asks");
    return true;
  }
  scene.talk_with.pending_ask.clear();
  if (scene.context.now - own->question_read > answered_at_once) {
    ask_whether_answer(scene, *own, said);
    return true;
  }
  take_answer(scene, *own, said.inbound.text, said.media);
  return true;
}

bool offer_answer(Scene& scene, const InboundHappened& said) {
  const auto* own = oldest_question(scene);
  if (scene.talk_with.talk || own == nullptr || (said.inbound.text.empty() && said.media.empty())) return false;
  ask_whether_answer(scene, *own, said);
  return true;
}

void after_offered_answer(Scene& scene, const std::string& detail, bool yes) {
  const auto kept = take_kept(scene, detail);
  if (yes && kept.own != nullptr) {
    take_answer(scene, *kept.own, kept.text, kept.files);
  } else {
    begin_with(scene, kept.text, kept.files);
    if (kept.own != nullptr) kept.own->question_waits = !kept.own->question.empty();
  }
}

}  // namespace pintu::dialogs::engine
