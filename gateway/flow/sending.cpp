// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/sending.hpp"

#include <nlohmann/json.hpp>

#include "adapters/lapor/content.hpp"
#include "adapters/lapor/files.hpp"
#include "gateway/base/overloaded.hpp"
#include "gateway/flow/connectors.hpp"
#include "gateway/flow/policy.hpp"
#include "gateway/model/file_type.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using store::JobKind;

namespace {

constexpr Duration longest_wait_for_files = std::chrono::minutes(2);

Result<Sending> unreadable() {
  return fail(Errc::malformed, "the job's payload cannot be read; its person may be erased");
}

// The client left a file that grew past Request::answer_limit: the next try would grow as far.
bool was_too_large(std::span<const Exchange> so_far) {
  const auto* left = so_far.empty() ? nullptr : std::get_if<http::NoAnswer>(&so_far.back());
  return left != nullptr && left->reason == http::answer_too_large;
}

FileRules for_officers() { return {{"image/jpeg", "image/png", "application/pdf"}, lapor::largest_file}; }

SendOutcome gone() { return Retry{"not-configured", Duration(std::chrono::minutes(10)), Hold::job}; }

}  // namespace

Result<Sending> prepare(const store::JobRow& job, Instant now) {
  Sending sending;
  switch (job.kind) {
    case JobKind::reply:
    case JobKind::notify: {
      auto message = outbound_from_json(job.payload);
      if (!message || message->to.empty()) return unreadable();
      message->key = job.key;
      message->as_template = message->open_until && now > *message->open_until;
      sending.what = ToPerson{*std::move(message), {}};
      return sending;
    }
    case JobKind::forward: {
      auto report = report_from_json(job.payload);
      if (!report) return unreadable();
      sending.what = ToAgency{*std::move(report), {}};
      return sending;
    }
    case JobKind::poll_report: {
      const auto memory = nlohmann::json::parse(job.payload, nullptr, false);
      if (!memory.is_object()) return unreadable();
      sending.what = Poll{memory.value("agency_id", std::string())};
      return sending;
    }
    case JobKind::follow_up: {
      auto words = inbound_from_json(job.payload);
      if (!words) return unreadable();
      FollowUp addition{words->id, words->text, {}, {}};
      for (auto& file : words->attachments) addition.media.push_back(std::move(file.ref));
      sending.what = std::move(addition);
      return sending;
    }
    case JobKind::call:
      sending.what = Call{job.payload, now};
      return sending;
    case JobKind::fetch_media: {
      auto carrier = inbound_from_json(job.payload);
      if (!carrier || carrier->attachments.size() != 1) return unreadable();
      sending.what = FetchFile{carrier->attachments.front()};
      return sending;
    }
  }
  return unreadable();
}

std::optional<FilesWanted> files_wanted(const World& world, const store::JobRow& job, const Sending& sending,
                                        Instant now) {
  FilesWanted wanted;
  if (const auto* person = std::get_if<ToPerson>(&sending.what)) {
    wanted.ids = person->message.media;
    if (job.kind == JobKind::notify) {
      // An officer's phone is no safer place than an agency for what a picture says of its maker.
      wanted.to_agency = true;
      wanted.rules = for_officers();
      wanted.may_wait = now - job.created < patience(JobKind::fetch_media, Lane::bulk);
    }
  } else if (const auto* agency = world.agency(job.target)) {
    wanted.to_agency = true;
    wanted.rules = agency->file_rules();
    if (const auto* forward = std::get_if<ToAgency>(&sending.what)) {
      wanted.ids = forward->report.media;
      const bool go_along = !wanted.rules.mimes.empty();
      wanted.may_wait = go_along && now - forward->report.filed < longest_wait_for_files;
    } else if (const auto* late = std::get_if<FollowUp>(&sending.what)) {
      wanted.ids = late->media;
      wanted.may_wait = now - job.created < patience(JobKind::fetch_media, Lane::bulk);
    }
  }
  return wanted.ids.empty() ? std::nullopt : std::optional(std::move(wanted));
}

