// SPDX-License-Identifier: Apache-2.0
#include "flow/house.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

int last_id = 0;

Event from(const std::string& address, const std::string& alias, const std::string& text) {
  Inbound inbound;
  inbound.from = address;
  inbound.alias = alias;
  inbound.id = "alias" + std::to_string(++last_id);
  inbound.text = text;
  return Event{Arrived{"tg", inbound, ""}};
}

std::int64_t party(House& house, const std::string& address) {
  const auto row = house.store->party(PartyKey{"tg", address});
  return row ? row->id.value() : 0;
}

}  // namespace

TEST_CASE("alias: a number and an id are one person, whichever they come with, in one batch or in several") {
  House house;
  SECTION("both known from the first message") {
    house.ledger->submit({{from("62812", "ID.88", "menu")}, {}});
    house.ledger->submit({{from("ID.88", "", "menu")}, {}});
  }
  SECTION("in one batch") {
    house.ledger->submit({{from("62812", "ID.88", "menu"), from("ID.88", "", "menu"), from("62812", "", "menu")}, {}});
  }
  SECTION("first without the number") {
    house.ledger->submit({{from("ID.88", "", "menu")}, {}});
    house.ledger->submit({{from("62812", "ID.88", "menu")}, {}});
  }
  SECTION("first without the number, in one batch") {
    house.ledger->submit({{from("ID.88", "", "menu"), from("62812", "ID.88", "menu")}, {}});
  }
  SECTION("across a crash") {
    house.ledger->submit({{from("62812", "ID.88", "menu")}, {}});
    house.crash();
    house.ledger->submit({{from("ID.88", "", "menu")}, {}});
  }
  REQUIRE(party(house, "62812") != 0);
  CHECK(party(house, "62812") == party(house, "ID.88"));
  CHECK(house.store->counts().parties == 1);
  const auto lines = house.store->transcript(PartyId(party(house, "62812")), 100);
  CHECK(std::ranges::count(lines, store::Direction::in, &store::MessageRow::direction) >= 2);
}

TEST_CASE("alias: people who talked apart stay apart") {
  House house;
  house.ledger->submit({{from("62812", "", "menu"), from("ID.88", "", "menu")}, {}});
  house.ledger->submit({{from("62812", "ID.88", "menu")}, {}});
  CHECK(party(house, "62812") != party(house, "ID.88"));
}

TEST_CASE("alias: an erased person is a stranger under both addresses") {
  House house;
  house.ledger->submit({{from("62812", "ID.88", "menu")}, {}});
  const PartyId erased{party(house, "62812")};
  house.ledger->submit({{Event{PersonErased{erased, "test"}}}, {}});
  house.ledger->submit({{from("ID.88", "", "menu")}, {}});
  CHECK(party(house, "ID.88") != 0);
  CHECK(party(house, "ID.88") != erased.value());
}
