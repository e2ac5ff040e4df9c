// SPDX-License-Identifier: Apache-2.0
// What officers write about reports, on whatever channel their chat is: numbers, questions, news. Who they are is
// known by their chat alone.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "dialogs/language/language.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using store::JobKind;
using store::JobState;
using Act = OfficerWords::Act;

namespace {

constexpr const char* how_to =
    "Balas dengan nomor SP4N, misalnya 9188891. Bisa juga: tanya …, kabar …, selesai …, tolak …";
constexpr const char* not_here = "Laporan itu tidak ada di meja ini.";
constexpr std::size_t most_cases = 1000;
constexpr const char* said_by_officer = "petugas";  // stands where an agency's own word for a state would

struct StatusAct {
  Act act;
  ReportState state;
  const char* audit;
  const char* done;
  const char* how;  // when the words are missing; nullptr = they may be
};
constexpr StatusAct status_acts[] = {
    {Act::ask, ReportState::need_info, "reports.ask", "Pertanyaan kami teruskan; jawaban warga kami kirim ke sini.",
     "Tulis pertanyaannya, misalnya: tanya Di depan nomor berapa?"},
    {Act::news, ReportState::in_progress, "reports.news", "Kabar kami teruskan ke warga.",
     "Tulis kabarnya, misalnya: kabar Petugas ke lokasi besok."},
    {Act::close, ReportState::closed, "reports.close", "Laporan ditutup; warga kami kabari.", nullptr},
    {Act::refuse, ReportState::archived, "reports.refuse", "Laporan tidak dilanjutkan; warga kami beri tahu alasannya.",
     "Tulis alasannya, misalnya: tolak Bukan wewenang provinsi."}};

// A forwarded message is somebody else's; an edit or a tap names itself.
bool is_written_by_themselves(const Inbound& inbound) {
  const bool message = inbound.kind == InboundKind::message || inbound.kind == InboundKind::ignored;
  return message && !inbound.forwarded && !inbound.text.empty() && !inbound.message_id.empty() &&
         inbound.reply_to != inbound.message_id;
}

std::string which_one(std::size_t open, const std::string& agency_id) {
  return "Ada " + std::to_string(open) + " laporan terbuka. Tulis juga nomor kami, misalnya: 7K2M-9QX3 " + agency_id +
         ". Semua: daftar";
}

// How to correct it, by the way that this chat has.
std::string correct(bool sms, const std::string& number) {
  return sms ? "Salah? Balas: " + number + " ganti NOMOR" : "Salah? Balas: ganti NOMOR-YANG-BENAR";
}

}  // namespace

bool Step::officer_wrote(const std::string& channel, const std::string& chat, const Inbound& inbound) {
  const bool group = !inbound.chat.empty();
  if (!is_written_by_themselves(inbound)) return false;
  auto seats = world().seats_at(channel, chat);
  if (seats.empty()) seats = world().seats_at(channel, inbound.alias);
  if (seats.empty()) return false;
  const auto words = read_officer_words(inbound.text);
  const auto about = answered(seats.front(), inbound);
  // Digits, and "daftar", are answers to many a question: an open talk has them first.
  const bool open_talk = !group && person().conversation.talk.has_value();
  if (words.act == Act::list && (about || !open_talk)) {
    show_list(seats, inbound);
    return true;
  }
  std::optional<store::ReportRow> report;
  if (words.report && words.act != Act::none) {
    report = find_report(*words.report);
  } else if (about) {
    report = find_report(*about);
  } else if (words.act == Act::number && !open_talk) {
    std::size_t open = 0;
    report = only_open_one(seats, open);
    if (open == 0) return false;
    if (!report) {
      answer_officer(seats.front(), inbound, which_one(open, words.agency_id), {});
      return true;
    }
  } else {
    return false;
  }
  // Whoever is in danger themselves is heard as everybody is.
  if (words.act == Act::none && !group && dialogs::language::says_danger(inbound.text, false)) return false;
  if (const auto* seat = report ? seat_for(seats, *report) : nullptr) {
    const auto& name = group || seat->officer->name.empty() ? inbound.name : seat->officer->name;
    act_on({inbound, *seat, "officer:" + (name.empty() ? seat->id : name)}, words, *report);
  } else {
    answer_officer(seats.front(), inbound, not_here, {});
  }
  return true;
}

void Step::operator()(const OfficerActed& acted) {
  if (!open_person(acted.party)) return;
  const auto open = person().conversation.open_case;
  if (open && acted.act.what == OfficerHappened::What::closed_case) {
    auto cases = batch_.store_.cases(most_cases);
    const auto row = std::ranges::find(cases, CaseId(open->id), &store::CaseRow::id);
    if (row != cases.end()) {
      row->closed = now();
      fragment_.changes.cases.push_back(*std::move(row));
    }
  }
  audit("officer:" + acted.act.name, "cases.act", std::to_string(acted.party.value()));
  ++person().row.sequence;
  advance(acted.act);
}

