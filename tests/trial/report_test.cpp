// SPDX-License-Identifier: Apache-2.0
// Coverage, the rule for publishing, and what people and programs read of a run.
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "trial/scripts.hpp"

namespace dialogs = pintu::dialogs;
using namespace pintu::trial;
using namespace pintu::trial::test;

namespace {

bool reached(const Report& report, const std::string& step, const std::string& outcome = {}) {
  return std::ranges::any_of(report.reached, [&](const Reached& each) {
    return each.script == "jalan" && each.step == step && each.outcome == outcome;
  });
}
bool unreached(const Report& report, const std::string& step, const std::string& outcome = {}) {
  return std::ranges::any_of(report.unreached, [&](const Unreached& each) {
    return each.script == "jalan" && each.step == step && each.outcome == outcome;
  });
}

std::string with_outcome(const std::string& outcome, const std::string& talk) {
  return "  - test: " + outcome +
         "\n    channel: telegram\n    start_at: {step: periksa}\n    stubs: {lapor: {outcome: " + outcome +
         "}}\n    talk: [{user: {tap: ok}}, {wait: 3m}, " + talk + "]\n";
}

const std::string all_steps =
    "script: jalan\ntests:\n  - test: semua langkah\n    channel: whatsapp\n    talk:\n"
    "      - user: lapor\n      - user: {tap: lapor}\n      - bot: {asks: isi}\n      - user: pju mati total\n      - "
    "wait: 30s\n"
    "      - bot: {asks: jenis}\n      - user: {tap: ya}\n      - bot: {asks: lokasi}\n      - user: Jl. Merdeka 10\n"
    "      - bot: {asks: periksa}\n      - user: {tap: ok}\n      - bot: {says: diterima}\n";

}  // namespace

TEST_CASE("what no test reaches is listed, with the line in the script", "[report]") {
  const auto report = try_lines({"user: pju mati total", "wait: 30s", "bot: {asks: jenis}"});
  CHECK(reached(report, "pilih"));
  CHECK(unreached(report, "di-mana"));
  CHECK(unreached(report, "kirim"));
  CHECK(unreached(report, "kirim", "ditolak"));
  CHECK_FALSE(report.may_be_published());
  const auto it = std::ranges::find_if(
      report.unreached, [](const Unreached& each) { return each.script == "jalan" && each.step == "di-mana"; });
  REQUIRE(it != report.unreached.end());
  CHECK(it->mark.file.ends_with("jalan.yaml"));
  CHECK(it->mark.line > 20);
}

TEST_CASE("outcomes are reached by what came of the report", "[report]") {
  const auto tests = "script: jalan\ntests:\n" + with_outcome("diterima", "{bot: {says: diterima}}") +
                     with_outcome("tertunda", "{bot: {says: masih menunggu}}") +
                     with_outcome("ditolak", "{bot: {says: ditolak}}") +
                     with_outcome("perlu_orang", "{bot: {says: diperiksa petugas}}");
  const auto report = run(with_tests(tests));
  INFO(to_text(report, false));
  CHECK(report.good());
  for (const auto* outcome : {"diterima", "tertunda", "ditolak", "perlu_orang"}) {
    INFO(outcome);
    CHECK(reached(report, "kirim", outcome));
  }
  CHECK(unreached(report, "cerita"));
}

TEST_CASE("one outcome that is not tried is not reached", "[report]") {
  const auto report = run(with_tests("script: jalan\ntests:\n" + with_outcome("diterima", "{bot: {says: diterima}}")));
  CHECK(reached(report, "kirim", "diterima"));
  for (const auto* outcome : {"tertunda", "ditolak", "perlu_orang"}) {
    INFO(outcome);
    CHECK(unreached(report, "kirim", outcome));
  }
}

TEST_CASE("each part of the rule forbids by itself", "[report]") {
  const auto forbids = [](const std::string& tests, Rule rule) {
    Options options;
    options.rule = rule;
    return run(with_tests(tests), options).forbids.size();
  };
  const auto failing = one_test({"user: pju mati total", "bot: {asks: lokasi}"});
  CHECK(forbids(failing, {true, false, false}) == 1);
  CHECK(forbids(failing, {false, true, false}) == 1);
  CHECK(forbids(failing, {false, false, true}) == 1);
  CHECK(forbids(failing, {false, false, false}) == 0);
  CHECK(forbids(one_test({"user: pju mati total", "wait: 30s", "bot: {asks: jenis}"}), {true, false, false}) == 0);
  CHECK(forbids("script: jalan\ntests: []\n", {true, false, false}) == 1);
}

TEST_CASE("coverage tells phones and languages apart", "[report]") {
  const auto report = run(with_tests(all_steps));
  INFO(to_text(report, false));
  REQUIRE(report.good());
  for (const auto* step : {"cerita", "pilih", "di-mana", "periksa", "kirim"}) {
    INFO(step);
    CHECK(reached(report, step));
  }
  CHECK(std::ranges::all_of(report.reached, [](const Reached& each) {
    return each.channel == "whatsapp" && each.language == "id" && each.tests == 1;
  }));
}

TEST_CASE("a filter leaves the others out", "[report]") {
  auto tests = one_test({"user: pju mati total"});
  tests += "  - test: dua\n    channel: sms\n    talk: [{user: a}]\n";
  Options options;
  options.filter = "DUA";
  const auto report = run(with_tests(tests), options);
  REQUIRE(report.tests.size() == 1);
  CHECK(report.tests.front().name == "dua");
}

TEST_CASE("JUnit and JSON hold the failures", "[report]") {
  const auto report = run(with_tests(one_test({"user: \"pju <mati> & total\"", "bot: {asks: lokasi}"})));
  REQUIRE(report.tests.size() == 1);
  const auto json = nlohmann::json::parse(to_json(report));
  CHECK(json.at("good") == false);
  CHECK(json.at("tests").at(0).at("failures").at(0).at("line") == 7);
  pugi::xml_document document;
  REQUIRE(document.load_string(to_junit(report).c_str()));
  const auto suites = document.child("testsuites");
  CHECK(suites.attribute("failures").as_int() == 1);
  const auto test = suites.child("testsuite").child("testcase");
  CHECK(test.attribute("name").as_string() == std::string("satu"));
  CHECK(std::string(test.child("failure").attribute("message").as_string()) == "bot menanyakan lokasi");
}

TEST_CASE("without a terminal a report has no colors", "[report]") {
  const auto report = run(with_tests(one_test({"user: pju mati total", "bot: {asks: lokasi}"})));
  CHECK(to_text(report, false).find('\x1b') == std::string::npos);
  CHECK(to_text(report, true).find('\x1b') != std::string::npos);
}

TEST_CASE("the shipped scripts keep their own tests", "[report][shipped]") {
  const auto report = run(dialogs::shipped());
  INFO(to_text(report, false));
  CHECK(report.good());
  CHECK(report.tests.size() >= 8);
}
