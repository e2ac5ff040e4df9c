// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "adapters/lapor/answer.hpp"
#include "adapters/lapor/lapor.hpp"
#include "adapters/lapor/status.hpp"

namespace pintu::lapor {

namespace {

PollStep to_step(SendOutcome outcome) { return outcome; }

// Whether an answer of the office may stand among the follow-ups. Before that, asking would only cost a request.
bool may_have_answers(ReportState state) {
  return state != ReportState::submitted && state != ReportState::verified && state != ReportState::forwarded;
}

}  // namespace

PollStep Lapor::poll(const std::string& agency_id, std::span<const Exchange> so_far) const {
  if (!is_agency_id(agency_id)) return to_step(Rejected{"bad-agency-id", false, {}});
  if (so_far.empty()) return call("GET", agency_id + "/complaint");
  auto answer = judge_question(so_far[0]);
  if (auto* outcome = std::get_if<SendOutcome>(&answer)) return to_step(std::move(*outcome));
  auto status = read_status(std::get<std::string>(answer));
  if (!status) return to_step(Retry{"answer-without-status", std::nullopt, Hold::job});
  if (may_have_answers(status->state)) {
    if (so_far.size() == 1) return call("GET", agency_id + "/followups");
    auto more = judge_question(so_far[1]);
    // Going on without would look like news now, and like other news when they are there again.
    if (auto* outcome = std::get_if<SendOutcome>(&more)) return to_step(std::move(*outcome));
    const auto words = read_newest_answer(std::get<std::string>(more), settings_.user_id);
    if (!words) return to_step(Retry{"answer-without-follow-ups", std::nullopt, Hold::job});
    if (!words->empty()) status->note = *words;
  }
  status->version = version_of(*status);
  return *std::move(status);
}

}  // namespace pintu::lapor
