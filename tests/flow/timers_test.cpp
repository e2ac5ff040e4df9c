// SPDX-License-Identifier: Apache-2.0
// What a watchdog is told of the timers, and that a fault of the store is not the end of them.
#include <SQLiteCpp/SQLiteCpp.h>

#include "flow/house.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;

namespace {

// Keeps what it is asked until the test lets it through.
class HeldLedger final : public Ledger {
 public:
  explicit HeldLedger(store::Store& store) : store_(store) {}
  void submit(Submission) override {}
  void query(std::function<void(store::Store&)> work) override { held.push_back(std::move(work)); }
  Duration queue_age() const override { return Duration{0}; }
  void let_through() {
    const auto now = std::exchange(held, {});
    for (const auto& work : now) {
      try {
        work(store_);
      } catch (const std::exception&) {
        ++faults;
      }
    }
  }
  std::vector<std::function<void(store::Store&)>> held;
  int faults = 0;

 private:
  store::Store& store_;
};

}  // namespace

TEST_CASE("timers: a look that does not come back is a stall, sleeping is none") {
  flow::test::House house;
  HeldLedger ledger(*house.store);
  Timers timers(ledger, house.loop, house.clock);
  CHECK_FALSE(timers.stalled());
  timers.start();
  CHECK_FALSE(timers.stalled());
  CHECK(timers.stalled());
  CHECK(timers.stalled());
  ledger.let_through();
  house.loop.run_posted();
  CHECK_FALSE(timers.stalled());
  CHECK_FALSE(timers.stalled());
  timers.stop();
  CHECK_FALSE(timers.stalled());
}

TEST_CASE("timers: after a fault of the store they look again") {
  flow::test::House house;
  HeldLedger ledger(*house.store);
  Timers timers(ledger, house.loop, house.clock);
  timers.start(Duration{0});
  SQLite::Database database(house.folder + "/pintu.db", SQLite::OPEN_READWRITE);
  database.exec("ALTER TABLE timers RENAME TO gone");
  ledger.let_through();
  house.loop.run_posted();
  CHECK(ledger.faults == 1);
  CHECK(ledger.held.empty());
  CHECK_FALSE(timers.stalled());
  database.exec("ALTER TABLE gone RENAME TO timers");
  house.loop.run_for(1s);
  REQUIRE(ledger.held.size() == 1);
  ledger.let_through();
  CHECK(ledger.faults == 1);
}
