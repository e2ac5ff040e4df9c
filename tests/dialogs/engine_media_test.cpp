// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

Talker at_photo() {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says("Jl. Dago 10").says("kemarin");
  REQUIRE(talker.asks() == "foto");
  return talker;
}

}  // namespace

TEST_CASE("media: nine photos get one answer, wherever they come") {
  auto talker = at_photo();
  const auto before = talker.messages();
  for (int i = 0; i < 9; ++i) talker.sends(AttachmentKind::image);
  CHECK(talker.messages() == before);
  talker.waits(10s);
  CHECK(talker.messages() == before + 1);
  CHECK(talker.asks() == "periksa");
  CHECK(talker.slot("foto").media.size() == 9);
  for (int i = 0; i < 5; ++i) talker.sends(AttachmentKind::image);
  CHECK(talker.messages() == before + 2);
  CHECK(talker.slot("foto").media.size() == 10);
  talker.says("kirim");
  REQUIRE(talker.filed());
  CHECK(talker.filed()->media.size() == 10);
}

TEST_CASE("media: selesai ends the photos at once, a caption joins the story") {
  auto talker = at_photo();
  talker.sends(AttachmentKind::image, "ini tiangnya").says("selesai");
  CHECK(talker.asks() == "periksa");
  CHECK(talker.slot("isi").text.ends_with("ini tiangnya"));
}

TEST_CASE("media: photos in the story are kept with it and no photo is asked for") {
  Talker talker;
  talker.sends(AttachmentKind::image, "lampu jalan mati total di dekat rumah saya").sends(AttachmentKind::image);
  CHECK(talker.messages() == 0);
  talker.waits(30s).says("ya").says("Jl. Dago 10").says("kemarin");
  CHECK(talker.asks() == "periksa");
  CHECK(talker.slot("foto").media.size() == 2);
}

TEST_CASE("media: a photo with a caption answers the open question and keeps the photo") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  REQUIRE(talker.asks() == "lokasi");
  talker.sends(AttachmentKind::image, "Jl. Dago 10");
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.slot("foto").media.size() == 1);
}

TEST_CASE("media: a voice note first is a story to listen to, and danger is asked about") {
  Talker talker;
  talker.sends(AttachmentKind::voice);
  REQUIRE(talker.asks() == "maybe");
  CHECK(talker.last_says("mendengarkan"));
  CHECK(talker.last_says("112"));
  SECTION("an ordinary report") {
    talker.says("bukan");
    REQUIRE(talker.asks() == "kategori");
    talker.says("1").says("Jl. Dago 10").says("kemarin").says("Tidak ada foto").says("kirim");
    REQUIRE(talker.filed());
    CHECK(talker.filed()->media.size() == 1);
    CHECK(std::ranges::find(talker.filed()->flags, "perlu-didengarkan") != talker.filed()->flags.end());
  }
  SECTION("danger") {
    talker.says("ya");
    REQUIRE_FALSE(talker.cases().empty());
    CHECK(talker.cases()[0].grade == "certain");
  }
  SECTION("silence: the desk sees it, then it is filed as it is") {
    talker.waits(2min);
    REQUIRE_FALSE(talker.cases().empty());
    CHECK(talker.cases()[0].grade == "maybe");
    CHECK(talker.asks() == "kategori");
    talker.waits(10min);
    CHECK(talker.filings() == 1);
    REQUIRE_FALSE(talker.handoffs().empty());
    CHECK(talker.handoffs().back().desk == "verifikator");
  }
}

TEST_CASE("media: the second voice note offers to send as it is") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  talker.sends(AttachmentKind::voice);
  CHECK(talker.asks() == "kejadian");
  talker.sends(AttachmentKind::voice);
  REQUIRE(talker.asks() == "suara");
  SECTION("yes") {
    talker.taps(0);
    CHECK(talker.filings() == 1);
    CHECK(talker.filed()->media.size() == 2);
  }
  SECTION("no") {
    talker.taps(1);
    CHECK(talker.filings() == 0);
    CHECK(talker.asks() == "foto");
  }
}

TEST_CASE("media: the keyboard for sending a place goes when it is answered") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  REQUIRE(talker.message().ask_location);
  talker.says("Jl. Dago 10");
  CHECK(talker.message().remove_keyboard);
  talker.says("kemarin");
  CHECK_FALSE(talker.message().remove_keyboard);
}

TEST_CASE("media: a sticker alone is greeted, a kind nobody can read is answered") {
  Talker talker;
  talker.sends(AttachmentKind::sticker);
  CHECK(talker.asks() == "menu");
}

TEST_CASE("media: a pin first fills its place, then the story is asked") {
  Talker talker;
  talker.pins(-6.9, 107.6);
  REQUIRE(talker.asks() == "isi");
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  CHECK(talker.asks() == "kejadian");
  CHECK(talker.slot("lokasi").pin);
}
