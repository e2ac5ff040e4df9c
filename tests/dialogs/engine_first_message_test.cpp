// SPDX-License-Identifier: Apache-2.0
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

TEST_CASE("first message: greetings and little things get the menu") {
  for (const auto* text : {"halo", "/start", "p", "tes", "assalamualaikum", "abc"}) {
    INFO(text);
    Talker talker;
    talker.says(text);
    CHECK(talker.messages() == 1);
    CHECK(talker.asks() == "menu");
    CHECK(talker.last_says("112"));
  }
}

TEST_CASE("first message: thanks is answered once, then not") {
  Talker talker;
  talker.says("terima kasih").says("makasih").says("ok");
  CHECK(talker.messages() == 1);
}

TEST_CASE("first message: the menu is answered by number, label and button") {
  Talker by_number;
  by_number.says("halo").says("1");
  CHECK(by_number.asks() == "isi");
  Talker by_label;
  by_label.says("halo").says("Buat laporan");
  CHECK(by_label.asks() == "isi");
  Talker by_button;
  by_button.says("halo").taps(0);
  CHECK(by_button.asks() == "isi");
}

TEST_CASE("first message: a photo first, then its story") {
  Talker talker;
  talker.sends(AttachmentKind::image).sends(AttachmentKind::image).waits(30s);
  CHECK(talker.last_says("2 foto"));
  talker.says("jalan berlubang besar sekali di tikungan dekat pasar").waits(30s);
  CHECK(talker.asks() == "kategori");
}

TEST_CASE("first message: status without a report says so, and another's number does not exist") {
  Talker talker;
  talker.says("status");
  CHECK(talker.last_says("Belum ada laporan"));
  talker.says("status " + ReportNumber::draw().shown());
  CHECK(talker.last_says("tidak ada"));
}

TEST_CASE("first message: soon after filing it may be an addition") {
  Talker talker;
  talker.says("jalan berlubang besar di tikungan")
      .waits(30s)
      .taps(0)
      .says("Jl. Dago 10")
      .says("kemarin")
      .says("Tidak ada foto")
      .says("kirim");
  REQUIRE(talker.filings() == 1);
  talker.says("lubangnya sekarang makin besar dan dalam");
  CHECK(talker.last_says("tambahan"));
  talker.taps(0);
  CHECK(talker.filings() == 1);
}

TEST_CASE("first message: hapus data asks once and erases") {
  Talker talker;
  talker.says("halo").says("hapus data");
  CHECK_FALSE(talker.erased());
  talker.says("ya");
  CHECK(talker.erased());
}

TEST_CASE("first message: berhenti stops the news and writing again starts anew") {
  Talker talker;
  talker.says("berhenti").says("kabar laporan");
  CHECK(talker.conversation().stopped);
  talker.says("halo");
  CHECK_FALSE(talker.conversation().stopped);
}

TEST_CASE("first message: nothing that people send is met with silence or an exception") {
  const std::vector<std::string> odd{"",
                                     "?",
                                     "...",
                                     "😀😀😀",
                                     "0",
                                     "999999999999",
                                     "ya",
                                     "tidak",
                                     "batal",
                                     "kembali",
                                     "lanjut",
                                     "kirim",
                                     "selesai",
                                     "ubah",
                                     "ubah tempat",
                                     "lewati",
                                     "menu",
                                     "petugas",
                                     "data",
                                     "data saya",
                                     "sunda",
                                     "english",
                                     std::string(5000, 'a'),
                                     "\xff\xfe",
                                     "*_[](){}",
                                     "SELECT * FROM x",
                                     "<script>",
                                     "{nomor}",
                                     "77",
                                     "31",
                                     "tidak tahu",
                                     "belum",
                                     "sudah",
                                     "mangga",
                                     "lain",
                                     "aman",
                                     "1.",
                                     "no 2",
                                     "yg pertama"};
  for (const auto& text : odd) {
    INFO(text);
    Talker talker;
    talker.says("jalan berlubang besar di tikungan").waits(30s);
    while (talker.messages() < 3) {
      const auto before = talker.messages();
      talker.says(text).waits(30s);
      if (talker.messages() == before) break;
    }
    Talker fresh;
    CHECK_NOTHROW(fresh.says(text).waits(1min));
  }
}

TEST_CASE("first message: the greeting begins the first reply, once, with the story taken") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s);
  CHECK(talker.messages() == 1);
  CHECK(talker.last_says("Selamat pagi. Ini *Pintu*"));
  CHECK(talker.last_says("Cerita Anda sudah dicatat"));
  CHECK(talker.last_says("Ini soal"));
  talker.says("ya");
  CHECK_FALSE(talker.last_says("Ini *Pintu*"));
}

TEST_CASE("first message: who only says the word is greeted and asked for the story") {
  Talker talker;
  talker.says("lapor");
  CHECK(talker.messages() == 1);
  CHECK(talker.last_says("Ini *Pintu*"));
  CHECK_FALSE(talker.last_says("sudah dicatat"));
  CHECK(talker.asks() == "isi");
}

TEST_CASE("first message: the order of what it is taken for") {
  struct Row {
    const char* text;
    const char* rule;
  };
  for (const auto& row : std::vector<Row>{{"status", "word:status"},
                                          {"darurat", "word:darurat"},
                                          {"lapor", "starts:lapor-aduan"},
                                          {"gimana laporan saya kemarin", "status"},
                                          {"terima kasih", "thanks"},
                                          {"ok", "thanks"},
                                          {"halo", "greeting"},
                                          {"jalan", "greeting"},
                                          {"nomor pemadam kebakaran berapa?", "question"},
                                          {"jalan berlubang di depan sekolah kami", "story"}}) {
    INFO(row.text);
    Talker talker;
    talker.says(row.text).waits(0s);
    CHECK(talker.took() == row.rule);
  }
}

TEST_CASE("first message: what is asked for is answered with the numbers") {
  Talker talker;
  talker.says("nomor pemadam kebakaran berapa?").waits(30s);
  CHECK(talker.last_says("112"));
  CHECK(talker.step().starts_with("permintaan-informasi/"));
  CHECK(talker.cases().empty());
}

TEST_CASE("first message: on SMS the codes stand in the text and a digit is enough") {
  Talker talker("sms/kannel");
  talker.says("halo");
  CHECK(talker.last_says("1 Lapor 2 Cek 3 Petugas"));
  CHECK(talker.message().choices.empty());
  talker.says("1");
  CHECK(talker.asks() == "isi");
}

TEST_CASE("first message: a digit that the network sent twice counts once") {
  Talker talker("sms");
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("2");
  REQUIRE(talker.asks() == "kategori");
  talker.waits(5s).says("2");
  REQUIRE(talker.asks() == "lokasi");
  talker.waits(1s).says("2");
  CHECK(talker.asks() == "lokasi");
  CHECK(talker.new_messages() == 0);
  CHECK(talker.conversation().talk->stack.back().tries == 0);
}

TEST_CASE("first message: seven questions and eight messages at most, five with a full story") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya")
      .waits(30s)
      .says("ya")
      .says("Jl. Dago 10")
      .says("kemarin")
      .says("tidak ada")
      .says("kirim");
  REQUIRE(talker.filings() == 1);
  CHECK(talker.messages() <= 8);
  CHECK(talker.messages() == 6);
}
