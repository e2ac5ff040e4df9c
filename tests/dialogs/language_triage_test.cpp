// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <fstream>
#include <iostream>

#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;
using language::Grade;

namespace {

struct Line {
  std::string kind, text;
};

std::vector<Line> corpus() {
  std::ifstream file(PINTU_SOURCE_DIR "/tests/dialogs/triage_corpus.tsv");
  std::vector<Line> lines;
  for (std::string line; std::getline(file, line);) {
    const auto tab = line.find('\t');
    if (!line.starts_with('#') && tab != std::string::npos)
      lines.push_back({line.substr(0, tab), line.substr(tab + 1)});
  }
  return lines;
}

bool holds_rule(const language::Triage& read, const std::string& rule) {
  return std::ranges::find(read.rules, rule) != read.rules.end();
}

}  // namespace

TEST_CASE("sentences that were labelled beforehand keep their grades", "[language][triage]") {
  struct Row {
    const char* text;
    Grade grade;
    const char* kind;
  };
  const Row row = GENERATE(
      Row{"rmh tetangga kebakaran skrg di kp cibodas tlg", Grade::certain, "kebakaran"},
      Row{"punten aya kahuruan di lembur abdi", Grade::certain, "kebakaran"},
      Row{"caah asup ka imah, aya budak kajebak", Grade::certain, "banjir"},
      Row{"ibu mau melahirkan ketuban udh pecah", Grade::certain, "melahirkan"},
      Row{"longsor nutup jalan, ada motor ketimbun", Grade::certain, "longsor"},
      Row{"gempa barusan, rumah retak semua", Grade::certain, "gempa"},
      Row{"kemarin banjir sekarang longsor ada korban", Grade::certain, "longsor"},
      Row{"banjir lagi sekarang air masuk rumah ada lansia", Grade::certain, "banjir"},
      Row{"tulung pa aya nu titeuleum di leuwi", Grade::certain, "tenggelam"},
      Row{"anak saya hanyut di sungai", Grade::certain, "tenggelam"},
      Row{"petugas pemadam kebakaran belum datang, rumah sudah terbakar", Grade::maybe, "kebakaran"},
      Row{"pemadam belum datang2 kebakaran di gang mawar api makin besar", Grade::maybe, "kebakaran"},
      Row{"bukan simulasi, beneran kebakaran di pasar", Grade::maybe, "kebakaran"},
      Row{"kebakaran di jl melati, bisa kirim damkar?", Grade::maybe, "kebakaran"},
      // A question costs nothing beside a victim who is near: an unconscious father is certain.
      Row{"nomor ambulans berapa? bapak saya pingsan tidak sadar", Grade::certain, "medis"},
      Row{"takut longsor, tebing udah retak", Grade::maybe, "longsor"},
      Row{"gimana ini kebakaran sebelah rumah", Grade::certain, "kebakaran"},
      Row{"tabrak lari tadi pagi depan pasar, korban udah di RS", Grade::hint, "kecelakaan"},
      Row{"tolong perbaiki jalan berlubang", Grade::none, ""}, Row{"bapak kades kebakaran jenggot", Grade::none, ""},
      Row{"kemarin kebakaran di pasar, bantuan belum turun", Grade::none, ""},
      Row{"kapan simulasi gempa di sekolah?", Grade::none, ""}, Row{"nomor pemadam kebakaran berapa?", Grade::none, ""},
      Row{"saluran mampet jadi suka banjir", Grade::none, ""}, Row{"jl banjaran rusak", Grade::none, ""},
      Row{"mati lampu dari tadi", Grade::none, ""});
  CAPTURE(row.text);
  const auto read = language::triage(row.text);
  CAPTURE(read.score, read.rules);
  CHECK(language::to_string(read.grade) == language::to_string(row.grade));
  CHECK(read.kind == row.kind);
}

