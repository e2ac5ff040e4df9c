// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;

TEST_CASE("a text is compared by its normal form", "[language]") {
  struct Row {
    const char *text, *normal;
  };
  const Row row = GENERATE(
      Row{"Jalan RUSAK!!", "jalan rusak"}, Row{"toloooong pak", "tolong pak"}, Row{"iyaaa", "iya"},
      Row{"maaf ya", "maaf ya"}, Row{"maaaaf", "maaf"}, Row{"minggu keadaan tanggul", "minggu keadaan tanggul"},
      Row{"ma'af, Jum\u2019at", "maaf jumat"}, Row{"t0long", "tolong"}, Row{"k3bak4ran", "kebakaran"},
      Row{"gang2", "gang gang"}, Row{"anak-anak", "anak anak"}, Row{"jalan2nya", "jalan jalannya"},
      Row{"Rengs\u00e9", "rengse"}, Row{"RT03/RW05", "rt 03 rw 05"}, Row{"km12", "km 12"},
      Row{"23november2026", "23 november 2026"}, Row{"1\ufe0f\u20e3", "1"}, Row{"\uff11\uff12", "12"},
      Row{"se\u200bkarang", "sekarang"}, Row{"\U0001f525\U0001f525", ""}, Row{"", ""}, Row{" \n\t.,", ""},
      Row{"tdk bisa", "tdk bisa"}, Row{"tdk bisa jln", "tidak bisa jalan"}, Row{"buat laporan", "buat laporan"},
      Row{"sdh dilaporkan dmn", "sudah dilaporkan di mana"}, Row{"jl banjaran rusak", "jl banjaran rusak"},
      Row{"rmh sy di kp cibodas", "rumah saya di kampung cibodas"});
  CAPTURE(row.text);
  CHECK(language::normal(row.text) == row.normal);
}

TEST_CASE("a word knows where it stands in the original", "[language]") {
  const std::string text = "Tlg, jln2 di Rengs\u00e9 rt03 rusaaak!";
  const auto words = language::words(text);
  std::vector<std::string> written;
  for (const auto& word : words) written.push_back(text.substr(word.begin, word.end - word.begin));
  CHECK(written == std::vector<std::string>{"Tlg", "jln2", "jln2", "di", "Rengs\u00e9", "rt", "03", "rusaaak"});
  CHECK(words.back().text == "rusak");
}

TEST_CASE("letters are counted as people see them", "[language]") {
  CHECK(language::letters("PJU mati!") == 7);
  CHECK(language::letters("Rengs\u00e9 \U0001f525 12") == 8);
  CHECK(language::letters("\xff\xfe ...") == 0);
}

TEST_CASE("distance counts changes, insertions and swaps up to its limit", "[language]") {
  struct Row {
    const char *a, *b;
    int limit, distance;
  };
  const Row row = GENERATE(Row{"jalan", "jalan", 2, 0}, Row{"jalan", "jalna", 2, 1}, Row{"lampu", "lampo", 1, 1},
                           Row{"sampah", "sampa", 2, 1}, Row{"air", "jalan", 2, 3}, Row{"", "ab", 2, 2},
                           Row{"", "abc", 2, 3}, Row{"abcdef", "abdcfe", 2, 2}, Row{"banjir", "banjar", 0, 1},
                           Row{"kecelakaan", "kcelakan", 2, 2}, Row{"abcd", "dcba", 2, 3}, Row{"ab", "ba", 1, 1});
  CAPTURE(row.a, row.b);
  CHECK(language::distance(row.a, row.b, row.limit) == row.distance);
  CHECK(language::distance(row.b, row.a, row.limit) == row.distance);
}

TEST_CASE("the title is the first sentence that says something", "[language]") {
  struct Row {
    const char *story, *title;
    std::size_t limit;
  };
  const Row row =
      GENERATE(Row{"PJU mati", "PJU mati", 100},
               Row{"Assalamualaikum. Jalan rusak di Jl. Dago No. 5. Tolong.", "Jalan rusak di Jl. Dago No. 5", 100},
               Row{"Halo pak\nGot mampet depan SD, bau sekali\nsudah lama", "Got mampet depan SD, bau sekali", 100},
               Row{"Jalan di lembur abdi teh ruksak pisan geus lila", "Jalan di lembur abdi\u2026", 24},
               Row{"  Sampah   menumpuk!!! ", "Sampah menumpuk", 100}, Row{"", "", 100}, Row{"...", "", 100},
               Row{"Tarif naik 1.500 rupiah per m3. Kenapa?", "Tarif naik 1.500 rupiah per m3", 100});
  CAPTURE(row.story);
  CHECK(language::first_sentence(row.story, row.limit) == row.title);
}
