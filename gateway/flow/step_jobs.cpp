// SPDX-License-Identifier: Apache-2.0
// What a finished job changes, and what people decide about jobs.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/policy.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using store::JobKind;
using store::JobState;

namespace {

// An agency may quote the citizen in its reason: only our own words go to the log.
std::string loggable(const std::string& reason) {
  return reason.find(' ') == std::string::npos ? reason : "said-by-the-agency";
}

}  // namespace

std::optional<store::JobRow> Step::find_job(JobId id) {
  if (const auto it = batch_.jobs_.find(id); it != batch_.jobs_.end()) return it->second;
  return batch_.transaction_.job(id);
}

std::optional<store::ReportRow> Step::find_report(ReportId id) {
  // The last one says where it stands.
  const auto& fresh = fragment_.changes.reports;
  const auto here = std::find_if(fresh.rbegin(), fresh.rend(), [id](const auto& report) { return report.id == id; });
  if (here != fresh.rend()) return *here;
  if (const auto it = batch_.reports_.find(id); it != batch_.reports_.end()) return it->second;
  return batch_.transaction_.report(id);
}

bool Step::has_taken_id(const store::JobRow& job, const SendOutcome& outcome) {
  const auto* done = std::get_if<Done>(&outcome);
  if (done == nullptr || job.kind != JobKind::forward) return false;
  const auto other = report_with(job.target, done->external_id);
  return other && other->id != job.report;
}

void Step::update_job(const store::JobRow& job) {
  store::JobUpdate update;
  update.id = job.id;
  update.state = job.state;
  update.due = job.due;
  update.attempts = job.attempts;
  update.external_id = job.external_id;
  update.reason = job.reason;
  // The last answer to somebody who was erased is nobody's, and so is a list for a desk: wiped as soon as it is sent.
  const bool to_person = job.kind == JobKind::reply || job.kind == JobKind::notify;
  if (job.kind == JobKind::call && job.state != JobState::waiting && job.state != JobState::started)
    update.payload = "{}";
  if (!job.party && to_person && job.state != JobState::waiting) update.payload = "{}";
  if (job.kind == JobKind::poll_report || job.reason == heard || job.reason == moved) update.payload = job.payload;
  fragment_.changes.job_updates.push_back(std::move(update));
  fragment_.touched.push_back(job);
}

void Step::operator()(const JobStarted& started) {
  auto job = find_job(started.job);
  if (!job || job->state != JobState::waiting) return;
  job->state = JobState::started;
  update_job(*job);
  if (!job->report) return;
  note_report(job->report, "started", std::to_string(job->attempts + 1));
  if (job->kind == JobKind::forward && !started.files.empty()) note_report(job->report, "files", started.files);
}

void Step::operator()(const JobEnded& ended) {
  auto job = find_job(ended.job);
  if (!job || (job->state != JobState::waiting && job->state != JobState::started)) return;
  const double spread = static_cast<double>(crypto::random_below(1000)) / 1000;
  // An agency that gives two reports one id has lost one of them, or mixed them up: a person looks.
  const auto outcome = has_taken_id(*job, ended.outcome) ? SendOutcome(Unknown{"duplicate-id"}) : ended.outcome;
  const auto verdict = judge(*job, outcome, now(), spread);
  job->state = verdict.state;
  job->due = verdict.due;
  job->attempts = verdict.attempts;
  job->reason = verdict.reason;
  if (const auto* done = std::get_if<Done>(&outcome)) job->external_id = done->external_id;
  const std::string kind(store::to_string(job->kind));
  metrics::count("pintu_send_attempts_total",
                 {{"target", job->target}, {"kind", kind}, {"outcome", std::string(name_of(outcome))}});
  if (verdict.repeated) metrics::count("pintu_replies_repeated_total", {{"channel", job->target}});
  if (job->state != JobState::waiting || job->kind != JobKind::poll_report) {
    log::info("delivery.settled", {{"job", job->id},
                                   {"kind", kind},
                                   {"target", job->target},
                                   {"outcome", name_of(outcome)},
                                   {"state", store::to_string(job->state)},
                                   {"attempt", job->attempts},
                                   {"reason", loggable(job->reason)}});
  }
  switch (job->kind) {
    case JobKind::reply:
      settle_reply(*job, outcome);
      break;
    case JobKind::notify:
      settle_note(*job, outcome);
      break;
    case JobKind::forward:
      settle_forward(*job, outcome);
      break;
    case JobKind::poll_report:
      settle_poll(*job, ended);
      break;
    case JobKind::fetch_media:
      settle_media(*job, ended);
      break;
    case JobKind::follow_up:
      settle_follow_up(*job);
      break;
    case JobKind::call:
      settle_call(*job, ended);
      break;
  }
  update_job(*job);
}

