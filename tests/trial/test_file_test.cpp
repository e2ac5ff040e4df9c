// SPDX-License-Identifier: Apache-2.0
// What is wrong in a test file is said with its place and, where one is close, the right word.
#include "trial/scripts.hpp"

namespace dialogs = pintu::dialogs;
using namespace pintu::trial;
using namespace pintu::trial::test;

namespace {

struct Row {
  std::string yaml;
  std::string says;  // one of the findings holds it
};

std::string file(const std::string& test) {
  return "script: jalan\ntests:\n  - test: satu\n    channel: telegram\n" + test;
}

const std::vector<Row> rows{
    {"script: jalann\ntests: []\n", "1:9: galat P0813"},
    {"tests: satu\n", "1:8: galat P0814"},
    {"script: jalan\ntest: []\n", "2:1: galat P0102"},
    {"script: jalan\ntests:\n  - channel: telegram\n    talk: [{user: a}]\n", "P0810"},
    {"script: jalan\ntests:\n  - test: satu\n    talk: [{user: a}]\n", "P0811"},
    {"script: jalan\ntests:\n  - test: satu\n    channel: telegrem\n    talk: [{user: a}]\n",
     "Maksud Anda \"telegram\"?"},
    {"script: jalan\ntests:\n  - test: satu\n    chanel: telegram\n    talk: [{user: a}]\n", "4:5: galat P0102"},
    {file(""), "P0812"},
    {file("    talk: [{user: a}]\n  - test: satu\n    channel: sms\n    talk: [{user: a}]\n"), "P0815"},
    {file("    language: su\n    talk: [{user: a}]\n"), "5:15: galat P0801"},
    {file("    start_at: {step: periksaa}\n    talk: [{user: a}]\n"), "Maksud Anda \"periksa\"?"},
    {file("    start_at: {slots: {jenis: lampu}}\n    talk: [{user: a}]\n"), "P0809"},
    {file("    start_at: {step: periksa, slots: {jenes: lampu}}\n    talk: [{user: a}]\n"), "Maksud Anda \"jenis\"?"},
    {file("    talk:\n      - usr: halo\n"),
     "6:9: galat P0102: \"usr\" tidak dikenal di percakapan. Maksud Anda \"user\"?"},
    {file("    talk:\n      - {user: halo, bot: {asks: jenis}}\n"), "6:22: galat P0102"},
    {file("    talk:\n      - {bot: {asks: jenis}, wait: 5s}\n"), "Tulis sebagai baris sendiri."},
    {file("    talk:\n      - user: {tapp: ya}\n"), "Maksud Anda \"tap\"?"},
    {file("    talk:\n      - user: \"\"\n"), "P0802"},
    {file("    talk:\n      - user: {pin: [200, 3]}\n"), "P0803"},
    {file("    talk:\n      - user: {pin: -6.9}\n"), "P0803"},
    {file("    talk:\n      - user: {tap: ya, from_step: piilih}\n"), "Maksud Anda \"pilih\"?"},
    {file("    talk:\n      - wait: sebentar\n"), "P0106"},
    {file("    talk:\n      - {user: a, wait: 5}\n"), "P0106"},
    {file("    talk:\n      - bot: {ask: jenis}\n"), "Maksud Anda \"asks\"?"},
    {file("    talk:\n      - bot: {asks: jeniss}\n"), "Maksud Anda \"jenis\"?"},
    {file("    talk:\n      - bot: {guesses: lampuu}\n"), "Maksud Anda \"lampu\"?"},
    {file("    talk:\n      - bot: {renders: button}\n"), "Maksud Anda \"buttons\"?"},
    {file("    talk:\n      - bot: {reviews: [isi, jenes]}\n"), "Maksud Anda \"jenis\"?"},
    {file("    talk:\n      - bot: {segments: {at_most: dua}}\n"), "P0105"},
    {file("    talk:\n      - bot: {segments: {charset: gsm}}\n"), "P0109"},
    {file("    talk:\n      - bot: {exactly: ya}\n"), "P0104"},
    {file("    talk:\n      - officer: {close: padam}\n"), "P0102"},
    {file("    talk:\n      - officer: {name: Dedi}\n"), "P0804"},
    {file("    talk:\n      - expect: {sent: {too: lapor}}\n"), "Maksud Anda \"to\"?"},
    {file("    talk:\n      - expect: {sent: {to: lapur}}\n"), "Maksud Anda \"lapor\"?"},
    {file("    talk:\n      - expect: {sent: {times: 1}}\n"), "P0806"},
    {file("    talk:\n      - expect: {within: 2s}\n"), "P0807"},
    {file("    talk:\n      - expect: {handoff: daruratt}\n"), "Maksud Anda \"darurat\"?"},
    {file("    talk:\n      - expect: {handoff: darurat, lane: emergensi}\n"), "P0109"},
    {file("    talk:\n      - expect: {slot: {jenes: lampu}}\n"), "Maksud Anda \"jenis\"?"},
    {file("    stubs: {lapur: {outcome: diterima}}\n    talk: [{user: a}]\n"), "Maksud Anda \"lapor\"?"},
    {file("    stubs: {lapor: {outcome: ditrima}}\n    talk: [{user: a}]\n"), "Maksud Anda \"diterima\"?"},
    {file("    faults: [{crash: after}]\n    talk: [{user: a}]\n"), "P0109"},
    {file("    faults: [reordr]\n    talk: [{user: a}]\n"), "Maksud Anda \"reorder\"?"},
    {file("    faults: [{connector: lapor}]\n    talk: [{user: a}]\n"), "P0808"},
    {file("    faults: [{duplicate_webhook: 3}]\n    talk: [{user: a}]\n"), "Maksud Anda \"duplicate_webhooks\"?"},
    {"script: jalan\ntests:\n\t- test: satu\n", "3:1: galat"},
    {"", "P0814"},
};

}  // namespace

TEST_CASE("a wrong test file is said with its place, and nothing is run", "[test-file]") {
  for (const auto& row : rows) {
    const auto report = run(with_tests(row.yaml));
    std::string all;
    for (const auto& finding : report.findings) all += dialogs::to_string(finding) + "\n";
    INFO(row.yaml << "\n" << all);
    CHECK(all.find(row.says) != std::string::npos);
    CHECK(all.find("jalan.test.yaml:") != std::string::npos);
    CHECK(report.tests.empty());
    CHECK_FALSE(report.good());
    CHECK_FALSE(report.may_be_published());
  }
}

TEST_CASE("a test that cannot begin says why", "[test-file]") {
  CHECK(failure_of({"user: a"}, "channel: telegram\nstart_at: {step: kirim}").find("tidak bertanya") !=
        std::string::npos);
  CHECK(failure_of({"user: a"}, "channel: telegram\nstart_at: {step: periksa, slots: {jenis: qwertyuiop}}")
            .find("tidak terbaca") != std::string::npos);
}

TEST_CASE("tests of a script that does not exist are said", "[test-file]") {
  auto files = with_tests(one_test({"user: a"}));
  files.push_back({"jembatan.test.yaml", "tests: []\n"});
  const auto report = run(files);
  REQUIRE(report.findings.size() == 1);
  CHECK(dialogs::to_string(report.findings.front()).starts_with("jembatan.test.yaml:1:1: galat P0801"));
}
