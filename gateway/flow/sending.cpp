// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/sending.hpp"

#include <cstdlib>
#include <nlohmann/json.hpp>

#include "gateway/base/overloaded.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using store::JobKind;

namespace {

constexpr Duration longest_wait_for_files = std::chrono::minutes(2);

Result<Sending> unreadable() {
  return fail(Errc::malformed, "the job's payload cannot be read; its person may be erased");
}

SendOutcome gone() { return Retry{"not-configured", Duration(std::chrono::minutes(10)), Hold::job}; }

}  // namespace

Result<Sending> prepare(const World&, const store::JobRow& job) {
  Sending sending;
  switch (job.kind) {
    case JobKind::reply:
    case JobKind::notify: {
      auto message = outbound_from_json(job.payload);
      if (!message || message->to.empty()) return unreadable();
      message->key = job.key;
      sending.what = ToPerson{*std::move(message)};
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
      sending.what = FollowUp{words->id, words->text};
      return sending;
    }
    case JobKind::fetch_media: {
      auto carrier = inbound_from_json(job.payload);
      if (!carrier || carrier->attachments.size() != 1) return unreadable();
      sending.what = FetchFile{carrier->attachments.front()};
      return sending;
    }
  }
  return unreadable();
}

bool wants_files(const Sending& sending) {
  const auto* forward = std::get_if<ToAgency>(&sending.what);
  return forward != nullptr && !forward->report.media.empty();
}

std::optional<std::vector<ReportFile>> read_files(store::Store& store, const Sending& sending, Instant now) {
  const auto& report = std::get<ToAgency>(sending.what).report;
  const bool may_wait = now - report.filed < longest_wait_for_files;
  std::vector<ReportFile> files;
  for (const auto& text : report.media) {
    const MediaId id(std::strtoll(text.c_str(), nullptr, 10));
    const auto row = store.media(id);
    if (row && row->state == "wanted" && may_wait) return std::nullopt;
    if (!row || row->state != "stored") continue;
    if (auto bytes = store.media_bytes(id)) files.push_back({row->name, row->mime, *std::move(bytes)});
  }
  return files;
}

void set_files(Sending& sending, std::vector<ReportFile> files) {
  std::get<ToAgency>(sending.what).files = std::move(files);
}

SendStep next_step(const World& world, const store::JobRow& job, Sending& sending, std::span<const Exchange> so_far) {
  const auto* channel = world.channel(job.target);
  const auto* agency = world.agency(job.target);
  return std::visit(overloaded{
                        [&](const ToPerson& p) -> SendStep {
                          return channel == nullptr ? SendStep(gone()) : channel->send(p.message, so_far);
                        },
                        [&](const ToAgency& a) -> SendStep {
                          return agency == nullptr ? SendStep(gone()) : agency->forward(a.report, a.files, so_far);
                        },
                        [&](const FollowUp& f) -> SendStep {
                          return agency == nullptr ? SendStep(gone())
                                                   : agency->follow_up(f.agency_id, f.text, {}, so_far);
                        },
                        [&](const Poll& p) -> SendStep {
                          if (agency == nullptr) return SendStep(gone());
                          auto step = agency->poll(p.agency_id, so_far);
                          if (auto* request = std::get_if<http::Request>(&step)) return std::move(*request);
                          if (auto* outcome = std::get_if<SendOutcome>(&step)) return std::move(*outcome);
                          sending.status = std::get<AgencyStatus>(std::move(step));
                          return SendOutcome(Done{p.agency_id, {}});
                        },
                        [&](const FetchFile& f) -> SendStep {
                          if (channel == nullptr) return SendStep(gone());
                          auto step = channel->fetch(f.attachment, so_far);
                          if (auto* request = std::get_if<http::Request>(&step)) return std::move(*request);
                          if (auto* outcome = std::get_if<SendOutcome>(&step)) return std::move(*outcome);
                          sending.file = std::get<FetchedFile>(std::move(step));
                          return SendOutcome(Done{"file", {}});
                        },
                    },
                    sending.what);
}

}  // namespace pintu::flow
