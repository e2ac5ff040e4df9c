// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

constexpr Duration day = 24h;

Talker accepted(const std::string& channel = "telegram") {
  Talker talker(channel);
  talker.says("jalan berlubang besar di tikungan").waits(30s);
  talker.taps(0).says("Jl. Dago 10").says("kemarin").says("Tidak ada foto").says("kirim");
  REQUIRE(talker.filings() == 1);
  ReportHappened news;
  news.report = 1;
  news.what = ReportHappened::What::accepted;
  news.agency_id = "9188891";
  talker.hears(news).waits(2h);
  return talker;
}

ReportHappened status(ReportState state, const std::string& note) {
  ReportHappened news;
  news.report = 1;
  news.what = ReportHappened::What::status;
  news.status.state = state;
  news.status.office = "Dinas *Bina* Marga";
  news.status.note = note;
  return news;
}

Talker& asked(Talker& talker, const std::string& note = "Nomor tiang berapa?") {
  return talker.hears(status(ReportState::need_info, note));
}

}  // namespace

TEST_CASE("agency asks: the next words are the answer, and the person reads until when") {
  auto talker = accepted();
  asked(talker);
  CHECK(talker.last_says("Dinas Bina Marga bertanya"));
  CHECK(talker.last_says("Nomor tiang berapa?"));
  CHECK(talker.last_says("sebelum 14 Mei 2026"));
  CHECK(talker.lane() == Lane::status);
  talker.says("nomor 14");
  REQUIRE(talker.answers().size() == 1);
  CHECK(talker.answers()[0].report == 1);
  CHECK(talker.answers()[0].text == "nomor 14");
  CHECK(talker.last_says("kami teruskan ke Dinas Bina Marga"));
  CHECK_FALSE(talker.has_timer("agency-closes:" + talker.filed()->number.compact()));
  const auto before = talker.messages();
  talker.waits(20 * day);
  CHECK(talker.messages() == before);
}

TEST_CASE("agency asks: a photo is an answer, thanks and a greeting are none") {
  auto talker = accepted();
  asked(talker).says("terima kasih");
  CHECK(talker.last_says("Nomor tiang berapa?"));
  talker.says("halo");
  CHECK(talker.last_says("Nomor tiang berapa?"));
  CHECK(talker.answers().empty());
  talker.sends(AttachmentKind::image);
  REQUIRE(talker.answers().size() == 1);
  CHECK(talker.answers()[0].media.size() == 1);
}

TEST_CASE("agency asks: danger is danger also while an office waits") {
  auto talker = accepted();
  asked(talker).says("tolong kebakaran rumah saya, ada anak terjebak");
  CHECK_FALSE(talker.cases().empty());
  CHECK(talker.answers().empty());
}

TEST_CASE("agency asks: in the middle of a complaint the question waits, and comes after it") {
  auto talker = accepted();
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  REQUIRE(talker.asks() == "lokasi");
  asked(talker);
  CHECK(talker.last_says("nanti kami tanyakan lagi"));
  talker.says("Jl. Dago 12");
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.answers().empty());
  talker.says("kemarin").says("Tidak ada foto").says("kirim");
  CHECK(talker.filings() == 2);
  CHECK(talker.last_says("Nomor tiang berapa?"));
  talker.says("tiang nomor 14");
  CHECK(talker.answers().size() == 1);
}

TEST_CASE("agency asks: jawab answers at once, and the complaint goes on where it was") {
  auto talker = accepted();
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  asked(talker).says("jawab");
  CHECK(talker.last_says("Nomor tiang berapa?"));
  talker.says("tiang nomor 14");
  REQUIRE(talker.answers().size() == 1);
  CHECK(talker.asks() == "lokasi");
  talker.says("jawab");
  CHECK(talker.answers().size() == 1);
}

