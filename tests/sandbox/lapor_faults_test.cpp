// SPDX-License-Identifier: Apache-2.0
// Our agencies against the fake's faults, on real sockets through the real client: each ends in time, as the outcome
// that loses nothing and files nothing twice.
#include "adapters/registry.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "sandbox/far_ends.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

struct Filing {
  House house;
  std::unique_ptr<sandbox::FakeLapor> fake;
  std::unique_ptr<http::HttpClient> client;
  std::unique_ptr<Agency> json, xml;

  Filing() {
    house.call([&] {
      fake = std::make_unique<sandbox::FakeLapor>(house.loop, "Bearer a", "t");
      const bool started = fake->start().has_value();
      fake->drip_every(10ms);
      client =
          http::make_client(house.loop, {.allowed_bases = {fake->base()}, .slow_after = 100ms, .slowest_answer = 1e6});
      return started;
    });
    json = made({{"authorization", "Bearer a"}, {"path", "complaint-uji"}, {"user_id", "1"}, {"channel", "7"}},
                "lapor/json");
    xml = made({{"email", "pintu@kantor.example"}, {"phone", "0221234567"}}, "lapor/xml");
  }
  ~Filing() {
    house.call([&] {
      client.reset();
      fake.reset();
      return 0;
    });
  }

  // One try, as delivery makes it; at most this long for each exchange.
  SendOutcome file(const Agency& agency, Duration timeout = 20s) {
    Report report;
    report.number = *ReportNumber::read("7K2M9QX3");
    report.as = "pengaduan";
    report.body = "Lampu jalan mati";
    std::vector<Exchange> so_far;
    while (so_far.size() < 5) {
      auto step = agency.forward(report, {}, so_far);
      if (auto* outcome = std::get_if<SendOutcome>(&step)) return *outcome;
      auto request = std::get<http::Request>(std::move(step));
      request.timeout = std::min(request.timeout, timeout);
      so_far.push_back(ask(std::move(request)));
    }
    return Rejected{"too many exchanges", false, {}};
  }
  http::Exchange ask(http::Request request) {
    std::promise<http::Exchange> promise;
    house.call([&] {
      client->exchange(std::move(request), [&promise](http::Exchange e) { promise.set_value(std::move(e)); });
      return 0;
    });
    return promise.get_future().get();
  }
  bool plan(const std::string& list) {
    return house.call([&] { return fake->faults().add(list); });
  }
  std::size_t filed() {
    return house.call([&] { return fake->complaints().size(); });
  }

 private:
  std::unique_ptr<Agency> made(std::map<std::string, std::string> values, const char* kind) {
    AgencyConfig config;
    config.name = "lapor";
    config.kind = kind;
    config.values = std::move(values);
    config.values["api"] = house.call([&] { return fake->base(); });
    config.values["token"] = "t";
    return *make_agency(config);
  }
};

std::string said(const SendOutcome& outcome) {
  std::string text(name_of(outcome));
  if (const auto* unknown = std::get_if<Unknown>(&outcome)) return text + " " + unknown->reason;
  if (const auto* rejected = std::get_if<Rejected>(&outcome)) return text + " " + rejected->reason;
  const auto* retry = std::get_if<Retry>(&outcome);
  if (retry == nullptr) return text;
  text += " " + retry->reason;
  return retry->after ? text + " " + std::to_string(retry->after->count() / 1000) : text;
}

}  // namespace

TEST_CASE("fake lapor: a report in XML is on the same list") {
  Filing filing;
  const auto outcome = filing.file(*filing.xml);
  REQUIRE(std::holds_alternative<Done>(outcome));
  const auto complaints = filing.house.call([&] { return filing.fake->complaints(); });
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].id == std::get<Done>(outcome).external_id);
  CHECK(complaints[0].title == "Lampu jalan mati");
  CHECK(complaints[0].content.find("Nomor Pintu: 7K2M-9QX3") != std::string::npos);
  CHECK(complaints[0].anonymous);
  CHECK_FALSE(complaints[0].secret);
  CHECK(said(filing.file(*filing.json)) == "done");
  CHECK(filing.filed() == 2);
}

TEST_CASE("fake lapor: what its XML shape refuses") {
  Filing filing;
  const auto send = [&](const std::string& body) {
    http::Request request;
    request.method = "POST";
    request.target = filing.house.call([&] { return filing.fake->base(); }) + "/api/stream/addstream";
    request.body = body;
    return answered(filing.ask(std::move(request))).status;
  };
  const std::string person = "<pelapor><email>a@b</email><telpon>1708</telpon><namadepan>A</namadepan></pelapor>";
  CHECK(send("<lapor token=\"t\">") == 400);
  CHECK(send("<lapor token=\"x\">" + person + "<laporan><isi>a</isi></laporan></lapor>") == 401);
  CHECK(send("<lapor token=\"t\"><laporan><isi>a</isi></laporan></lapor>") == 422);
  CHECK(send("<lapor token=\"t\">" + person + "<laporan><isi/></laporan></lapor>") == 422);
  CHECK(filing.filed() == 0);
  CHECK(send("<lapor token=\"t\">" + person + "<laporan rahasia=\"1\"><isi>a</isi></laporan></lapor>") == 200);
  CHECK(filing.filed() == 1);
}

