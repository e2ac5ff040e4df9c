// SPDX-License-Identifier: Apache-2.0
// What LAPOR may do wrong, and what must hold: no report lost silently, none filed twice, nobody else held up.
#include "flow/lapor_support.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace pintu::flow::test;
using namespace std::chrono_literals;

namespace {

// People who each file a report while the far end does this.
std::vector<store::ReportRow> file_many(LaporHouse& house, int people) {
  std::vector<store::ReportRow> reports;
  for (int i = 0; i < people; ++i) reports.push_back(house.file(std::to_string(100 + i)));
  return reports;
}

std::size_t in_state(LaporHouse& house, store::JobState state) {
  return house.store->jobs({.states = {state}, .kind = store::JobKind::forward, .limit = 1000}).size();
}

// A person looks at LAPOR and says what they found.
void resolve(LaporHouse& house, const store::ReportRow& report, const std::string& found) {
  JobResolved resolved{house.forward_of(report).id, JobResolved::How::not_sent, {}, "test"};
  if (!found.empty()) {
    resolved.how = JobResolved::How::sent;
    resolved.external_id = found;
  }
  house.ledger->submit({{Event{resolved}}, {}});
  house.loop.run_for(1min);
}

}  // namespace

TEST_CASE("lapor: down for eight hours, everything waits and arrives once") {
  LaporHouse house;
  const auto refused = [](const http::Request&) -> http::Exchange { return http::NotSent{"refused"}; };
  const auto answers = std::exchange(house.far.otherwise["lapor"], refused);
  const auto reports = file_many(house, 20);
  house.loop.run_for(8h);
  CHECK(in_state(house, store::JobState::waiting) == 20);
  // Nothing hammers: pauses of 30 s to 15 min, with one try each.
  CHECK(house.filings() < 60);
  CHECK(LaporHouse::breaker() == 2);
  for (int i = 0; i < 20; ++i) {
    const auto person = std::to_string(100 + i);
    CHECK(house.told(person, "sedang tidak bisa dihubungi") == 1);
  }
  // The citizen's chat does not wait for it.
  const auto before = house.far.requests.size();
  house.say("100", "menu");
  CHECK(house.far.requests.size() > before);

  SECTION("in one life") {}
  SECTION("across a crash") { house.crash(); }
  house.far.otherwise["lapor"] = answers;
  const auto tries = house.filings();
  house.loop.run_for(31min);
  CHECK(house.filings() == tries + 20);
  CHECK(LaporHouse::breaker() == 0);
  for (const auto& report : reports) CHECK(house.state_of(report) == ForwardState::accepted);
  for (int i = 0; i < 20; ++i) {
    const auto person = std::to_string(100 + i);
    CHECK(house.told(person, "sedang tidak bisa dihubungi") == 1);
    CHECK(house.told(person, "nomor di sana") == 1);
  }
}

TEST_CASE("lapor: answers that may hide a report cost three of them and stop the rest, which wait unstarted") {
  LaporHouse house;
  std::string reason;
  http::Exchange fault;
  SECTION("it takes them and never answers") {
    fault = http::NoAnswer{"timeout"};
    reason = "no-answer";
  }
  SECTION("the connection is lost after 201") {
    fault = http::NoAnswer{"connection lost"};
    reason = "no-answer";
  }
  SECTION("ten megabytes come") {
    fault = http::NoAnswer{std::string(http::answer_too_large)};
    reason = "no-answer";
  }
  SECTION("200 with a web page") {
    fault = answer(200, "<html><body>Gateway login</body></html>");
    reason = "answer-is-no-json";
  }
  SECTION("half of the JSON") {
    fault = answer(200, R"({"success":true,"complain)");
    reason = "answer-is-no-json";
  }
  SECTION("the id has another name now") {
    fault = answer(200, R"({"success":true,"results":{"ticket":{"no":"9188891"}}})");
    reason = "accepted-without-id";
  }
  SECTION("500 after who knows what") {
    fault = answer(500, "");
    reason = "server-error";
  }
  SECTION("a page to go to, as after a form") {
    fault = answer(303, "");
    reason = "redirected";
  }
  const auto answers = std::exchange(house.far.otherwise["lapor"], [&](const http::Request&) { return fault; });
  const auto reports = file_many(house, 6);
  house.loop.run_for(10s);
  CHECK(house.filings() == 3);
  CHECK(in_state(house, store::JobState::unknown) == 3);
  CHECK(in_state(house, store::JobState::waiting) == 3);
  CHECK(house.forward_of(reports[0]).reason == reason);
  CHECK(house.state_of(reports[0]) == ForwardState::unknown);
  CHECK(house.told("100", "memastikan apakah") == 1);
  CHECK(house.told("105", "memastikan apakah") == 0);

  house.far.otherwise["lapor"] = answers;
  house.loop.run_for(20min);
  CHECK(house.filings() == 6);
  CHECK(in_state(house, store::JobState::waiting) == 0);
  // The unknown ones are nobody's but a person's, also after a restart.
  house.crash();
  house.loop.run_for(48h);
  CHECK(house.filings() == 6);
  resolve(house, reports[0], "7654321");
  resolve(house, reports[1], "");
  CHECK(house.filings() == 7);
  CHECK(house.state_of(reports[0]) == ForwardState::accepted);
  CHECK(house.state_of(reports[1]) == ForwardState::accepted);
  CHECK(house.state_of(reports[2]) == ForwardState::unknown);
  CHECK(house.told("100", "7654321") == 1);
}

