// SPDX-License-Identifier: Apache-2.0
// Token buckets and holds: for each channel, each recipient of it and each agency. Pure; time is an argument.
#pragma once

#include <algorithm>
#include <map>
#include <string>

#include "gateway/base/clock.hpp"

namespace pintu::flow {

class Bucket {
 public:
  Bucket() = default;
  Bucket(double per_second, double burst) : per_second_(per_second), burst_(burst), tokens_(burst) {}

  // How long until one may be taken; zero = now. Takes nothing.
  Duration wait(Instant now) {
    fill(now);
    if (now < held_) return held_ - now;
    if (tokens_ >= 1) return Duration{0};
    return Duration{static_cast<Duration::rep>((1 - tokens_) / per_second_ * 1000) + 1};
  }
  void take(Instant now, double count = 1) {
    fill(now);
    tokens_ -= count;
  }
  // One was taken for nothing.
  void give_back(Instant now) { take(now, -1); }
  void hold_until(Instant until) { held_ = std::max(held_, until); }
  // Full and not held: nothing would be lost by forgetting it.
  bool idle(Instant now) const { return now >= held_ && tokens_at(now) >= burst_; }

 private:
  double tokens_at(Instant now) const {
    if (last_ == Instant{} || now <= last_) return tokens_;
    return std::min(burst_, tokens_ + std::chrono::duration<double>(now - last_).count() * per_second_);
  }
  void fill(Instant now) {
    tokens_ = tokens_at(now);
    last_ = std::max(last_, now);
  }
  double per_second_ = 1;
  double burst_ = 1;
  double tokens_ = 1;
  Instant last_{};
  Instant held_{};
};

class Rates {
 public:
  Bucket& of(const std::string& name, double per_second, double burst) {
    return buckets_.try_emplace(name, per_second, burst).first->second;
  }
  // Forgets what is idle, so that memory does not grow with the number of people.
  void forget_idle(Instant now) {
    std::erase_if(buckets_, [&](const auto& entry) { return entry.second.idle(now); });
  }
  std::size_t size() const { return buckets_.size(); }

 private:
  std::map<std::string, Bucket> buckets_;
};

}  // namespace pintu::flow
