// SPDX-License-Identifier: Apache-2.0
#include "gateway/control/views.hpp"

#include <nlohmann/json.hpp>

#include "gateway/flow/note.hpp"
#include "gateway/model/json.hpp"

namespace pintu::control {

using nlohmann::json;

namespace {

std::string text_of(const store::MessageRow& message) {
  if (message.direction == store::Direction::in) {
    const auto inbound = inbound_from_json(message.body);
    return inbound ? inbound->text : std::string();
  }
  const auto outbound = outbound_from_json(message.body);
  return outbound ? outbound->text : std::string();
}

}  // namespace

json view(const store::JobRow& job) {
  json out{{"id", std::to_string(job.id.value())},
           {"kind", store::to_string(job.kind)},
           {"lane", to_string(job.lane)},
           {"state", store::to_string(job.state)},
           {"target", job.target},
           {"created", to_rfc3339(job.created)},
           {"due", to_rfc3339(job.due)},
           {"attempts", job.attempts}};
  if (!job.reason.empty()) out["reason"] = job.reason;
  if (!job.external_id.empty()) out["external_id"] = job.external_id;
  if (job.report) out["report"] = std::to_string(job.report.value());
  if (job.party) out["party"] = std::to_string(job.party.value());
  return out;
}

json view(const store::ReportRow& report) {
  json out{{"id", std::to_string(report.id.value())},
           {"number", report.number.shown()},
           {"agency", report.agency},
           {"filed", to_rfc3339(report.filed)},
           {"updated", to_rfc3339(report.updated)},
           {"forward", to_string(report.forward)},
           {"state", to_string(report.state)}};
  if (!report.agency_id.empty()) out["agency_id"] = report.agency_id;
  if (!report.raw_status.empty()) out["raw_status"] = report.raw_status;
  if (const auto contents = report_from_json(report.contents)) {
    out["title"] = contents->title;
    out["category"] = contents->category;
    out["place"] = contents->place;
  }
  return out;
}

json view(const store::ReportEventRow& event) {
  return {{"at", to_rfc3339(event.at)}, {"what", event.what}, {"detail", event.detail}};
}

json view(const store::ParkedRow& parked, bool whole) {
  json out{{"id", std::to_string(parked.id.value())},
           {"at", to_rfc3339(parked.at)},
           {"channel", parked.channel},
           {"reason", parked.reason},
           {"state", parked.state}};
  if (whole) {
    out["event"] = parked.event;
    out["raw"] = parked.raw;
  }
  return out;
}

json view(const store::MessageRow& message) {
  json out{{"id", std::to_string(message.id.value())},
           {"party", std::to_string(message.party.value())},
           {"direction", message.direction == store::Direction::in ? "in" : "out"},
           {"sequence", message.sequence},
           {"at", to_rfc3339(message.at)},
           {"text", text_of(message)}};
  if (!message.note.empty()) out["note"] = message.note;
  if (const auto took = flow::took_of(message.note))
    out["took"] = {{"rule", took->rule}, {"passed", took->passed}, {"step", took->step}, {"set", took->version}};
  if (message.status) out["status"] = to_string(*message.status);
  if (message.job) out["job"] = std::to_string(message.job.value());
  return out;
}

json view(const store::CaseRow& opened) {
  json out{{"id", std::to_string(opened.id.value())},
           {"kind", opened.kind},
           {"grade", opened.grade},
           {"opened", to_rfc3339(opened.opened)}};
  if (opened.closed) out["closed"] = to_rfc3339(*opened.closed);
  return out;
}

json view(const store::Counts& counts) {
  json out{{"jobs_waiting", counts.jobs_waiting},
           {"jobs_exhausted", counts.jobs_exhausted},
           {"jobs_unknown", counts.jobs_unknown},
           {"parked", counts.parked},
           {"timers", counts.timers},
           {"parties", counts.parties},
           {"reports", counts.reports},
           {"reports_for_a_person", counts.reports_for_a_person}};
  if (counts.oldest_for_a_person) out["oldest_for_a_person"] = to_rfc3339(*counts.oldest_for_a_person);
  if (counts.oldest_due_job) out["oldest_due_job"] = to_rfc3339(*counts.oldest_due_job);
  return out;
}

}  // namespace pintu::control