TEST_CASE("lapor: an answer about all of us stops all of us at once, and nothing is lost when it is over") {
  LaporHouse house;
  http::Exchange fault;
  std::string reason;
  Duration pause{};
  SECTION("the token is no longer good") {
    fault = answer(401, "");
    reason = "credentials";
    pause = 5min;
  }
  SECTION("the path is gone") {
    fault = answer(404, "<html>");
    reason = "wrong-path";
    pause = 5min;
  }
  SECTION("it moved") {
    fault = answer(301, "", {{"Location", "https://elsewhere/"}});
    reason = "redirected";
    pause = 5min;
  }
  SECTION("it is closed for half an hour") {
    fault = answer(503, "", {{"Retry-After", "1800"}});
    reason = "unavailable";
    pause = 30min;
  }
  const auto answers = std::exchange(house.far.otherwise["lapor"], [&](const http::Request&) { return fault; });
  const auto reports = file_many(house, 4);
  house.loop.run_for(10s);
  CHECK(house.filings() == 1);
  CHECK(LaporHouse::breaker() == 2);
  CHECK(in_state(house, store::JobState::waiting) == 4);
  CHECK(house.forward_of(reports[0]).reason == reason);
  house.loop.run_for(pause - 1min);
  CHECK(house.filings() == 1);
  house.loop.run_for(2min);
  CHECK(house.filings() == 2);
  house.far.otherwise["lapor"] = answers;
  house.loop.run_for(pause + 16min);
  CHECK(house.filings() == 6);
  CHECK(LaporHouse::breaker() == 0);
  for (const auto& report : reports) CHECK(house.state_of(report) == ForwardState::accepted);
}

TEST_CASE("lapor: too many requests, for as long as it says") {
  LaporHouse house;
  http::Headers said;
  Duration wait{};
  SECTION("in seconds") {
    said = {{"Retry-After", "120"}};
    wait = 120s;
  }
  SECTION("until a time of its own clock") {
    said = {{"Retry-After", "Mon, 04 May 2026 09:10:00 GMT"}, {"Date", "Mon, 04 May 2026 09:08:00 GMT"}};
    wait = 120s;
  }
  SECTION("without saying") { wait = 60s; }
  house.far.next["lapor"] = {answer(429, "", said)};
  const auto reports = file_many(house, 3);
  house.loop.run_for(wait - 30s);
  CHECK(house.filings() == 1);
  CHECK(LaporHouse::breaker() == 0);
  house.loop.run_for(60s);
  CHECK(house.filings() == 4);
  CHECK(house.forward_of(reports[0]).attempts == 1);
  for (const auto& report : reports) CHECK(house.state_of(report) == ForwardState::accepted);
}

TEST_CASE("lapor: one report that it refuses says nothing about the others") {
  LaporHouse house;
  for (int i = 0; i < 5; ++i) {
    house.far.next["lapor"].push_back(answer(200, R"({"success":false,"message":"Judul wajib diisi"})"));
  }
  const auto reports = file_many(house, 6);
  house.loop.run_for(10s);
  CHECK(house.filings() == 6);
  CHECK(LaporHouse::breaker() == 0);
  CHECK(house.state_of(reports[0]) == ForwardState::rejected);
  CHECK(house.state_of(reports[5]) == ForwardState::accepted);
  CHECK(house.told("100", "Judul wajib diisi") == 1);
}

