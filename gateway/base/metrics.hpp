// SPDX-License-Identifier: Apache-2.0
// Counters and gauges by name, on prometheus-cpp's core; the text form is served by the admin listener. Thread-safe.
// Names: pintu_<subsystem>_<what>_<unit>[_total]; labels are bounded, never an id of a person.
#pragma once

#include <map>
#include <string>

namespace pintu::metrics {

using Labels = std::map<std::string, std::string>;

void count(const std::string& name, const Labels& labels = {}, double by = 1);
void set(const std::string& name, double value, const Labels& labels = {});
// Histogram in seconds, 1 ms to 10 s.
void observe_seconds(const std::string& name, double seconds, const Labels& labels = {});
// The present value of a counter or gauge; 0 when it was never touched.
double value(const std::string& name, const Labels& labels = {});
// Prometheus text exposition format 0.0.4.
std::string exposition();

}  // namespace pintu::metrics
