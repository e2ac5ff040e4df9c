// SPDX-License-Identifier: Apache-2.0
// An officer's act about a person is an event like any other.
#include "flow/house.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;

namespace {

void act(House& house, const std::string& who, OfficerHappened::What what, const std::string& text) {
  const auto party = house.store->party(PartyKey{"tg", who});
  REQUIRE(party);
  Submission submission;
  submission.events.push_back(Event{OfficerActed{party->id, {"Dedi", text, what}}});
  house.ledger->submit(std::move(submission));
  house.loop.run_for(std::chrono::seconds(1));
}

}  // namespace

TEST_CASE("officer: who closes a case closes its row, and the person reads it") {
  House house;
  house.say("7", "tolong kebakaran besar di rumah sebelah");
  REQUIRE(house.store->cases(10).size() == 1);
  CHECK_FALSE(house.store->cases(10).front().closed);
  act(house, "7", OfficerHappened::What::took_case, "");
  CHECK_FALSE(house.store->cases(10).front().closed);
  act(house, "7", OfficerHappened::What::closed_case, "padam");
  const auto closed = house.store->cases(10);
  REQUIRE(closed.size() == 1);
  CHECK(closed.front().closed == house.clock.now() - std::chrono::seconds(1));
  CHECK(closed.front().kind == "kebakaran");
  CHECK(house.far.sent_to("7").back().find("padam") != std::string::npos);
  CHECK(house.store->audit(1).front().what == "cases.act");
}

TEST_CASE("officer: what they write reaches the person, and closes nothing") {
  House house;
  house.say("7", "petugas");
  act(house, "7", OfficerHappened::What::said, "Selamat pagi, ada apa?");
  CHECK(house.far.sent_to("7").back().find("Selamat pagi, ada apa?") != std::string::npos);
  CHECK(house.store->cases(10).empty());
}
