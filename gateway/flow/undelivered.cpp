// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/undelivered.hpp"

#include <algorithm>

#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"

namespace pintu::flow {

namespace {

using namespace std::chrono_literals;

constexpr Duration patience_for_receipts = 30min;
constexpr Duration alarm_pause = 1h;
constexpr std::size_t most_young = 2000;
constexpr std::size_t judged = 50;
constexpr std::size_t enough = 20;
constexpr double too_many = 0.5;

}  // namespace

void Undelivered::accepted(const std::string& channel, JobId job, Instant now) {
  auto& young = channels_[channel].young;
  young.push_back({job, now});
  if (young.size() > most_young) young.pop_front();
  look(channel, now);
}

void Undelivered::heard(const std::string& channel, JobId job) {
  auto& young = channels_[channel].young;
  const auto found = std::ranges::find(young, job, &Sent::job);
  if (found != young.end()) found->heard = true;
}

double Undelivered::look(const std::string& channel, Instant now) {
  auto& of = channels_[channel];
  while (!of.young.empty() && now - of.young.front().at >= patience_for_receipts) {
    of.old.push_back(of.young.front().heard);
    of.young.pop_front();
  }
  while (of.old.size() > judged) of.old.pop_front();
  if (of.old.size() < enough) return 0;
  const auto silent = static_cast<double>(std::ranges::count(of.old, false));
  const double share = silent / static_cast<double>(of.old.size());
  metrics::set("pintu_accepted_undelivered_ratio", share, {{"channel", channel}});
  if (share > too_many && now - of.alarmed >= alarm_pause) {
    of.alarmed = now;
    log::error("delivery.accepted_but_silent", {{"channel", channel}, {"of_last", of.old.size()}, {"silent", silent}});
  }
  return share;
}

}  // namespace pintu::flow
