// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/watchdog.hpp"

#include <cstdint>
#include <limits>
#include <utility>

#include "gateway/base/log.hpp"

namespace pintu::app {

Watchdog::Watchdog(Loop& loop, Duration period, std::vector<Part> parts, std::function<void(std::string_view)> notify)
    : loop_(loop),
      half_(period / 2),
      parts_(std::move(parts)),
      notify_(std::move(notify)),
      alive_(std::make_shared<bool>(true)) {
  look();
}

void Watchdog::look() {
  bool all = true;
  for (const auto& part : parts_) {
    if (part.moved()) continue;
    all = false;
    log::error("watchdog.part_stands_still", {{"part", part.name}});
  }
  if (all) notify_("WATCHDOG=1");
  loop_.after(half_, [this, alive = alive_] {
    if (*alive) look();
  });
}

Watchdog::Part ledger_part(flow::ThreadedLedger& ledger) {
  return {"ledger", [&ledger, last = std::numeric_limits<std::uint64_t>::max()]() mutable {
            ledger.query([](store::Store&) {});
            const auto before = std::exchange(last, ledger.heartbeat());
            return before != last;
          }};
}

}  // namespace pintu::app
