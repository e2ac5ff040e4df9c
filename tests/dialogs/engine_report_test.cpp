// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

Talker filed() {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan")
      .waits(30s)
      .taps(0)
      .says("Jl. Dago 10")
      .says("kemarin")
      .says("Tidak ada foto")
      .says("kirim");
  REQUIRE(talker.filings() == 1);
  return talker;
}

ReportHappened news(ReportHappened::What what) {
  ReportHappened happened;
  happened.report = 1;
  happened.what = what;
  happened.agency_id = "9188891";
  return happened;
}

}  // namespace

TEST_CASE("report: LAPOR's number is told once") {
  auto talker = filed();
  talker.hears(news(ReportHappened::What::accepted));
  CHECK(talker.last_says("9188891"));
  CHECK(talker.last_says("3 hari kerja"));
  const auto before = talker.messages();
  talker.hears(news(ReportHappened::What::accepted));
  CHECK(talker.messages() == before);
  talker.waits(5min);
  CHECK(talker.messages() == before);
}

TEST_CASE("report: a silent LAPOR is told after a minute, once") {
  auto talker = filed();
  talker.waits(2min);
  CHECK(talker.last_says("aman"));
  const auto before = talker.messages();
  talker.waits(1h);
  CHECK(talker.messages() <= before + 1);
}

TEST_CASE("report: an unknown outcome goes to a person") {
  auto talker = filed();
  talker.hears(news(ReportHappened::What::needs_person));
  CHECK(talker.last_says("memastikan"));
  REQUIRE_FALSE(talker.handoffs().empty());
  CHECK(talker.handoffs().back().desk == "verifikator");
}

TEST_CASE("report: a refusal is told with its reason and goes to a person") {
  auto talker = filed();
  auto refused = news(ReportHappened::What::rejected);
  refused.reason = "kurang *jelas*";
  talker.hears(refused);
  CHECK(talker.last_says("kurang jelas"));
  CHECK(talker.handoffs().size() == 1);
}

TEST_CASE("report: each change of status is one message in plain words, none after berhenti") {
  auto talker = filed();
  talker.hears(news(ReportHappened::What::accepted));
  for (const auto state : {ReportState::verified, ReportState::forwarded, ReportState::in_progress, ReportState::closed,
                           ReportState::archived, ReportState::unknown}) {
    auto change = news(ReportHappened::What::status);
    change.status.state = state;
    change.status.raw = "Kabar Mentah";
    change.status.office = "Dinas Bina Marga";
    const auto before = talker.messages();
    talker.hears(change);
    CHECK(talker.messages() == before + 1);
    CHECK(talker.last_says(talker.filed()->number.shown()));
  }
  talker.says("status");
  CHECK(talker.last_says(talker.filed()->number.shown()));
  talker.says("status " + talker.filed()->number.shown());
  CHECK(talker.last_says("9188891"));
  talker.says("berhenti").says("kabar laporan");
  const auto before = talker.messages();
  talker.hears(news(ReportHappened::What::status));
  CHECK(talker.messages() == before);
}

TEST_CASE("report: a nudge comes once, by day only, and never after batal") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s);
  REQUIRE(talker.asks() == "kategori");
  const auto before = talker.messages();
  talker.waits(31min);
  CHECK(talker.messages() == before + 1);
  CHECK(talker.last_says("belum terkirim"));
  talker.waits(5h);
  CHECK(talker.messages() == before + 1);
}