// What our message was about that this one answers.
std::optional<ReportId> Step::answered(const Seat& seat, const Inbound& inbound) {
  if (inbound.reply_to.empty()) return std::nullopt;
  const PartyKey officer{seat.officer->channel, seat.officer->chat};
  for (const auto& sent : batch_.changes_.desk_messages) {
    if (sent.officer == officer && sent.external_id == inbound.reply_to) return sent.report;
  }
  return batch_.transaction_.desk_message(officer, inbound.reply_to);
}

// The place of this chat that may see the report; nullptr when none may.
const Seat* Step::seat_for(const std::vector<Seat>& seats, const store::ReportRow& report) const {
  const auto desk = world().desk_of(report.agency);
  if (is_confidential(report)) {
    const auto verifier = world().verifier_of(desk);
    const auto it = std::ranges::find_if(seats, [&](const Seat& s) { return verifier && s.id == verifier->id; });
    return it == seats.end() ? nullptr : &*it;
  }
  const auto it = std::ranges::find(seats, desk, &Seat::desk);
  return it == seats.end() ? nullptr : &*it;
}

// `open`: how many this chat may see.
std::optional<store::ReportRow> Step::only_open_one(const std::vector<Seat>& seats, std::size_t& open) {
  std::optional<store::ReportRow> one;
  std::set<std::string> looked;
  for (const auto& seat : seats) {
    if (!looked.insert(seat.desk).second) continue;
    for (auto& report : open_at(seat.desk)) {
      if (seat_for(seats, report) == nullptr) continue;
      ++open;
      one = std::move(report);
    }
  }
  return open == 1 ? one : std::nullopt;
}

void Step::show_list(const std::vector<Seat>& seats, const Inbound& inbound) {
  std::vector<store::ReportRow> seen;
  std::size_t secret = 0;
  std::set<std::string> looked;
  for (const auto& seat : seats) {
    if (!looked.insert(seat.desk).second) continue;
    for (auto& report : open_at(seat.desk)) {
      if (seat_for(seats, report) != nullptr) {
        seen.push_back(std::move(report));
      } else {
        ++secret;
      }
    }
  }
  std::ranges::sort(seen, {}, &store::ReportRow::filed);
  const auto text = list_text(seen, secret, now());
  answer_officer(seats.front(), inbound, text.empty() ? "Tidak ada laporan yang terbuka." : text, {});
}

void Step::answer_officer(const Seat& seat, const Inbound& inbound, const std::string& text, ReportId report) {
  auto message = saying(text);
  message.reply_to = inbound.message_id;
  send_note(seat, std::move(message), Lane::reply, report);
}

void Step::act_on(const Acting& acting, const OfficerWords& words, const store::ReportRow& report) {
  switch (words.act) {
    case Act::number:
      take_number(acting, words, report);
      return;
    case Act::ask:
    case Act::news:
    case Act::close:
    case Act::refuse:
      take_status(acting, words, report);
      return;
    case Act::wrong_number:
      answer_officer(acting.seat, acting.inbound, "Nomor SP4N terdiri dari 5 sampai 10 angka. Mohon dicek lagi.",
                     report.id);
      return;
    case Act::none:
    case Act::list:
      answer_officer(acting.seat, acting.inbound, how_to, report.id);
      return;
  }
}

void Step::take_number(const Acting& acting, const OfficerWords& words, const store::ReportRow& report) {
  const auto number = report.number.shown();
  const auto& id = words.agency_id;
  const bool sms = by_sms(acting.seat);
  std::string text;
  switch (number_report(report, id, acting.who, words.replace)) {
    case Numbered::done:
      text = "Tercatat: laporan " + number + " = SP4N " + id + ". " +
             (can_be_told(report.party) ? "Warga kami kabari. " : "Warga tidak bisa kami kabari. ") +
             correct(sms, number);
      break;
    case Numbered::same:
      text = "Sudah tercatat: laporan " + number + " = SP4N " + id + ". " + correct(sms, number);
      break;
    case Numbered::has_other:
      text = "Laporan " + number + " sudah bernomor " + report.agency_id +
             ". Diganti? Balas: " + (sms ? number + " " : std::string()) + "ganti " + id;
      break;
    case Numbered::taken:
      text = "Nomor " + id + " sudah dipakai laporan lain. Mohon dicek lagi.";
      break;
    case Numbered::under_way:
      text = "Laporan " + number + " sedang dikirim otomatis. Hasilnya kami kabari.";
      break;
  }
  answer_officer(acting.seat, acting.inbound, text, report.id);
}

