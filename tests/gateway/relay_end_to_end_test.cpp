// SPDX-License-Identifier: Apache-2.0
// A report relayed by hand through the real binary: an officer's phone answers, and the citizen has the number.
#include <nlohmann/json.hpp>

#include "support/complaint.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t person = 4711;
constexpr std::int64_t desk = -100500;
constexpr std::int64_t verifier = 4900;

Installed::Extra by_hand() {
  return {.agencies =
              "agencies:\n  lapor: {kind: manual, desk: verifikator}\n"
              "desks:\n  verifikator:\n    officers: [{channel: tg, chat: \"-100500\"}]\n"
              "    verifier: {channel: tg, chat: \"4900\", name: Bu Rina}\n"};
}

void know_officers(Installed& house) {
  house.telegram.found_group(desk, "Meja", {{"id", 501}, {"first_name", "Asep"}});
  house.telegram.unblock(verifier);
}

// What the phone shows that holds the words; 0 when nothing does.
std::int64_t shown(Installed& house, std::int64_t chat, const std::string& words) {
  for (const auto& line : house.telegram.phone(chat)) {
    if (!line.from_person && line.message.value("text", std::string()).find(words) != std::string::npos)
      return line.message_id;
  }
  return 0;
}

bool answers_until(Installed& house, const std::string& words) {
  std::size_t heard = house.heard(person).size();
  while (house.count(person, words) == 0) {
    if (!house.until([&] { return house.heard(person).size() > heard; }, 30s)) return false;
    heard = house.heard(person).size();
    go_on(house, person);
  }
  return true;
}

std::string number_of(Installed& house) {
  const auto listed = nlohmann::json::parse(run("reports list --open --json" + house.with_config()).out);
  REQUIRE(listed["reports"].size() == 1);
  CHECK(listed["reports"][0].contains("age_seconds"));
  return listed["reports"][0]["number"];
}

}  // namespace

TEST_CASE("relay end to end: an officer replies in the desk's group, and the citizen has SP4N's number") {
  Installed house(18501, by_hand());
  know_officers(house);
  house.start();
  complain(house, person);
  REQUIRE(answers_until(house, "sudah kami simpan"));
  REQUIRE(house.until([&] { return shown(house, desk, "Judul: ") != 0; }));
  const auto number = number_of(house);
  CHECK(house.count(desk, number) == 1);

  SECTION("by reply") {}
  SECTION("by reply, after the daemon was killed") {
    house.stop(SIGKILL);
    house.start();
  }
  house.telegram.reply(desk, shown(house, desk, "Judul: "), "no 9188891");
  REQUIRE(house.until([&] { return house.count(person, "9188891") == 1; }));
  REQUIRE(house.until([&] { return house.count(desk, "Tercatat: laporan " + number) == 1; }));
  house.telegram.reply(desk, shown(house, desk, "Tercatat"), "ganti 9188892");
  REQUIRE(house.until([&] { return house.count(person, "9188892") == 1; }));
  house.telegram.reply(desk, shown(house, desk, number), "selesai Lubang sudah ditambal");
  REQUIRE(house.until([&] { return house.count(person, "Lubang sudah ditambal") == 1; }));
  CHECK(run("reports list --open --json" + house.with_config()).out.find(number) == std::string::npos);
  CHECK(run("why " + number + " --json" + house.with_config()).out.find("report.renumbered") != std::string::npos);
}

TEST_CASE("relay end to end: an operator reads the text and types the number by command") {
  Installed house(18502, by_hand());
  know_officers(house);
  house.start();
  complain(house, person);
  REQUIRE(answers_until(house, "sudah kami simpan"));
  const auto number = number_of(house);
  const auto text = run("reports text " + number + house.with_config());
  CHECK(text.exit == 0);
  REQUIRE(house.until([&] { return shown(house, desk, "Judul: ") != 0; }));
  CHECK(house.count(desk, text.out.substr(0, text.out.size() - 1)) == 1);
  const auto type = [&](const std::string& rest) {
    return run("reports number " + number + rest + house.with_config());
  };
  CHECK(type(" 918").exit == 1);
  CHECK(type(" 9188891").exit == 0);
  REQUIRE(house.until([&] { return house.count(person, "9188891") == 1; }));
  CHECK(type(" 9188891").exit == 1);
  CHECK(type(" 9188892").exit == 1);
  CHECK(type(" 9188892 --replace").exit == 0);
  REQUIRE(house.until([&] { return house.count(person, "9188892") == 1; }));
  CHECK(run("reports number 7K2M-9QXC 9188893" + house.with_config()).exit == 1);
  CHECK(run("reports text 7K2M-9QXC" + house.with_config()).exit == 1);
}
