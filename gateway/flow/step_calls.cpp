// SPDX-License-Identifier: Apache-2.0
// Connectors: what a script asks becomes a job, what came of it an event of the talk.
#include <stdexcept>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/connectors.hpp"
#include "gateway/flow/step.hpp"

namespace pintu::flow {

void Step::apply(const CallConnector& call) {
  const auto* connector = world().connector(call.connector);
  if (connector == nullptr) {
    log::warning("connector.not_configured", {{"connector", call.connector}});
    metrics::count("pintu_connector_calls_total", {{"connector", "not-configured"}, {"outcome", failed_call}});
    calls_ended_.push_back({call.epoch, failed_call, {}});
    return;
  }
  const auto* channel = world().channel(person().row.key.channel);
  const auto lane = person().conversation.open_case ? Lane::emergency : Lane::reply;
  auto job = new_job(store::JobKind::call, lane, "", call.connector);
  job.deadline = now() + call.hold;
  job.payload = call_payload(call, channel == nullptr ? std::string() : std::string(channel->kind()),
                             person().conversation.language);
  add_job(std::move(job));
}

void Step::end_calls_in_vain() {
  constexpr int most = 16;
  while (!calls_ended_.empty()) {
    if (++calls_in_vain_ > most)
      throw std::runtime_error("a script asks a connector in a circle that is not configured");
    const auto ended = calls_ended_.back();
    calls_ended_.pop_back();
    const auto took = rule_;
    advance(ended);
    rule_ = took;
  }
}

void Step::settle_call(const store::JobRow& job, const JobEnded& ended) {
  if (job.state == store::JobState::waiting) return;
  const auto epoch = epoch_of_call(job.payload);
  if (!epoch || !open_person(job.party)) return;
  CallHappened happened{*epoch, failed_call, {}};
  if (ended.answer && job.state == store::JobState::done) {
    happened.outcome = ended.answer->outcome;
    happened.give = ended.answer->give;
  }
  ++person().row.sequence;
  std::string rule;
  advance(happened, &rule);
  const bool late = rule.starts_with("rule=call:late");
  metrics::count("pintu_connector_calls_total",
                 {{"connector", job.target}, {"outcome", late ? "late" : happened.outcome}});
  if (late) log::info("connector.late", {{"connector", job.target}, {"job", job.id}});
  if (!ended.answer)
    metrics::count("pintu_connector_failures_total", {{"connector", job.target}, {"reason", job.reason}});
}

}  // namespace pintu::flow
