// SPDX-License-Identifier: Apache-2.0
#include "bench/figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace pintu::bench {

namespace {

// What the design asks for.
struct Mark {
  std::string_view name;
  double value;
  bool at_least;
};
constexpr Mark marks[] = {{"turns_vs_store", 0.35, true},
                          {"cpu_ms_per_turn", 0.2, false},
                          {"ack_p99_ms", 25, false},
                          {"rss_mb", 64, false},
                          {"ready_ms", 1000, false}};

double middle(std::vector<double> values) {
  std::ranges::sort(values);
  const auto half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

std::string shown(double value) {
  if (std::abs(value) >= 100) return fmt::format("{:.0f}", value);
  return std::abs(value) >= 10 ? fmt::format("{:.1f}", value) : fmt::format("{:.3f}", value);
}

std::string against_mark(std::string_view name, double value) {
  const auto mark = std::ranges::find(marks, name, &Mark::name);
  if (mark == std::end(marks)) return {};
  const bool met = mark->at_least ? value >= mark->value : value <= mark->value;
  return fmt::format("  {} {} {}", met ? "meets" : "MISSES", mark->at_least ? ">=" : "<=", mark->value);
}

}  // namespace

const Figures::Row* Figures::find(std::string_view name) const {
  const auto at = std::ranges::find(rows_, name, &Row::first);
  return at == rows_.end() ? nullptr : &*at;
}

void Figures::add(const std::string& name, double value) {
  const auto at = std::ranges::find(rows_, name, &Row::first);
  if (at != rows_.end()) {
    at->second.push_back(value);
  } else {
    rows_.push_back({name, {value}});
  }
}

double Figures::median(const std::string& name) const {
  const auto* row = find(name);
  return row == nullptr ? 0 : middle(row->second);
}

double Figures::last(const std::string& name) const {
  const auto* row = find(name);
  return row == nullptr ? 0 : row->second.back();
}

std::string Figures::table() const {
  std::string out = fmt::format("{:<28}{:>10}{:>10}{:>10}\n", "", "median", "least", "most");
  for (const auto& [name, values] : rows_) {
    const auto [least, most] = std::ranges::minmax(values);
    const double half = middle(values);
    out += fmt::format("{:<28}{:>10}{:>10}{:>10}{}\n", name, shown(half), shown(least), shown(most),
                       against_mark(name, half));
  }
  return out;
}

std::string Figures::json() const {
  nlohmann::ordered_json out;
  for (const auto& [name, values] : rows_) {
    const double value = std::round(middle(values) * 10000) / 10000;
    const auto dot = name.find('.');
    if (dot == std::string::npos) {
      out[name] = value;
    } else {
      out[name.substr(0, dot)][name.substr(dot + 1)] = value;
    }
  }
  return out.dump();
}

}  // namespace pintu::bench
