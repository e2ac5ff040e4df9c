// SPDX-License-Identifier: Apache-2.0
// Tells the service manager that we live, and only while every part moves. Loop thread only: a loop that stands still
// says nothing, which is the point.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/base/loop.hpp"
#include "gateway/flow/ledger.hpp"

namespace pintu::app {

class Watchdog {
 public:
  struct Part {
    std::string name;
    std::function<bool()> moved;  // since it was last asked
  };
  // Asks all parts every half of `period`; sends WATCHDOG=1 by `notify` when all of them moved. Until it is destroyed.
  Watchdog(Loop& loop, Duration period, std::vector<Part> parts, std::function<void(std::string_view)> notify);
  ~Watchdog() { *alive_ = false; }
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void look();

  Loop& loop_;
  Duration half_;
  std::vector<Part> parts_;
  std::function<void(std::string_view)> notify_;
  std::shared_ptr<bool> alive_;
};

// Whether its thread came round since it was last asked; an idle one is given something to do. `ledger` outlives it.
Watchdog::Part ledger_part(flow::ThreadedLedger& ledger);

}  // namespace pintu::app
