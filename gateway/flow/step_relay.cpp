// SPDX-License-Identifier: Apache-2.0
// Reports that a person moves on: they go to their desk ready to be pasted, are open until they have a number there,
// and are reminded of.
#include <algorithm>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

namespace {

constexpr std::size_t most_open = 500;  // looked at; a desk with more has another trouble
constexpr std::string_view morning_timer = "relay:";

bool waits_for_person(const store::ReportRow& report) {
  const bool with_us = report.forward != ForwardState::waiting && report.forward != ForwardState::accepted;
  return with_us && !is_over(report.state);
}

}  // namespace

void Step::relay_report(const store::ReportRow& row, AtDesk why, const std::string& reason) {
  const auto report = report_from_json(row.contents);
  if (!report) {
    // Its person is erased and nothing is left to relay.
    auto gone = row;
    gone.state = ReportState::archived;
    note_report(row.id, "erased", "");
    fragment_.changes.reports.push_back(std::move(gone));
    return;
  }
  const auto desk = world().desk_of(row.agency);
  relayed_.insert(row.id);
  wait_for_morning(desk);
  const bool secret = is_confidential(row);
  for (const auto& seat : readers_of(desk, secret)) {
    if (by_sms(seat)) {
      send_note(seat, saying(short_text(*report, why)), Lane::status, row.id);
      continue;
    }
    send_note(seat, saying(head_text(*report, why, reason)), Lane::status, row.id);
    send_note(seat, saying(form_text(*report)), Lane::status, row.id);
    if (report->media.empty()) continue;
    auto files = saying("Lampiran laporan " + row.number.shown() + ":");
    files.media = report->media;
    send_note(seat, std::move(files), Lane::status, row.id);
  }
  if (!secret) return;
  const auto open = open_at(desk);
  const auto waiting = std::ranges::count_if(open, is_confidential);
  for (const auto& seat : world().officers_of(desk)) {
    if (!seat.verifier)
      send_note(seat, saying(list_text({}, static_cast<std::size_t>(waiting), now())), Lane::status, {});
  }
}

// An operator takes a report out of the machine's hands: it is a person's from now on, never nobody's.
void Step::give_to_desk(const store::JobRow& job) {
  auto report = job.kind == store::JobKind::forward ? find_report(job.report) : std::nullopt;
  if (!report || report->forward == ForwardState::accepted || is_over(report->state)) return;
  const bool in_doubt = job.state == store::JobState::unknown || report->forward == ForwardState::unknown;
  report->forward = in_doubt ? ForwardState::unknown : ForwardState::manual;
  report->updated = now();
  note_report(report->id, "manual", "");
  fragment_.changes.reports.push_back(*report);
  relay_report(*report, in_doubt ? AtDesk::unsure : AtDesk::by_hand, {});
  if (!turn_to(report->party)) return;
  if (auto* own = own_report(report->id)) own->forward = report->forward;
}

// What the person adds to a report that no machine takes it to, or answers to the office's question.
void Step::relay_addition(store::ReportRow report, const AnswerAgency& answer) {
  const bool asked = report.state == ReportState::need_info;
  const bool secret = is_confidential(report);
  const auto number = report.number.shown();
  const std::string about = (asked ? "Jawaban warga untuk laporan " : "Tambahan warga untuk laporan ") + number;
  for (const auto& seat : readers_of(world().desk_of(report.agency), secret)) {
    const bool sms = by_sms(seat);
    auto message = saying(about + (sms && secret ? ". Lihat: pintu why " + number : ":\n" + unmarked(answer.text)));
    if (!sms) message.media = answer.media;
    send_note(seat, std::move(message), Lane::status, report.id);
  }
  if (!asked) return;
  report.state = ReportState::in_progress;
  report.updated = now();
  if (auto* own = own_report(report.id)) own->state = report.state;
  fragment_.changes.reports.push_back(std::move(report));
}

