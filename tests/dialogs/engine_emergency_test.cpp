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
