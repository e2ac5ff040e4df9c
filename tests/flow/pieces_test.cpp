// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "flow/house.hpp"
#include "gateway/model/json.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

// What the person wrote, as the transcript has it.
std::vector<std::string> written(House& house, const std::string& from) {
  std::vector<std::string> texts;
  const auto party = house.store->party(PartyKey{"tg", from});
  if (!party) return texts;
  for (const auto& line : house.store->transcript(party->id, 1000)) {
    if (line.direction == store::Direction::in) texts.push_back(inbound_from_json(line.body)->text);
  }
  return texts;
}

void piece(House& house, const std::string& from, int number, int total, const std::string& text,
           const std::string& group = "119") {
  Inbound inbound;
  inbound.from = from;
  inbound.id = from + group + std::to_string(number);
  inbound.text = text;
  inbound.part = Part{group, number, total};
  house.ledger->submit({{Event{Arrived{"tg", inbound, "raw"}}}, {}});
  house.loop.run_for(50ms);
}

}  // namespace

TEST_CASE("pieces: a long SMS is one message once its last piece is here, in whatever order they come") {
  House house;
  piece(house, "7", 3, 3, "sejak kemarin");
  piece(house, "7", 1, 3, "lampu jalan mati ");
  CHECK(written(house, "7").empty());
  CHECK(house.far.sent_to("7").empty());
  piece(house, "7", 1, 3, "lampu jalan mati ");
  piece(house, "7", 2, 3, "di Jl Merdeka ");
  CHECK(written(house, "7") == std::vector<std::string>{"lampu jalan mati di Jl Merdeka sejak kemarin"});
  house.loop.run_for(5min);
  CHECK(written(house, "7").size() == 1);
}

TEST_CASE("pieces: what is there goes on when a piece never comes, also after a crash") {
  House house;
  piece(house, "7", 1, 3, "lampu jalan mati");
  piece(house, "7", 3, 3, "sejak kemarin");
  house.loop.run_for(55s);
  CHECK(written(house, "7").empty());
  SECTION("in one life") { house.loop.run_for(10s); }
  SECTION("across a crash") {
    house.crash();
    house.loop.run_for(30s);
  }
  CHECK(written(house, "7") == std::vector<std::string>{"lampu jalan mati … sejak kemarin"});
  house.loop.run_for(30s);
  CHECK_FALSE(house.far.sent_to("7").empty());
}

TEST_CASE("pieces: danger in one piece does not wait for the others") {
  House house;
  piece(house, "7", 2, 2, "tolong kebakaran di rumah sebelah, anak saya terjebak");
  REQUIRE(written(house, "7").size() == 1);
  REQUIRE_FALSE(house.far.sent_to("7").empty());
  CHECK(house.far.sent_to("7")[0].find("112") != std::string::npos);
}

TEST_CASE("pieces: two messages with pieces do not mix, and people do not") {
  House house;
  piece(house, "7", 1, 2, "satu ", "119");
  piece(house, "7", 1, 2, "dua ", "120");
  piece(house, "8", 2, 2, "orang lain", "119");
  piece(house, "7", 2, 2, "lagi", "120");
  CHECK(written(house, "7") == std::vector<std::string>{"dua lagi"});
  CHECK(written(house, "8").empty());
}

TEST_CASE("pieces: a flood of first pieces is bounded and nothing of it is lost") {
  House house;
  for (int i = 0; i < 80; ++i) piece(house, "7", 1, 2, "kata" + std::to_string(i), std::to_string(i));
  house.loop.run_for(2min);
  CHECK(written(house, "7").size() == 80);
}