// The same road as the news of an agency that is asked for them.
void Step::take_status(const Acting& acting, const OfficerWords& words, store::ReportRow report) {
  const auto& act = *std::ranges::find(status_acts, words.act, &StatusAct::act);
  if (words.text.empty() && act.how != nullptr) {
    answer_officer(acting.seat, acting.inbound, act.how, report.id);
    return;
  }
  if (is_over(report.state)) {
    answer_officer(acting.seat, acting.inbound,
                   "Laporan " + report.number.shown() +
                       (report.state == ReportState::closed ? " sudah ditutup." : " sudah tidak dilanjutkan."),
                   report.id);
    return;
  }
  if (is_on_its_way(report.id)) {
    answer_officer(acting.seat, acting.inbound,
                   "Laporan " + report.number.shown() + " sedang dikirim otomatis. Hasilnya kami kabari.", report.id);
    return;
  }
  AgencyStatus status;
  status.state = act.state;
  status.raw = said_by_officer;
  status.note = words.text;
  report.state = status.state;
  report.raw_status = status.raw;
  report.updated = now();
  audit(acting.who, act.audit, std::to_string(report.id.value()));
  metrics::count("pintu_desk_acts_total", {{"act", act.audit}});
  note_report(report.id, "status", to_json(status));
  fragment_.changes.reports.push_back(report);
  const bool told = can_be_told(report.party);
  if (turn_to(report.party)) tell_report(report, {report.id.value(), ReportHappened::What::status, {}, {}, status});
  answer_officer(acting.seat, acting.inbound,
                 told ? act.done : "Tercatat, tetapi warga tidak bisa kami kabari: ia berhenti atau menghapus datanya.",
                 report.id);
}

bool Step::can_be_told(PartyId party) {
  if (!turn_to(party)) return false;
  return !person().conversation.stopped && !person().row.unreachable;
}

Step::Numbered Step::number_report(store::ReportRow report, const std::string& agency_id, const std::string& who,
                                   bool replace) {
  const bool has_one = report.forward == ForwardState::accepted && !report.agency_id.empty();
  if (has_one && report.agency_id == agency_id) return Numbered::same;
  if (has_one && !replace) return Numbered::has_other;
  const auto other = report_with(report.agency, agency_id);
  if (other && other->id != report.id) return Numbered::taken;
  if (is_on_its_way(report.id)) return Numbered::under_way;
  audit(who, has_one ? "reports.renumber" : "reports.number", std::to_string(report.id.value()));
  metrics::count("pintu_desk_acts_total", {{"act", "reports.number"}});
  settle_by_hand(report.id, agency_id);
  turn_to(report.party);
  if (!has_one) {
    accept_report(std::move(report), agency_id);
    return Numbered::done;
  }
  note_report(report.id, "renumbered", report.agency_id + " → " + agency_id);
  report.agency_id = agency_id;
  report.updated = now();
  fragment_.changes.reports.push_back(report);
  tell_report(report, {report.id.value(), ReportHappened::What::accepted, agency_id, {}, {}});
  return Numbered::done;
}

// A try that is still to come, or under way, would file it a second time.
bool Step::is_on_its_way(ReportId report) {
  return std::ranges::any_of(batch_.store_.jobs_of_report(report), [this](const store::JobRow& each) {
    const auto job = find_job(each.id);
    return job && job->kind == JobKind::forward && (job->state == JobState::waiting || job->state == JobState::started);
  });
}

// What the machine had tried is settled by what the person knows.
void Step::settle_by_hand(ReportId report, const std::string& agency_id) {
  for (const auto& each : batch_.store_.jobs_of_report(report)) {
    auto job = find_job(each.id);
    if (!job) continue;
    const bool open =
        job->state == JobState::unknown || job->state == JobState::exhausted || job->state == JobState::rejected;
    if (job->kind == JobKind::forward && open) {
      job->state = JobState::done;
      job->external_id = agency_id;
      update_job(*job);
    } else if (job->kind == JobKind::poll_report && job->state == JobState::waiting) {
      auto memory = nlohmann::json::parse(job->payload, nullptr, false);
      if (!memory.is_object()) continue;
      memory["agency_id"] = agency_id;
      job->payload = memory.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
      update_job(*job);
    }
  }
}

std::optional<store::ReportRow> Step::report_with(const std::string& agency, const std::string& agency_id) {
  const auto has_it = [&](const store::ReportRow& report) {
    return report.agency == agency && report.agency_id == agency_id;
  };
  for (const auto& [id, report] : batch_.reports_) {
    if (has_it(report)) return report;
  }
  auto stored = batch_.transaction_.report_by_agency_id(agency, agency_id);
  // It may have another one since, by what this batch decided.
  if (stored && batch_.reports_.contains(stored->id)) return std::nullopt;
  return stored;
}

}  // namespace pintu::flow
