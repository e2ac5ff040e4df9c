// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gateway/base/clock.hpp"

namespace pintu {

// How long to wait before try number `attempt` (1 = the first repeat): first, doubled each time, at most `most`, with
// up to a fifth added by `spread` in [0, 1) so that many waiters do not come back together.
constexpr Duration backoff(int attempt, Duration first, Duration most, double spread) {
  Duration wait = first;
  for (int i = 1; i < attempt && wait < most; ++i) wait *= 2;
  if (wait > most) wait = most;
  return wait + Duration{static_cast<Duration::rep>(static_cast<double>(wait.count()) * spread / 5)};
}

}  // namespace pintu
