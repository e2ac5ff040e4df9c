// SPDX-License-Identifier: Apache-2.0
#include "bench/figures.hpp"

#include <nlohmann/json.hpp>

#include "bench/child.hpp"
#include "bench/load.hpp"
#include "support/catch.hpp"

using namespace pintu::bench;

TEST_CASE("a figure is the median of its rounds, in the order of first measuring") {
  Figures figures;
  for (const double value : {9.0, 1.0, 2.0}) figures.add("turns_per_s", value);
  figures.add("stage_us_per_turn.write", 40);
  figures.add("ack_p99_ms", 20);
  figures.add("ack_p99_ms", 40);
  CHECK(figures.median("turns_per_s") == 2);
  CHECK(figures.last("turns_per_s") == 2);
  CHECK(figures.median("ack_p99_ms") == 30);
  CHECK(figures.median("never") == 0);
  CHECK(figures.json() == R"({"turns_per_s":2.0,"stage_us_per_turn":{"write":40.0},"ack_p99_ms":30.0})");
  CHECK(figures.table().find("MISSES <= 25") != std::string::npos);
}

TEST_CASE("the 99th of a hundred is the one that one in a hundred reaches") {
  std::vector<double> values;
  for (int i = 100; i > 0; --i) values.push_back(i);
  CHECK(percentile(values, 0.99) == 100);
  CHECK(percentile(values, 0.5) == 51);
  CHECK(percentile({}, 0.5) == 0);
}

TEST_CASE("a metric is summed over its series") {
  const std::string text = "# HELP a\na_total{x=\"1\",y=\"2\"} 3\na_total{x=\"2\"} 4\na_total_more 100\nb_total 0.5\n";
  CHECK(sum_of(text, "a_total") == 7);
  CHECK(sum_of(text, "a_total", "x=\"1\"") == 3);
  CHECK(sum_of(text, "b_total") == 0.5);
  CHECK(sum_of(text, "c_total") == 0);
}
