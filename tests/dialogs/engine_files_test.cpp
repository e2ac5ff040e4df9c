// SPDX-License-Identifier: Apache-2.0
// Files that are no photos, files past the limits, and files that come after the report.
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

Talker at_place() {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya");
  REQUIRE(talker.asks() == "lokasi");
  return talker;
}

Talker after_filing() {
  auto talker = at_place();
  talker.says("Jl. Dago 10").says("kemarin").says("Tidak ada foto").says("kirim");
  REQUIRE(talker.filed());
  return talker;
}

}  // namespace

TEST_CASE("files: a video and a document are kept, and what cannot be forwarded is said") {
  auto talker = at_place();
  talker.sends(AttachmentKind::video);
  CHECK(talker.last_says("Video diterima"));
  CHECK(talker.last_says("hanya foto"));
  CHECK(talker.asks() == "lokasi");
  talker.waits(1min).sends(AttachmentKind::document);
  CHECK(talker.last_says("Dokumen diterima"));
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("files: what happened is asked in the words of what came first") {
  Talker talker;
  SECTION("a video") {
    talker.sends(AttachmentKind::video).waits(1min);
    CHECK(talker.last_says("Video diterima. Apa yang terjadi?"));
  }
  SECTION("a document") {
    talker.sends(AttachmentKind::document).waits(1min);
    CHECK(talker.last_says("Dokumen diterima. Apa yang terjadi?"));
  }
  SECTION("several") {
    talker.sends(AttachmentKind::video).sends(AttachmentKind::image).waits(1min);
    CHECK(talker.last_says("2 foto diterima. Apa yang terjadi?"));
  }
  CHECK(talker.asks() == "isi");
}

TEST_CASE("files: past the limit it is said once, and the question stays") {
  auto talker = at_place();
  for (int i = 0; i < 5; ++i) talker.sends_too_many(AttachmentKind::image);
  CHECK(talker.last_says("sudah banyak"));
  CHECK(talker.messages() == 3);
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("files: a call is answered with the number to call") {
  auto talker = at_place();
  talker.calls();
  CHECK(talker.last_says("tidak bisa menerima telepon"));
  CHECK(talker.last_says("112"));
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("files: photos after the report are an addition to it, the whole album with one question") {
  auto talker = after_filing();
  const auto before = talker.messages();
  for (int i = 0; i < 3; ++i) talker.sends(AttachmentKind::image);
  REQUIRE(talker.asks() == "tambahan");
  CHECK(talker.messages() == before + 1);
  SECTION("yes") {
    talker.taps(0);
    REQUIRE(talker.answers().size() == 1);
    CHECK(talker.answers()[0].text.empty());
    CHECK(talker.answers()[0].media.size() == 3);
    CHECK(talker.filings() == 1);
  }
  SECTION("no: a new complaint has them") {
    talker.taps(1);
    CHECK(talker.answers().empty());
    talker.says("pohon tumbang menutup jalan di depan kantor desa").waits(30s);
    CHECK(talker.slot("foto").media.size() == 3);
  }
}

TEST_CASE("files: an addition with words carries its photo") {
  auto talker = after_filing();
  talker.sends(AttachmentKind::image, "ini fotonya, tiangnya juga miring ke jalan");
  REQUIRE(talker.asks() == "tambahan");
  talker.taps(0);
  REQUIRE(talker.answers().size() == 1);
  CHECK(talker.answers()[0].text == "ini fotonya, tiangnya juga miring ke jalan");
  CHECK(talker.answers()[0].media.size() == 1);
}
