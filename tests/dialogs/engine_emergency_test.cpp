// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

TEST_CASE("emergency: the next thing the person reads is the number to call, in any step") {
  const std::vector<std::string> on_the_way{"jalan berlubang besar di tikungan", "ya", "Jl. Dago 10", "kemarin",
                                            "Tidak ada foto"};
  for (std::size_t steps = 0; steps <= on_the_way.size(); ++steps) {
    INFO(steps);
    Talker talker;
    for (std::size_t i = 0; i < steps; ++i) talker.says(on_the_way[i]).waits(30s);
    talker.says("tolong kebakaran di rumah sebelah, anak saya terjebak");
    CHECK(talker.last_says("112"));
    CHECK(talker.lane() == Lane::emergency);
    REQUIRE(talker.cases().size() == 1);
    CHECK(talker.cases()[0].kind == "kebakaran");
    CHECK(talker.cases()[0].grade == "certain");
    CHECK(talker.asks() == "lokasi");
  }
}

TEST_CASE("emergency: the form waits and is gone on with afterwards") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan").waits(30s).taps(0);
  REQUIRE(talker.asks() == "lokasi");
  talker.says("tolong kebakaran di rumah sebelah, anak saya terjebak").says("Kp Cibodas RT 3").waits(5min);
  talker.says("batal");
  REQUIRE(talker.asks() == "aman");
  talker.taps(0);
  CHECK(talker.asks() == "lokasi");
  CHECK(talker.conversation().talk->stack.size() == 1);
}

TEST_CASE("emergency: what is said while a case is open joins it and restarts nothing") {
  Talker talker;
  talker.says("tolong kebakaran di rumah sebelah, anak saya terjebak").says("Kp Cibodas RT 3").says("ya").says("ya");
  const auto before = talker.messages();
  talker.says("api makin besar").says("ada dua anak di dalam");
  CHECK(talker.messages() <= before + 1);
  CHECK(talker.cases().size() >= 3);
}

TEST_CASE("emergency: questions give up by themselves and hold nothing up") {
  Talker talker;
  talker.says("tolong kebakaran di rumah sebelah, anak saya terjebak").waits(10min);
  CHECK(talker.conversation().talk->stack.back().bookkeeping == "live");
}

TEST_CASE("emergency: a maybe is asked about with the numbers, and Bukan goes on with the complaint") {
  Talker talker;
  talker.says("kebakaran di jl melati, bisa kirim damkar?");
  REQUIRE(talker.asks().starts_with("maybe"));
  CHECK(talker.last_says("112"));
  SECTION("no") {
    talker.says("bukan").waits(30s);
    CHECK(talker.cases().empty());
    CHECK(talker.asks() == "kategori");
  }
  SECTION("yes") {
    talker.says("ya");
    REQUIRE_FALSE(talker.cases().empty());
    CHECK(talker.cases()[0].grade == "certain");
  }
  SECTION("silence puts it on the desk's list") {
    talker.waits(2min);
    REQUIRE_FALSE(talker.cases().empty());
    CHECK(talker.cases()[0].grade == "maybe");
  }
}

TEST_CASE("emergency: the word itself works anywhere") {
  Talker talker;
  talker.says("DARURAT");
  CHECK(talker.last_says("112"));
  CHECK(talker.cases().size() == 1);
}

TEST_CASE("emergency: an edited message is heard too, and files nothing") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan");
  talker.edits("tolong kebakaran di rumah sebelah, anak saya terjebak");
  CHECK(talker.cases().size() == 1);
}

TEST_CASE("emergency: what is over, asked about or told is none") {
  for (const auto* text : {"bekas kebakaran bulan lalu di pasar belum dibersihkan, bau sekali",
                           "kapan simulasi gempa di sekolah kami?", "bapak kades kebakaran jenggot soal jalan rusak"}) {
    INFO(text);
    Talker talker;
    talker.says(text).waits(30s);
    CHECK(talker.cases().empty());
  }
}

TEST_CASE("emergency: who wants to die gets company, not a form") {
  Talker talker;
  talker.says("saya mau bunuh diri saja");
  CHECK(talker.last_says("119"));
  REQUIRE(talker.cases().size() == 1);
  CHECK(talker.cases()[0].kind == "jiwa");
  CHECK(talker.asks() == "aman");
}

TEST_CASE("emergency: two messages together are as certain as one") {
  Talker talker;
  talker.says("kebakaran di pasar");
  REQUIRE(talker.asks() == "maybe");
  CHECK(talker.cases().empty());
  talker.says("di rumah sebelah, tolong");
  REQUIRE(talker.cases().size() == 1);
  CHECK(talker.cases().back().grade == "certain");
  CHECK(talker.cases().back().text == "kebakaran di pasar\ndi rumah sebelah, tolong");
  CHECK(talker.last_says("112"));
}

