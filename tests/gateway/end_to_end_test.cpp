// SPDX-License-Identifier: Apache-2.0
#include <map>
#include <nlohmann/json.hpp>

#include "support/complaint.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t person = 4711;

bool numbered(Installed& house, std::int64_t chat) { return house.count(chat, "nomor di sana") > 0; }

// A kill between our record of a call and its answer leaves what became of it unknown: a person looks at LAPOR and
// says.
void resolve_unknown(Installed& house) {
  nlohmann::json listed;
  // The daemon may be about to start.
  REQUIRE(house.until([&] {
    listed = nlohmann::json::parse(house.run_beside("jobs list --state unknown --json" + house.with_config()).out,
                                   nullptr, false);
    return listed.is_object();
  }));
  for (const auto& job : listed["jobs"]) {
    const auto id = job["id"].get<std::string>();
    const auto& there = house.lapor.complaints();
    const auto how = there.empty() ? std::string("--not-sent") : "--sent " + there[0].id;
    CHECK(house.run_beside("jobs resolve " + id + " " + how + house.with_config()).exit == 0);
  }
}

// Plays until LAPOR's number is on the phone.
bool play(Installed& house, std::int64_t chat, const std::function<void()>& at_each_step = [] {}) {
  std::size_t heard = house.heard(chat).size();
  const auto end = std::chrono::steady_clock::now() + 120s;
  while (!numbered(house, chat)) {
    if (std::chrono::steady_clock::now() > end) return false;
    if (!house.until([&] { return house.heard(chat).size() > heard; }, 30s)) return false;
    heard = house.heard(chat).size();
    at_each_step();
    if (house.last_says(chat, "memastikan apakah")) resolve_unknown(house);
    go_on(house, chat);
  }
  return true;
}

}  // namespace

TEST_CASE("end to end: a complaint reaches LAPOR and its number comes back, through the real binary") {
  Installed house(18471);
  house.start();
  complain(house, person);
  REQUIRE(play(house, person));
  REQUIRE(house.lapor.complaints().size() == 1);
  CHECK(house.count(person, house.lapor.complaints()[0].id) == 1);

  SECTION("its own commands tell its life, over the socket") {
    const auto reports = run("reports list --json" + house.with_config());
    // The daemon answers over its socket while our loop rests.
    REQUIRE(reports.exit == 0);
    const auto listed = nlohmann::json::parse(reports.out);
    REQUIRE(listed["reports"].size() == 1);
    const std::string number = listed["reports"][0]["number"];
    CHECK(house.count(person, number) >= 1);
    const auto why = run("why " + number + " --json" + house.with_config());
    CHECK(why.exit == 0);
    CHECK(why.out.find("report.accepted") != std::string::npos);
    CHECK(run("jobs list --state unknown --json" + house.with_config()).out.find("[]") != std::string::npos);
    CHECK(house.run_beside("doctor" + house.with_config()).exit == 0);
    CHECK(run("backup " + house.folder + "/copy" + house.with_config()).exit == 0);
    CHECK(std::filesystem::exists(house.folder + "/copy/pintu.db"));
    CHECK(run("backup " + house.folder + "/copy" + house.with_config()).exit == 1);
    CHECK(run("why 7K2M-9QXC" + house.with_config()).exit == 1);
  }
  SECTION("SIGTERM ends it gracefully, and commands then work without it") {
    CHECK(house.stop(SIGTERM) == 0);
    const auto reports = run("reports list --json" + house.with_config());
    CHECK(reports.exit == 0);
    CHECK(reports.out.find(house.lapor.complaints()[0].id) != std::string::npos);
    CHECK(run("migrate --dry-run --json" + house.with_config()).out.find("\"applied\":true") != std::string::npos);
  }
  SECTION("neither its log nor its files hold the person's words or the secrets") {
    CHECK(house.stop(SIGTERM) == 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(house.folder)) {
      if (!entry.is_regular_file() || entry.path().filename() == "pintu.yaml") continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      INFO(entry.path().filename().string());
      for (const auto* canary : {"banyak motor jatuh", "Kutamekar", Installed::token, Installed::secret})
        CHECK(bytes.find(canary) == std::string::npos);
    }
  }
}

