// SPDX-License-Identifier: Apache-2.0
// What the rounds measured, and how it is shown: medians, since other work on the machine disturbs single rounds.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pintu::bench {

class Figures {
 public:
  void add(const std::string& name, double value);
  double median(const std::string& name) const;  // 0 when nothing was measured
  double last(const std::string& name) const;    // of the round that is on; 0 when nothing was measured
  bool has(const std::string& name) const { return find(name) != nullptr; }

  // One line a figure: median, least and most of the rounds, and the mark where there is one.
  std::string table() const;
  // One object on one line: the medians; names "stage.seal" become an object of their own.
  std::string json() const;

 private:
  using Row = std::pair<std::string, std::vector<double>>;
  const Row* find(std::string_view name) const;
  std::vector<Row> rows_;  // in the order they were first measured
};

}  // namespace pintu::bench
