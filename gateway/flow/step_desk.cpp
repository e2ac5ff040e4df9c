// SPDX-License-Identifier: Apache-2.0
// Notes to a desk: who may read each, how it reaches them, and what became of it.
#include <algorithm>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/policy.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using store::JobKind;
using store::JobState;

void Step::apply(const Handoff& handoff) {
  std::optional<store::ReportRow> report;
  if (handoff.report != 0) {
    report = find_report(ReportId(handoff.report));
  } else if (const auto number = ReportNumber::read(handoff.number)) {
    report = find_report(*number);
  }
  if (report) note_report(report->id, "handoff", handoff.desk);
  // Its whole text has just gone there: that it needs a person is said.
  if (report && handoff.number.empty() && relayed_.contains(report->id)) return;
  const bool secret = handoff.sensitive || (report && is_confidential(*report));
  tell_readers(handoff.desk, secret, handoff.text, handoff.lane, report ? report->id : ReportId{});
}

void Step::notify_desk(const std::string& desk, const std::string& text, Lane lane, ReportId id) {
  const auto report = id ? find_report(id) : std::nullopt;
  tell_readers(desk, report && is_confidential(*report), text, lane, id);
}

void Step::tell_readers(const std::string& desk, bool secret, const std::string& text, Lane lane, ReportId report) {
  for (const auto& seat : readers_of(desk, secret)) send_note(seat, saying(text), lane, report);
}

// What is secret goes to one named person or to nobody: it stays listed, and the operator is told.
std::vector<Seat> Step::readers_of(const std::string& desk, bool secret) {
  if (secret) {
    if (auto verifier = world().verifier_of(desk)) return {*std::move(verifier)};
    log::warning("desk.no_verifier", {{"desk", desk}});
    metrics::count("pintu_desk_no_verifier_total", {{"desk", desk}});
    return {};
  }
  auto seats = world().officers_of(desk);
  if (seats.empty()) {
    log::warning("desk.nobody", {{"desk", desk}});
    metrics::count("pintu_desk_nobody_total", {{"desk", desk}});
  }
  return seats;
}

bool Step::by_sms(const Seat& seat) const {
  const auto* channel = world().channel(seat.officer->channel);
  return channel != nullptr && channel->kind().starts_with("sms/");
}

// One order a seat, so that an officer who cannot be reached keeps no other back; files, which take time, in another.
void Step::send_note(const Seat& seat, OutboundMessage message, Lane lane, ReportId report) {
  const auto& officer = *seat.officer;
  const std::string queue = (lane == Lane::emergency ? "!desk:" : "desk:") + officer.channel + ":" + seat.id +
                            (message.media.empty() ? "" : "/files");
  auto job = new_job(JobKind::notify, lane, queue, officer.channel);
  // Sealed with the key of the person it is about, so that it goes with them.
  const auto about = report ? find_report(report) : std::nullopt;
  if (about) job.party = about->party;
  if (!job.party || !is_known(job.party)) job.party = PartyId{};
  job.report = report;
  message.to = officer.chat;
  message.key = job.key;
  message.open_until = open_until(officer.channel, last_heard({officer.channel, officer.chat}));
  job.payload = to_json(message);
  add_job(std::move(job));
}

bool Step::is_known(PartyId id) {
  if (fragment_.person && person().row.id == id) return !person().erased;
  return std::ranges::any_of(fragment_.others, [id](const Person& other) { return other.row.id == id; }) ||
         batch_.find(id) != nullptr;
}

Instant Step::last_heard(const PartyKey& key) {
  const auto* known = batch_.find(key);
  const auto is_theirs = [&](const Person& each) {
    return each.row.key == key || (known != nullptr && each.row.id == known->row.id);
  };
  if (fragment_.person && is_theirs(person())) return person().row.last_inbound;
  const auto other = std::ranges::find_if(fragment_.others, is_theirs);
  if (other != fragment_.others.end()) return other->row.last_inbound;
  return known == nullptr ? Instant{} : known->row.last_inbound;
}

void Step::settle_note(store::JobRow& job, const SendOutcome& outcome) {
  const auto* channel = world().channel(job.target);
  auto message = outbound_from_json(job.payload);
  if (!message) return;
  const PartyKey officer{job.target, message->to};
  if (const auto* done = std::get_if<Done>(&outcome)) {
    if (channel != nullptr && channel->gives_receipts()) batch_.undelivered_.accepted(job.target, job.id, now());
    if (!job.report) return;
    auto& sent = fragment_.changes.desk_messages;
    for (const auto& id : done->all_ids) sent.push_back({officer, id, job.report});
    if (std::ranges::find(done->all_ids, done->external_id) == done->all_ids.end())
      sent.push_back({officer, done->external_id, job.report});
  } else if (const auto* retry = std::get_if<Retry>(&outcome)) {
    if (retry->until_heard && job.state == JobState::waiting) hold_until_heard(job);
  } else if (const auto* rejected = std::get_if<Rejected>(&outcome); rejected != nullptr) {
    if (!rejected->moved_to.empty()) {
      // A group has another address now: the note goes there.
      fragment_.changes.moved.push_back({officer, rejected->moved_to});
      message->to = rejected->moved_to;
      job.payload = to_json(*message);
      job.state = JobState::waiting;
      job.reason = moved;
      job.due = now() + std::chrono::seconds(1);
      fragment_.released.push_back(job);
      return;
    }
    log::error("desk.unreachable", {{"job", job.id}, {"channel", job.target}});
    metrics::count("pintu_desk_unreachable_total", {{"channel", job.target}});
    if (rejected->unreachable && batch_.find(officer) != nullptr) {
      open_person(officer, {});
      person().row.unreachable = true;
    }
  }
}

}  // namespace pintu::flow
