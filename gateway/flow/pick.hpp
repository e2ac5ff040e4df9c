// SPDX-License-Identifier: Apache-2.0
// Which waiting events make the next batch. Pure.
#pragma once

#include <chrono>
#include <deque>
#include <vector>

#include "gateway/flow/event.hpp"

namespace pintu::flow {

struct Waiting {
  Submission submission;
  std::chrono::steady_clock::time_point since;
};

// Takes whole submissions off `waiting`, at most `most` events (one larger submission goes alone). Emergencies first;
// an emergency never overtakes its own sender: what the same person wrote before it comes along, in order.
std::vector<Submission> pick(std::deque<Waiting>& waiting, std::size_t most);

}  // namespace pintu::flow
