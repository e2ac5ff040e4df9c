// SPDX-License-Identifier: Apache-2.0
// Counters and gauges by name, on prometheus-cpp's core; the text form is served by the admin listener. Thread-safe.
// Names: pintu_<subsystem>_<what>_<unit>[_total]; labels are bounded, never an id of a person.
#pragma once

#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

namespace pintu::metrics {

struct Label {
  std::string_view name;
  std::string_view value;
};
using Labels = std::initializer_list<Label>;

void count(std::string_view name, Labels labels = {}, double by = 1);
void set(std::string_view name, double value, Labels labels = {});
// Histogram in seconds, 1 ms to 10 s.
void observe_seconds(std::string_view name, double seconds, Labels labels = {});
// The present value of a counter or gauge; 0 when it was never touched.
double value(std::string_view name, Labels labels = {});
// Prometheus text exposition format 0.0.4.
std::string exposition();

// Where the time of a turn goes: adds the wall time of its own life to pintu_stage_seconds_total{stage}.
class Stage {
 public:
  explicit Stage(std::string_view name) : name_(name), began_(std::chrono::steady_clock::now()) {}
  ~Stage() {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    count("pintu_stage_seconds_total", {{"stage", name_}}, took.count());
  }
  Stage(const Stage&) = delete;
  Stage& operator=(const Stage&) = delete;

 private:
  std::string_view name_;  // a literal
  std::chrono::steady_clock::time_point began_;
};

}  // namespace pintu::metrics