TEST_CASE("end to end: SIGKILL at every step of a complaint loses nothing and doubles no report") {
  Installed house(18472);
  house.start();
  complain(house, person);
  int kills = 0;
  const bool reached = play(house, person, [&] {
    CHECK(house.stop(SIGKILL) == -SIGKILL);
    ++kills;
    house.start();
  });
  std::string story = run("jobs list" + house.with_config()).out + run("quarantine list" + house.with_config()).out;
  for (const auto& text : house.heard(person)) story += "\n" + text;
  INFO(story);
  REQUIRE(reached);
  CHECK(kills >= 5);
  CHECK(house.lapor.complaints().size() == 1);
  // What was refused meanwhile comes again in its time.
  CHECK(house.until([&] { return house.telegram.undelivered() == 0; }, 60s));
}

TEST_CASE("end to end: killed again and again under several talks, every report is at LAPOR once or unknown") {
  Installed house(18473);
  house.start();
  constexpr int people = 6;
  std::map<std::int64_t, std::size_t> heard;
  for (int i = 0; i < people; ++i) complain(house, 5000 + i);
  const auto done = [&](std::int64_t chat) { return house.count(chat, "Nomor:") > 0; };
  const auto all_done = [&] {
    for (int i = 0; i < people; ++i) {
      if (!done(5000 + i)) return false;
    }
    return true;
  };
  int kills = 0;
  const auto end = std::chrono::steady_clock::now() + 120s;
  while (!all_done() && std::chrono::steady_clock::now() < end) {
    house.spin(60ms);
    for (int i = 0; i < people; ++i) {
      const auto chat = 5000 + i;
      if (house.heard(chat).size() <= heard[chat] || done(chat)) continue;
      heard[chat] = house.heard(chat).size();
      go_on(house, chat);
    }
    if (kills < 12) {
      house.stop(SIGKILL);
      ++kills;
      house.start();
    }
  }
  for (int i = 0; i < people; ++i) {
    if (done(5000 + i)) continue;
    UNSCOPED_INFO((house.heard(5000 + i).empty() ? std::string("nothing heard") : house.heard(5000 + i).back()));
  }
  UNSCOPED_INFO(run("quarantine list" + house.with_config()).out);
  REQUIRE(all_done());
  CHECK(kills == 12);
  const auto settled = [&] {
    const auto listed = nlohmann::json::parse(run("reports list --json" + house.with_config()).out, nullptr, false);
    if (!listed.is_object() || listed["reports"].size() != people) return false;
    for (const auto& report : listed["reports"]) {
      if (report["forward"] == "waiting") return false;
    }
    return true;
  };
  REQUIRE(house.until(settled, 60s));
  const auto listed = nlohmann::json::parse(run("reports list --json" + house.with_config()).out);
  for (const auto& report : listed["reports"]) {
    const auto at_lapor = house.lapor.count_containing(report["number"].get<std::string>());
    INFO(report["forward"].get<std::string>());
    CHECK(at_lapor <= 1);
    if (report["forward"] == "accepted") CHECK(at_lapor == 1);
  }
}

