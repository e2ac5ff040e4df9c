// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

Talker at_date() {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says("Jl. Dago 10");
  REQUIRE(talker.asks() == "kejadian");
  return talker;
}

Talker at_review(const std::string& channel = "telegram") {
  Talker talker(channel);
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says("Jl. Dago 10").says("kemarin");
  if (channel != "sms") talker.says("Tidak ada foto");
  REQUIRE(talker.asks() == "periksa");
  return talker;
}

}  // namespace

TEST_CASE("correction: by name with -nya, the last value wins, history is kept") {
  auto talker = at_date();
  talker.says("tempatnya di Riau 22 eh bukan, di Cihampelas 5");
  CHECK(talker.new_messages() == 1);
  CHECK(talker.last_says("Cihampelas 5"));
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.slot("lokasi").shown == "Cihampelas 5");
  CHECK(talker.slot("lokasi").earlier == std::vector<std::string>{"Jl. Dago 10"});
  talker.says("ubah tempat ke Jl. Braga 3");
  CHECK(talker.slot("lokasi").earlier == std::vector<std::string>{"Jl. Dago 10", "Cihampelas 5"});
}

TEST_CASE("correction: what only looks like one is none") {
  for (const auto* text : {"salah satu lampu mati", "tempat sampah penuh", "lokasi parkirnya penuh"}) {
    auto talker = at_date();
    INFO(text);
    talker.says(text);
    CHECK(talker.slot("lokasi").shown == "Jl. Dago 10");
    CHECK(talker.slot("lokasi").earlier.empty());
    CHECK(talker.asks() == "kejadian");
  }
}

TEST_CASE("correction: not this but that") {
  auto talker = at_date();
  talker.says("bukan Jl. Dago 10 tapi Jl. Riau 7");
  CHECK(talker.slot("lokasi").shown == "Jl. Riau 7");
  CHECK(talker.asks() == "kejadian");
}

TEST_CASE("correction: a value that exactly one slot can read, behind a correcting word") {
  auto talker = at_review();
  talker.says("ralat 2 Mei");
  CHECK(talker.slot("kejadian").value == "2026-05-02");
  CHECK(talker.asks() == "periksa");
}

TEST_CASE("correction: several at once are read back with one yes or no") {
  auto talker = at_review();
  talker.says("tempatnya Jl. Riau 7 dan tanggalnya 2 Mei");
  REQUIRE(talker.asks() == "baca");
  CHECK(talker.last_says("Jl. Riau 7"));
  SECTION("yes") {
    talker.says("ya");
    CHECK(talker.slot("lokasi").shown == "Jl. Riau 7");
    CHECK(talker.slot("kejadian").value == "2026-05-02");
    CHECK(talker.asks() == "periksa");
  }
  SECTION("no") {
    talker.says("tidak");
    CHECK(talker.slot("lokasi").shown == "Jl. Dago 10");
    CHECK(talker.asks() == "periksa");
  }
}

TEST_CASE("correction: ubah alone asks which, by button, number and name") {
  auto talker = at_review();
  talker.says("ubah");
  REQUIRE(talker.asks() == "ubah");
  SECTION("button") { talker.taps(talker.place_of("Tempat")); }
  SECTION("name") { talker.says("tempat"); }
  SECTION("number") { talker.says(std::to_string(talker.place_of("Tempat") + 1)); }
  REQUIRE(talker.asks() == "lokasi");
  CHECK(talker.message().ask_location);
  talker.says("Jl. Braga 3");
  CHECK(talker.asks() == "periksa");
  CHECK(talker.slot("lokasi").shown == "Jl. Braga 3");
}

TEST_CASE("correction: a wrong new value is asked for again, and batal still works meanwhile") {
  auto talker = at_review();
  talker.says("ubah tanggal");
  REQUIRE(talker.asks() == "kejadian");
  talker.says("xyzzy");
  CHECK(talker.asks() == "kejadian");
  talker.says("batal");
  CHECK(talker.asks() == "batal");
}

TEST_CASE("correction: what hangs on the answer is asked then, and only that") {
  auto talker = at_review();
  talker.says("ubah soal").says("Pelecehan");
  CHECK(talker.asks() == "tampil");
  talker.taps(0).says("Kantor contoh");
  CHECK(talker.asks() == "periksa");
  talker.says("kirim");
  REQUIRE(talker.filed());
  CHECK(talker.filed()->category == "pelecehan");
  CHECK(talker.filed()->secret);
}

TEST_CASE("correction: another story makes another title") {
  auto talker = at_review();
  talker.says("ubah cerita").says("Tiang lampu di tikungan juga berkarat dan kotor");
  REQUIRE(talker.asks() == "periksa");
  CHECK(talker.slot("judul").text.starts_with("Tiang lampu"));
}

