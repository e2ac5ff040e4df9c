// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;
using What = language::ChoiceRead::What;

namespace {

Option option(std::string id, std::string label, std::vector<std::string> also = {}, std::string code = {}) {
  Option made;
  made.id = std::move(id);
  made.label.base = std::move(label);
  made.also = std::move(also);
  made.code = std::move(code);
  return made;
}

const std::vector<Option>& categories() {
  static const std::vector<Option> all = {
      option("jalan", "Jalan & jembatan", {"jalan rusak", "jalan bolong", "aspal", "lubang", "jembatan"}),
      option("lampu", "Lampu jalan (PJU)", {"pju", "lampu jalan", "penerangan jalan"}),
      option("listrik", "Listrik rumah (PLN)", {"listrik padam", "mati listrik", "pln", "kwh", "token listrik"}),
      option("sampah", "Sampah & lingkungan", {"tumpukan sampah", "limbah", "bau", "runtah"}),
      option("air", "Air & banjir", {"got mampet", "pdam", "air bersih", "genangan"}),
      option("bansos", "Bantuan sosial", {"bantuan", "bansos", "pkh", "blt", "kip"}),
      option("layanan", "Layanan kantor", {"ktp", "kk", "puskesmas", "sekolah", "bpjs"}),
      option("lain", "Lainnya")};
  return all;
}

std::vector<std::string> labels_of(const std::vector<Option>& options) {
  std::vector<std::string> labels;
  for (const auto& one : options) labels.push_back(one.label.base);
  return labels;
}

language::ChoiceRead read(const char* text, const std::vector<Option>& options) {
  return language::read_choice(text, options, labels_of(options));
}

}  // namespace

TEST_CASE("an option is chosen by number, label, word or near miss", "[language]") {
  struct Row {
    const char *text, *id;
  };
  const Row row = GENERATE(
      Row{"1", "jalan"}, Row{"2.", "lampu"}, Row{"no 2", "lampu"}, Row{"nomer satu", "jalan"}, Row{"No. 3", "listrik"},
      Row{"yg pertama", "jalan"}, Row{"yang kedua pak", "lampu"}, Row{"hiji", "jalan"}, Row{"dua", "lampu"},
      Row{"telu", "listrik"}, Row{"pilih 4", "sampah"}, Row{"4\ufe0f\u20e3", "sampah"}, Row{"terakhir", "lain"},
      Row{"Lampu jalan (PJU)", "lampu"}, Row{"lampu jalan", "lampu"}, Row{"PJU", "lampu"}, Row{"runtah", "sampah"},
      Row{"bantuan sosial", "bansos"}, Row{"bantuan", "bansos"}, Row{"sampah", "sampah"}, Row{"smpah", "sampah"},
      Row{"jembatn", "jalan"}, Row{"jalan rusk", "jalan"}, Row{"lampu jlan", "lampu"}, Row{"lain", "lain"},
      Row{"lainnya", "lain"}, Row{"yang lain", "lain"}, Row{"bukan itu, maksudnya sampah", "sampah"},
      Row{"bans", "bansos"}, Row{"mau yang bansos ya", "bansos"});
  CAPTURE(row.text);
  const auto chosen = read(row.text, categories());
  REQUIRE(chosen.what == What::one);
  CHECK(chosen.ids == std::vector<std::string>{row.id});
}

TEST_CASE("what fits no option is none, what fits two is a question", "[language]") {
  for (const auto* text : {"9", "0", "99", "xyz", "", "saya mau cerita dulu soal tetangga", "abc def"}) {
    CAPTURE(text);
    CHECK(read(text, categories()).what == What::none);
  }
  const std::vector<Option> twins = {option("a", "Cileunyi Kulon"), option("b", "Cileunyi Wetan")};
  const auto tie = read("cileunyi", twins);
  CHECK(tie.what == What::tie);
  CHECK(tie.ids == std::vector<std::string>{"a", "b"});
  const std::vector<Option> near = {option("a", "Pasar"), option("b", "Pagar")};
  CHECK(read("patar", near).what == What::tie);
  CHECK(read("pasar", near).what == What::one);
}

TEST_CASE("short words are never guessed, and never yes for no", "[language]") {
  const std::vector<Option> buttons = {option("ya", "Ya, sedang terjadi", {}, "91"),
                                       option("tidak", "Bukan, laporan biasa", {}, "92")};
  CHECK(read("iya", buttons).ids == std::vector<std::string>{"ya"});
  CHECK(read("muhun", buttons).ids == std::vector<std::string>{"ya"});
  CHECK(read("bukan", buttons).ids == std::vector<std::string>{"tidak"});
  CHECK(read("gak", buttons).ids == std::vector<std::string>{"tidak"});
  CHECK(read("91", buttons).ids == std::vector<std::string>{"ya"});
  CHECK(read("92", buttons).ids == std::vector<std::string>{"tidak"});
  CHECK(read("93", buttons).what == What::none);
  const std::vector<Option> words = {option("benar", "Benar"), option("bukan", "Bukan"), option("kip", "KIP")};
  CHECK(read("bukar", words).what == What::none);
  CHECK(read("kik", words).what == What::none);
  CHECK(read("ya", words).ids == std::vector<std::string>{"benar"});
}

TEST_CASE("labels of the person's language count beside the words of every language", "[language]") {
  const auto& options = categories();
  auto labels = labels_of(options);
  labels[3] = "Runtah jeung lingkungan";
  CHECK(language::read_choice("Runtah jeung lingkungan", options, labels).ids == std::vector<std::string>{"sampah"});
  CHECK(language::read_choice("Sampah & lingkungan", options, labels).ids == std::vector<std::string>{"sampah"});
}

TEST_CASE("a story is guessed from words that name no place", "[language]") {
  struct Row {
    const char *story, *id;
  };
  const Row row =
      GENERATE(Row{"PJU di depan gang mati gelap sekali kalau malam, sering ada yang jatuh", "lampu"},
               Row{"lampu jalan depan kantor desa cinunuk kec cileunyi mati ti kamari", "lampu"},
               Row{"lampu jalan rusak di gang mawar", "lampu"}, Row{"jalan rusak parah", "jalan"},
               Row{"jln rusak parah sekali", "jalan"}, Row{"Jl. Jalak banjir", ""}, Row{"aplikasi tidak jalan", ""},
               Row{"Jalan Merdeka macet", ""}, Row{"sampah di dekat jembatan bau sekali", "sampah"},
               Row{"lubangnya dalam sekali", "jalan"}, Row{"jalan di depan SD rusak", "jalan"},
               Row{"ktp belum jadi di kelurahan", "layanan"}, Row{"puskesmas cileunyi pelayanannya lama", "layanan"},
               Row{"bansos dan ktp", ""}, Row{"tumpukan sampah dekat lubang", "sampah"}, Row{"", ""}, Row{"halo", ""},
               Row{"bekas kebakaran bulan lalu di pasar belum dibersihkan, bau sekali", "sampah"});
  CAPTURE(row.story);
  CHECK(language::guess_choice(row.story, categories()) == row.id);
}
