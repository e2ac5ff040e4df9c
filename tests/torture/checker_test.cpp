// SPDX-License-Identifier: Apache-2.0
// Each violation that the torture looks for, invented: a checker that cannot fail proves nothing.
#include "torture/checker.hpp"

#include <algorithm>

#include "gateway/model/report.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::torture;

namespace {

const std::string first_number = ReportNumber::draw().shown();
const std::string second_number = ReportNumber::draw().shown();

// One person, one complaint in two messages, two answers; a kill between the first reply and the second.
Records honest() {
  Talk talk;
  talk.who = "tg:1";
  talk.said = {{"m1", "xqbbbbbbbb", true}, {"m2", "xqbbbbbbbc", true}, {"m3", "", true}, {"m4", "", true}};
  talk.heard = {{"11", "p1", "Ini soal jalan?", 1},
                {"12", "p2", "Laporan tersimpan. Nomor: " + first_number, 2},
                {"13", "p3", "Laporan " + first_number + " sudah masuk", 2}};
  talk.rows = {{true, "m1", 1, "", "", false},       {true, "m2", 2, "", "", false},
               {true, "m3", 3, "", "", false},       {false, "p1", 4, "11", "done", false},
               {true, "m4", 5, "", "", false},       {false, "p2", 6, "12", "done", false},
               {false, "p3", 8, "13", "done", false}};
  talk.ended = true;
  Records records;
  records.talks = {talk};
  records.reports = {{first_number, "tg:1", "accepted", "9001"}};
  records.agency = {{"9001", "jalan xqbbbbbbbb\nrusak xqbbbbbbbc\nNomor: " + first_number}};
  return records;
}

bool names(const Verdict& verdict, const std::string& invariant) {
  return std::ranges::any_of(verdict.violations,
                             [&](const auto& v) { return v.invariant.find(invariant) != std::string::npos; });
}

}  // namespace

TEST_CASE("torture checker: an honest run is good, and its figures are counted") {
  const auto verdict = check(honest());
  CHECK(verdict.good());
  CHECK(verdict.acked == 4);
  CHECK(verdict.replies_repeated == 0);
  CHECK(verdict.in_flight_bound == 1);
}

TEST_CASE("torture checker: a message that was never acked may be missing or be there") {
  auto records = honest();
  records.talks[0].said.push_back({"m5", "xqbbbbbbbd", false});
  CHECK(check(records).good());
  records.talks[0].rows.push_back({true, "m5", 9, "", "", false});
  CHECK(check(records).good());
}

TEST_CASE("torture checker: an acked message that is nowhere is lost") {
  auto records = honest();
  std::erase_if(records.talks[0].rows, [](const Row& row) { return row.id == "m4"; });
  const auto verdict = check(records);
  CHECK(verdict.lost == 1);
  CHECK(names(verdict, "I1"));
}

TEST_CASE("torture checker: an acked message whose words never reached the agency is lost") {
  auto records = honest();
  records.agency[0].content = "jalan xqbbbbbbbb\nNomor: " + first_number;
  const auto verdict = check(records);
  CHECK(verdict.lost == 1);
  CHECK(names(verdict, "I5 words of an acked"));
}

TEST_CASE("torture checker: a message acted on twice is doubled") {
  auto records = honest();
  SECTION("in the transcript") {
    records.talks[0].rows.push_back({true, "m2", 9, "", "", false});
    CHECK(names(check(records), "I3"));
  }
  SECTION("at the agency") {
    records.agency[0].content += "\nrusak xqbbbbbbbc";
    CHECK(names(check(records), "I5 words of one message twice"));
  }
  CHECK(check(records).doubled == 1);
}

TEST_CASE("torture checker: a message that nobody wrote is told") {
  auto records = honest();
  records.talks[0].rows.push_back({true, "m9", 9, "", "", false});
  CHECK(names(check(records), "I2"));
  CHECK_FALSE(check(records).good());
}

TEST_CASE("torture checker: messages in another order than they were written are out of order") {
  auto records = honest();
  SECTION("in the transcript") { std::swap(records.talks[0].rows[0].id, records.talks[0].rows[1].id); }
  SECTION("at the agency") { records.agency[0].content = "rusak xqbbbbbbbc\njalan xqbbbbbbbb\nNomor: " + first_number; }
  SECTION("by their sequence") { records.talks[0].rows[4].sequence = 4; }
  CHECK(check(records).out_of_order == 1);
}

TEST_CASE("torture checker: replies in another order than they were written are out of order") {
  auto records = honest();
  std::swap(records.talks[0].heard[1], records.talks[0].heard[2]);
  const auto verdict = check(records);
  CHECK(verdict.out_of_order == 1);
  CHECK(names(verdict, "replies out of order"));
}

