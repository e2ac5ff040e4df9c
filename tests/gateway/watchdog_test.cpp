// SPDX-License-Identifier: Apache-2.0
// The watchdog is fed only while every part moves; each part that it asks.
#include "gateway/app/watchdog.hpp"

#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "flow/house.hpp"
#include "gateway/base/asio_loop.hpp"
#include "gateway/media/child_cleaner.hpp"

using namespace pintu;
using namespace std::chrono_literals;

namespace {

struct Fed {
  std::size_t pings = 0;
  bool ledger = true;
  bool media = true;
  ManualClock clock{flow::test::morning};
  ManualLoop loop{clock};
  app::Watchdog watchdog{loop,
                         10s,
                         {{"ledger", [this] { return ledger; }}, {"media", [this] { return media; }}},
                         [this](std::string_view state) { pings += state == "WATCHDOG=1" ? 1 : 0; }};
};

}  // namespace

TEST_CASE("watchdog: fed at half of its period, while every part moves") {
  log::set_level(log::Level::error);
  Fed fed;
  CHECK(fed.pings == 1);
  fed.loop.run_for(20s);
  CHECK(fed.pings == 5);
  fed.media = false;
  fed.loop.run_for(20s);
  CHECK(fed.pings == 5);
  fed.media = true;
  fed.loop.run_for(5s);
  CHECK(fed.pings == 6);
  fed.ledger = false;
  fed.loop.run_for(10s);
  CHECK(fed.pings == 6);
}

TEST_CASE("watchdog: a loop that stands still feeds nobody, however late it is") {
  Fed fed;
  fed.clock.advance(60s);
  CHECK(fed.pings == 1);
}

TEST_CASE("watchdog: a ledger whose store does not return has not moved, also when it is asked again") {
  flow::test::House house;
  AsioLoop loop;
  flow::ThreadedLedger ledger(*house.core, loop);
  ledger.start(false, [] {});
  auto part = app::ledger_part(ledger);
  // It has been given something to do: its thread comes round, sooner or later.
  const auto wait_until_moved = [&] {
    while (!part.moved()) std::this_thread::yield();
  };
  REQUIRE(part.moved());
  wait_until_moved();
  std::promise<void> inside;
  std::promise<void> gate;
  ledger.query([&](store::Store&) {
    inside.set_value();
    gate.get_future().wait();
  });
  inside.get_future().wait();
  part.moved();
  for (int i = 0; i < 1000; ++i) REQUIRE_FALSE(part.moved());
  gate.set_value();
  wait_until_moved();
  ledger.stop();
}

TEST_CASE("watchdog: a child that cleans files has its deadline, and no more") {
  flow::test::House house;
  const auto program = house.folder + "/sleeper";
  std::ofstream(program) << "#!/bin/sh\nexec sleep 600\n";
  std::filesystem::permissions(program, std::filesystem::perms::owner_all);
  AsioLoop loop;
  media::ChildCleaner cleaner(loop, {.program = program, .threads = 1, .deadline = 10min});
  const auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(cleaner.stalled(begin + 24h));
  cleaner.clean("\xFF\xD8\xFF", 1000, [](const Result<media::CleanFile>&) {});
  while (!cleaner.stalled(begin + 24h)) std::this_thread::yield();
  CHECK_FALSE(cleaner.stalled(begin + 10min));
}