TEST_CASE("emergency: a maybe is asked once, and its question waits unseen") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says("Jl. Dago 10");
  REQUIRE(talker.asks() == "kejadian");
  talker.waits(4min).says("kebakaran di jl melati, bisa kirim damkar?");
  REQUIRE(talker.asks() == "maybe");
  CHECK(talker.new_messages() == 1);
  CHECK(talker.lane() == Lane::emergency);
  SECTION("no: silenced for this kind, and the open question comes") {
    talker.says("bukan");
    CHECK(talker.last_says("balas *darurat*"));
    CHECK(talker.asks() == "kejadian");
    talker.says("kebakaran di jl melati, bisa kirim damkar?");
    CHECK(talker.asks() != "maybe");
    talker.waits(31min).says("kebakaran di jl melati, bisa kirim damkar?");
    CHECK(talker.asks() == "maybe");
  }
  SECTION("silence: the desk, then the open question") {
    talker.waits(61s);
    REQUIRE(talker.cases().size() == 1);
    CHECK(talker.cases()[0].grade == "maybe");
    CHECK(talker.asks() == "kejadian");
  }
  SECTION("other words: nothing is lost") {
    talker.says("apinya sudah lama padam kok");
    CHECK(talker.asks() == "kejadian");
  }
}

TEST_CASE("emergency: a hint begins the next message with the numbers, once") {
  Talker talker;
  talker.says("halo").says("rumah bocor takut banjir").waits(30s);
  REQUIRE(talker.asks() == "kategori");
  CHECK(talker.cases().empty());
  CHECK(talker.last().starts_with("Bila bahaya sedang terjadi: telepon *112*"));
  talker.says("lain");
  CHECK_FALSE(talker.last_says("112"));
}

TEST_CASE("emergency: the word again restarts nothing") {
  Talker talker;
  talker.says("tolong kebakaran di rumah sebelah").says("darurat");
  CHECK(talker.cases().size() == 1);
  CHECK(talker.conversation().talk->stack.size() == 1);
  CHECK(talker.last_says("112"));
  CHECK(talker.asks() == "lokasi");
}

TEST_CASE("emergency: the place of the complaint is not the place of the danger") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says("Jl. Dago 10");
  talker.says("tolong kebakaran di rumah sebelah");
  CHECK(talker.asks() == "lokasi");
  CHECK_FALSE(talker.conversation().talk->stack.back().slots.contains("lokasi"));
  CHECK(talker.conversation().talk->stack.front().slots.at("lokasi").shown == "Jl. Dago 10");
}

TEST_CASE("emergency: words that are no place join the case and are asked about once more") {
  Talker talker;
  talker.says("tolong kebakaran di rumah sebelah").says("apinya besar sekali");
  CHECK(talker.asks() == "lokasi");
  CHECK(talker.cases().size() == 2);
  talker.says("cepat tolong");
  CHECK(talker.asks() == "korban");
  talker.pins(-6.9, 107.6);
  CHECK(talker.conversation().talk->stack.back().slots.at("lokasi").pin);
  CHECK(talker.cases().back().pin);
}

TEST_CASE("emergency: the pin that came with the words answers the question for the place") {
  Talker talker;
  talker.says("kebakaran di pasar");
  REQUIRE(talker.asks() == "maybe");
  talker.pins(-6.9, 107.6);
  REQUIRE(talker.cases().size() == 1);
  CHECK(talker.cases()[0].grade == "certain");
  CHECK(talker.cases()[0].pin);
  CHECK(talker.asks() == "korban");
}

TEST_CASE("emergency: silence moves its questions on, a late answer still counts") {
  Talker talker;
  talker.says("tolong kebakaran di rumah sebelah").waits(91s);
  CHECK(talker.asks() == "korban");
  CHECK(talker.lane() == Lane::emergency);
  talker.pins(-6.9, 107.6);
  CHECK(talker.conversation().talk->stack.back().slots.at("lokasi").pin);
}

TEST_CASE("emergency: ordinary words do not lead away from an open case") {
  Talker talker;
  talker.says("tolong kebakaran di rumah sebelah");
  for (const auto* word : {"menu", "status", "lapor", "hapus data", "mulai baru", "kembali"}) {
    INFO(word);
    talker.says(word);
    REQUIRE(talker.conversation().open_case);
    CHECK(talker.conversation().talk->stack.back().script == "darurat");
    CHECK_FALSE(talker.erased());
  }
}

TEST_CASE("emergency: violence has its own script, with no call unless agreed") {
  Talker talker;
  talker.says("tolong saya dipukuli suami sekarang, saya luka");
  REQUIRE_FALSE(talker.cases().empty());
  CHECK(talker.cases()[0].kind == "kekerasan");
  CHECK(talker.last_says("129"));
  CHECK(talker.last_says("tidak menelepon kecuali Anda minta"));
}

TEST_CASE("emergency: in the middle of the engine's own questions too") {
  for (const auto* word : {"batal", "ubah", "hapus data", "berhenti"}) {
    Talker talker;
    INFO(word);
    talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says(word);
    talker.says("tolong kebakaran di rumah sebelah");
    CHECK(talker.cases().size() == 1);
    CHECK(talker.last_says("112"));
    CHECK_FALSE(talker.erased());
  }
}
