// SPDX-License-Identifier: Apache-2.0
#include "gateway/control/operations.hpp"

#include <charconv>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "gateway/base/metrics.hpp"
#include "gateway/control/views.hpp"
#include "gateway/flow/desk_text.hpp"
#include "gateway/flow/desk_words.hpp"
#include "gateway/model/json.hpp"

namespace pintu::control {

using nlohmann::json;

namespace {

using Form = std::vector<std::pair<std::string, std::string>>;

std::vector<std::string> parts_of(std::string_view path) {
  std::vector<std::string> parts;
  while (!path.empty()) {
    if (path.front() == '/') {
      path.remove_prefix(1);
      continue;
    }
    const auto end = path.find('/');
    parts.push_back(http::url_decode(path.substr(0, end), false));
    path.remove_prefix(std::min(end, path.size()));
  }
  return parts;
}

std::optional<std::int64_t> number(const std::string& text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value <= 0) return std::nullopt;
  return value;
}

std::string dump(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

http::Response failed(int status, const std::string& sentence) {
  return json_answer(status, dump(json{{"error", sentence}}));
}

template <class Rows>
json list(const Rows& rows) {
  json out = json::array();
  for (const auto& row : rows) out.push_back(view(row));
  return out;
}

std::optional<store::ReportRow> find_report(store::Store& store, const std::string& id) {
  if (const auto read = ReportNumber::read(id)) return store.report(*read);
  const auto value = number(id);
  return value ? store.report(ReportId(*value)) : std::nullopt;
}

json jobs(store::Store& store, const Form& form) {
  store::JobFilter filter;
  if (const auto state = http::form_value(form, "state")) {
    if (const auto known = store::job_state_from(*state)) filter.states = {*known};
  }
  if (const auto limit = number(http::form_value(form, "limit").value_or(""))) {
    filter.limit = static_cast<std::size_t>(std::min<std::int64_t>(*limit, 10000));
  }
  return {{"jobs", list(store.jobs(filter))}};
}

json messages(store::Store& store, const Form& form) {
  const auto since = from_rfc3339(http::form_value(form, "since").value_or(""));
  return {{"messages", list(store.messages_since(since.value_or(store.now() - std::chrono::hours(1)),
                                                 http::form_value(form, "channel").value_or(""), 200))}};
}

json parked_list(store::Store& store) {
  json out = json::array();
  for (const auto& row : store.parked(200)) out.push_back(view(row, false));
  return {{"parked", out}};
}

// `channels` names those whose share of accepted and undelivered messages is asked for, `agencies` those whose
// breaker's state (0 closed, 1 half-open, 2 open), each parted by commas.
json counts(store::Store& store, const Form& form) {
  json out = view(store.counts());
  const auto each = [&](const char* key, const auto& tell) {
    std::istringstream names(http::form_value(form, key).value_or(""));
    for (std::string name; std::getline(names, name, ',');) tell(name);
  };
  each("channels", [&](const std::string& name) {
    out["undelivered"][name] = metrics::value("pintu_accepted_undelivered_ratio", {{"channel", name}});
  });
  each("agencies", [&](const std::string& name) {
    out["breakers"][name] = metrics::value("pintu_breaker_state", {{"target", name}});
  });
  return out;
}

json reports(store::Store& store, const Form& form) {
  if (http::form_value(form, "open").value_or("").empty()) return {{"reports", list(store.reports(200))}};
  json out = json::array();
  for (const auto& row : store.reports_for_a_person(1000)) {
    out.push_back(view(row));
    out.back()["age_seconds"] = std::chrono::duration_cast<std::chrono::seconds>(store.now() - row.filed).count();
    out.back()["confidential"] = flow::is_confidential(row);
  }
  return {{"reports", out}};
}

// As its desk gets it.
std::optional<json> text_of(store::Store& store, const std::string& id) {
  const auto row = find_report(store, id);
  const auto report = row ? report_from_json(row->contents) : std::nullopt;
  if (!report) return std::nullopt;
  return json{{"number", row->number.shown()},
              {"head", flow::head_text(*report, flow::why_at_desk(*row), {})},
              {"form", flow::form_text(*report)}};
}

json script_version(const store::ScriptSetRow& row) {
  return {{"version", row.version}, {"at", to_rfc3339(row.at)}, {"author", row.author}, {"note", row.note}};
}

json script_versions(store::Store& store) {
  json out = json::array();
  for (const auto& row : store.script_versions()) out.push_back(script_version(row));
  return {{"versions", out}};
}

std::optional<json> script_files(store::Store& store, std::int64_t version) {
  const auto row = store.script_set(version);
  if (!row) return std::nullopt;
  json out = script_version(*row);
  out["files"] = json::parse(row->files, nullptr, false);
  return out;
}

// nullopt: there is no such thing.
std::optional<json> look(store::Store& store, const std::vector<std::string>& path, const Form& form) {
  const std::string what = path.empty() ? "" : path[0];
  if (path.size() == 1) {
    if (what == "jobs") return jobs(store, form);
    if (what == "reports") return reports(store, form);
    if (what == "quarantine") return parked_list(store);
    if (what == "cases") return json{{"cases", list(store.cases(200))}};
    if (what == "why") return messages(store, form);
    if (what == "counts") return counts(store, form);
    if (what == "scripts") return script_versions(store);
    return std::nullopt;
  }
  if (path.size() == 3 && what == "reports" && path[2] == "text") return text_of(store, path[1]);
  if (path.size() != 2) return std::nullopt;
  if (what == "why") return why(store, path[1]);
  if (what == "reports") {
    const auto report = find_report(store, path[1]);
    if (!report) return std::nullopt;
    json out = view(*report);
    out["events"] = list(store.report_events(report->id));
    out["jobs"] = list(store.jobs_of_report(report->id));
    return out;
  }
  const auto id = number(path[1]);
  if (!id) return std::nullopt;
  if (what == "scripts") return script_files(store, *id);
  if (what == "jobs") {
    const auto job = store.job(JobId(*id));
    return job ? std::optional<json>(view(*job)) : std::nullopt;
  }
  if (what == "quarantine") {
    const auto row = store.parked(ParkedId(*id));
    return row ? std::optional<json>(view(*row, true)) : std::nullopt;
  }
  return std::nullopt;
}

Result<flow::EventBody> number_of(store::Store& store, const std::string& id, const Form& form,
                                  const std::string& who) {
  const auto report = find_report(store, id);
  if (!report) return fail(Errc::not_found, "there is no such report");
  const auto sp4n = flow::read_agency_id(http::form_value(form, "sp4n").value_or(""));
  if (!sp4n) return fail(Errc::malformed, "SP4N's number is 5 to 10 digits and does not begin with 0");
  return flow::ReportNumbered{report->id, *sp4n, who, !http::form_value(form, "replace").value_or("").empty()};
}

// The event that a POST asks for; an error sentence otherwise.
Result<flow::EventBody> event_of(store::Store& store, const std::vector<std::string>& path, const Form& form,
                                 const std::string& who) {
  if (path.empty()) return fail(Errc::not_found, "there is no such request");
  const auto id = path.size() > 1 ? number(path[1]) : std::nullopt;
  const std::string verb = path.size() > 2 ? path[2] : "";
  if (path[0] == "reports" && verb == "number") return number_of(store, path[1], form, who);
  if (!id) return fail(Errc::malformed, "an id is a whole number");
  if (path[0] == "jobs") {
    flow::JobResolved resolved{JobId(*id), flow::JobResolved::How::retry, {}, who};
    if (verb == "retry") return resolved;
    if (verb == "drop") {
      resolved.how = flow::JobResolved::How::drop;
      return resolved;
    }
    if (verb == "resolve" && http::form_value(form, "sent").value_or("") != "") {
      resolved.how = flow::JobResolved::How::sent;
      resolved.external_id = *http::form_value(form, "sent");
      return resolved;
    }
    if (verb == "resolve" && http::form_value(form, "not_sent")) {
      resolved.how = flow::JobResolved::How::not_sent;
      return resolved;
    }
    return fail(Errc::malformed, "say how: retry, drop, resolve?sent=ID or resolve?not_sent=1");
  }
  if (path[0] == "quarantine" && (verb == "replay" || verb == "drop")) {
    return flow::ParkedHandled{ParkedId(*id), verb == "replay", who};
  }
  if (path[0] == "erase") return flow::PersonErased{PartyId(*id), who};
  return fail(Errc::not_found, "there is no such request");
}

std::optional<std::string> refusal(store::Store& store, const flow::ReportNumbered& numbered) {
  const auto report = store.report(numbered.report);
  if (!report) return "there is no such report";
  if (report->agency_id == numbered.agency_id) return "the report has this agency id already";
  if (report->forward == ForwardState::accepted && !numbered.replace)
    return "the report has an agency id already, " + report->agency_id + ": say --replace to correct it";
  if (store.report_by_agency_id(report->agency, numbered.agency_id)) return "another report has this agency id";
  for (const auto& job : store.jobs_of_report(report->id)) {
    const bool open = job.state == store::JobState::waiting || job.state == store::JobState::started;
    if (job.kind == store::JobKind::forward && open)
      return "the report is being sent by job " + std::to_string(job.id.value()) +
             ": wait for it, or drop it first, so that it is not filed twice";
  }
  return std::nullopt;
}

// What the thing must be for the act to make sense: nothing is answered 200 that changed nothing.
std::optional<std::string> refusal(store::Store& store, const flow::EventBody& body) {
  if (const auto* resolved = std::get_if<flow::JobResolved>(&body)) {
    const auto job = store.job(resolved->job);
    if (!job) return "there is no such job";
    using State = store::JobState;
    const bool open = job->state == State::unknown || job->state == State::exhausted || job->state == State::rejected ||
                      job->state == State::waiting;
    if (!open) return "the job is " + std::string(store::to_string(job->state)) + ": nothing is left to decide";
    const bool blind = resolved->how == flow::JobResolved::How::retry && job->state == State::unknown;
    if (blind) return "it may have arrived: say resolve --sent ID or resolve --not-sent";
  } else if (const auto* numbered = std::get_if<flow::ReportNumbered>(&body)) {
    return refusal(store, *numbered);
  } else if (const auto* handled = std::get_if<flow::ParkedHandled>(&body)) {
    const auto row = store.parked(handled->parked);
    if (!row) return "there is no such parked event";
    if (row->state != "parked") return "it was " + row->state + " already";
    if (handled->replay && row->event.empty()) return "it holds raw bytes only and cannot be replayed";
  } else if (const auto* erased = std::get_if<flow::PersonErased>(&body)) {
    if (!store.party(erased->party)) return "there is no such person";
  }
  return std::nullopt;
}

}  // namespace

http::Response json_answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json; charset=utf-8");
  response.headers.add("Cache-Control", "no-store");
  response.body = std::move(body);
  return response;
}

