// SPDX-License-Identifier: Apache-2.0
// Every fault is shown to bite: what it changes is seen, and without it the same test fails.
#include "gateway/trial/simulator.hpp"
#include "trial/scripts.hpp"

namespace dialogs = pintu::dialogs;
using namespace pintu::trial;
using namespace pintu::trial::test;
using namespace std::chrono_literals;

namespace {

struct Row {
  std::string fault;
  std::vector<std::string> lines;  // true with the fault only
  std::string start = "start_at: {step: periksa}";
  std::string channel = "telegram";
};

const std::vector<Row> rows{
    {"{connector: lapor, down: 2h}",
     {"user: {tap: ok}", "wait: 2m", "bot: {says: masih menunggu}", "expect: {sent: none}", "wait: 3h",
      "expect: {sent: {to: lapor, times: 1}}"}},
    {"{agency: lapor, slow: 5s}", {"user: {tap: ok}", "bot: {says: Tersimpan}", "wait: 4s", "bot: {says: diterima}"}},
    {"{agency: lapor, refuses: true}", {"user: {tap: ok}", "bot: {says: ditolak}"}},
    {"{agency: lapor, refuses: alamat kurang}", {"user: {tap: ok}", "bot: {says: \"ditolak: alamat kurang\"}"}},
    {"{crash: after_send}", {"user: {tap: ok}", "bot: {says: Tersimpan, times: 2}"}},
    {"{crash: after_send, of: lapor}",
     {"user: {tap: ok}", "bot: {says: diperiksa petugas}", "expect: {sent: {to: lapor, times: 1}}"}},
    {"{channel: throttled}", {"user: {tap: ok}", "wait: 1m", "expect: {bot_messages: {at_most: 2}}"}},
    {"{channel: whatsapp, window_closed: true}",
     {"user: {tap: ok}", "wait: 5s", "expect: {bot_messages: {at_most: 0}}", "user: halo",
      "bot: {says: Tersimpan, times: 1}"},
     "start_at: {step: periksa}",
     "whatsapp"},
    {"duplicate_digit",
     {"user: \"2\"", "bot: {asks: lokasi}", "expect: {slot: {jenis: lampu}}"},
     "start_at: {step: pilih}",
     "sms"},
    {"reorder", {"user: \"2\"", "user: \"77\"", "expect: {numbers_issued: 0}"}, "start_at: {step: pilih}", "sms"},
};

std::shared_ptr<const dialogs::ScriptSet> small_set() {
  auto loaded = dialogs::load(with_tests(""));
  loaded.set.version = 1;
  return std::make_shared<const dialogs::ScriptSet>(std::move(loaded.set));
}

}  // namespace

TEST_CASE("with its fault each of these is so", "[faults]") {
  for (const auto& row : rows) {
    INFO(row.fault);
    const auto more = "channel: " + row.channel + "\n" + row.start + "\nfaults: [" + row.fault + "]";
    CHECK(failure_of(row.lines, more) == "(passed)");
  }
}

TEST_CASE("without their fault these are not so", "[faults]") {
  for (const auto& row : rows) {
    const auto bites_on_the_phone = row.fault.find("slow") == std::string::npos &&
                                    row.fault.find("throttled") == std::string::npos &&
                                    row.fault != "duplicate_digit" && row.fault != "reorder";
    if (!bites_on_the_phone) continue;
    INFO(row.fault);
    CHECK(failure_of(row.lines, "channel: " + row.channel + "\n" + row.start) != "(passed)");
  }
}

TEST_CASE("an agency that is slow is waited for", "[faults]") {
  const std::vector<std::string> at_once{"user: {tap: ok}", "bot: {says: Tersimpan}", "bot: {says: diterima}"};
  CHECK(failure_of(at_once, "channel: telegram\nstart_at: {step: periksa}") == "(passed)");
  CHECK(failure_of(at_once, "channel: telegram\nstart_at: {step: periksa}\nfaults: [{agency: lapor, slow: 30s}]") !=
        "(passed)");
}

TEST_CASE("a provider that is throttled delivers late", "[faults]") {
  const std::vector<std::string> at_once{"user: {tap: ok}", "bot: {says: Tersimpan}"};
  CHECK(failure_of(at_once, "channel: telegram\nstart_at: {step: periksa}") == "(passed)");
  CHECK(failure_of(at_once,
                   "channel: telegram\nstart_at: {step: periksa}\nfaults: [{channel: telegram, throttled: 40s}]") !=
        "(passed)");
}

TEST_CASE("a fault that never came about fails its test", "[faults]") {
  const std::string start = "channel: sms\nstart_at: {step: periksa}\nfaults: ";
  const std::vector<std::string> nothing{"wait: 1s"};
  for (const auto* fault :
       {"[{crash: before_commit}]", "[{crash: after_commit}]", "[{crash: after_send}]", "[duplicate_digit]",
        "[reorder]", "[{agency: lapor, down: 1h}]", "[{agency: lapor, slow: 1s}]", "[{agency: lapor, refuses: true}]",
        "[{channel: throttled}]", "[{channel: window_closed}]", "[{duplicate_webhooks: 2}]"}) {
    INFO(fault);
    CHECK(failure_of(nothing, start + fault).find("gangguan yang diminta terjadi") != std::string::npos);
  }
}

TEST_CASE("a crash before the commit loses what was decided, one after it does not; both are answered once",
          "[faults]") {
  for (const auto when : {CrashAt::before_commit, CrashAt::after_commit}) {
    Setting setting;
    setting.scripts = small_set();
    Simulator simulator(setting);
    simulator.next_crash.push_back(when);
    Said said;
    said.text = "pju mati total";
    simulator.hear(said);
    CHECK(simulator.restarts() == 1);
    simulator.pass(30s);
    CHECK(simulator.restarts() == 1);
    CHECK(simulator.lost() == (when == CrashAt::before_commit ? 1 : 0));
    REQUIRE(simulator.shown().size() == 1);
    CHECK(simulator.shown().front().guesses == "lampu");
  }
}

TEST_CASE("webhooks come as often as was asked for and are taken once", "[faults]") {
  Setting setting;
  setting.scripts = small_set();
  Simulator simulator(setting);
  simulator.deliveries = 3;
  Said said;
  said.text = "pju mati total";
  simulator.hear(said);
  CHECK(simulator.brought() == 3);
  simulator.pass(30s);
  CHECK(simulator.shown().size() == 1);
}
