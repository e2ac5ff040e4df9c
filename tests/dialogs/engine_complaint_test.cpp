// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

// Up to the review, by the shortest way.
Talker at_review(const std::string& channel = "telegram") {
  Talker talker(channel);
  talker.says("PJU di depan gang mati").waits(5s).says("gelap sekali kalau malam, sering ada yang jatuh").waits(30s);
  talker.taps(0).says("Desa Cinunuk, Kec Cileunyi").says("kemarin");
  if (channel != "sms") talker.says("Tidak ada foto");
  return talker;
}

}  // namespace

TEST_CASE("complaint: story in pieces, guess, place, date, photo, review, number") {
  Talker talker;
  talker.says("PJU di depan gang mati");
  CHECK(talker.messages() == 0);
  talker.waits(5s).says("gelap sekali kalau malam, sering ada yang jatuh").waits(30s);
  REQUIRE(talker.asks() == "kategori");
  CHECK(talker.guesses() == "lampu");
  CHECK(talker.last_says("Dinas Uji"));
  talker.taps(0);
  REQUIRE(talker.asks() == "lokasi");
  talker.pins(-6.8915, 107.6107);
  REQUIRE(talker.asks() == "kejadian");
  CHECK(talker.last_says("Tempat:"));
  talker.says("kemarin");
  REQUIRE(talker.asks() == "foto");
  talker.taps(0);
  REQUIRE(talker.asks() == "periksa");
  CHECK(talker.last_says("Belum terkirim"));
  CHECK(talker.last_says("Lampu jalan"));
  CHECK(talker.filings() == 0);
  talker.taps(0);
  REQUIRE(talker.filed());
  CHECK(talker.filed()->body == "PJU di depan gang mati gelap sekali kalau malam, sering ada yang jatuh");
  CHECK(talker.filed()->category == "lampu");
  CHECK(talker.filed()->date == "2026-05-03");
  CHECK(talker.filed()->anonymous);
  CHECK(talker.filed()->pin);
  CHECK(talker.last_says(talker.filed()->number.shown()));
  CHECK(talker.messages() <= 8);
}

TEST_CASE("complaint: what the story already says is not asked again") {
  Talker talker;
  talker.says("lampu jalan depan kantor desa cinunuk kec cileunyi mati ti kamari").waits(30s);
  REQUIRE(talker.asks() == "kategori");
  talker.taps(0);
  CHECK(talker.asks() == "foto");
  CHECK((talker.last_says("inunuk") || talker.last_says("INUNUK")));
}

TEST_CASE("complaint: the number is issued once, however often KIRIM is pressed") {
  auto talker = at_review();
  const auto send = talker.choices()[0].id;
  talker.taps_id(send).taps_id(send).taps_id(send);
  CHECK(talker.filings() == 1);
}

TEST_CASE("complaint: every button has a typed form") {
  auto talker = at_review();
  talker.says("kirim");
  CHECK(talker.filings() == 1);
}

TEST_CASE("complaint: the review by SMS is answered by its codes") {
  auto talker = at_review("sms");
  REQUIRE(talker.asks() == "periksa");
  CHECK(talker.last_says("77 KIRIM"));
  talker.says("77");
  CHECK(talker.filings() == 1);
}

TEST_CASE("complaint: the review by SMS cuts between words and keeps a date whole") {
  Talker talker("sms");
  talker.says("lampu jalan mati di depan gang,,,,, gelap sekali kalau malam").waits(30s);
  talker.says("1").says("Desa Cinunuk, Kec Cileunyi").says("3 minggu lalu");
  REQUIRE(talker.asks() == "periksa");
  CHECK(talker.last_says("lampu jalan mati di depan, Lampu jalan"));
  CHECK_FALSE(talker.last_says(",,"));
  CHECK(talker.last_says("2026)"));
}

TEST_CASE("complaint: a correction in one sentence, with what it was") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s).taps(0).says("Jl. Dago 10");
  REQUIRE(talker.asks() == "kejadian");
  talker.says("tempatnya di Riau 22 eh bukan, di Cihampelas 5");
  CHECK(talker.last_says("Cihampelas 5"));
  CHECK(talker.asks() == "kejadian");
  const auto& slot = talker.conversation().talk->stack.front().slots.at("lokasi");
  CHECK(slot.text.find("Cihampelas 5") != std::string::npos);
  CHECK(slot.earlier.size() == 1);
}

