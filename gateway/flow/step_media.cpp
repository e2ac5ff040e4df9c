// SPDX-License-Identifier: Apache-2.0
// What becomes of the files that people send: wanted, fetched, kept or refused, and after a report those that come
// late.
#include <algorithm>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/attachments.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

namespace {

constexpr double megabyte = 1 << 20;
constexpr double seconds_an_hour = 3600;

void count(std::string_view state) { metrics::count("pintu_media_total", {{"state", std::string(state)}}); }

bool is_file(const Attachment& attachment) {
  const bool kept_as_text = attachment.kind == AttachmentKind::contact || attachment.kind == AttachmentKind::sticker;
  return !kept_as_text && !attachment.ref.empty();
}

// Which sentence the person reads about a file that we do not have.
std::string_view words_for(const store::MediaRow& media) {
  if (media.reason == "too-large") return "media_refused.too_large";
  return media.reason.starts_with("file-") ? "media_refused.type" : "media_refused.gone";
}

}  // namespace

// A person who sends more than anybody needs keeps talking; only the files wait for another hour. Never with a case
// open.
bool Step::too_many_files(const Attachment& attachment) {
  const auto& world_limits = world();
  if (person().conversation.open_case || world_limits.files_per_hour <= 0) return false;
  const auto who = std::to_string(person().row.id.value());
  auto& files =
      batch_.floods_.of("files/" + who, world_limits.files_per_hour / seconds_an_hour, world_limits.files_per_hour);
  auto& size = megabytes_of(person().row.id);
  if (files.wait(now()) > Duration{0} || size.wait(now()) > Duration{0}) return true;
  files.take(now());
  size.take(now(), static_cast<double>(attachment.size) / megabyte);
  return false;
}

Bucket& Step::megabytes_of(PartyId party) {
  const double most = std::max(1.0, world().megabytes_per_hour);
  return batch_.floods_.of("megabytes/" + std::to_string(party.value()), most / seconds_an_hour, most);
}

// Every file that may matter is wanted at once: a provider keeps it only for a time.
std::vector<std::string> Step::keep_attachments(const Arrived& arrived) {
  std::vector<std::string> ids;
  for (const auto& attachment : arrived.inbound.attachments) {
    if (!is_file(attachment)) continue;
    const auto& row = person().row;
    store::MediaRow media;
    media.id = draw<MediaId>(row.id.shard());
    media.party = row.id;
    media.kind = attachment.kind;
    media.channel = arrived.channel;
    media.ref = attachment.ref;
    media.mime = attachment.mime;
    media.name = attachment.name;
    media.size = attachment.size;
    if (too_many_files(attachment)) {
      media.state = "refused";
      media.reason = "too-many";
    } else {
      auto job = new_job(store::JobKind::fetch_media, Lane::bulk, "", arrived.channel);
      job.media = media.id;
      Inbound carrier;
      carrier.attachments = {attachment};
      job.payload = to_json(carrier);
      ids.push_back(std::to_string(media.id.value()));
      add_job(std::move(job));
    }
    count(media.state);
    fragment_.changes.media.push_back(std::move(media));
  }
  return ids;
}

void Step::settle_media(store::JobRow& job, const JobEnded& ended) {
  auto media = batch_.transaction_.media(job.media);
  if (!media || media->state != "wanted") return;
  if (ended.file) {
    if (media->size == 0) {
      megabytes_of(media->party).take(now(), static_cast<double>(ended.file->bytes.size()) / megabyte);
    }
    media->bytes = ended.file->bytes;
    media->size = static_cast<std::int64_t>(ended.file->bytes.size());
    media->mime = ended.file->mime;
    if (media->name.empty()) media->name = ended.file->name;
    media->state = "stored";
  } else if (job.state == store::JobState::waiting) {
    return;
  } else {
    media->state = job.state == store::JobState::rejected ? "refused" : "gone";
    media->reason = job.reason;
    tell_of_refusal(*media);
  }
  count(media->state);
  fragment_.changes.media.push_back(*std::move(media));
}

// One friendly sentence, and for several files that come together the same one once.
void Step::tell_of_refusal(const store::MediaRow& media) {
  if (!open_person(media.party)) return;
  auto& told = batch_.floods_.of("refused/" + std::to_string(media.party.value()), 1.0 / 60, 1);
  if (told.wait(now()) > Duration{0}) return;
  const auto& set = batch_.library_.newest();
  const auto* common = set.find("umum");
  const auto* text = common == nullptr ? nullptr : common->text(words_for(media));
  const auto* channel = world().channel(person().row.key.channel);
  if (text == nullptr || channel == nullptr) return;
  told.take(now());
  Reply reply;
  reply.message.text = set.say(*common, *text, person().conversation.language, channel->kind());
  apply(reply);
}

// What the accepted report left behind because it was still being fetched follows it, each file by itself, so that one
// that never comes keeps no other back. Their try tells the agency too when one cannot be had after all.
void Step::follow_with_late_files(const store::ReportRow& report) {
  const auto* agency = world().agency(report.agency);
  if (agency == nullptr || !agency->takes_follow_ups()) return;
  std::string fates;
  for (const auto& event : batch_.store_.report_events(report.id)) {
    if (event.what == "files") fates = event.detail;
  }
  metrics::count("pintu_media_total", {{"state", "forwarded"}}, static_cast<double>(ids_under("sent", fates).size()));
  for (const auto& id : ids_under("late", fates)) {
    send_after(report, id);
    count("late");
  }
}

void Step::send_after(const store::ReportRow& report, const std::string& file) {
  auto job = new_job(store::JobKind::follow_up, Lane::bulk, "", report.agency);
  job.report = report.id;
  Inbound carrier;
  carrier.id = report.agency_id;
  carrier.attachments.emplace_back().ref = file;
  job.payload = to_json(carrier);
  add_job(std::move(job));
}

}  // namespace pintu::flow