TEST_CASE("agency asks: what comes days later is asked about, not taken") {
  auto talker = accepted();
  asked(talker).waits(2 * day).says("tiang nomor 14 dekat warung");
  CHECK(talker.answers().empty());
  CHECK(talker.asks() == "jawaban");
  SECTION("it was the answer") {
    talker.says("ya");
    REQUIRE(talker.answers().size() == 1);
    CHECK(talker.answers()[0].text == "tiang nomor 14 dekat warung");
  }
  SECTION("it was a new complaint: nothing is asked twice, and the question comes again after it") {
    talker.says("bukan");
    CHECK(talker.answers().empty());
    CHECK(talker.slot("isi").text == "tiang nomor 14 dekat warung");
    talker.says("batal").says("hapus");
    CHECK(talker.last_says("Nomor tiang berapa?"));
  }
}

TEST_CASE("agency asks: WhatsApp may still hold the question when the person writes of something else") {
  auto talker = accepted("whatsapp");
  talker.waits(3 * day);
  asked(talker).waits(1h).says("sampah menumpuk di pinggir sungai");
  CHECK(talker.answers().empty());
  CHECK(talker.asks() == "jawaban");
}

TEST_CASE("agency asks: one warning three days before the end, by day, and none after the office went on") {
  auto talker = accepted();
  talker.waits(11h);  // 23.00
  asked(talker);
  const auto before = talker.messages();
  talker.waits(6 * day);
  CHECK(talker.messages() == before);
  SECTION("nobody answered") {
    talker.waits(2 * day);
    CHECK(talker.messages() == before + 1);
    CHECK(talker.last_says("akan ditutup pada 14 Mei 2026"));
    const auto hour = local_time(talker.now()).hour;
    CHECK(hour >= 8);
    talker.says("tiang nomor 14");
    CHECK(talker.answers().size() + (talker.asks() == "jawaban" ? 1 : 0) == 1);
    talker.waits(20 * day);
    CHECK(talker.messages() == before + 2);
  }
  SECTION("the office went on") {
    talker.hears(status(ReportState::in_progress, ""));
    const auto then = talker.messages();
    talker.waits(20 * day);
    CHECK(talker.messages() == then);
    talker.says("tiang nomor 14 dekat warung");
    CHECK(talker.answers().empty());
  }
}

TEST_CASE("agency asks: in words or without, twice when it is another question") {
  auto talker = accepted();
  asked(talker, "");
  CHECK(talker.last_says("tolong ceritakan lebih lengkap"));
  const auto before = talker.messages();
  asked(talker, "");
  CHECK(talker.messages() == before);
  asked(talker, "Tiang yang mana?");
  CHECK(talker.messages() == before + 1);
}

TEST_CASE("agency asks: who wants no news is not asked, but an officer hears of it") {
  auto talker = accepted();
  talker.says("berhenti").says("kabar laporan");
  const auto before = talker.messages();
  asked(talker).waits(9 * day);
  CHECK(talker.messages() == before);
  REQUIRE(talker.handoffs().size() == 1);
  CHECK(talker.handoffs()[0].text.find("bertanya") != std::string::npos);
}

TEST_CASE("agency: a report that is not gone on with reaches a person, and is one plain message") {
  auto talker = accepted();
  const auto before = talker.messages();
  talker.hears(status(ReportState::archived, "Bukan tentang layanan"));
  CHECK(talker.messages() == before + 1);
  CHECK(talker.last_says("tidak dilanjutkan"));
  REQUIRE(talker.handoffs().size() == 1);
  CHECK(talker.handoffs()[0].report == 1);
  talker.hears(status(ReportState::archived, "Bukan tentang layanan"));
  CHECK(talker.messages() == before + 1);
}

TEST_CASE("agency: refused again after a person sent it again, it is not told again") {
  auto talker = accepted();
  ReportHappened refused;
  refused.report = 1;
  refused.what = ReportHappened::What::rejected;
  refused.reason = "kurang jelas";
  talker.hears(refused);
  const auto before = talker.messages();
  const auto handoffs = talker.handoffs().size();
  talker.hears(refused);
  CHECK(talker.messages() == before);
  CHECK(talker.handoffs().size() == handoffs + 1);
}
