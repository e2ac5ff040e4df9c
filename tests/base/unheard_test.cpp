// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/unheard.hpp"

#include <thread>

#include "gateway/base/metrics.hpp"
#include "support/catch.hpp"

using namespace pintu;

TEST_CASE("what a thread does unheard is not counted, what others do meanwhile is", "[unheard]") {
  const auto value = [] { return metrics::value("pintu_unheard_test_total"); };
  const double before = value();
  {
    const Unheard outer;
    {
      const Unheard inner;
      metrics::count("pintu_unheard_test_total");
    }
    metrics::count("pintu_unheard_test_total");
    metrics::set("pintu_unheard_test_gauge", 4);
    std::thread([] { metrics::count("pintu_unheard_test_total"); }).join();
  }
  CHECK(value() == before + 1);
  CHECK(metrics::value("pintu_unheard_test_gauge") == 0);
  metrics::count("pintu_unheard_test_total");
  CHECK(value() == before + 2);
}
