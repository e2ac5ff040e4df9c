// SPDX-License-Identifier: Apache-2.0
// The always-working words: each comes back to the open question.
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

constexpr auto story = "lampu jalan mati total di dekat rumah saya";

Talker at_date() {
  Talker talker;
  talker.says(story).waits(30s).says("ya").says("Jl. Dago 10");
  REQUIRE(talker.asks() == "kejadian");
  return talker;
}

}  // namespace

TEST_CASE("words: what interrupts comes back to the open question in one message") {
  for (const auto* word : {"bantuan", "status", "data", "sunda", "ulang", "menu", "kirim", "lewati", "petugas"}) {
    auto talker = at_date();
    INFO(word);
    talker.says(word);
    CHECK(talker.new_messages() == 1);
    CHECK(talker.took() == "word:" + std::string(word == std::string("sunda") ? "bahasa:su" : word));
    if (talker.asks() != "menu") CHECK(talker.asks() == "kejadian");
    talker.says("kemarin");
    CHECK(talker.asks() == "foto");
  }
}

TEST_CASE("words: bantuan says what is asked now") {
  auto talker = at_date();
  talker.says("bantuan");
  CHECK(talker.last_says("Kapan terjadinya"));
  CHECK(talker.last_says("petugas"));
}

TEST_CASE("words: lewati says why not where the answer is needed") {
  auto talker = at_date();
  talker.says("lewati");
  CHECK(talker.last_says("perlukan"));
  talker.says("tidak tahu");
  CHECK(talker.asks() == "foto");
  CHECK(talker.slot("kejadian").value == "tidak-tahu");
  talker.says("lewati");
  CHECK(talker.asks() == "periksa");
}

TEST_CASE("words: in the story a word waits for the pause, and is part of it when more follows") {
  SECTION("nothing follows") {
    Talker talker;
    talker.says(story).says("status");
    CHECK(talker.messages() == 0);
    talker.waits(9s);
    CHECK(talker.last_says("Belum ada laporan"));
    CHECK(talker.asks() == "isi");
  }
  SECTION("more follows") {
    Talker talker;
    talker.says("lapor").says("bantuan").says("beras untuk warga belum cair sejak lama").waits(30s);
    CHECK(talker.asks() == "kategori");
    CHECK(talker.slot("isi").text == "bantuan beras untuk warga belum cair sejak lama");
  }
  SECTION("darurat never waits") {
    Talker talker;
    talker.says(story).says("darurat");
    CHECK(talker.last_says("112"));
    CHECK(talker.cases().size() == 1);
  }
  SECTION("selesai ends it at once, sudah only if nothing follows") {
    Talker talker;
    talker.says(story).says("selesai");
    CHECK(talker.asks() == "kategori");
    Talker other;
    other.says(story).says("sudah").waits(30s);
    CHECK(other.asks() == "kategori");
    CHECK(other.slot("isi").text == story);
  }
  SECTION("kirim says how far it is") {
    Talker talker;
    talker.says(story).says("kirim");
    CHECK(talker.last_says("Belum terkirim, tinggal"));
  }
}

TEST_CASE("words: the pause is longer after a few words or a photo") {
  Talker talker;
  talker.says("lampu jalan mati total").waits(1s).says("di depan").waits(20s);
  CHECK(talker.messages() == 0);
  talker.waits(6s);
  CHECK(talker.messages() == 1);
}

TEST_CASE("words: batal asks first, and with nothing told there is nothing to ask") {
  Talker talker;
  talker.says("lapor").says("batal").waits(10s);
  CHECK_FALSE(talker.conversation().talk);
  CHECK(talker.last_says("dihapus"));
}

TEST_CASE("words: berhenti offers three ways") {
  auto talker = at_date();
  talker.says("berhenti");
  REQUIRE(talker.asks() == "berhenti");
  CHECK(talker.choices().size() == 3);
  SECTION("the form") {
    talker.taps(0);
    CHECK_FALSE(talker.conversation().talk);
  }
  SECTION("the news") {
    talker.taps(1);
    CHECK(talker.conversation().stopped);
    CHECK(talker.asks() == "kejadian");
  }
  SECTION("neither") {
    talker.taps(2);
    CHECK(talker.asks() == "kejadian");
    CHECK_FALSE(talker.conversation().stopped);
  }
}

TEST_CASE("words: hapus data wants a clear yes") {
  for (const auto* text : {"ok", "lanjut", "sudah", "mangga", "1", "besok saja", "tidak"}) {
    auto talker = at_date();
    INFO(text);
    talker.says("hapus data");
    REQUIRE(talker.asks() == "hapus");
    talker.says(text).waits(1s);
    CHECK_FALSE(talker.erased());
    talker.says("ya");
    CHECK_FALSE(talker.erased());  // its time is over
  }
  for (const auto* text : {"ya", "91", "ya, hapus"}) {
    auto talker = at_date();
    INFO(text);
    talker.says("hapus data").says(text);
    CHECK(talker.erased());
    CHECK(talker.new_messages() == 1);
    CHECK(talker.last_says("sudah dihapus"));
    CHECK_FALSE(talker.conversation().talk);
  }
}

TEST_CASE("words: data saya is an export") {
  auto talker = at_date();
  talker.says("data saya");
  CHECK(talker.exports() == 1);
}

TEST_CASE("words: petugas reaches the desk, and what follows goes to the officer") {
  Talker talker;
  talker.desk_opens().says("petugas");
  CHECK(talker.last_says("panggilkan"));
  REQUIRE(talker.handoffs().size() == 1);
  CHECK(talker.handoffs()[0].desk == "umum");
  talker.says("saya mau tanya soal bantuan");
  REQUIRE(talker.handoffs().size() == 2);
  CHECK(talker.handoffs()[1].text == "saya mau tanya soal bantuan");
  talker.acts(OfficerHappened::What::said, "Selamat pagi, ada yang bisa dibantu?");
  CHECK(talker.last_says("Anda sekarang berbicara dengan Ani"));
  talker.acts(OfficerHappened::What::said, "Bisa kirim fotonya?");
  CHECK(talker.last() == "Bisa kirim fotonya?");
  talker.says("ya bisa");
  CHECK(talker.handoffs().size() == 3);
  talker.says("selesai");
  CHECK(talker.last_says("kembali ke Pintu"));
  talker.says("halo");
  CHECK(talker.asks() == "menu");
}

TEST_CASE("words: petugas when nobody is there") {
  Talker talker;
  talker.says("petugas");
  CHECK(talker.last_says("08.00-16.00"));
  CHECK(talker.handoffs().size() == 1);
  talker.says("ya");
  CHECK(talker.asks() == "isi");
}

TEST_CASE("words: an officer in the chat does not keep danger from being heard") {
  Talker talker;
  talker.desk_opens().says("petugas").says("darurat");
  CHECK(talker.cases().size() == 1);
}
