// SPDX-License-Identifier: Apache-2.0
// Replies that a channel takes only after their person wrote (WhatsApp's 24 hours), and what is known of a reply only
// after its send call had ended.
#include <algorithm>
#include <charconv>
#include <utility>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/policy.hpp"
#include "gateway/flow/step.hpp"
#include "gateway/model/json.hpp"

namespace pintu::flow {

using store::JobKind;
using store::JobState;

namespace {

constexpr std::size_t most_held = 50;  // of one person; older ones are tried when their time comes

bool to_a_person(const store::JobRow& job) { return job.kind == JobKind::reply || job.kind == JobKind::notify; }

}  // namespace

std::optional<store::JobRow> Step::find_job_by_key(const std::string& channel, const std::string& key) {
  std::int64_t id = 0;
  const auto read = std::from_chars(key.data(), key.data() + key.size(), id);
  if (key.empty() || read.ec != std::errc() || read.ptr != key.data() + key.size()) return std::nullopt;
  auto job = find_job(JobId(id));
  // A receipt of another channel names nothing here.
  if (!job || job->target != channel || job->key != key || !to_a_person(*job)) return std::nullopt;
  return job;
}

void Step::hold_until_heard(store::JobRow& job) {
  if (job.kind == JobKind::notify) {
    const auto note = outbound_from_json(job.payload);
    if (!note) return;
    open_person({job.target, note->to}, {});
  } else if (!job.party || (!fragment_.person && !open_person(job.party)) || person().row.id != job.party) {
    return;
  }
  const auto open = open_until(job.target, person().row.last_inbound);
  const auto believed = outbound_from_json(job.payload);
  // They wrote while it stood behind another that waited for just that.
  if (open && believed && *open > now() && believed->open_until != open) {
    let_go(job);
    return;
  }
  auto& held = person().conversation.held;
  if (std::ranges::find(held, job.key) != held.end()) return;
  held.push_back(job.key);
  if (held.size() > most_held) held.erase(held.begin());
  metrics::count("pintu_replies_held_total", {{"channel", job.target}});
}

void Step::release_held() {
  auto held = std::exchange(person().conversation.held, {});
  for (const auto& key : held) {
    auto job = find_job_by_key(person().row.key.channel, key);
    if (!job || job->state != JobState::waiting) continue;
    let_go(*job);
    update_job(*job);
  }
}

void Step::let_go(store::JobRow& job) {
  job.due = now();
  job.reason = heard;
  if (auto message = outbound_from_json(job.payload)) {
    message->open_until = open_until(job.target, person().row.last_inbound);
    job.payload = to_json(*message);
  }
  fragment_.released.push_back(job);
}

std::optional<Instant> Step::open_until(const std::string& channel, Instant last_heard) const {
  const auto* configured = world().channel(channel);
  const auto session = configured == nullptr ? std::nullopt : configured->session();
  return session ? std::optional(last_heard + *session) : std::nullopt;
}

void Step::failed_later(store::JobRow& job, const std::string& reason) {
  metrics::count("pintu_delivery_failed_total", {{"channel", job.target}, {"reason", reason}});
  log::warning("delivery.failed_later", {{"job", job.id}, {"target", job.target}, {"reason", reason}});
  const auto* channel = world().channel(job.target);
  if (job.state != JobState::done || channel == nullptr || !channel->wants_to_hear_first(reason)) return;
  const auto verdict = judge(job, Retry{reason, {}, Hold::job, true}, now(), 0);
  job.state = verdict.state;
  job.due = verdict.due;
  job.reason = verdict.reason;
  hold_until_heard(job);
  update_job(job);
}

void Step::arrived_after_all(store::JobRow& job, const std::string& external_id) {
  const bool in_doubt = job.state == JobState::unknown || (job.state == JobState::waiting && in_doubt_once(job));
  if (!in_doubt) return;
  job.state = JobState::done;
  job.external_id = external_id;
  if (job.message && !external_id.empty()) fragment_.changes.external_ids.push_back({job.message, external_id});
  metrics::count("pintu_replies_found_delivered_total", {{"channel", job.target}});
  update_job(job);
}

}  // namespace pintu::flow