TEST_CASE("end to end: webhooks are refused, told apart and taken as the wire says") {
  Installed house(18474);
  house.start();
  const auto ask = [&](const std::string& method, const std::string& path, const std::string& body,
                       const std::string& secret) {
    http::Request request;
    request.method = method;
    request.target = house.hooks() + path;
    request.body = body;
    request.headers.add("Content-Type", "application/json");
    if (!secret.empty()) request.headers.add("X-Telegram-Bot-Api-Secret-Token", secret);
    const auto exchange = house.exchange(std::move(request));
    const auto* response = std::get_if<http::Response>(&exchange);
    return response == nullptr ? 0 : response->status;
  };
  REQUIRE(house.until([&] { return ask("GET", "/nowhere", "", "") == 404; }));
  CHECK(ask("POST", "/hooks/tg", "{}", "") == 401);
  CHECK(ask("POST", "/hooks/tg", "{}", "wrong") == 401);
  CHECK(ask("PUT", "/hooks/tg", "{}", Installed::secret) == 405);
  CHECK(ask("POST", "/hooks/tg", "not json", Installed::secret) == 200);  // set aside: it would come again as it is
  CHECK(run("quarantine list" + house.with_config()).out.find("malformed") != std::string::npos);
  CHECK(ask("POST", "/hooks/tg", std::string((1 << 20) + 1, 'x'), Installed::secret) == 413);

  const std::string corpus = std::string(PINTU_SOURCE_DIR) + "/../shared/conformance/telegram";
  if (!std::filesystem::exists(corpus)) {
    WARN("the conformance corpus is not here: its webhooks were not sent");
    return;
  }
  for (const auto& entry : std::filesystem::directory_iterator(corpus)) {
    const auto name = entry.path().filename().string();
    INFO(name);
    // An answer of the API and a getUpdates answer: no webhooks.
    if (name == "response-error-429-migrate.json" || name == "tgbots-write-access.json") continue;
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string body{std::istreambuf_iterator<char>(in), {}};
    CHECK(ask("POST", "/hooks/tg", body, Installed::secret) == 200);
    const auto parsed = run("parse telegram " + entry.path().string());
    CHECK(parsed.exit == 0);
    CHECK(nlohmann::json::accept(parsed.out.substr(0, parsed.out.find('\n'))));
    CHECK(run("parse telegram " + entry.path().string() + " --secret s").exit == 1);
  }
}

TEST_CASE("end to end: a second daemon on the same data is told so, and a wrong configuration exits 3") {
  Installed house(18475);
  house.start();
  REQUIRE(house.until([&] { return std::filesystem::exists(house.folder + "/data/pintu.sock"); }));
  CHECK(run("serve" + house.with_config()).exit == 4);
  CHECK(run("serve -c /nowhere.yaml").exit == 3);
  CHECK(run("nonsense").exit == 2);
  CHECK(run("--version").exit == 0);
}

TEST_CASE("end to end: pintu demo --once files a complaint on three phones and prints LAPOR's numbers") {
  const auto demo = run("demo --once");
  CHECK(demo.exit == 0);
  for (const auto* number : {"9188891", "9188892", "9188893"}) {
    INFO(number);
    CHECK(demo.out.find(std::string("SP4N-LAPOR! ") + number) != std::string::npos);
  }
}

TEST_CASE("end to end: LAPOR's XML shape, whose answer is lost, is settled by a person and filed once") {
  Installed house(18477);
  std::string text;
  {
    std::ifstream in(house.config());
    text.assign(std::istreambuf_iterator<char>(in), {});
  }
  text.resize(text.find("agencies:"));
  std::ofstream(house.config()) << text << "agencies:\n  lapor: {kind: lapor/xml, api: \"" << house.lapor.base()
                                << "\", token: test, email: pintu@kantor.example, phone: \"0221234567\"}\n";
  house.lapor.faults().add("accept-then-drop");
  house.start();
  complain(house, person);
  REQUIRE(play(house, person));
  const auto& complaints = house.lapor.complaints();
  REQUIRE(complaints.size() == 1);
  CHECK(complaints[0].content.find("Nomor Pintu: ") != std::string::npos);
  CHECK(complaints[0].content.find("Kutamekar") != std::string::npos);
  CHECK(house.count(person, "memastikan apakah") == 1);
  CHECK(house.count(person, complaints[0].id) == 1);
  const auto doctor = house.run_beside("doctor" + house.with_config());
  CHECK(doctor.exit == 0);
  CHECK(doctor.out.find("Instansi lapor: LAPOR menjawab") != std::string::npos);
}