TEST_CASE("lapor: it gives two reports one id, and a person is told") {
  LaporHouse house;
  SECTION("one after the other") {
    house.far.otherwise["lapor"] = [](const http::Request&) { return taken(9188891); };
    file_many(house, 2);
  }
  SECTION("both in one batch") {
    house.far.hold["lapor"] = true;
    house.far.otherwise["lapor"] = [](const http::Request&) { return taken(9188891); };
    file_many(house, 2);
    house.far.hold["lapor"] = false;
    for (const auto& give : std::exchange(house.far.held, {})) give();
  }
  house.loop.run_for(10s);
  const auto first = house.mine("100").front();
  const auto second = house.mine("101").front();
  CHECK(house.filings() == 2);
  CHECK(house.state_of(first) == ForwardState::accepted);
  CHECK(house.state_of(second) == ForwardState::unknown);
  CHECK(house.forward_of(second).reason == "duplicate-id");
  CHECK(in_state(house, store::JobState::unknown) == 1);
  CHECK(house.told("101", "9188891") == 0);
  CHECK(house.told("101", "memastikan apakah") == 1);
  CHECK(house.told("-100", second.number.shown()) >= 1);
  resolve(house, second, "9188892");
  CHECK(house.state_of(second) == ForwardState::accepted);
  CHECK(house.told("101", "9188892") == 1);
}

TEST_CASE("lapor: an id that is written otherwise, and a state nobody knows") {
  LaporHouse house;
  SECTION("a string") { house.far.next["lapor"] = {answer(201, R"({"complaint_id":"9188891"})")}; }
  SECTION("deeper") { house.far.next["lapor"] = {answer(200, R"({"results":{"data":{"complaint_id":9188891}}})")}; }
  const auto report = house.file("7");
  house.loop.run_for(10s);
  REQUIRE(house.state_of(report) == ForwardState::accepted);
  house.far.otherwise["lapor"] = [](const http::Request& request) {
    return request.target.ends_with("/complaint")
               ? answer(200, R"({"results":{"data":{"status_code":"99","status_name":"Menunggu Paraf Camat"}}})")
               : answer(200, R"({"results":{"data":[]}})");
  };
  house.loop.run_for(24h * 21);
  const auto now = house.store->report(report.id);
  CHECK(now->state == ReportState::unknown);
  CHECK(now->raw_status == "Menunggu Paraf Camat");
  CHECK(house.told("7", "Menunggu Paraf Camat") == 1);
}

TEST_CASE("lapor: thousands that wait for it take no memory from replies, and another agency goes on") {
  LaporHouse house;
  house.limits.in_memory = 64;
  house.crash();
  house.far.otherwise["lapor"] = [](const http::Request& request) {
    return request.target == "https://lapor/new" ? answer(200, "1") : answer(503, "", {{"Retry-After", "3600"}});
  };
  file_many(house, 100);
  CHECK(house.filings() == 1);
  const auto heard = house.far.sent_to("7").size();
  for (int i = 0; i < 5; ++i) house.say("7", "menu");
  CHECK(house.far.sent_to("7").size() >= heard + 5);
  house.world.agencies["lain"] = std::make_unique<FakeAgency>();
  store::JobRow other = house.forward_of(house.mine("100").front());
  house.store->transact({}, [&](store::Transaction& transaction) {
    other.id = JobId(other.party.shard(), transaction.draw(other.party.shard(), 1));
    other.target = "lain";
    other.order_key.clear();
    other.key = std::to_string(other.id.value());
    other.due = house.clock.now();
    other.state = store::JobState::waiting;
    store::Changes changes;
    changes.jobs.push_back(other);
    transaction.write(changes);
  });
  house.delivery->offer({other});
  house.loop.run_for(1s);
  CHECK(house.store->job(other.id)->state == store::JobState::done);
  house.far.otherwise["lapor"] = [&](const http::Request&) { return taken(++house.last_number); };
  house.loop.run_for(2h);
  CHECK(house.filings() == 101);
  CHECK(in_state(house, store::JobState::done) == 101);
}

TEST_CASE("lapor: while it hangs, a few reports hang with it and everybody else is answered") {
  LaporHouse house;
  house.far.hold["lapor"] = true;
  file_many(house, 60);
  CHECK(house.filings() == house.limits.of_agency);
  const auto heard = house.far.sent_to("7").size();
  house.say("7", "menu");
  CHECK(house.far.sent_to("7").size() > heard);
  CHECK(house.told("159", "Nomor:") == 1);
  house.far.hold["lapor"] = false;
  for (const auto& give : std::exchange(house.far.held, {})) give();
  house.loop.run_for(1min);
  CHECK(house.filings() == 60);
  CHECK(in_state(house, store::JobState::done) == 60);
}
