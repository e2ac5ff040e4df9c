// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <map>
#include <mutex>
#include <unordered_map>

#include "gateway/base/unheard.hpp"

namespace pintu::metrics {

namespace {

// prometheus-cpp's families are found by name each time they are asked for; this keeps the references it gave, by name
// and labels in one text, so that what every message counts costs no tree and no copy.
struct Metrics {
  std::mutex mutex;
  prometheus::Registry registry;
  std::unordered_map<std::string, prometheus::Counter*> counters;
  std::unordered_map<std::string, prometheus::Gauge*> gauges;
  std::unordered_map<std::string, prometheus::Histogram*> histograms;
  std::string key;  // of the call that holds the mutex

  const std::string& key_of(std::string_view name, Labels labels) {
    key.assign(name);
    for (const auto& label : labels) {
      key += '\0';
      key += label.name;
      key += '\0';
      key += label.value;
    }
    return key;
  }
};

Metrics& all() {
  static Metrics instance;
  return instance;
}

std::map<std::string, std::string> as_map(Labels labels) {
  std::map<std::string, std::string> map;
  for (const auto& label : labels) map.emplace(label.name, label.value);
  return map;
}

}  // namespace

void count(std::string_view name, Labels labels, double by) {
  if (Unheard::now()) return;
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  auto& slot = m.counters[m.key_of(name, labels)];
  if (slot == nullptr)
    slot = &prometheus::BuildCounter().Name(std::string(name)).Register(m.registry).Add(as_map(labels));
  slot->Increment(by);
}

void set(std::string_view name, double value, Labels labels) {
  if (Unheard::now()) return;
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  auto& slot = m.gauges[m.key_of(name, labels)];
  if (slot == nullptr)
    slot = &prometheus::BuildGauge().Name(std::string(name)).Register(m.registry).Add(as_map(labels));
  slot->Set(value);
}

void observe_seconds(std::string_view name, double seconds, Labels labels) {
  if (Unheard::now()) return;
  static const prometheus::Histogram::BucketBoundaries buckets{0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1,
                                                               0.25,  0.5,    1,     2.5,  5,     10};
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  auto& slot = m.histograms[m.key_of(name, labels)];
  if (slot == nullptr)
    slot = &prometheus::BuildHistogram().Name(std::string(name)).Register(m.registry).Add(as_map(labels), buckets);
  slot->Observe(seconds);
}

double value(std::string_view name, Labels labels) {
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  const auto& key = m.key_of(name, labels);
  if (const auto it = m.counters.find(key); it != m.counters.end()) return it->second->Value();
  if (const auto it = m.gauges.find(key); it != m.gauges.end()) return it->second->Value();
  return 0;
}

std::string exposition() {
  auto& m = all();
  const std::lock_guard lock(m.mutex);
  return prometheus::TextSerializer{}.Serialize(m.registry.Collect());
}

}  // namespace pintu::metrics
