// SPDX-License-Identifier: Apache-2.0
#include "bench/people.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "support/catch.hpp"

using namespace pintu::bench;
using namespace std::chrono_literals;

namespace {

// What the script answers in the order of the walk.
constexpr std::string_view replies[] = {"Silakan ceritakan masalahnya.",
                                        "",
                                        "Ini soal Jalan?",
                                        "Di mana kejadiannya?",
                                        "Kapan terjadinya?",
                                        "Ada foto?",
                                        "Belum terkirim.",
                                        "Nomor: 7K2M-9QX3"};

}  // namespace

TEST_CASE("a person walks to their report number, one line after another") {
  People people(100);
  auto now = Steady::time_point{} + 1h;
  std::set<std::int64_t> updates;
  for (const auto reply : replies) {
    const auto update = people.next(now);
    CHECK(update.chat == 100);
    CHECK(update.answered == !reply.empty());
    const auto json = nlohmann::json::parse(update.body);
    CHECK(json["message"]["chat"]["id"] == 100);
    CHECK(updates.insert(json["update_id"].get<std::int64_t>()).second);
    people.acknowledged(100, now);
    if (!reply.empty()) CHECK(people.heard(100, reply, now));
    now += 1s;
  }
  CHECK(people.reports() == 1);
  CHECK(people.unexpected() == 0);
  CHECK(people.next(now).chat == 101);
}

TEST_CASE("who waits for a reply, or wrote a moment ago, does not write: somebody new does") {
  People people(100);
  const auto now = Steady::time_point{} + 1h;
  people.next(now);
  CHECK(people.next(now + 1h).chat == 101);
  people.acknowledged(100, now);
  CHECK(people.next(now + 1h).chat == 102);
  people.heard(100, replies[0], now + 1h);
  CHECK(people.next(now + 1h).chat == 103);
  CHECK(people.next(now + 1h + 1s).chat == 100);
}

TEST_CASE("what the script does not say there is counted") {
  People people(100);
  const auto now = Steady::time_point{} + 1h;
  people.next(now);
  people.acknowledged(100, now);
  CHECK_FALSE(people.heard(100, "Maaf, ada yang salah.", now));
  CHECK_FALSE(people.heard(999, replies[0], now));
  CHECK(people.unexpected() == 2);
  CHECK(people.first_unexpected() == "Maaf, ada yang salah.");
}

TEST_CASE("who was asked before they said that it is all walks on, and only the reply to their line counts") {
  People people(100);
  const auto now = Steady::time_point{} + 1h;
  people.next(now);
  people.acknowledged(100, now);
  CHECK(people.heard(100, replies[0], now));
  people.next(now + 1s);
  people.acknowledged(100, now + 1s);
  CHECK_FALSE(people.heard(100, replies[2], now + 9s));
  CHECK(people.next(now + 10s).answered);
  people.acknowledged(100, now + 10s);
  CHECK(people.heard(100, replies[2], now + 10s));
  CHECK(people.unexpected() == 0);
}

TEST_CASE("a server that answers nobody is written to by everybody in turn") {
  People people(100, false);
  const auto now = Steady::time_point{} + 1h;
  CHECK_FALSE(people.next(now).answered);
  people.acknowledged(100, now);
  CHECK(people.next(now + 1s).chat == 100);
}