TEST_CASE("fake lapor: each fault ends as the outcome that loses nothing and files nothing twice") {
  struct Row {
    const char* fault;
    const char* json;
    const char* xml;
    bool filed;
  };
  static const std::vector<Row> rows{
      {"429", "retry too-many-requests 1", "retry too-many-requests 1", false},
      {"429-bare", "retry too-many-requests 60", "retry too-many-requests 60", false},
      {"500", "unknown server-error", "unknown server-error", false},
      {"503", "retry unavailable", "retry unavailable", false},
      {"301", "retry redirected 300", "retry redirected 300", false},
      {"401", "retry credentials 300", "retry credentials 300", false},
      {"404", "retry wrong-path 300", "retry wrong-path 300", false},
      {"garbage", "unknown answer-is-no-json", "unknown accepted-without-id", false},
      {"refuse", "rejected Isian kurang lengkap", "unknown answer-is-no-xml", false},
      {"truncated", "unknown answer-is-no-json", "unknown answer-is-no-xml", true},
      {"half-closed", "unknown no-answer", "unknown no-answer", true},
      {"accept-then-drop", "unknown no-answer", "unknown no-answer", true},
      {"huge", "unknown no-answer", "unknown no-answer", true},
      {"drip", "unknown no-answer", "unknown no-answer", true},
      {"renamed", "unknown accepted-without-id", "unknown accepted-without-id", true},
      {"strings", "done", "done", true},
  };
  Filing filing;
  for (const auto& row : rows) {
    CAPTURE(row.fault);
    for (const auto* agency : {filing.json.get(), filing.xml.get()}) {
      const auto before = filing.filed();
      REQUIRE(filing.plan(row.fault));
      CHECK(said(filing.file(*agency)) == (agency == filing.json.get() ? row.json : row.xml));
      CHECK(filing.filed() == before + (row.filed ? 1 : 0));
    }
  }
  REQUIRE(filing.plan("429-date"));
  const auto later = filing.file(*filing.json);
  REQUIRE(std::holds_alternative<Retry>(later));
  CHECK(std::get<Retry>(later).after > Duration{25s});
  CHECK(std::get<Retry>(later).after <= Duration{30s});
  REQUIRE(filing.plan("silent"));
  const auto before = filing.filed();
  CHECK(said(filing.file(*filing.json, 300ms)) == "unknown no-answer");
  CHECK(filing.filed() == before + 1);
}

TEST_CASE("fake lapor: a dripping answer is left by its slowness, long before its own time is over") {
  Filing filing;
  filing.house.call([&] {
    filing.fake->faults().add(sandbox::Fault::drip, 1, 0, "complaint");
    return 0;
  });
  http::Request request;
  request.target = filing.house.call([&] { return filing.fake->base(); }) + "/complaints/1/complaint";
  request.headers.add("Authorization", "Bearer a");
  request.headers.add("token", "t");
  request.timeout = 1h;
  auto slow = std::async(std::launch::async, [&] { return filing.ask(request); });
  // Meanwhile others are answered.
  CHECK(said(filing.file(*filing.xml)) == "done");
  const auto exchange = slow.get();
  REQUIRE(std::holds_alternative<http::NoAnswer>(exchange));
  CHECK(std::get<http::NoAnswer>(exchange).reason == "too slow");
}

TEST_CASE("fake lapor: an id given twice, and a state that nobody knows") {
  Filing filing;
  const auto first = std::get<Done>(filing.file(*filing.json)).external_id;
  REQUIRE(filing.plan("same-id:2"));
  CHECK(std::get<Done>(filing.file(*filing.json)).external_id == first);
  CHECK(std::get<Done>(filing.file(*filing.xml)).external_id == first);
  CHECK(filing.filed() == 3);
  const auto poll = [&] {
    std::vector<Exchange> so_far;
    while (true) {
      auto step = filing.json->poll(first, so_far);
      auto* request = std::get_if<http::Request>(&step);
      if (request == nullptr) return step;
      so_far.push_back(filing.ask(std::move(*request)));
    }
  };
  REQUIRE(filing.plan("strange-state,renamed"));
  const auto strange = poll();
  REQUIRE(std::holds_alternative<AgencyStatus>(strange));
  CHECK(std::get<AgencyStatus>(strange).raw == "Menunggu Paraf Camat");
  CHECK(std::get<AgencyStatus>(strange).state == ReportState::unknown);
}