void Operations::handle(const http::Request& request, const std::string& who,
                        std::function<void(http::Response)> respond) {
  if (request.method == "GET") {
    read(request, std::move(respond));
  } else if (request.method == "POST") {
    act(request, who, std::move(respond));
  } else {
    respond(failed(405, "GET reads, POST changes"));
  }
}

void Operations::read(const http::Request& request, std::function<void(http::Response)> respond) {
  ledger_.query([path = parts_of(request.path()), form = http::parse_form(request.query()),
                 respond = std::move(respond), &loop = loop_](store::Store& store) {
    http::Response response;
    try {
      const auto found = look(store, path, form);
      response = found ? json_answer(200, dump(*found)) : failed(404, "there is no such thing");
    } catch (const std::exception&) {
      response = failed(503, "the store cannot be read: see the log");
    }
    loop.post([respond, response = std::move(response)] { respond(response); });
  });
}

void Operations::back_up(const std::string& folder, std::function<void(http::Response)> respond) {
  if (backing_up_->exchange(true)) {
    respond(failed(409, "another backup is under way"));
    return;
  }
  const auto work = [folder, respond = std::move(respond), busy = backing_up_, &loop = loop_](store::Store& store) {
    http::Response response;
    try {
      const auto done = store.backup(folder);
      response = done ? json_answer(200, dump(json{{"backup", folder}})) : failed(409, done.error().message());
    } catch (const std::exception&) {
      response = failed(503, "the store cannot be read: see the log");
    }
    *busy = false;
    loop.post([respond, response = std::move(response)] { respond(response); });
  };
  ledger_.query([this, work](store::Store& store) {
    if (aside_) {
      backup_ = std::jthread([work, &store] { work(store); });
    } else {
      work(store);
    }
  });
}

