// SPDX-License-Identifier: Apache-2.0
// What cannot be decided is set aside, said to the person, and can be decided again.
#include "flow/house.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

Event said(const std::string& channel, const std::string& id, const std::string& text) {
  Inbound inbound;
  inbound.from = "7";
  inbound.id = id;
  inbound.text = text;
  Event event;
  event.body = Arrived{channel, inbound, "raw bytes of " + id};
  return event;
}

// A ledger whose queue is as old as the test says.
class OldLedger final : public Ledger {
 public:
  void submit(Submission submission) override {
    ++taken;
    if (submission.done) submission.done(true);
  }
  void query(std::function<void(store::Store&)>) override {}
  Duration queue_age() const override { return age; }
  Duration age{0};
  int taken = 0;
};

}  // namespace

TEST_CASE("parking: a step that throws is set aside, its batch commits, and it can be replayed") {
  House house;
  Submission batch;
  batch.events = {said("gone", "a1", "halo dari kanal yang hilang"), said("tg", "a2", "halo")};
  bool stored = false;
  batch.done = [&](bool ok) { stored = ok; };
  house.ledger->submit(std::move(batch));
  house.loop.run_for(1s);
  CHECK(stored);
  CHECK(house.far.sent_to("7").size() == 1);
  auto parked = house.store->parked(10);
  REQUIRE(parked.size() == 1);
  CHECK(parked[0].reason == "threw");
  CHECK(house.store->parked(parked[0].id)->raw == "raw bytes of a1");

  house.world.channels["gone"] = std::make_unique<FakeChannel>();
  house.ledger->submit({{Event{ParkedHandled{parked[0].id, true, "test"}}}, {}});
  house.loop.run_for(15min);
  CHECK(house.store->parked(parked[0].id)->state == "replayed");
  CHECK(house.store->party(PartyKey{"gone", "7"}));
  // The apology that waited for its channel, and what the story is answered with.
  CHECK(house.far.sent_to("7").size() >= 3);
}

TEST_CASE("parking: a message that killed the process once is decided, one that killed it twice is set aside") {
  House house;
  const auto event = said("tg", "a1", "halo");
  SECTION("once") {
    house.in_hand->keep({&event});
    house.crash(true);
    house.loop.run_for(1s);
    CHECK(house.store->parked(10).empty());
    CHECK(house.far.sent_to("7").size() == 1);
  }
  SECTION("twice") {
    auto again = event;
    again.suspicion = InHand::own_fault;
    house.in_hand->keep({&again});
    house.crash(true);
    house.loop.run_for(1s);
    REQUIRE(house.store->parked(10).size() == 1);
    CHECK(house.store->parked(10)[0].reason == "crashed");
    // The person reads that somebody looks at it, not silence.
    REQUIRE(house.far.sent_to("7").size() == 1);
    CHECK(house.far.sent_to("7")[0].find("gangguan") != std::string::npos);
    // And what they write next is taken as ever.
    house.say("7", "menu");
    CHECK(house.far.sent_to("7").size() == 2);
  }
  SECTION("kills from outside prove little: the fourth is decided, the sixth is not") {
    auto again = event;
    again.suspicion = 3 * InHand::from_outside;
    SECTION("fourth") {
      house.in_hand->keep({&again});
      house.crash();
      CHECK(house.store->parked(10).empty());
    }
    SECTION("sixth") {
      again.suspicion = 5 * InHand::from_outside;
      house.in_hand->keep({&again});
      house.crash();
      CHECK(house.store->parked(10).size() == 1);
    }
  }
}

TEST_CASE("parking: an item that its adapter could not use is kept with its bytes") {
  House house;
  auto event = said("tg", "a1", "");
  std::get<Arrived>(event.body).inbound.kind = InboundKind::rejected;
  house.ledger->submit({{event}, {}});
  REQUIRE(house.store->parked(10).size() == 1);
  CHECK(house.store->parked(10)[0].reason == "rejected-item");
}

TEST_CASE("overload: an old queue refuses with Retry-After what will be sent again, never an emergency") {
  House house;
  OldLedger ledger;
  Intake intake(house.world, ledger, house.far);
  const auto post = [&](const std::string& text) {
    http::Request request;
    request.headers.add("X-Secret", "right");
    request.body = "7|1|" + text;
    http::Response answer;
    intake.receive("tg", std::move(request), [&](const http::Response& response) { answer = response; });
    return answer;
  };
  CHECK(post("halo").status == 200);
  ledger.age = 6s;
  const auto refused = post("halo");
  CHECK(refused.status == 503);
  CHECK(refused.headers.first("Retry-After") == "5");
  CHECK(post("tolong kebakaran di rumah sebelah, anak saya terjebak").status == 200);
  CHECK(ledger.taken == 2);
}

TEST_CASE("flood: one person's hundred messages are all kept and answered no faster than the limit") {
  House house;
  for (int i = 0; i < 100; ++i) house.say("7", "menu");
  const auto party = house.store->party(PartyKey{"tg", "7"});
  REQUIRE(party);
  const auto lines = house.store->transcript(party->id, 1000);
  CHECK(std::ranges::count(lines, store::Direction::in, &store::MessageRow::direction) == 100);
  CHECK(house.far.sent_to("7").size() <= 35);
  CHECK(house.far.sent_to("7").size() >= 30);
  house.say("8", "menu");
  CHECK(house.far.sent_to("8").size() == 1);
}

TEST_CASE("parking: a kill from outside during the commit is not counted against a message") {
  House house;
  const auto event = said("tg", "a1", "halo");
  house.in_hand->keep({&event});
  const std::string path = house.folder + "/in-hand";
  const std::string key(32, 'h');
  InHand hand(path, key);
  int suspicion_if_killed_now = -1;
  LedgerCore core(house.world, house.library, *house.store, hand, [&](const Committed&) {
    const auto left = InHand(path, key).left_over();
    REQUIRE(left.size() == 1);
    suspicion_if_killed_now = left[0].suspicion;
  });
  core.recover(false);
  CHECK(suspicion_if_killed_now == InHand::from_outside);
  CHECK(InHand(path, key).left_over().empty());
}
