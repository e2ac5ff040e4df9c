// SPDX-License-Identifier: Apache-2.0
// What delivery knows of agencies: their rate, their breaker, and which of them the lanes leave in the store.
#include <algorithm>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/flow/delivery.hpp"

namespace pintu::flow {

using namespace std::chrono_literals;

Bucket* Delivery::agency_rate(const store::JobRow& job) {
  const auto* agency = store::is_for_agency(job.kind) ? world_.agency(job.target) : nullptr;
  if (agency == nullptr) return nullptr;
  return &rates_.of(job.target, agency->per_minute() / 60, std::max(1.0, agency->per_minute() / 10));
}

Delivery::FarAgency* Delivery::far_agency(const store::JobRow& job) {
  const bool known = store::is_for_agency(job.kind) && world_.agency(job.target) != nullptr;
  return known ? &far_agencies_[job.target] : nullptr;
}

bool Delivery::has_place(const FarAgency& agency) const {
  return agency.in_flight < limits_.of_agency && agencies_in_flight_ * 2 < limits_.in_flight;
}

void Delivery::start_at_agency(const store::JobRow& job) {
  auto* far = far_agency(job);
  if (far == nullptr) return;
  ++far->in_flight;
  ++agencies_in_flight_;
  const auto before = far->breaker.state();
  far->breaker.start(job.id);
  if (far->breaker.state() == before) return;
  show(job.target, far->breaker.state());
  log::info("breaker.half_open", {{"agency", job.target}, {"job", job.id}});
  admit_agencies();
}

void Delivery::end_at_agency(const Try& attempt, const SendOutcome& outcome) {
  auto* far = far_agency(attempt.job);
  if (far == nullptr) return;
  --far->in_flight;
  --agencies_in_flight_;
  auto* breaker = &far->breaker;
  const auto& agency = attempt.job.target;
  const auto before = breaker->state();
  const Instant now = clock_.now();
  const auto sign = sign_of(attempt.so_far, outcome);
  breaker->end(attempt.job.id, sign, outcome, now);
  const auto after = breaker->state();
  if (after != before) show(agency, after);
  if (after != before && sign == Sign::failing) {
    const auto* retry = std::get_if<Retry>(&outcome);
    const auto* unknown = std::get_if<Unknown>(&outcome);
    metrics::count("pintu_breaker_opened_total", {{"target", agency}});
    log::warning("breaker.open", {{"agency", agency},
                                  {"reason", retry != nullptr ? retry->reason : unknown->reason},
                                  {"pause_s", breaker->wait(now).value_or(Duration{0}).count() / 1000}});
  } else if (after != before && after == Breaker::State::closed) {
    log::info("breaker.closed", {{"agency", agency}});
  }
  admit_agencies();
}

// Jobs of an agency that takes none now stay in the store, unstarted; the others come to memory again.
void Delivery::admit_agencies() {
  const Instant now = clock_.now();
  bool back = false;
  for (const auto& [name, agency] : far_agencies_) {
    const auto wait = agency.breaker.wait(now);
    if (wait == Duration{0}) {
      back = lanes_.admit(name) || back;
      continue;
    }
    lanes_.shut(name);
    if (wait) wake_at(now + *wait);
  }
  if (back && !refilling_) refill_soon();
}

void Delivery::show(const std::string& agency, Breaker::State state) {
  metrics::set("pintu_breaker_state", static_cast<double>(state), {{"target", agency}});
}

// Nothing was asked of the agency: its rate is not touched by it. The older the job, the longer it waits.
void Delivery::end_untried(const std::shared_ptr<Try>& attempt, std::string reason, Duration longest) {
  if (auto* bucket = agency_rate(attempt->job)) bucket->give_back(clock_.now());
  const Duration age = clock_.now() - attempt->job.created;
  end(attempt, Retry{std::move(reason), std::clamp(Duration(age / 8), Duration{5s}, longest), Hold::job});
}

}  // namespace pintu::flow
