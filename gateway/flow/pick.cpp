// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/pick.hpp"

#include <algorithm>
#include <set>

#include "gateway/model/ids.hpp"

namespace pintu::flow {

namespace {

std::set<PartyKey> senders(const Submission& submission) {
  std::set<PartyKey> keys;
  for (const auto& event : submission.events) {
    if (const auto* arrived = std::get_if<Arrived>(&event.body)) keys.insert({arrived->channel, arrived->inbound.from});
  }
  return keys;
}

bool urgent(const Submission& submission) { return std::ranges::any_of(submission.events, &Event::emergency); }

bool overlap(const std::set<PartyKey>& a, const std::set<PartyKey>& b) {
  return std::ranges::any_of(a, [&](const auto& key) { return b.contains(key); });
}

// Moves urgent submissions, and what their senders wrote before them, to the front; everything else keeps its order.
void urgent_first(std::deque<Waiting>& waiting) {
  const auto last =
      std::find_if(waiting.rbegin(), waiting.rend(), [](const Waiting& w) { return urgent(w.submission); });
  if (last == waiting.rend()) return;
  std::set<PartyKey> people;
  std::vector<bool> chosen(waiting.size(), false);
  // From the back, so that a submission is chosen when a later urgent one (or one that must precede it) shares a
  // sender.
  for (std::size_t i = waiting.size(); i-- > 0;) {
    const auto keys = senders(waiting[i].submission);
    if (!urgent(waiting[i].submission) && !overlap(keys, people)) continue;
    chosen[i] = true;
    people.insert(keys.begin(), keys.end());
  }
  std::deque<Waiting> front;
  std::deque<Waiting> rest;
  for (std::size_t i = 0; i < waiting.size(); ++i) (chosen[i] ? front : rest).push_back(std::move(waiting[i]));
  waiting = std::move(front);
  std::ranges::move(rest, std::back_inserter(waiting));
}

}  // namespace

std::vector<Submission> pick(std::deque<Waiting>& waiting, std::size_t most) {
  urgent_first(waiting);
  std::vector<Submission> batch;
  std::size_t count = 0;
  while (!waiting.empty()) {
    const auto size = waiting.front().submission.events.size();
    if (!batch.empty() && count + size > most) break;
    count += size;
    batch.push_back(std::move(waiting.front().submission));
    waiting.pop_front();
  }
  return batch;
}

}  // namespace pintu::flow
