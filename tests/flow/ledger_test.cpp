// SPDX-License-Identifier: Apache-2.0
#include "flow/house.hpp"
#include "gateway/model/conversation.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

TEST_CASE("ledger: a complaint goes the whole way and LAPOR's number comes back into the chat") {
  House house;
  file_complaint(house, "7");
  house.loop.run_for(1min);
  const auto reports = house.store->reports(10);
  REQUIRE(reports.size() == 1);
  CHECK(reports[0].forward == ForwardState::accepted);
  CHECK(house.far.count("https://lapor/new") == 1);
  const auto texts = house.far.sent_to("7");
  const auto mentions = [&](const std::string& word) {
    return std::ranges::count_if(texts, [&](const auto& t) { return t.find(word) != std::string::npos; });
  };
  CHECK(mentions(reports[0].number.shown()) >= 1);
  CHECK(mentions(reports[0].agency_id) == 1);
}

TEST_CASE("ledger: a wrong secret is refused and leaves nothing") {
  House house;
  CHECK(house.post("7", "1", "halo", "wrong") == 401);
  CHECK(house.store->counts().parties == 0);
}

TEST_CASE("ledger: the same update many times is acted on once") {
  House house;
  for (int i = 0; i < 5; ++i) CHECK(house.post("7", "1", "halo") == 200);
  house.loop.run_for(1s);
  CHECK(house.far.sent_to("7").size() == 1);
  house.crash();
  CHECK(house.post("7", "1", "halo") == 200);
  house.loop.run_for(1s);
  CHECK(house.far.sent_to("7").size() == 1);
}

TEST_CASE("ledger: a report whose answer never came is unknown, is not sent again, and a person decides") {
  House house;
  house.far.next["lapor"].push_back(http::NoAnswer{"timeout"});
  file_complaint(house, "7");
  house.loop.run_for(12h);
  CHECK(house.far.count("https://lapor/new") == 1);
  auto jobs = house.store->jobs({.states = {store::JobState::unknown}, .kind = store::JobKind::forward, .limit = 10});
  REQUIRE(jobs.size() == 1);
  CHECK(house.store->reports(1)[0].forward == ForwardState::unknown);

  SECTION("it had arrived") {
    house.ledger->submit({{Event{JobResolved{jobs[0].id, JobResolved::How::sent, "9188891", "test"}}}, {}});
    house.loop.run_for(1min);
    CHECK(house.far.count("https://lapor/new") == 1);
    CHECK(house.store->reports(1)[0].agency_id == "9188891");
    CHECK(house.far.sent_to("7").back().find("9188891") != std::string::npos);
  }
  SECTION("it had not") {
    house.ledger->submit({{Event{JobResolved{jobs[0].id, JobResolved::How::not_sent, {}, "test"}}}, {}});
    house.loop.run_for(1min);
    CHECK(house.far.count("https://lapor/new") == 2);
    CHECK(house.store->reports(1)[0].forward == ForwardState::accepted);
  }
}

TEST_CASE("ledger: LAPOR down for hours delays and loses nothing") {
  House house;
  for (int i = 0; i < 200; ++i) house.far.next["lapor"].push_back(http::NotSent{"refused"});
  file_complaint(house, "7");
  house.loop.run_for(8h);
  CHECK(house.store->reports(1)[0].forward == ForwardState::waiting);
  house.far.next["lapor"].clear();
  house.loop.run_for(31min);
  CHECK(house.store->reports(1)[0].forward == ForwardState::accepted);
}

TEST_CASE("ledger: a process that dies between the call and its outcome leaves an unknown report, once") {
  House house;
  house.far.hold["lapor"] = true;
  file_complaint(house, "7");
  house.loop.run_for(5s);
  REQUIRE(house.far.count("https://lapor/new") == 1);
  house.far.held.clear();
  house.far.hold["lapor"] = false;
  house.crash();
  house.loop.run_for(1h);
  CHECK(house.far.count("https://lapor/new") == 1);
  CHECK(house.store->reports(1)[0].forward == ForwardState::unknown);
}

TEST_CASE("ledger: a reply without an outcome is sent again after a crash and order stays") {
  House house;
  house.far.hold["chat"] = true;
  house.say("7", "halo");
  REQUIRE(house.far.sent_to("7").size() == 1);
  house.far.held.clear();
  house.far.hold["chat"] = false;
  house.crash();
  house.loop.run_for(1s);
  CHECK(house.far.sent_to("7").size() == 2);
}

TEST_CASE("ledger: a refused reply waits and later ones wait behind it") {
  House house;
  house.far.next["chat"].push_back(http::Response{500, {}, {}});
  house.say("7", "halo");
  house.say("7", "menu");
  CHECK(house.far.sent_to("7").size() == 1);
  house.loop.run_for(20s);
  const auto texts = house.far.sent_to("7");
  REQUIRE(texts.size() == 3);
  CHECK(texts[0] == texts[1]);
}

TEST_CASE("ledger: who blocked us gets nothing until they write again") {
  House house;
  house.far.next["chat"].push_back(http::Response{403, {}, {}});
  house.say("7", "halo");
  const auto party = house.store->party(PartyKey{"tg", "7"});
  REQUIRE(party);
  CHECK(party->unreachable);
  house.say("7", "menu");
  CHECK(house.far.sent_to("7").size() == 2);
}

TEST_CASE("ledger: an emergency's answer does not wait for a hung reply") {
  House house;
  house.say("7", "halo");
  house.far.hold["chat"] = true;
  house.say("7", "menu");
  const auto before = house.far.sent_to("7").size();
  house.say("7", "tolong kebakaran di rumah sebelah, anak saya terjebak");
  const auto texts = house.far.sent_to("7");
  REQUIRE(texts.size() > before);
  CHECK(texts.back().find("112") != std::string::npos);
}

TEST_CASE("ledger: hapus data leaves nothing that can be read, and one answer") {
  House house;
  house.say("7", "halo");
  const auto party = house.store->party(PartyKey{"tg", "7"});
  REQUIRE(party);
  house.say("7", "hapus data");
  house.say("7", "ya");
  house.loop.run_for(1min);
  CHECK_FALSE(house.store->party(PartyKey{"tg", "7"}));
  for (const auto& line : house.store->transcript(party->id, 100)) CHECK(line.body.empty());
  const auto answers = house.far.sent_to("7").size();
  house.say("7", "halo");
  CHECK(house.far.sent_to("7").size() == answers + 1);
}

TEST_CASE("ledger: status is polled with growing pauses and each change is told once") {
  House house;
  file_complaint(house, "7");
  const auto before = house.far.sent_to("7").size();
  for (int i = 0; i < 3; ++i) house.far.next["lapor"].push_back(http::Response{200, {}, "Terverifikasi"});
  house.far.next["lapor"].push_back(http::Response{200, {}, "Selesai"});
  house.loop.run_for(80h);
  const auto after = house.far.sent_to("7").size();
  CHECK(after == before + 2);
  CHECK(house.store->reports(1)[0].state == ReportState::closed);
  const auto polls = house.far.count("https://lapor/status/");
  house.loop.run_for(200h);
  CHECK(house.far.count("https://lapor/status/") == polls);
}
