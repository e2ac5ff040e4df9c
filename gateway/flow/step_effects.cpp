// SPDX-License-Identifier: Apache-2.0
// What a dialog's turn makes happen: each effect becomes rows of the same transaction.
#include <algorithm>

#include "dialogs/advance.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/base/overloaded.hpp"
#include "gateway/flow/note.hpp"
#include "gateway/flow/policy.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

namespace {

constexpr int draws_until_free = 8;

}  // namespace

void Step::advance(const DialogEvent& event, std::string* rule) {
  const auto* channel = world().channel(person().row.key.channel);
  if (channel == nullptr) throw std::runtime_error("the channel of this person is no longer configured");
  const std::string random = crypto::random_bytes(16);
  for (int attempt = 0; attempt < draws_until_free; ++attempt) {
    const dialogs::Context context{.now = now(),
                                   .fresh = ReportNumber::draw(),
                                   .random = random,
                                   .channel = std::string(channel->kind()),
                                   .person_name = person().row.name,
                                   .contacts = world().contacts,
                                   .promises = world().promises,
                                   .renderer = channel->renderer(),
                                   .has_desk_open = false,
                                   .walked = world().walked};
    auto turn = dialogs::advance(batch_.library_, context, person().conversation, event);
    const bool files =
        std::ranges::any_of(turn.effects, [](const Effect& e) { return std::holds_alternative<FileReport>(e); });
    const auto number = context.fresh.compact();
    if (files && (batch_.numbers_.contains(number) || batch_.transaction_.number_taken(context.fresh))) continue;
    if (files) batch_.numbers_.insert(number);
    person().conversation = std::move(turn.next);
    for (const auto& effect : turn.effects) {
      std::visit([this](const auto& e) { apply(e); }, effect);
    }
    person().conversation.sequence = person().row.sequence;
    if (rule != nullptr && rule->empty()) *rule = rule_;
    end_calls_in_vain();
    return;
  }
  throw std::runtime_error("no free report number could be drawn");
}

store::JobRow Step::new_job(store::JobKind kind, Lane lane, std::string order_key, std::string target) {
  store::JobRow job;
  const Shard shard = fragment_.person ? person().row.id.shard() : Shard{0};
  job.id = draw<JobId>(shard);
  if (fragment_.person) job.party = person().row.id;
  job.kind = kind;
  job.lane = lane;
  job.order_key = std::move(order_key);
  job.target = std::move(target);
  job.created = now();
  job.due = now();
  job.deadline = now() + patience(kind, lane);
  job.key = std::to_string(job.id.value());
  return job;
}

void Step::add_job(store::JobRow job) { fragment_.changes.jobs.push_back(std::move(job)); }

// A person who floods is heard in full and answered no faster than the limit; never with a case open.
bool Step::flooded(const Reply& reply) {
  const auto& conversation = person().conversation;
  if (reply.lane == Lane::emergency || conversation.open_case || world().replies_per_minute <= 0) return false;
  const double burst = world().replies_per_minute;
  auto& bucket = batch_.floods_.of(std::to_string(person().row.id.value()), burst / 60, burst);
  if (bucket.wait(now()) > Duration{0}) {
    metrics::count("pintu_replies_withheld_total", {{"channel", person().row.key.channel}});
    return true;
  }
  bucket.take(now());
  return false;
}

void Step::apply(const Reply& reply) {
  if (flooded(reply)) return;
  auto& row = person().row;
  const std::string prefix = reply.lane == Lane::emergency ? "!" : "";
  auto job = new_job(store::JobKind::reply, reply.lane, prefix + row.key.channel + ":" + std::to_string(row.id.value()),
                     row.key.channel);
  OutboundMessage message = reply.message;
  message.to = row.key.address;
  message.key = job.key;
  message.open_until = open_until(row.key.channel, row.last_inbound);
  auto& last_asked = person().conversation.last_asked_message;
  if (reply.edits_last && !last_asked.empty()) {
    if (const auto earlier = find_job(JobId(std::strtoll(last_asked.c_str(), nullptr, 10)))) {
      message.edits = earlier->external_id;
    }
  }
  if (!reply.asks.empty()) last_asked = job.key;
  if (row.unreachable && reply.lane != Lane::emergency) {
    job.state = store::JobState::rejected;
    job.reason = "unreachable";
  }
  store::MessageRow line;
  line.id = draw<MessageId>(row.id.shard());
  line.party = row.id;
  line.sequence = ++row.sequence;
  line.direction = store::Direction::out;
  line.at = now();
  line.body = to_json(message);
  line.note = note_of(reply);
  line.job = job.id;
  job.message = line.id;
  job.payload = line.body;
  if (person().erased) {
    // Their key is gone: the last answer is sealed with the installation's key and wiped once it is sent.
    job.party = PartyId{};
    job.message = MessageId{};
  } else {
    fragment_.changes.messages.push_back(std::move(line));
  }
  add_job(std::move(job));
}