TEST_CASE("later findings about panic and everyday talk hold", "[language][triage]") {
  struct Row {
    const char* text;
    Grade grade;
  };
  const Row row = GENERATE(
      Row{"tolong kebakaran di rumah sebelah", Grade::certain},
      Row{"kapan damkar datang? rumah saya kebakaran", Grade::certain},
      Row{"lomba perahu ramai sekali, 3 anak tenggelam", Grade::certain}, Row{"anak saya belum dapat KIP", Grade::none},
      Row{"bansos mah laka", Grade::none}, Row{"ada laka di pantura", Grade::certain}, Row{"laka lantas", Grade::maybe},
      Row{"kobong anyar di pesantren", Grade::none}, Row{"omah kobong", Grade::maybe},
      Row{"runtah diduruk unggal poe", Grade::none}, Row{"banjir", Grade::maybe}, Row{"tolong banjir", Grade::maybe},
      Row{"saya ingin mati saja", Grade::certain}, Row{"bunuh diri", Grade::certain},
      Row{"besok ada latihan pemadaman kebakaran", Grade::none}, Row{"tidak ada kebakaran", Grade::none},
      Row{"tidak ada korban, tapi banjir masuk rumah sekarang", Grade::certain}, Row{"", Grade::none});
  CAPTURE(row.text);
  const auto read = language::triage(row.text);
  CAPTURE(read.score, read.rules);
  CHECK(language::to_string(read.grade) == language::to_string(row.grade));
}

TEST_CASE("what counted is told, with its place in the original", "[language][triage]") {
  const std::string text = "Pak, KEBAKARAN di rumah sebelah!";
  const auto read = language::triage(text);
  CHECK(holds_rule(read, "event:kebakaran+2"));
  CHECK(holds_rule(read, "near+1"));
  REQUIRE(read.words.size() == 2);
  CHECK(text.substr(read.words[0].from, read.words[0].to - read.words[0].from) == "KEBAKARAN");
  CHECK(text.substr(read.words[1].from, read.words[1].to - read.words[1].from) == "sebelah");
  CHECK(holds_rule(language::triage("bukan kebakaran"), "negated:kebakaran"));
  CHECK(holds_rule(language::triage("kebakaran jenggot"), "removed:idiom"));
}

TEST_CASE("a script adds words and takes phrases away, never a message", "[language][triage]") {
  const language::TriageWords added{{"tanggul jebol", "kode merah"}, {"gladi lapang"}};
  CHECK(language::triage("tanggul jebol", added).grade == Grade::certain);
  CHECK(language::triage("tanggul jebol", added).kind == "banjir");
  CHECK(language::triage("kode merah", added).kind == "lain");
  CHECK(language::triage("kode merah").grade == Grade::none);
  CHECK(language::triage("gladi lapang tanggul jebol", added).grade != Grade::none);
  CHECK(language::triage("gladi lapang", added).grade == Grade::none);
}

TEST_CASE("a pin or a photo adds a point only to an event", "[language][triage]") {
  CHECK(language::triage("kebakaran di pasar").grade == Grade::maybe);
  CHECK(language::triage("kebakaran di pasar", {}, true).grade == Grade::certain);
  CHECK(language::triage("lampu jalan mati", {}, true).grade == Grade::none);
}

TEST_CASE("the corpus of invented messages: recall and false alarms", "[language][triage]") {
  const auto lines = corpus();
  int dangers = 0, heard = 0, others = 0, alarms = 0, asked = 0, kinds = 0;
  for (const auto& line : lines) {
    const auto read = language::triage(line.text);
    const bool danger = line.kind != "-";
    (danger ? dangers : others) += 1;
    const bool loud = read.grade >= Grade::maybe;
    heard += danger && loud;
    kinds += danger && read.kind == line.kind;
    alarms += !danger && read.grade == Grade::certain;
    asked += !danger && read.grade == Grade::maybe;
    if (danger != loud) UNSCOPED_INFO(language::to_string(read.grade) << " " << line.kind << ": " << line.text);
  }
  std::cout << "triage: " << heard << " of " << dangers << " dangers heard (" << kinds << " of the right kind); of "
            << others << " others " << alarms << " certain, " << asked << " asked about\n";
  CHECK(lines.size() >= 250);
  CHECK(others * 100 >= static_cast<int>(lines.size()) * 45);
  CHECK(heard * 100 >= dangers * 98);
  CHECK(kinds * 100 >= dangers * 95);
  CHECK(alarms * 100 <= others);
  CHECK(asked * 100 <= others * 8);
}
