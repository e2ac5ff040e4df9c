// SPDX-License-Identifier: Apache-2.0
// What becomes of a job after a try: the one place that decides about sending again (DESIGN 2). Pure.
#pragma once

#include "gateway/model/outcome.hpp"
#include "store/store.hpp"

namespace pintu::flow {

// Reason of a reply that waited for its person's next message and may go: its payload changed with it.
inline constexpr const char* heard = "heard";
// Reason of a note that goes to the address its group has now.
inline constexpr const char* moved = "moved";

struct Verdict {
  store::JobState state = store::JobState::waiting;
  Instant due;
  int attempts = 0;
  std::string reason;
  bool repeated = false;  // a reply that may have arrived is sent once more: counted
};

// `spread` in [0, 1) keeps jobs that failed together from coming back together.
// - Retry with a time said by the provider does not eat the budget; without one the wait doubles, and past the job's
//   deadline the job is exhausted: it waits for a person, it is never deleted. The time that an agency's breaker kept
//   it waiting does not count against it.
// - Unknown: an agency's report is never sent again blindly; a reply once more; an emergency always.
Verdict judge(const store::JobRow& job, const SendOutcome& outcome, Instant now, double spread);

// Whether a waiting reply may have arrived already: its last try got no answer.
bool in_doubt_once(const store::JobRow& job);

// How long a job of this kind may be tried.
Duration patience(store::JobKind kind, Lane lane);

}  // namespace pintu::flow