TEST_CASE("correction: ubah nama offers the three ways and shows the choice") {
  auto talker = at_review();
  talker.says("ubah nama saya");
  REQUIRE(talker.asks() == "tampil");
  talker.taps(talker.place_of("Tampilkan nama"));
  CHECK(talker.asks() == "periksa");
  talker.says("kirim");
  REQUIRE(talker.filed());
  CHECK_FALSE(talker.filed()->anonymous);
  CHECK(talker.filed()->reporter_name == "Budi");
}

TEST_CASE("correction: at the review Telegram's message is edited in place, with a word about it") {
  auto talker = at_review();
  talker.says("tempatnya di Jl. Riau 7");
  CHECK(talker.new_messages() == 2);
  CHECK(talker.edited());
  auto by_sms = at_review("sms");
  by_sms.says("tempatnya di Jl. Riau 7");
  CHECK(by_sms.new_messages() == 1);
  CHECK_FALSE(by_sms.edited());
}

TEST_CASE("correction: kembali goes back through the questions, also out of a used script") {
  Talker talker;
  talker.says("saya dilecehkan atasan di kantor kecamatan").waits(30s).says("ya");
  REQUIRE(talker.asks() == "tampil");
  talker.says("kembali");
  CHECK(talker.asks() == "kategori");
  talker.says("kembali");
  CHECK(talker.asks() == "isi");
  talker.says("kembali").waits(10s);
  CHECK(talker.last_says("pertama"));
}

TEST_CASE("correction: several slots in one sentence, the open one among them") {
  auto talker = at_date();
  talker.says("tempatnya di Riau eh bukan, di Cihampelas, kemarin eh hari Minggu");
  CHECK(talker.slot("lokasi").shown == "Cihampelas");
  CHECK(talker.slot("lokasi").earlier == std::vector<std::string>{"Jl. Dago 10"});
  CHECK(talker.slot("kejadian").value == "2026-05-03");
  CHECK(talker.asks() == "foto");
  CHECK(talker.last_says("Cihampelas"));
}

TEST_CASE("correction: the same sentence at the review is read back once") {
  auto talker = at_review();
  talker.says("tempatnya di Riau eh bukan, di Cihampelas, 1 Mei eh 2 Mei");
  REQUIRE(talker.asks() == "baca");
  CHECK(talker.last_says("Cihampelas"));
  CHECK(talker.last_says("2 Mei"));
  CHECK_FALSE(talker.last_says("Riau"));
  talker.says("iya");
  CHECK(talker.slot("lokasi").shown == "Cihampelas");
  CHECK(talker.slot("kejadian").value == "2026-05-02");
  CHECK(talker.asks() == "periksa");
}

TEST_CASE("correction: another place typed under the date's question corrects the place") {
  for (const auto* text : {"di Cihampelas 5", "di cihampelas", "Jl. Riau 7", "tempatnya di cihampelas"}) {
    auto talker = at_date();
    INFO(text);
    talker.says(text);
    CHECK(talker.slot("lokasi").earlier == std::vector<std::string>{"Jl. Dago 10"});
    CHECK(talker.asks() == "kejadian");
    CHECK(talker.conversation().talk->stack.back().tries == 0);
  }
}

TEST_CASE("correction: what tells more of the story is no place") {
  for (const auto* text : {"tempatnya gelap sekali kalau malam", "di situ gelap", "di rumah", "lampu di Jl. Riau mati",
                           "waktunya sudah lama", "harinya panas sekali"}) {
    auto talker = at_date();
    INFO(text);
    talker.says(text);
    CHECK(talker.slot("lokasi").shown == "Jl. Dago 10");
    CHECK(talker.slot("lokasi").earlier.empty());
  }
}

TEST_CASE("correction: place and date in one answer fill both, without a question between") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  REQUIRE(talker.asks() == "lokasi");
  talker.says("Jl. Riau 5, kemarin");
  CHECK(talker.asks() == "foto");
  CHECK(talker.slot("lokasi").shown == "Jl. Riau 5");
  CHECK(talker.slot("kejadian").value == "2026-05-03");
  CHECK(talker.last_says("kemarin"));
}

TEST_CASE("correction: a late date fills what was not known") {
  auto talker = at_date();
  talker.says("tidak tahu");
  REQUIRE(talker.asks() == "foto");
  talker.says("kemarin sore");
  CHECK(talker.slot("kejadian").value == "2026-05-03");
  CHECK(talker.asks() == "foto");
  CHECK(talker.conversation().talk->stack.back().tries == 0);
}

TEST_CASE("correction: a name that is only said to be wrong is asked for") {
  auto talker = at_date();
  talker.says("tempatnya salah");
  CHECK(talker.asks() == "lokasi");
  CHECK(talker.last_says("Ketik yang benar"));
}
