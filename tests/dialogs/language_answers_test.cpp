// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;
using language::Asking;
using language::YesNo;

TEST_CASE("yes and no mean what the question makes of them", "[language]") {
  using enum YesNo;
  struct Row {
    const char* text;
    YesNo right, happening;
  };
  const Row row = GENERATE(
      Row{"ya", yes, yes}, Row{"Iyaaa kak", yes, yes}, Row{"muhun", yes, yes}, Row{"sumuhun", yes, yes},
      Row{"leres", yes, yes}, Row{"enggih", yes, yes}, Row{"ok", yes, yes}, Row{"\U0001f44d", yes, yes},
      Row{"\U0001f44d\U0001f3fd", yes, yes}, Row{"iya betul pak", yes, yes}, Row{"tidak", no, no}, Row{"gak", no, no},
      Row{"bukan", no, no}, Row{"henteu", no, no}, Row{"teu", no, no}, Row{"sanes", no, no}, Row{"ora", no, no},
      Row{"dudu", no, no}, Row{"mboten", no, no}, Row{"tidak ya", no, no}, Row{"bukan yang itu pak", no, no},
      Row{"sudah", yes, none}, Row{"atos", yes, none}, Row{"parantos", yes, none}, Row{"wis", yes, none},
      Row{"sudah ya pak", yes, none}, Row{"sudah padam", none, no}, Row{"udah surut", none, no}, Row{"aman", none, no},
      Row{"belum", no, none}, Row{"acan", no, none}, Row{"durung", no, none}, Row{"belum padam", no, yes},
      Row{"tidak tahu", unknown, unknown}, Row{"duka", unknown, unknown}, Row{"teu terang", unknown, unknown},
      Row{"embuh", unknown, unknown}, Row{"ga tau", unknown, unknown}, Row{"tdk tau pak", unknown, unknown},
      Row{"lain", no, no}, Row{"mangga", yes, none}, Row{"ada 2 orang", none, yes}, Row{"masih", none, yes},
      Row{"tidak ada", none, no}, Row{"tidak ada korban", none, no}, Row{"laka", none, no}, Row{"ya tidak", none, none},
      Row{"besar", none, none}, Row{"jalan rusak", none, none}, Row{"", none, none}, Row{"bukit", none, none});
  CAPTURE(row.text);
  CHECK(language::read_yesno(row.text, Asking::right) == row.right);
  CHECK(language::read_yesno(row.text, Asking::happening) == row.happening);
}

TEST_CASE("no word of yes is one typo from a word of no", "[language]") {
  for (const auto* text : {"yat", "tidya", "bukaan", "bukna", "tiya", "teya", "muhan"}) {
    CAPTURE(text);
    CHECK(language::read_yesno(text, Asking::right) == YesNo::none);
  }
}

TEST_CASE("a number is read as people write it", "[language]") {
  struct Row {
    const char* text;
    bool ok;
    double value;
  };
  const Row row = GENERATE(
      Row{"12", true, 12}, Row{"1.500", true, 1500}, Row{"1.500.000", true, 1500000}, Row{"1,5 juta", true, 1500000},
      Row{"2,5", true, 2.5}, Row{"1.5", true, 1.5}, Row{"5rb", true, 5000}, Row{"Rp 12.500", true, 12500},
      Row{"dua puluh lima", true, 25}, Row{"seratus", true, 100}, Row{"seribu lima ratus", true, 1500},
      Row{"dua belas", true, 12}, Row{"sebelas", true, 11}, Row{"tilu puluh", true, 30}, Row{"hiji", true, 1},
      Row{"papat", true, 4}, Row{"setengah", true, 0.5}, Row{"satu setengah", true, 1.5}, Row{"ada 3 orang", true, 3},
      Row{"sekitar dua puluh rumah", true, 20}, Row{"minus 3", true, -3}, Row{"-3", true, -3}, Row{"0", true, 0},
      Row{"dua ratus tiga puluh empat ribu lima ratus enam puluh tujuh", true, 234567}, Row{"3 eh maaf 4", true, 4},
      Row{"3 atau 4", false, 0}, Row{"banyak", false, 0}, Row{"", false, 0}, Row{"1.2.3", false, 0});
  CAPTURE(row.text);
  const auto read = language::read_number(row.text);
  CHECK(read.ok == row.ok);
  if (row.ok) CHECK(read.value == Approx(row.value));
}

TEST_CASE("a phone number becomes E.164 or nothing", "[language]") {
  struct Row {
    const char *text, *e164;
  };
  const Row row =
      GENERATE(Row{"081234567890", "+6281234567890"}, Row{"0812-3456-7890", "+6281234567890"},
               Row{"62812 3456 7890", "+6281234567890"}, Row{"+62 812 3456 7890", "+6281234567890"},
               Row{"+62 (0)812-3456-7890", "+6281234567890"}, Row{"0062 812 3456 7890", "+6281234567890"},
               Row{"nomor saya 0812.3456.7890 ya", "+6281234567890"}, Row{"8123456789", "+628123456789"},
               Row{"(022) 423 1234", "+62224231234"}, Row{"+65 6123 4567", "+6561234567"},
               Row{"\uff10\uff18\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18\uff19\uff10", "+6281234567890"},
               Row{"0812 3456 7890 atau 0813 1111 2222", ""}, Row{"112", ""}, Row{"2026", ""}, Row{"0812345", ""},
               Row{"08123456789012345", ""}, Row{"kemarin", ""}, Row{"", ""});
  CAPTURE(row.text);
  CHECK(language::read_phone(row.text) == row.e164);
}
