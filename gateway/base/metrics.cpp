// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>

namespace pintu::metrics {

namespace {

// prometheus-cpp's families are found by name each time they are asked for; this keeps the references it gave.
struct Metrics {
  std::mutex mutex;
  prometheus::Registry registry;
  std::map<std::pair<std::string, Labels>, prometheus::Counter*> counters;
  std::map<std::pair<std::string, Labels>, prometheus::Gauge*> gauges;
  std::map<std::pair<std::string, Labels>, prometheus::Histogram*> histograms;
};

Metrics& all() {
  static Metrics instance;
  return instance;
}

}  // namespace

void count(const std::string& name, const Labels& labels, double by) {
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  auto& slot = m.counters[{name, labels}];
  if (slot == nullptr) slot = &prometheus::BuildCounter().Name(name).Register(m.registry).Add(labels);
  slot->Increment(by);
}

void set(const std::string& name, double value, const Labels& labels) {
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  auto& slot = m.gauges[{name, labels}];
  if (slot == nullptr) slot = &prometheus::BuildGauge().Name(name).Register(m.registry).Add(labels);
  slot->Set(value);
}

void observe_seconds(const std::string& name, double seconds, const Labels& labels) {
  static const prometheus::Histogram::BucketBoundaries buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                               0.25,  0.5,    1,     2.5,  5,     10};
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  auto& slot = m.histograms[{name, labels}];
  if (slot == nullptr) slot = &prometheus::BuildHistogram().Name(name).Register(m.registry).Add(labels, buckets);
  slot->Observe(seconds);
}

double value(const std::string& name, const Labels& labels) {
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  if (const auto it = m.counters.find({name, labels}); it != m.counters.end()) return it->second->Value();
  if (const auto it = m.gauges.find({name, labels}); it != m.gauges.end()) return it->second->Value();
  return 0;
}

std::string exposition() {
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  return prometheus::TextSerializer{}.Serialize(m.registry.Collect());
}

}  // namespace pintu::metrics