void Step::settle_reply(store::JobRow& job, const SendOutcome& outcome) {
  const auto* retry = std::get_if<Retry>(&outcome);
  if (retry != nullptr && retry->until_heard && job.state == JobState::waiting) hold_until_heard(job);
  if (const auto* done = std::get_if<Done>(&outcome); done != nullptr && job.message) {
    fragment_.changes.external_ids.push_back({job.message, done->external_id, ReceiptStatus::sent});
  }
  const auto* channel = world().channel(job.target);
  if (std::holds_alternative<Done>(outcome) && channel != nullptr && channel->gives_receipts()) {
    batch_.undelivered_.accepted(job.target, job.id, now());
  }
  if (const auto* rejected = std::get_if<Rejected>(&outcome)) {
    if (!rejected->moved_to.empty()) {
      if (auto message = outbound_from_json(job.payload)) {
        fragment_.changes.moved.push_back({{job.target, message->to}, rejected->moved_to});
      }
    }
    if (rejected->unreachable && job.party && open_person(job.party)) person().row.unreachable = true;
  }
}

void Step::accept_report(store::ReportRow report, const std::string& agency_id) {
  report.forward = ForwardState::accepted;
  report.agency_id = agency_id;
  report.updated = now();
  note_report(report.id, "accepted", agency_id);
  metrics::count("pintu_reports_accepted_total", {{"agency", report.agency}});
  fragment_.changes.reports.push_back(report);
  poll_later(report);
  follow_with_late_files(report);
  tell_report(report, {report.id.value(), ReportHappened::What::accepted, agency_id, {}, {}});
}

void Step::settle_forward(store::JobRow& job, const SendOutcome& outcome) {
  auto report = find_report(job.report);
  if (!report || report->forward == ForwardState::accepted) return;
  report->updated = now();
  switch (job.state) {
    case JobState::done:
      accept_report(*report, job.external_id);
      return;
    case JobState::rejected: {
      const auto* rejected = std::get_if<Rejected>(&outcome);
      report->forward = ForwardState::rejected;
      note_report(report->id, "rejected", rejected != nullptr ? rejected->reason : std::string());
      fragment_.changes.reports.push_back(*report);
      relay_report(*report, AtDesk::refused, rejected != nullptr ? rejected->reason : std::string());
      tell_report(
          *report,
          {report->id.value(), ReportHappened::What::rejected, {}, rejected != nullptr ? rejected->reason : "", {}});
      return;
    }
    case JobState::unknown:
    case JobState::exhausted:
      report->forward = job.state == JobState::unknown ? ForwardState::unknown : ForwardState::rejected;
      note_report(report->id, std::string(store::to_string(job.state)), job.reason);
      fragment_.changes.reports.push_back(*report);
      metrics::count("pintu_reports_need_person_total", {{"agency", report->agency}});
      relay_report(*report, job.state == JobState::unknown ? AtDesk::unsure : AtDesk::given_up, {});
      tell_report(*report, {report->id.value(), ReportHappened::What::needs_person, {}, {}, {}});
      return;
    case JobState::waiting:
      note_report(report->id, "retry", job.reason);
      return;
    case JobState::started:
    case JobState::dropped:
      return;
  }
}

// An answer or addition that did not arrive, or perhaps did not, is a person's now; the citizen was told that it goes.
void Step::settle_follow_up(const store::JobRow& job) {
  if (job.state == JobState::waiting) return;
  note_report(job.report, "follow_up_" + std::string(store::to_string(job.state)), "");
  const auto report = find_report(job.report);
  if (!report ||
      (job.state != JobState::rejected && job.state != JobState::unknown && job.state != JobState::exhausted))
    return;
  metrics::count("pintu_reports_need_person_total", {{"agency", report->agency}});
  notify_desk(world().desk_of(report->agency),
              "Tambahan warga untuk laporan " + report->number.shown() +
                  (job.state == JobState::unknown ? " belum pasti sampai" : " tidak sampai") +
                  " di SP4N-LAPOR!: mohon diperiksa (pintu jobs show " + std::to_string(job.id.value()) + ").",
              Lane::status, report->id);
}

void Step::tell_report(const store::ReportRow& report, ReportHappened news) {
  if (!fragment_.person && !open_person(report.party)) return;
  if (person().row.id != report.party) return;
  advance(news);
}

void Step::poll_later(const store::ReportRow& report) {
  const auto* agency = world().agency(report.agency);
  if (agency == nullptr || !agency->tells_status()) return;
  if (!fragment_.person && !open_person(report.party)) return;
  auto job = new_job(JobKind::poll_report, Lane::bulk, "", report.agency);
  job.report = report.id;
  job.due = now() + agency->poll_every();
  job.payload = nlohmann::json{{"agency_id", report.agency_id}, {"version", ""}, {"quiet", 0}}.dump();
  add_job(std::move(job));
}

