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

TEST_CASE("report: a number that an officer corrects is told again, also to whoever asks") {
  auto talker = filed();
  talker.hears(news(ReportHappened::What::accepted));
  auto corrected = news(ReportHappened::What::accepted);
  corrected.agency_id = "9188892";
  const auto before = talker.messages();
  talker.hears(corrected);
  CHECK(talker.messages() == before + 1);
  CHECK(talker.last_says("9188892"));
  INFO(talker.filed()->number.shown());
  talker.says("status " + talker.filed()->number.shown());
  INFO(talker.last());
  INFO(talker.took());
  CHECK(talker.last_says("9188892"));
}

TEST_CASE("report: one that an officer closed before it had a number is shown as closed") {
  auto talker = filed();
  auto closed = news(ReportHappened::What::status);
  closed.status.state = ReportState::closed;
  closed.status.office = "Dinas Uji";
  talker.hears(closed);
  talker.says("status " + talker.filed()->number.shown());
  CHECK(talker.last_says("Selesai menurut Dinas Uji"));
}

TEST_CASE("report: what is about harassment is marked, the note about it and the voice note's too") {
  Talker talker;
  talker.says("saya dipaksa bayar pungli di kantor kelurahan").waits(30s).says("ya");
  talker.says("petugas");
  REQUIRE_FALSE(talker.handoffs().empty());
  CHECK(talker.handoffs().back().sensitive);
  Talker other;
  other.says("jalan berlubang besar di tikungan").waits(30s).taps(0).says("petugas");
  REQUIRE_FALSE(other.handoffs().empty());
  CHECK_FALSE(other.handoffs().back().sensitive);
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

TEST_CASE("report: a provider's opt-out ends news and nudges, until the person writes again") {
  auto talker = filed();
  talker.says("lampu jalan mati di depan pasar").waits(30s);
  const auto before = talker.messages();
  talker.opts_out();
  talker.hears(news(ReportHappened::What::status)).waits(48h);
  CHECK(talker.messages() == before);
  talker.says("halo");
  CHECK(talker.messages() > before);
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

TEST_CASE("report: news come between turns and leave the open question as it is") {
  auto talker = filed();
  talker.waits(1h).says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  REQUIRE(talker.asks() == "lokasi");
  const auto epoch = talker.conversation().talk->epoch;
  talker.hears(news(ReportHappened::What::accepted));
  CHECK(talker.last_says("9188891"));
  CHECK(talker.lane() == Lane::status);
  CHECK_FALSE(talker.message().remove_keyboard);
  CHECK(talker.conversation().talk->epoch == epoch);
  talker.says("Jl. Dago 10");
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.message().remove_keyboard);
}

TEST_CASE("report: the same state twice is told once, waiting is no news") {
  auto talker = filed();
  talker.hears(news(ReportHappened::What::accepted));
  auto change = news(ReportHappened::What::status);
  change.status.state = ReportState::submitted;
  change.status.raw = "Belum Terverifikasi";
  const auto before = talker.messages();
  talker.hears(change);
  CHECK(talker.messages() == before);
  change.status.state = ReportState::verified;
  talker.hears(change).hears(change);
  CHECK(talker.messages() == before + 1);
}

TEST_CASE("report: an addition keeps its words and goes to the report") {
  auto talker = filed();
  talker.says("lubangnya sekarang makin besar dan dalam");
  REQUIRE(talker.asks() == "tambahan");
  talker.says("ya");
  REQUIRE(talker.answers().size() == 1);
  CHECK(talker.answers()[0].text == "lubangnya sekarang makin besar dan dalam");
  talker.says("sampah menumpuk di pinggir sungai sejak lama").says("bukan");
  CHECK(talker.asks() == "kategori");
  CHECK(talker.slot("isi").text == "sampah menumpuk di pinggir sungai sejak lama");
}

TEST_CASE("report: somebody else's number does not exist, one's own is told in words") {
  auto talker = filed();
  const auto own = talker.filed()->number;
  talker.says("cek " + own.compact());
  CHECK(talker.last_says(own.shown()));
  CHECK(talker.last_says("Sedang diteruskan"));
  talker.says("gimana laporan saya");
  CHECK(talker.last_says(own.shown()));
  Talker stranger;
  stranger.says("cek " + own.compact());
  CHECK(stranger.last_says("tidak ada"));
  CHECK_FALSE(stranger.last_says("jalan berlubang"));
}

TEST_CASE("report: news of a report that is not theirs say nothing") {
  auto talker = filed();
  auto other = news(ReportHappened::What::accepted);
  other.report = 99;
  const auto before = talker.messages();
  talker.hears(other);
  CHECK(talker.messages() == before);
}

TEST_CASE("report: after berhenti nothing is told, but what needs a person reaches one") {
  auto talker = filed();
  talker.says("berhenti").says("kabar laporan");
  const auto before = talker.messages();
  talker.hears(news(ReportHappened::What::accepted)).hears(news(ReportHappened::What::needs_person));
  CHECK(talker.messages() == before);
  CHECK(talker.handoffs().size() == 1);
}
