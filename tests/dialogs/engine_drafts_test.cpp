// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

constexpr auto story = "lampu jalan mati total di dekat rumah saya";

Talker at_place(const std::string& channel = "telegram") {
  Talker talker(channel);
  talker.says(story).waits(30s).says("ya");
  REQUIRE(talker.asks() == "lokasi");
  return talker;
}

}  // namespace

TEST_CASE("draft: at most three, the oldest goes with a word") {
  Talker talker;
  for (int i = 0; i < 3; ++i) talker.says(story).waits(30s).says("ya").says("batal").taps(0).waits(1min);
  CHECK(talker.conversation().drafts.size() == 3);
  talker.says(story).waits(30s).says("ya").says("batal").taps(0);
  CHECK(talker.conversation().drafts.size() == 3);
  CHECK(talker.last_says("kami hapus"));
}

TEST_CASE("draft: offered at hello with three ways, a story is a new complaint") {
  auto talker = at_place();
  talker.says("batal").taps(0).waits(24h).says("halo");
  REQUIRE(talker.asks() == "lanjutkan");
  CHECK(talker.last_says("lampu jalan"));
  SECTION("go on") {
    talker.says("lanjutkan");
    CHECK(talker.asks() == "lokasi");
    CHECK(talker.conversation().drafts.empty());
  }
  SECTION("anew") {
    talker.says("buat baru");
    CHECK(talker.asks() == "isi");
    CHECK(talker.conversation().drafts.size() == 1);
  }
  SECTION("delete") {
    talker.says("hapus");
    CHECK(talker.conversation().drafts.empty());
  }
  SECTION("a text that fits none is a new story") {
    talker.says("tumpukan sampah di pinggir sungai sejak lama").waits(30s);
    CHECK(talker.asks() == "kategori");
    CHECK(talker.guesses() == "sampah");
    CHECK(talker.conversation().drafts.size() == 1);
  }
}

TEST_CASE("draft: mulai baru keeps what was begun") {
  auto talker = at_place();
  talker.says("mulai baru");
  CHECK(talker.asks() == "isi");
  CHECK(talker.conversation().drafts.size() == 1);
  talker.says("batal").waits(10s);
  CHECK_FALSE(talker.conversation().talk);
  talker.says("lanjut");
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("draft: in the middle of a used script it comes back where it was") {
  Talker talker;
  talker.says("saya dilecehkan atasan di kantor kecamatan").waits(30s).says("ya").taps(0);
  REQUIRE(talker.asks() == "terlapor");
  talker.says("batal");
  REQUIRE(talker.asks() == "batal");
  CHECK(talker.choices().front().label == "Hapus isinya");  // what is sensitive is offered for erasure first
  talker.taps(talker.place_of("Simpan 7 hari")).says("lanjut");
  CHECK(talker.asks() == "terlapor");
}

TEST_CASE("draft: gone after its time, and an open talk nobody went on with too") {
  auto kept = at_place();
  kept.says("batal").taps(0).waits(24h * 8).says("lanjut");
  CHECK(kept.last_says("Tidak ada isian"));
  auto open = at_place();
  open.waits(24h * 8).says("halo");
  CHECK(open.asks() == "menu");
}

TEST_CASE("draft: one nudge, by day, with the question still open") {
  auto talker = at_place();
  const auto before = talker.messages();
  talker.waits(31min);
  CHECK(talker.messages() == before + 1);
  CHECK(talker.last_says("lanjut"));
  CHECK(talker.lane() == Lane::status);
  talker.says("Jl. Dago 10");
  CHECK(talker.asks() == "kejadian");
  const auto later = talker.messages();
  talker.waits(3h);
  CHECK(talker.messages() == later);
}

TEST_CASE("draft: no nudge by night, late, after batal, or when the talk moved on") {
  SECTION("night") {
    Talker talker;
    talker.waits(10h + 45min).says(story).waits(30s).says("ya");  // 20.45 WIB
    const auto before = talker.messages();
    talker.waits(8h);
    CHECK(talker.messages() == before);
  }
  SECTION("late") {
    auto talker = at_place();
    const auto before = talker.messages();
    const auto epoch = talker.conversation().talk->epoch;
    talker.fires("nudge", epoch, to_rfc3339(talker.now() - 2h));
    CHECK(talker.messages() == before);
  }
  SECTION("batal") {
    auto talker = at_place();
    talker.says("batal").taps(0);
    CHECK_FALSE(talker.has_timer("nudge"));
  }
  SECTION("another epoch") {
    auto talker = at_place();
    const auto before = talker.messages();
    for (const auto* name : {"nudge", "join", "give-up", "last-call"})
      talker.fires(name, talker.conversation().talk->epoch - 1);
    CHECK(talker.messages() == before);
  }
}

TEST_CASE("draft: a sensitive one is nudged without naming it") {
  Talker talker;
  talker.says("saya dilecehkan atasan di kantor kecamatan").waits(30s).says("ya").waits(31min);
  CHECK(talker.last_says("Ada pesan yang belum selesai"));
  CHECK_FALSE(talker.last_says("aporan"));
}

TEST_CASE("draft: the last call before WhatsApp's window closes") {
  auto talker = at_place("whatsapp");
  talker.waits(1h);
  const auto before = talker.messages();
  talker.waits(23h);
  CHECK(talker.messages() == before + 1);
  CHECK(talker.last_says("tersimpan sampai 11 Mei 2026"));
}

TEST_CASE("draft: what an emergency interrupted is offered 12 hours after its end, not before") {
  Talker talker;
  talker.says(story).waits(30s).says("ya").says("Jl. Dago 10").says("kemarin");
  REQUIRE(talker.asks() == "foto");
  talker.says("tolong kebakaran di rumah sebelah");
  REQUIRE(talker.asks() == "lokasi");
  talker.acts(OfficerHappened::What::took_case);
  CHECK(talker.last_says("Ani"));
  talker.acts(OfficerHappened::What::closed_case, "padam");
  CHECK(talker.last_says("menutup laporan"));
  CHECK(talker.last_says("padam"));
  CHECK_FALSE(talker.conversation().open_case);
  SECTION("later") {
    talker.waits(13h).says("halo");
    REQUIRE(talker.asks() == "lanjutkan");
    talker.taps(0);
    CHECK(talker.asks() == "foto");
  }
  SECTION("soon") {
    talker.says("halo");
    CHECK(talker.asks() == "menu");
    talker.says("lanjut");
    CHECK(talker.asks() == "foto");
  }
}
