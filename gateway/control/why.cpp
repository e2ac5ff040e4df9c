// SPDX-License-Identifier: Apache-2.0
// The life of one thing, put together from the rows that it left.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/control/views.hpp"

namespace pintu::control {

using nlohmann::json;

namespace {

void say(json& life, Instant at, std::string what, std::string detail = {}) {
  json line{{"at", to_rfc3339(at)}, {"what", std::move(what)}};
  if (!detail.empty()) line["detail"] = std::move(detail);
  life.push_back(std::move(line));
}

void say_job(json& life, const store::JobRow& job) {
  const std::string about = std::string(store::to_string(job.kind)) + " → " + job.target;
  say(life, job.created, "job.created", about);
  std::string end = std::string(store::to_string(job.state)) + ", attempts " + std::to_string(job.attempts);
  if (!job.reason.empty()) end += ", " + job.reason;
  if (!job.external_id.empty()) end += ", id " + job.external_id;
  say(life, job.due, "job." + std::string(store::to_string(job.state)), end);
}

void say_report(store::Store& store, json& life, const store::ReportRow& report) {
  for (const auto& event : store.report_events(report.id)) say(life, event.at, "report." + event.what, event.detail);
  for (const auto& job : store.jobs_of_report(report.id)) say_job(life, job);
}

json of_report(store::Store& store, const store::ReportRow& report) {
  json life = json::array();
  say_report(store, life, report);
  return {{"about", "report"}, {"id", std::to_string(report.id.value())}, {"report", view(report)}, {"life", life}};
}

// By time; what happened in the same millisecond stays in the order it was told.
json in_time(const json& life) {
  std::vector<std::pair<std::string, std::size_t>> order;
  for (std::size_t i = 0; i < life.size(); ++i) order.emplace_back(life[i]["at"].get<std::string>(), i);
  std::ranges::sort(order);
  json sorted = json::array();
  for (const auto& [at, i] : order) sorted.push_back(life[i]);
  return sorted;
}

// What a message set off: everything written with it until the person's next one.
json of_message(store::Store& store, const store::MessageRow& message) {
  json life = json::array();
  json out{{"about", "message"}, {"id", std::to_string(message.id.value())}, {"message", view(message)}};
  say(life, message.at, message.direction == store::Direction::in ? "webhook.stored" : "reply.written", message.note);
  auto lines = store.transcript(message.party, 1000);
  bool passed = false;
  json replies = json::array();
  for (const auto& line : lines) {
    if (line.id == message.id) {
      passed = true;
    } else if (passed && line.direction == store::Direction::in) {
      break;
    } else if (passed && message.direction == store::Direction::in) {
      replies.push_back(view(line));
      say(life, line.at, "reply.written", line.note);
      if (const auto job = store.job(line.job)) say_job(life, *job);
      if (line.status) say(life, line.at, "reply." + std::string(to_string(*line.status)));
    }
  }
  if (message.direction == store::Direction::out) {
    if (const auto job = store.job(message.job)) say_job(life, *job);
  }
  out["replies"] = replies;
  for (const auto& report : store.reports(200)) {
    if (report.party != message.party || report.filed != message.at) continue;
    out["report"] = view(report);
    say_report(store, life, report);
  }
  out["life"] = in_time(life);
  return out;
}

}  // namespace

std::optional<json> why(store::Store& store, const std::string& id) {
  if (const auto number = ReportNumber::read(id)) {
    if (const auto report = store.report(*number)) return of_report(store, *report);
  }
  if (id.empty() || id.find_first_not_of("0123456789") != std::string::npos || id.size() > 19) return std::nullopt;
  const auto value = std::strtoll(id.c_str(), nullptr, 10);
  if (const auto message = store.message(MessageId(value))) return of_message(store, *message);
  if (const auto report = store.report(ReportId(value))) return of_report(store, *report);
  if (const auto job = store.job(JobId(value))) {
    json life = json::array();
    say_job(life, *job);
    json out{{"about", "job"}, {"id", id}, {"job", view(*job)}, {"life", life}};
    if (const auto message = store.message(job->message)) out["message"] = view(*message);
    if (const auto report = store.report(job->report)) out["report"] = view(*report);
    return out;
  }
  for (const auto& opened : store.cases(1000)) {
    if (opened.id != CaseId(value)) continue;
    json life = json::array();
    say(life, opened.opened, "case.opened", opened.kind + ", " + opened.grade);
    if (opened.closed) say(life, *opened.closed, "case.closed");
    return json{{"about", "case"}, {"id", id}, {"case", view(opened)}, {"life", life}};
  }
  return std::nullopt;
}

}  // namespace pintu::control