void Step::apply(const FileReport& filed) {
  const auto& row = person().row;
  Report report = filed.report;
  report.id = draw<ReportId>(row.id.shard());
  report.filed = now();
  auto& own = person().conversation.reports;
  const auto mine = std::ranges::find(own, report.number.compact(), &OwnReport::number);
  if (mine != own.end()) mine->id = report.id.value();
  store::ReportRow stored;
  stored.id = report.id;
  stored.party = row.id;
  stored.number = report.number;
  stored.agency = report.agency;
  stored.contents = to_json(report);
  stored.filed = now();
  stored.updated = now();
  note_report(report.id, "filed", "");
  if (world().agency(report.agency) != nullptr) {
    auto job =
        new_job(store::JobKind::forward, Lane::status, "report:" + std::to_string(report.id.value()), report.agency);
    job.report = report.id;
    job.payload = stored.contents;
    add_job(std::move(job));
  } else {
    stored.forward = ForwardState::manual;
    if (mine != own.end()) mine->forward = ForwardState::manual;
    note_report(report.id, "manual", "");
  }
  fragment_.changes.reports.push_back(stored);
  if (stored.forward == ForwardState::manual) relay_report(stored, AtDesk::by_hand, {});
  metrics::count("pintu_reports_filed_total", {{"agency", report.agency}});
}

void Step::apply(const SetTimer& timer) {
  store::TimerRow row;
  row.id = draw<TimerId>(person().row.id.shard());
  row.party = person().row.id;
  row.name = timer.name;
  row.due = timer.due;
  row.epoch = timer.epoch;
  row.detail = timer.detail;
  // What danger waits for does not wait for redelivered messages after a start.
  const bool of_case = person().conversation.open_case && (timer.name == "give-up" || timer.name == "call");
  row.emergency = of_case || timer.name == "maybe";
  auto& timers = fragment_.changes.timers;
  std::erase_if(timers, [&](const auto& t) { return t.party == row.party && t.name == row.name; });
  auto& stops = fragment_.changes.timer_stops;
  std::erase_if(stops, [&](const auto& s) { return s.party == row.party && s.name == row.name; });
  timers.push_back(std::move(row));
}

void Step::apply(const StopTimer& timer) {
  auto& timers = fragment_.changes.timers;
  std::erase_if(timers, [&](const auto& t) { return t.name == timer.name; });
  fragment_.changes.timer_stops.push_back({person().row.id, timer.name});
}

void Step::apply(const RaiseCase& raised) {
  const auto& row = person().row;
  auto& open = person().conversation.open_case;
  store::CaseRow stored;
  stored.id = open && open->id != 0 ? CaseId(open->id) : draw<CaseId>(row.id.shard());
  stored.party = row.id;
  stored.kind = raised.kind;
  stored.grade = raised.grade;
  stored.opened = open && open->id != 0 ? open->opened : now();
  Inbound words;
  words.text = raised.text;
  words.location = raised.pin;
  stored.contents = to_json(words);
  if (open) open->id = stored.id.value();
  fragment_.changes.cases.push_back(std::move(stored));
  metrics::count("pintu_cases_total", {{"kind", raised.kind}, {"grade", raised.grade}});
  if (raised.grade == "certain") {
    notify_desk("darurat", "DARURAT: " + raised.kind + "\n" + raised.text, Lane::emergency, ReportId{});
  }
}

void Step::apply(const AnswerAgency& answer) {
  const auto report = find_report(ReportId(answer.report));
  if (!report) return;
  note_report(report->id, "addition", answer.text);
  // Without an id it waits behind the report itself.
  const bool will_have_one = !report->agency_id.empty() || report->forward == ForwardState::waiting;
  const auto* agency = world().agency(report->agency);
  if (!will_have_one || agency == nullptr || !agency->takes_follow_ups()) {
    relay_addition(*report, answer);
    return;
  }
  // The words first; each file follows when it is there.
  for (const auto& id : answer.media) send_after(*report, id);
  if (answer.text.empty()) return;
  auto job =
      new_job(store::JobKind::follow_up, Lane::status, "report:" + std::to_string(report->id.value()), report->agency);
  job.report = report->id;
  Inbound words;
  words.id = report->agency_id;
  words.text = answer.text;
  job.payload = to_json(words);
  add_job(std::move(job));
}

void Step::apply(const EraseParty&) { erase(); }

void Step::apply(const ExportParty&) {
  const auto& row = person().row;
  std::string text;
  for (const auto& line : batch_.store_.transcript(row.id, 200)) {
    const auto inbound = line.direction == store::Direction::in ? inbound_from_json(line.body) : std::nullopt;
    if (inbound && !inbound->text.empty()) text += to_rfc3339(line.at) + " " + inbound->text + "\n";
  }
  Reply reply;
  reply.message.text = "Yang kami simpan dari Anda:\n" + (text.empty() ? std::string("belum ada") : text);
  for (const auto& report : person().conversation.reports) {
    const auto number = ReportNumber::read(report.number);
    if (number) reply.message.text += "Laporan " + number->shown() + ": " + report.title + "\n";
  }
  apply(reply);
  audit("person", "data.export", std::to_string(row.id.value()));
}

void Step::apply(const Took& took) { rule_ = note_of(took); }

void Step::note_report(ReportId report, std::string what, std::string detail) {
  fragment_.changes.report_events.push_back({report, now(), std::move(what), std::move(detail)});
}

void Step::audit(const std::string& who, const std::string& what, const std::string& about) {
  fragment_.changes.audit.push_back({now(), who, what, about, {}});
}

void Step::erase() {
  audit("person", "data.erase", std::to_string(person().row.id.value()));
  withdraw_reports();
  fragment_.changes.erased.push_back(person().row.id);
  person().erased = true;
  person().conversation = Conversation{};
  metrics::count("pintu_people_erased_total");
  advance(ErasedHappened{});
}

}  // namespace pintu::flow