void set_files(Sending& sending, std::vector<ReportFile> files) {
  if (auto* person = std::get_if<ToPerson>(&sending.what)) {
    const auto absent = lapor::absent_files(files, 0);
    if (!absent.empty()) person->message.text += "\n" + absent.substr(0, absent.size() - 1);
    std::erase_if(files, [](const ReportFile& file) { return file.bytes.empty(); });
    person->files = std::move(files);
  } else if (auto* forward = std::get_if<ToAgency>(&sending.what)) {
    forward->files = std::move(files);
  } else if (auto* late = std::get_if<FollowUp>(&sending.what)) {
    late->files = std::move(files);
  }
}

std::variant<FetchedFile, SendOutcome> judge_file(FetchedFile file) {
  const auto sniffed = sniff(file.bytes);
  if (sniffed.type == nullptr) return SendOutcome(Rejected{"file-" + std::string(sniffed.refused), false, {}});
  file.mime = sniffed.type->mime;
  return file;
}

SendStep next_step(const World& world, const store::JobRow& job, Sending& sending, std::span<const Exchange> so_far) {
  const auto* channel = world.channel(job.target);
  const auto* agency = world.agency(job.target);
  return std::visit(overloaded{
                        [&](const ToPerson& p) -> SendStep {
                          if (channel == nullptr) return SendStep(gone());
                          return p.files.empty() ? channel->send(p.message, so_far)
                                                 : channel->send_with_files(p.message, p.files, so_far);
                        },
                        [&](const ToAgency& a) -> SendStep {
                          return agency == nullptr ? SendStep(gone()) : agency->forward(a.report, a.files, so_far);
                        },
                        [&](const FollowUp& f) -> SendStep {
                          return agency == nullptr ? SendStep(gone())
                                                   : agency->follow_up(f.agency_id, f.text, f.files, so_far);
                        },
                        [&](const Poll& p) -> SendStep {
                          if (agency == nullptr) return SendStep(gone());
                          auto step = agency->poll(p.agency_id, so_far);
                          if (auto* request = std::get_if<http::Request>(&step)) return std::move(*request);
                          if (auto* outcome = std::get_if<SendOutcome>(&step)) return std::move(*outcome);
                          sending.status = std::get<AgencyStatus>(std::move(step));
                          return SendOutcome(Done{p.agency_id, {}});
                        },
                        [&](const Call& c) -> SendStep {
                          const auto* connector = world.connector(job.target);
                          if (connector == nullptr) return SendOutcome(Rejected{"not-configured", false, {}});
                          if (so_far.empty()) return call_request(*connector, job, c.payload, c.at);
                          auto read = read_answer(so_far.front(), c.payload);
                          if (auto* outcome = std::get_if<SendOutcome>(&read)) return std::move(*outcome);
                          sending.answer = std::get<ConnectorAnswer>(std::move(read));
                          return SendOutcome(Done{sending.answer->outcome, {}});
                        },
                        [&](const FetchFile& f) -> SendStep {
                          if (channel == nullptr) return SendStep(gone());
                          if (was_too_large(so_far)) return SendOutcome(Rejected{"too-large", false, {}});
                          auto step = channel->fetch(f.attachment, so_far);
                          if (auto* request = std::get_if<http::Request>(&step)) return std::move(*request);
                          if (auto* outcome = std::get_if<SendOutcome>(&step)) return std::move(*outcome);
                          auto judged = judge_file(std::get<FetchedFile>(std::move(step)));
                          if (auto* outcome = std::get_if<SendOutcome>(&judged)) return std::move(*outcome);
                          sending.file = std::get<FetchedFile>(std::move(judged));
                          return SendOutcome(Done{"file", {}});
                        },
                    },
                    sending.what);
}

}  // namespace pintu::flow
