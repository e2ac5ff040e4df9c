// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/desk_words.hpp"
#include "gateway/flow/desk_text.hpp"
#include "gateway/model/json.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::flow;
using namespace std::chrono_literals;
using Act = OfficerWords::Act;

TEST_CASE("desk words: SP4N's numbers as officers type them") {
  for (const auto* text : {"9188891", "#9188891", "no 9188891", "No. 9188891", "nomor: 9188891", "Nomornya #9188891.",
                           "sp4n 9188891", "https://www.lapor.go.id/pengaduan/9188891",
                           "ini https://lapor.go.id/laporan/detil/9188891/judul-laporan", "nomor lapor 9188891"}) {
    INFO(text);
    const auto words = read_officer_words(text);
    CHECK(words.act == Act::number);
    CHECK(words.agency_id == "9188891");
    CHECK_FALSE(words.report);
    CHECK_FALSE(words.replace);
  }
  for (const auto* text : {"12345", "1234567890"}) CHECK(read_officer_words(text).act == Act::number);
  for (const auto* text : {"1234", "12345678901", "0812345678", "no 12", "ganti", "ganti besok"})
    CHECK(read_officer_words(text).act == Act::wrong_number);
  for (const auto* text :
       {"", "   ", "oke", "9188891 sudah", "tanggal 12 ya", "daftar nama", "+6281234", "ubah 9188891"})
    CHECK(read_officer_words(text).act == Act::none);
}

TEST_CASE("desk words: our number before it, however it is written") {
  const auto number = ReportNumber::draw();
  const auto shown = number.shown();
  for (const auto& text : {shown + " 9188891", number.compact() + " no 9188891", shown + ": #9188891",
                           shown.substr(0, 4) + " " + shown.substr(5) + " 9188891", "ganti " + shown + " 9188891"}) {
    const auto words = read_officer_words(text);
    // Without a digit or a dash eight letters are a word.
    if (number.compact().find_first_of("0123456789") == std::string::npos && text.find('-') == std::string::npos)
      continue;
    INFO(text);
    CHECK(words.act == Act::number);
    CHECK(words.report == number);
    CHECK(words.agency_id == "9188891");
  }
  CHECK(read_officer_words(shown + " ganti 9188892").replace);
  CHECK(read_officer_words(shown).act == Act::none);
}

TEST_CASE("desk words: verbs keep the words behind them as they are") {
  const auto number = ReportNumber::draw().shown();
  const auto asked = read_officer_words("Tanya: Di mana\npersisnya?");
  CHECK(asked.act == Act::ask);
  CHECK(asked.text == "Di mana\npersisnya?");
  CHECK(read_officer_words("kabar Sudah 12345 meter").text == "Sudah 12345 meter");
  CHECK(read_officer_words("selesai").act == Act::close);
  CHECK(read_officer_words("SELESAI").text.empty());
  const auto refused = read_officer_words(number + " tolak bukan wewenang");
  CHECK(refused.act == Act::refuse);
  CHECK(refused.report->shown() == number);
  CHECK(read_officer_words("tolak " + number + " bukan wewenang").text == "bukan wewenang");
  CHECK(read_officer_words("kabar PERBAIKI segera").text == "PERBAIKI segera");
  CHECK(read_officer_words("/daftar@PintuBot").act == Act::list);
  CHECK(read_officer_words("Daftar").act == Act::list);
  CHECK(read_officer_words("tanyakan saja").act == Act::none);
}

TEST_CASE("desk text: a long form keeps the story whole, without our marks, a NIK or a hidden name") {
  Report report;
  report.number = ReportNumber::draw();
  report.as = "pengaduan";
  report.title = "Lampu *mati*";
  report.body = std::string(5000, 'x') + "\nbaris kedua";
  report.category = "lampu";
  report.fields = {{"kategori", "Soal", "Lampu jalan (PJU)", "lampu"},
                   {"nik", "NIK", "3204000000000000", ""},
                   {"nama", "Nama", "Warga Uji", ""},
                   {"pel", "ID pelanggan", "5512", ""}};
  report.reporter_name = "Warga Uji";
  const auto text = form_text(report);
  CHECK(text.find(report.body) != std::string::npos);
  CHECK(text.find('*') == std::string::npos);
  CHECK(text.find("3204000000000000") == std::string::npos);
  CHECK(text.find("Warga Uji") == std::string::npos);
  CHECK(text.find("ID pelanggan: 5512") != std::string::npos);
  CHECK(text.find("Kategori: Lampu jalan (PJU)") != std::string::npos);
  CHECK(text.find("Tanggal: tidak disebut") != std::string::npos);
  report.anonymous = false;
  CHECK(form_text(report).ends_with("Nama pelapor: Warga Uji"));
}

TEST_CASE("desk text: ages, working days and mornings") {
  const Instant monday{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4} + 3h};  // 10.00 WIB
  CHECK(age_text(12min) == "12 menit");
  CHECK(age_text(5h + 59min) == "5 jam");
  CHECK(age_text(75h) == "3 hari");
  CHECK(age_text(-1h) == "0 menit");
  CHECK_FALSE(is_overdue(monday, monday + 23h));
  CHECK(is_overdue(monday, monday + 24h));
  const auto friday = monday + 96h;
  CHECK_FALSE(is_overdue(friday, friday + 71h));
  CHECK(is_overdue(friday, friday + 72h));
  CHECK(next_morning(monday) == monday + 22h);
  CHECK(next_morning(friday) == friday + 70h);
  CHECK(next_morning(monday - 2h) == monday + 22h);
  CHECK(next_morning(monday - 3h) == monday - 2h);
}

TEST_CASE("desk text: what cannot be read any more is for nobody but the verifier") {
  store::ReportRow row;
  CHECK(is_confidential(row));
  Report report;
  report.number = ReportNumber::draw();
  row.contents = to_json(report);
  CHECK_FALSE(is_confidential(row));
  report.sensitive = true;
  row.contents = to_json(report);
  CHECK(is_confidential(row));
}
