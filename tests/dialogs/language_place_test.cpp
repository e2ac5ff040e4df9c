// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;
using What = language::PlaceRead::What;

namespace {

struct Row {
  const char *text, *shown;
};

}  // namespace

TEST_CASE("an answer that names a place is kept as written", "[language][place]") {
  const Row row = GENERATE(
      Row{"Cinunuk, Cileunyi, Bandung", "Cinunuk, Cileunyi, Bandung"}, Row{"jl cihampelas 5", "jl cihampelas 5"},
      Row{"di Riau 22 eh bukan, di Cihampelas 5", "Cihampelas 5"}, Row{"bandung", "bandung"},
      Row{"bukan di Riau tapi di Cihampelas 5", "Cihampelas 5"}, Row{"Jl Surabaya no 5", "Jl Surabaya no 5"},
      Row{"desa tegal", "desa tegal"}, Row{"depan masjid", "depan masjid"},
      Row{"lokasinya di gang mawar ya pak", "gang mawar"}, Row{"  kp  cibodas\nrt 03/05 ", "kp cibodas rt 03/05"},
      Row{"tol cipularang km 97", "tol cipularang km 97"}, Row{"Jl. Raya Jakarta - Bogor", "Jl. Raya Jakarta - Bogor"},
      Row{"KBB", "KBB"}, Row{"tempatnya kec. cimanggis kota depok", "kec. cimanggis kota depok"});
  CAPTURE(row.text);
  const auto read = language::read_place(row.text, true);
  CHECK(read.what == What::text);
  CHECK(read.shown == row.shown);
}

TEST_CASE("an answer to another question is no place", "[language][place]") {
  for (const auto* text : {"tidak tahu", "cinunuk", "kemarin sore", "ya benar", "3", "3 hari lalu", "batal",
                           "bukan itu", "", "...", "terima kasih", "0812 3456 7890", "lupa pak"}) {
    CAPTURE(text);
    CHECK(language::read_place(text, true).what == What::none);
  }
}

TEST_CASE("the place is cut out of a story", "[language][place]") {
  const Row row = GENERATE(
      Row{"lampu jalan depan kantor desa cinunuk kec cileunyi mati ti kamari",
          "depan kantor desa cinunuk kec cileunyi"},
      Row{"pju di jln raya cibiru mati total", "jln raya cibiru"},
      Row{"sampah numpuk dekat pasar ciroyom bau sekali", "dekat pasar ciroyom"},
      Row{"PJU mati di gang mawar rt 02 rw 05 kel. sukapada", "gang mawar rt 02 rw 05 kel. sukapada"},
      Row{"jalan rusak parah di kp cibodas desa sukamaju sudah lama", "kp cibodas desa sukamaju"},
      Row{"Got mampet di Jl. Jalak, Kec. Coblong, Kota Bandung sejak minggu lalu",
          "Jl. Jalak, Kec. Coblong, Kota Bandung"},
      Row{"jembatan cikapundung retak", "jembatan cikapundung"}, Row{"lampu jalan merdeka mati", "jalan merdeka"},
      Row{"ruksak jalan di lembur cikareo", "lembur cikareo"},
      Row{"pungli di samsat kabupaten garut", "kabupaten garut"});
  CAPTURE(row.text);
  const auto read = language::read_place(row.text, false);
  CHECK(read.what == What::text);
  CHECK(read.shown == row.shown);
}

TEST_CASE("a story without a place has none", "[language][place]") {
  for (const auto* text :
       {"motor saya tidak jalan", "jalan berlubang besar", "bansos belum turun", "got mampet depan rumah",
        "bus ke jakarta telat", "aplikasi tidak jalan", "jalan di sini rusak", ""}) {
    CAPTURE(text);
    CHECK(language::read_place(text, false).what == What::none);
  }
}

TEST_CASE("what lies in another province is said to", "[language][place]") {
  struct Case {
    const char *text, *region;
    bool whole;
  };
  const Case row =
      GENERATE(Case{"semarang", "Jawa Tengah", true}, Case{"Jl. Pemuda Semarang", "Jawa Tengah", true},
               Case{"jakarta selatan", "Jakarta", true}, Case{"kota surabaya", "Jawa Timur", true},
               Case{"banjir di semarang", "Jawa Tengah", false}, Case{"sleman, yogyakarta", "DI Yogyakarta", true});
  CAPTURE(row.text);
  const auto read = language::read_place(row.text, row.whole);
  CHECK(read.what == What::outside);
  CHECK(read.region == row.region);
  for (const auto* text : {"jl jakarta bandung", "saya orang surabaya tinggal di cimahi", "Jl Surabaya no 5"}) {
    CAPTURE(text);
    CHECK(language::read_place(text, true).what == What::text);
  }
}

TEST_CASE("place: a street that is any street is no place in a story") {
  for (const auto* story : {"lampu jalan umum mati, gelap sekali kalau malam", "jalan setapak licin"}) {
    INFO(story);
    CHECK(language::read_place(story, false).what == What::none);
  }
}