void Operations::act(const http::Request& request, const std::string& who,
                     std::function<void(http::Response)> respond) {
  const auto path = parts_of(request.path());
  const auto form = http::parse_form(request.query());
  if (path.size() == 1 && path[0] == "backup") {
    back_up(http::form_value(form, "to").value_or(""), std::move(respond));
    return;
  }
  if (path.size() == 1 && path[0] == "publish" && publishing_) {
    publishing_->handle(request.body, who, std::move(respond));
    return;
  }
  ledger_.query([this, path, form, who, respond, &loop = loop_](store::Store& store) {
    auto body = event_of(store, path, form, who);
    const auto no = body ? refusal(store, *body) : std::optional(body.error().message());
    int status = 409;
    if (!body && body.error().code() != Errc::not_found) status = 400;
    if (no && no->starts_with("there is no such")) status = 404;
    loop.post([this, body = std::move(body), respond, no, status] {
      if (no) {
        respond(failed(status, *no));
      } else {
        submit(*body, respond);
      }
    });
  });
}

void Operations::submit(flow::EventBody body, std::function<void(http::Response)> respond) {
  flow::Submission submission;
  submission.events.push_back(flow::Event{std::move(body)});
  submission.done = [respond = std::move(respond)](bool stored) {
    respond(stored ? json_answer(200, R"({"done":true})") : failed(503, "the store could not take it: try again"));
  };
  ledger_.submit(std::move(submission));
}

}  // namespace pintu::control
