// SPDX-License-Identifier: Apache-2.0
// An operator publishes while citizens talk: through the real binary, its daemon running or not.
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/complaint.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

// A folder with one script of its own; the others are the shipped ones.
void write_script(const std::string& folder, const std::string& text, const std::string& step = "a") {
  std::filesystem::create_directories(folder);
  std::ofstream(folder + "/tanya.yaml")
      << "script: tanya\ntitle: Tanya\nlanguages: [id]\nuses: [umum]\nstarts_when: {says_only: [tanya uji]}\nslots:\n"
         "  isi: {names: [isi], label: Isi, type: text}\nsteps:\n  - {id: "
      << step << ", ask: isi, text: \"Isinya apa?\"}\n  - {id: z, say: \"" << text << "\", end: true}\n";
}

// 0: the daemon is about to start, and holds the lock already.
std::int64_t newest(Installed& house) {
  const auto listed = nlohmann::json::parse(run("publish --list --json" + house.with_config()).out, nullptr, false);
  return listed.is_object() ? listed["versions"].back()["version"].get<std::int64_t>() : 0;
}

}  // namespace

TEST_CASE(
    "publish end to end: text changed, stale base, removed step, rollback; a citizen in the middle notices nothing") {
  Installed house(18551, {.channels = "publish: {tests: none}\n"});
  const auto folder = house.folder + "/naskah";
  write_script(folder, "Versi dua.");
  house.start();
  CHECK(house.until([&] { return newest(house) == 1; }, 20s));

  // Nobody knows from which version the folder was begun.
  const auto blind = run("publish " + folder + house.with_config());
  CHECK(blind.exit == 1);
  CHECK(newest(house) == 1);
  CHECK(run("publish " + folder + " --base 1 --note dua --author Ani --dry-run" + house.with_config()).exit == 0);
  CHECK(newest(house) == 1);
  const auto second = run("publish " + folder + " --base 1 --note dua --author Ani" + house.with_config());
  CHECK(second.exit == 0);
  CHECK(second.out.find("+ naskah tanya") != std::string::npos);
  CHECK(newest(house) == 2);

  // A talk begins; the next version removes the step that it stands in.
  house.telegram.say(4711, "tanya uji");
  REQUIRE(house.until([&] { return house.count(4711, "Isinya apa?") == 1; }));
  write_script(folder, "Versi tiga.", "b");
  const auto lost = run("publish " + folder + house.with_config());
  CHECK(lost.exit == 1);
  CHECK(newest(house) == 2);
  const auto third = run("publish " + folder + " --stay" + house.with_config());
  CHECK(third.exit == 0);
  CHECK(third.out.find("tanya/a: 1 percakapan") != std::string::npos);
  CHECK(third.out.find("dulu:     Versi dua.") != std::string::npos);
  house.telegram.say(4711, "isi saya");
  REQUIRE(house.until([&] { return house.count(4711, "Versi dua.") == 1; }));
  house.telegram.say(4711, "tanya uji");
  REQUIRE(house.until([&] { return house.count(4711, "Isinya apa?") == 2; }));
  house.telegram.say(4711, "lagi");
  REQUIRE(house.until([&] { return house.count(4711, "Versi tiga.") == 1; }));

  // Somebody else began from version 2.
  CHECK(run("publish " + folder + " --base 2" + house.with_config()).exit == 1);
  CHECK(run("publish --rollback 2" + house.with_config()).exit == 0);
  CHECK(newest(house) == 4);
  const auto old = house.folder + "/lama";
  CHECK(run("publish " + old + " --read 4" + house.with_config()).exit == 0);
  std::ifstream in(old + "/tanya.yaml");
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  CHECK(bytes.find("Versi dua.") != std::string::npos);

  // Killed and started again it has the version; without a daemon the command does it itself.
  house.stop(SIGKILL);
  CHECK(newest(house) == 4);
  CHECK(run("publish " + old + " --note tanpa-daemon" + house.with_config()).exit == 0);
  CHECK(newest(house) == 5);
}

TEST_CASE("publish end to end: a bad set never replaces a good one, by command or by SIGHUP") {
  const auto folder =
      (std::filesystem::temp_directory_path() / ("pintu-hup-" + crypto::to_hex(crypto::random_bytes(4)))).string();
  write_script(folder, "Satu.");
  Installed house(18552, {.channels = "publish: {tests: none}\nscripts: " + folder + "\n"});
  house.start();
  REQUIRE(house.until([&] { return newest(house) == 1; }, 20s));
  std::ofstream(folder + "/rusak.yaml") << "script: rusak\ntitle: [\n";
  CHECK(run("publish " + folder + " --base 1" + house.with_config()).exit == 1);
  CHECK(newest(house) == 1);
  house.signal(SIGHUP);
  CHECK(house.until([&] { return house.log_text().find("scripts.not_republished") != std::string::npos; }, 20s));
  CHECK(newest(house) == 1);
  std::filesystem::remove(folder + "/rusak.yaml");
  write_script(folder, "Dua.");
  house.signal(SIGHUP);
  const bool republished = house.until([&] { return newest(house) == 2; }, 20s);
  INFO(house.log_text());
  REQUIRE(republished);
  house.telegram.say(4711, "tanya uji");
  REQUIRE(house.until([&] { return house.count(4711, "Isinya apa?") == 1; }));
  house.telegram.say(4711, "x");
  REQUIRE(house.until([&] { return house.count(4711, "Dua.") == 1; }));
  std::filesystem::remove_all(folder);
}
