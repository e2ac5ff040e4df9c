// SPDX-License-Identifier: Apache-2.0
// What becomes of the files that people send: wanted, fetched, kept or refused.
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

// Every file that may matter is wanted at once: a provider keeps it only for a time.
std::vector<std::string> Step::keep_attachments(const Arrived& arrived) {
  std::vector<std::string> ids;
  for (const auto& attachment : arrived.inbound.attachments) {
    const bool file = attachment.kind != AttachmentKind::contact && attachment.kind != AttachmentKind::sticker;
    if (!file || attachment.ref.empty()) continue;
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
    auto job = new_job(store::JobKind::fetch_media, Lane::bulk, "", arrived.channel);
    job.media = media.id;
    Inbound carrier;
    carrier.attachments = {attachment};
    job.payload = to_json(carrier);
    ids.push_back(std::to_string(media.id.value()));
    fragment_.changes.media.push_back(std::move(media));
    add_job(std::move(job));
  }
  return ids;
}

void Step::settle_media(store::JobRow& job, const JobEnded& ended) {
  auto media = batch_.transaction_.media(job.media);
  if (!media) return;
  if (ended.file) {
    media->bytes = ended.file->bytes;
    media->size = static_cast<std::int64_t>(ended.file->bytes.size());
    if (!ended.file->mime.empty()) media->mime = ended.file->mime;
    if (media->name.empty()) media->name = ended.file->name;
    media->state = "stored";
  } else if (job.state == store::JobState::waiting) {
    return;
  } else {
    media->state = job.state == store::JobState::rejected ? "refused" : "gone";
    media->reason = job.reason;
  }
  fragment_.changes.media.push_back(*std::move(media));
}

}  // namespace pintu::flow
