// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {
constexpr auto story = "lampu jalan mati total di dekat rumah saya";
}

TEST_CASE("taps: an old button says it was answered, and changes nothing") {
  Talker talker;
  talker.says(story).waits(30s).says("bukan");
  const auto garbage = talker.choices()[talker.place_of("Sampah & lingkungan")].id;
  talker.taps(talker.place_of("Lampu jalan (PJU)")).says("Jl. Dago 10").says("kemarin");
  REQUIRE(talker.asks() == "foto");
  talker.taps_id(garbage);
  CHECK(talker.took() == "tap:stale");
  CHECK(talker.last_says("sudah dijawab"));
  CHECK(talker.asks() == "foto");
  CHECK(talker.slot("kategori").value == "lampu");
}

TEST_CASE("taps: an older copy of the open question's button is as good as the new one") {
  Talker talker;
  talker.says(story).waits(30s);
  const auto yes = talker.choices()[0].id;
  talker.says("ulang").says("status");
  REQUIRE(talker.asks() == "kategori");
  talker.taps_id(yes);
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("taps: KIRIM of an older review files nothing that was not shown") {
  Talker talker;
  talker.says(story).waits(30s).says("ya").says("Jl. Dago 10").says("kemarin").says("Tidak ada foto");
  const auto send = talker.choices()[0].id;
  talker.says("tempatnya di Jl. Riau 7").taps_id(send);
  CHECK(talker.filings() == 0);
  CHECK(talker.asks() == "periksa");
  talker.taps(0);
  CHECK(talker.filings() == 1);
}

TEST_CASE("taps: a made-up, foreign or damaged id is refused kindly") {
  Talker other;
  other.says(story).waits(30s);
  Talker talker;
  talker.says(story).waits(30s);
  auto damaged = talker.choices()[0].id;
  damaged.back() = damaged.back() == 'A' ? 'B' : 'A';
  const auto longest = std::string(64, 'x');
  for (const auto& id : {damaged, std::string("1.1.pilih-kategori.ya"), std::string(), std::string("...."), longest,
                         std::string("-1.99999999999999999999.a.b.c")}) {
    INFO(id);
    talker.taps_id(id);
    CHECK(talker.new_messages() == 1);
    CHECK(talker.asks() == "kategori");
    CHECK(talker.took() == "tap:unknown");
  }
}

TEST_CASE("taps: every button of every question can be told from the others for 64 bytes") {
  Talker talker;
  talker.says(story).waits(30s).says("bukan");
  CHECK(talker.choices().size() == 9);  // sizes are checked for every message
  const auto first = talker.choices()[0].id;
  talker.says("ulang");
  CHECK(talker.choices()[0].id != first);
}

TEST_CASE("taps: 'yes, it is happening' counts for 24 hours, whatever was asked since") {
  Talker talker;
  talker.says("kebakaran di jl melati, bisa kirim damkar?");
  REQUIRE(talker.asks() == "maybe");
  const auto yes = talker.choices()[0].id;
  talker.says("bukan").waits(30s);
  SECTION("in time") {
    talker.waits(20h).taps_id(yes);
    CHECK(talker.cases().size() == 1);
    CHECK(talker.lane() == Lane::emergency);
  }
  SECTION("too late") {
    talker.waits(30h).taps_id(yes);
    CHECK(talker.cases().empty());
  }
}
