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

}  // namespace

TEST_CASE("other topic: a second complaint is parked and offered after KIRIM") {
  auto talker = at_date();
  talker.says("sampah di pasar juga menumpuk dan bau");
  REQUIRE(talker.asks() == "lain");
  CHECK(talker.last_says("Ini masalah lain?"));
  SECTION("yes, by a word") { talker.says("iya"); }
  SECTION("by a tap") { talker.taps(0); }
  REQUIRE(talker.asks() == "kejadian");
  CHECK(talker.slot("isi").text == "lampu jalan mati total di dekat rumah saya");
  CHECK(talker.conversation().talk->stack.back().tries == 0);
  talker.says("kemarin").says("Tidak ada foto").says("kirim");
  REQUIRE(talker.filings() == 1);
  CHECK(talker.filed()->category == "lampu");
  REQUIRE(talker.asks() == "lanjutkan");
  CHECK(talker.last_says("sampah di pasar"));
  talker.taps(0);
  REQUIRE(talker.asks() == "kategori");
  CHECK(talker.guesses() == "sampah");
}

TEST_CASE("other topic: who answers the open question instead loses nothing") {
  auto talker = at_date();
  talker.says("sampah di pasar juga menumpuk dan bau").says("kemarin");
  CHECK(talker.asks() == "foto");
  REQUIRE(talker.conversation().drafts.size() == 1);
  CHECK(talker.conversation().drafts.front().parked);
}

TEST_CASE("other topic: bukan makes it more of the story") {
  auto talker = at_date();
  talker.says("sampah di pasar juga menumpuk dan bau").says("bukan");
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.conversation().drafts.empty());
  CHECK(talker.slot("isi").text.ends_with("menumpuk dan bau"));
}

TEST_CASE("other topic: few words, the same category, or none are not parked") {
  for (const auto* text : {"sampah menumpuk", "lampu jalan di gang sebelah juga mati", "kok lama sekali ya pak"}) {
    auto talker = at_date();
    INFO(text);
    talker.says(text);
    CHECK(talker.asks() == "kejadian");
    CHECK(talker.conversation().drafts.empty());
  }
}

TEST_CASE("other topic: the draft that nobody touched for longest makes room, with a word about it") {
  auto talker = at_date();
  for (const auto* text : {"sampah di pasar juga menumpuk dan bau", "got mampet di depan sekolah juga",
                           "jembatan juga sudah retak sekali"}) {
    talker.waits(1min).says(text).says("ya");
  }
  CHECK(talker.conversation().drafts.size() == 3);
  talker.waits(1min).says("bantuan pkh tetangga belum juga cair");
  CHECK(talker.new_words().find("sampah di pasar") != std::string::npos);
  CHECK(talker.conversation().drafts.size() == 3);
}