void Step::settle_poll(store::JobRow& job, const JobEnded& ended) {
  const auto* agency = world().agency(job.target);
  auto report = find_report(job.report);
  if (!ended.status || agency == nullptr || !report) return;
  auto memory = nlohmann::json::parse(job.payload, nullptr, false);
  if (!memory.is_object()) memory = nlohmann::json::object();
  const bool first = memory.value("version", std::string()).empty();
  const bool news = memory.value("version", std::string()) != ended.status->version;
  int quiet = news ? 0 : memory.value("quiet", 0) + 1;
  memory["version"] = ended.status->version;
  memory["quiet"] = quiet;
  job.payload = memory.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  const bool over = is_over(ended.status->state);
  job.state = over ? JobState::done : JobState::waiting;
  job.due = now() + agency->poll_every() * (1 << std::min(quiet, 3));
  job.attempts = 0;
  job.deadline = now() + patience(job.kind, job.lane);
  if (!news) return;
  report->state = ended.status->state;
  report->raw_status = ended.status->raw;
  report->updated = now();
  note_report(report->id, "status", to_json(*ended.status));
  fragment_.changes.reports.push_back(*report);
  // The first look only confirms what the person was told a moment ago, unless the agency has moved already.
  if (first && ended.status->state == ReportState::submitted) return;
  tell_report(*report, {report->id.value(), ReportHappened::What::status, {}, {}, *ended.status});
}

// A reminder that the process slept through says nothing any more.
bool Step::too_late_to_remind(const TimerDue& due) {
  const auto& name = due.timer.name;
  if ((name != "nudge" && name != "last-call") || now() - due.timer.due <= std::chrono::hours(1)) return false;
  metrics::count("pintu_reminders_dropped_total", {{"name", name}, {"reason", "late"}});
  log::info("timer.dropped", {{"name", name}, {"reason", "late"}, {"due", to_rfc3339(due.timer.due)}});
  return true;
}

void Step::operator()(const TimerDue& due) {
  fragment_.changes.timers_fired.push_back(due.timer.id);
  if (remind_desk(due) || too_late_to_remind(due)) return;
  if (!open_person(due.timer.party)) return;
  if (overdue_pieces(due)) return;
  ++person().row.sequence;
  advance(TimerHappened{due.timer.name, due.timer.epoch, due.timer.detail});
}

void Step::operator()(const JobResolved& resolved) {
  auto job = find_job(resolved.job);
  if (!job) return;
  audit(resolved.who, "jobs.resolve", std::to_string(job->id.value()));
  using How = JobResolved::How;
  switch (resolved.how) {
    case How::sent: {
      job->state = JobState::done;
      job->external_id = resolved.external_id;
      auto report = find_report(job->report);
      if (report) note_report(report->id, "resolved", "sent");
      if (report && job->kind == JobKind::forward) accept_report(*report, resolved.external_id);
      break;
    }
    case How::not_sent:
    case How::retry: {
      job->state = JobState::waiting;
      job->due = now();
      job->reason = "resolved";
      auto report = find_report(job->report);
      if (report && job->kind == JobKind::forward && report->forward != ForwardState::accepted) {
        report->forward = ForwardState::waiting;
        report->updated = now();
        note_report(report->id, "resolved", "not-sent");
        fragment_.changes.reports.push_back(*report);
      }
      fragment_.released.push_back(*job);
      break;
    }
    case How::drop:
      give_to_desk(*job);
      job->state = JobState::dropped;
      break;
  }
  update_job(*job);
}

void Step::operator()(const ReportNumbered& numbered) {
  const auto report = find_report(numbered.report);
  if (report) number_report(*report, numbered.agency_id, numbered.who, numbered.replace);
}

void Step::operator()(const ParkedHandled& handled) {
  auto parked = batch_.store_.parked(handled.parked);
  if (!parked || parked->state != "parked") return;
  audit(handled.who, handled.replay ? "quarantine.replay" : "quarantine.drop", std::to_string(parked->id.value()));
  parked->state = handled.replay ? "replayed" : "dropped";
  if (handled.replay) {
    auto event = event_from_json(parked->event);
    if (!event) throw std::runtime_error("this parked event holds raw bytes only: it cannot be replayed");
    std::visit([this](const auto& body) { (*this)(body); }, event->body);
  }
  fragment_.changes.parked.push_back(*std::move(parked));
}

void Step::operator()(const PersonErased& erased) {
  if (!open_person(erased.party)) return;
  audit(erased.who, "data.erase", std::to_string(erased.party.value()));
  erase();
}

}  // namespace pintu::flow