// Whoever erases their data takes back what nobody has typed yet.
void Step::withdraw_reports() {
  const auto own = person().conversation.reports;
  for (const auto& each : own) {
    auto report = find_report(ReportId(each.id));
    if (!report || !waits_for_person(*report)) continue;
    const auto readers = readers_of(world().desk_of(report->agency), is_confidential(*report));
    report->state = ReportState::archived;
    report->updated = now();
    note_report(report->id, "erased", "");
    fragment_.changes.reports.push_back(*report);
    person().erased = true;  // the note must outlive their key
    for (const auto& seat : readers) {
      send_note(seat,
                saying("Pelapor laporan " + report->number.shown() +
                       " menghapus datanya. Belum dimasukkan? Tidak perlu lagi."),
                Lane::status, report->id);
    }
  }
}

OwnReport* Step::own_report(ReportId id) {
  auto& reports = person().conversation.reports;
  const auto it = std::ranges::find(reports, id.value(), &OwnReport::id);
  return it == reports.end() ? nullptr : &*it;
}

void Step::wait_for_morning(const std::string& desk) {
  store::TimerRow row;
  row.id = draw<TimerId>(0);
  row.name = std::string(morning_timer) + desk;
  row.due = next_morning(now());
  auto& timers = fragment_.changes.timers;
  std::erase_if(timers, [&](const auto& each) { return !each.party && each.name == row.name; });
  timers.push_back(std::move(row));
}

// One list a working day, as long as anything is open. Everybody reads of what they may see.
bool Step::remind_desk(const TimerDue& due) {
  if (due.timer.party || !due.timer.name.starts_with(morning_timer)) return false;
  const auto desk = due.timer.name.substr(morning_timer.size());
  const auto open = open_at(desk);
  if (open.empty()) return true;
  wait_for_morning(desk);
  std::vector<store::ReportRow> plain;
  std::vector<store::ReportRow> secret;
  for (const auto& report : open) {
    if (is_overdue(report.filed, now())) (is_confidential(report) ? secret : plain).push_back(report);
  }
  if (plain.empty() && secret.empty()) return true;
  metrics::count("pintu_desk_reminders_total", {{"desk", desk}});
  const auto list = [this](std::span<const store::ReportRow> reports, std::size_t hidden) {
    return saying("Lebih dari satu hari kerja belum bernomor SP4N:\n" + list_text(reports, hidden, now()));
  };
  for (const auto& seat : readers_of(desk, false)) {
    if (seat.verifier && plain.empty()) continue;  // they read the other list
    send_note(seat, list(plain, seat.verifier ? 0 : secret.size()), Lane::status, {});
  }
  if (secret.empty()) return true;
  for (const auto& seat : readers_of(desk, true)) send_note(seat, list(secret, 0), Lane::status, {});
  return true;
}

std::vector<store::ReportRow> Step::open_at(const std::string& desk) {
  std::map<std::pair<Instant, ReportId>, store::ReportRow> open;
  const auto put = [&](const store::ReportRow& report) {
    if (waits_for_person(report) && world().desk_of(report.agency) == desk) {
      open[{report.filed, report.id}] = report;
    } else {
      open.erase({report.filed, report.id});
    }
  };
  for (const auto& report : batch_.store_.reports_for_a_person(most_open)) put(report);
  for (const auto& [id, report] : batch_.reports_) put(report);
  for (const auto& report : fragment_.changes.reports) put(report);
  std::vector<store::ReportRow> list;
  for (auto& [key, report] : open) list.push_back(std::move(report));
  return list;
}

std::optional<store::ReportRow> Step::find_report(const ReportNumber& number) {
  const auto is_it = [&](const store::ReportRow& report) { return report.number == number; };
  const auto& fresh = fragment_.changes.reports;
  // The last one says where it stands.
  const auto here = std::find_if(fresh.rbegin(), fresh.rend(), is_it);
  if (here != fresh.rend()) return *here;
  for (const auto& [id, report] : batch_.reports_) {
    if (is_it(report)) return report;
  }
  return batch_.store_.report(number);
}

}  // namespace pintu::flow
