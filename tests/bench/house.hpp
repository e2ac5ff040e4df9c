// SPDX-License-Identifier: Apache-2.0
// The daemon under measurement: its folder and configuration, started and asked.
#pragma once

#include <memory>
#include <string>

#include "bench/child.hpp"
#include "bench/load.hpp"

namespace pintu::bench {

// At one moment, to be subtracted.
struct Reading {
  double cpu_seconds = 0;
  std::string metrics;
  double turns() const;  // replies whose outcome is recorded
  double commits() const;
};

class House {
 public:
  // `folder`: data, configuration and log.
  House(std::string binary, std::string folder, std::uint16_t api_port);

  // Until it answers 200 at /health/ready; how long that took.
  std::chrono::milliseconds start();
  void stop();
  Reading read() const;
  double peak_mib() const { return child_->peak_mib(); }
  std::uint16_t port() const { return hooks_; }
  std::string database() const { return folder_ + "/data/pintu.db"; }

  static constexpr const char* secret = "bench-secret";

 private:
  std::string binary_;
  std::string folder_;
  std::uint16_t hooks_ = 0;
  std::uint16_t admin_ = 0;
  std::unique_ptr<Child> child_;
};

}  // namespace pintu::bench