TEST_CASE("complaint: ubah from the review asks that question and comes back") {
  auto talker = at_review();
  talker.says("ubah tempat");
  REQUIRE(talker.asks() == "lokasi");
  talker.says("Jl. Cihampelas 5 Bandung");
  CHECK(talker.asks() == "periksa");
  CHECK(talker.last_says("Cihampelas"));
}

TEST_CASE("complaint: kembali goes one question back") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s).taps(0).says("Jl. Dago 10");
  REQUIRE(talker.asks() == "kejadian");
  talker.says("kembali");
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("complaint: a tap on an old menu says so and changes nothing") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s);
  const auto old = talker.choices()[1].id;
  talker.taps(0).says("Jl. Dago 10");
  talker.taps_id(old);
  CHECK(talker.last_says("sudah dijawab"));
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.conversation().talk->stack.front().slots.at("kategori").value == "jalan");
  talker.taps_id("12.1.pilih-kategori.sampah.forged00");
  CHECK(talker.asks() == "kejadian");
}

TEST_CASE("complaint: batal keeps, deletes or goes on, and a draft comes back") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s).taps(0);
  REQUIRE(talker.asks() == "lokasi");
  talker.says("batal");
  REQUIRE(talker.asks() == "batal");
  SECTION("keep") {
    talker.taps(0);
    CHECK_FALSE(talker.conversation().talk);
    CHECK(talker.conversation().drafts.size() == 1);
    talker.says("lanjut");
    CHECK(talker.asks() == "lokasi");
  }
  SECTION("delete") {
    talker.taps(1);
    CHECK_FALSE(talker.conversation().talk);
    CHECK(talker.conversation().drafts.empty());
  }
  SECTION("go on") {
    talker.taps(2);
    CHECK(talker.asks() == "lokasi");
  }
}

TEST_CASE("complaint: a draft is offered at the next hello, and forgotten after its time") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s).taps(0).says("batal").taps(0);
  talker.waits(24h).says("halo");
  CHECK(talker.asks() == "lanjutkan");
  talker.says("lanjutkan");
  CHECK(talker.asks() == "lokasi");
  talker.says("batal").taps(0).waits(24h * 8).says("halo");
  CHECK(talker.asks() == "menu");
}

TEST_CASE("complaint: after failed tries there is a way out") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s).taps(0);
  REQUIRE(talker.asks() == "lokasi");
  talker.says("xyzzy").says("qwrty");
  CHECK(talker.asks() == "kejadian");
  CHECK(std::ranges::find(talker.conversation().talk->stack.front().flags, "lokasi-belum-jelas") !=
        talker.conversation().talk->stack.front().flags.end());
}

TEST_CASE("complaint: a sensitive one asks for secrecy first and wants no photo") {
  Talker talker;
  talker.says("saya dilecehkan atasan di kantor kecamatan").waits(30s);
  REQUIRE(talker.asks() == "kategori");
  CHECK(talker.guesses() == "pelecehan");
  talker.taps(0);
  CHECK(talker.asks() == "tampil");
  talker.taps(0).says("Kantor kecamatan contoh");
  while (talker.asks() != "periksa" && talker.messages() < 12) {
    CHECK(talker.asks() != "foto");
    talker.says(talker.asks() == "lokasi" ? "Kec Cileunyi" : "kemarin");
  }
  talker.says("kirim");
  REQUIRE(talker.filed());
  CHECK(talker.filed()->secret);
  CHECK(talker.filed()->anonymous);
}

TEST_CASE("complaint: marks and braces in a person's words stay words") {
  Talker talker;
  talker.says("jalan *rusak* {kontak.bahaya} parah sekali di kampung").waits(30s);
  if (talker.asks() == "kategori") talker.taps(0);
  talker.says("Jl. {nomor} *Dago* 10").says("kemarin").says("Tidak ada foto");
  REQUIRE(talker.asks() == "periksa");
  CHECK(talker.last_says("{kontak.bahaya}"));
  CHECK(talker.last_says("{nomor}"));
}