TEST_CASE("torture checker: a reply again from the next process is repeated, and no violation") {
  auto records = honest();
  auto& heard = records.talks[0].heard;
  SECTION("known by our key") { heard.insert(heard.begin() + 1, {"11", "p9", "Ini soal jalan?", 2}); }
  SECTION("known by its place: the process that sent it first died before it noted its id") {
    for (auto& line : heard) line.job.clear();
    heard.insert(heard.begin(), {"", "p9", "Ini soal jalan?", 1});
    heard[1].life = 2;
  }
  const auto verdict = check(records);
  CHECK(verdict.good());
  CHECK(verdict.replies_repeated == 1);
}

TEST_CASE("torture checker: a reply twice from one process is doubled") {
  auto records = honest();
  auto& heard = records.talks[0].heard;
  heard.insert(heard.begin() + 1, {"11", "p9", "Ini soal jalan?", 1});
  CHECK(check(records).doubled == 1);
}

TEST_CASE("torture checker: a reply again behind a later one is out of order, whoever sent it") {
  auto records = honest();
  records.talks[0].heard.push_back({"11", "p9", "Ini soal jalan?", 3});
  CHECK(check(records).out_of_order == 1);
}

TEST_CASE("torture checker: a reply in several parts is no repeat") {
  auto records = honest();
  auto& heard = records.talks[0].heard;
  heard.insert(heard.begin() + 1, {"11", "p1b", "Balas ya.", 1});
  const auto verdict = check(records);
  CHECK(verdict.good());
  CHECK(verdict.replies_repeated == 0);
}

TEST_CASE("torture checker: a line that the transcript does not have is told") {
  auto records = honest();
  records.talks[0].heard.push_back({"", "p9", "Apa?", 2});
  CHECK(names(check(records), "I5 a reply that the transcript does not have"));
}

TEST_CASE("torture checker: a reply that never left, and one that left and never came") {
  auto records = honest();
  SECTION("never left") {
    records.talks[0].rows[6].state = "waiting";
    CHECK(names(check(records), "I6 a reply was not sent"));
  }
  SECTION("never came") {
    records.talks[0].heard.pop_back();
    CHECK(names(check(records), "I6 a sent reply did not come"));
    CHECK(check(records).lost == 1);
  }
  SECTION("but one that changes an earlier line is none of its own") {
    records.talks[0].rows.push_back({false, "p3", 9, "14", "done", true});
    CHECK(check(records).good());
  }
}

TEST_CASE("torture checker: numbers are of stored reports, of the person they were told, and there once") {
  auto records = honest();
  SECTION("without a report") {
    records.talks[0].heard[2].text = "Laporan " + second_number + " sudah masuk";
    CHECK(names(check(records), "without a stored report"));
    CHECK(check(records).lost == 1);
  }
  SECTION("of somebody else") {
    records.reports[0].who = "tg:2";
    CHECK(names(check(records), "of somebody else"));
  }
  SECTION("twice") {
    records.reports.push_back(records.reports[0]);
    CHECK(names(check(records), "a number twice"));
    CHECK(check(records).doubled == 1);
  }
}

TEST_CASE("torture checker: every report is at the agency exactly once, under the id we believe") {
  auto records = honest();
  SECTION("twice") {
    records.agency.push_back({"9002", "Nomor: " + first_number});
    CHECK(check(records).duplicate_tickets == 1);
  }
  SECTION("not at all") {
    records.reports.push_back({second_number, "tg:1", "accepted", "9002"});
    CHECK(check(records).lost == 1);
    CHECK(names(check(records), "not at the agency"));
  }
  SECTION("left unknown") {
    records.reports[0].forward = "unknown";
    CHECK(names(check(records), "left unknown"));
  }
  SECTION("under another id") {
    records.reports[0].agency_id = "9009";
    CHECK(names(check(records), "not the agency's number"));
  }
  SECTION("one that is not ours") {
    records.agency.push_back({"9002", "Nomor: " + second_number});
    CHECK(names(check(records), "not ours"));
  }
  CHECK_FALSE(check(records).good());
}

TEST_CASE("torture checker: a talk without end, a parked event, an open job and a death of its own are told") {
  auto records = honest();
  SECTION("talk") { records.talks[0].ended = false; }
  SECTION("parked") { records.parked = {"crashed parked"}; }
  SECTION("job") { records.open_jobs = {"7 forward exhausted"}; }
  SECTION("death") { records.troubles = {"the daemon ended by itself: 70"}; }
  CHECK(check(records).other == 1);
  CHECK_FALSE(check(records).good());
}

TEST_CASE("torture checker: the first violation carries what stood around it") {
  auto records = honest();
  std::erase_if(records.talks[0].rows, [](const Row& row) { return row.id == "m4"; });
  const auto verdict = check(records);
  REQUIRE(verdict.violations.size() == 1);
  CHECK(verdict.violations[0].who == "tg:1");
  CHECK(verdict.violations[0].trace.find("> m4 acked, rows: 0") != std::string::npos);
  CHECK(verdict.violations[0].trace.find("m3 acked, rows: 1") != std::string::npos);
}
