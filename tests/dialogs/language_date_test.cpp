// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using What = language::DateRead::What;

namespace {

// Tuesday, 24 November 2026, 10:00 in West Java.
const Instant now = *from_rfc3339("2026-11-24T03:00:00Z");

std::string iso(std::chrono::year_month_day date) {
  return fmt::format("{:04}-{:02}-{:02}", int(date.year()), unsigned(date.month()), unsigned(date.day()));
}

// "from", "from..to", with "since " or "future" in front; "none".
std::string read(const char* text, bool whole = true) {
  const auto date = language::read_date(text, now, whole);
  if (date.what == What::none) return "none";
  if (date.what == What::future) return "future";
  const auto range = date.from == date.to ? iso(date.from) : iso(date.from) + ".." + iso(date.to);
  return (date.since ? "since " : "") + range;
}

struct Row {
  const char *text, *date;
};

}  // namespace

TEST_CASE("an answer that is a date is read as people say it", "[language][date]") {
  const Row row = GENERATE(
      Row{"hari ini", "2026-11-24"}, Row{"tadi", "2026-11-24"}, Row{"barusan", "2026-11-24"},
      Row{"tadi pagi", "2026-11-24"}, Row{"sekarang", "2026-11-24"}, Row{"ayeuna", "2026-11-24"},
      Row{"kemarin", "2026-11-23"}, Row{"kmrn sore", "2026-11-23"}, Row{"kamari", "2026-11-23"},
      Row{"wingi", "2026-11-23"}, Row{"tadi malam jam 9", "2026-11-23"}, Row{"mau bengi", "2026-11-23"},
      Row{"kemarin lusa", "2026-11-22"}, Row{"mangkukna", "2026-11-22"}, Row{"3 hari lalu", "2026-11-21"},
      Row{"tiga hari yang lalu", "2026-11-21"}, Row{"tilu poe kamari", "2026-11-21"},
      Row{"dua minggu lalu", "2026-11-10"}, Row{"seminggu lalu", "2026-11-17"},
      Row{"minggu lalu", "2026-11-16..2026-11-22"}, Row{"minggu ini", "2026-11-23..2026-11-24"},
      Row{"bulan lalu", "2026-10-01..2026-10-31"}, Row{"2 bln yg lalu", "2026-09-01..2026-09-30"},
      Row{"bulan ini", "2026-11-01..2026-11-24"}, Row{"tahun lalu", "2025-01-01..2025-12-31"},
      Row{"beberapa hari lalu", "2026-11-17..2026-11-22"}, Row{"senin", "2026-11-23"}, Row{"selasa", "2026-11-24"},
      Row{"selasa lalu", "2026-11-17"}, Row{"hari jumat kemarin", "2026-11-20"}, Row{"hari minggu", "2026-11-22"},
      Row{"senin minggu lalu", "2026-11-16"}, Row{"malam jumat", "2026-11-19"}, Row{"jum'at", "2026-11-20"});
  CAPTURE(row.text);
  CHECK(read(row.text) == row.date);
}

TEST_CASE("written dates, ranges and parts of months are read", "[language][date]") {
  const Row row =
      GENERATE(Row{"3 Mei", "2026-05-03"}, Row{"3 Mei 2025", "2025-05-03"}, Row{"3 mei thn 2025", "2025-05-03"},
               Row{"3/5/2026", "2026-05-03"}, Row{"3-5-26", "2026-05-03"}, Row{"03.05.2026", "2026-05-03"},
               Row{"2026-05-03", "2026-05-03"}, Row{"3/5", "2026-05-03"}, Row{"20 nov", "2026-11-20"},
               Row{"25 desember", "2025-12-25"}, Row{"tanggal 5", "2026-11-05"}, Row{"tgl 30", "2026-10-30"},
               Row{"tgl 5 bulan lalu", "2026-10-05"}, Row{"awal bulan", "2026-11-01..2026-11-10"},
               Row{"akhir bulan lalu", "2026-10-21..2026-10-31"}, Row{"pertengahan Oktober", "2026-10-11..2026-10-20"},
               Row{"Mei", "2026-05-01..2026-05-31"}, Row{"bulan desember", "2025-12-01..2025-12-31"},
               Row{"2025", "2025-01-01..2025-12-31"}, Row{"3-5 Mei", "2026-05-03..2026-05-05"},
               Row{"3 sampai 5 Mei", "2026-05-03..2026-05-05"}, Row{"dari senin sampai rabu", "2026-11-16..2026-11-18"},
               Row{"29 Feb 2024", "2024-02-29"}, Row{"29 Februari", "2024-02-29"}, Row{"31/2/2026", "none"},
               Row{"32 Mei", "none"}, Row{"5/31/2026", "none"}, Row{"30 Februari", "none"});
  CAPTURE(row.text);
  CHECK(read(row.text) == row.date);
}

TEST_CASE("since when, and what is still to come", "[language][date]") {
  const Row row =
      GENERATE(Row{"sejak bulan lalu", "since 2026-10-01..2026-10-31"}, Row{"dari kemarin", "since 2026-11-23"},
               Row{"ti kamari", "since 2026-11-23"}, Row{"mulai 3 Mei", "since 2026-05-03"},
               Row{"sudah 3 minggu", "since 2026-11-03"}, Row{"udah 2 bulan", "since 2026-09-01..2026-09-30"},
               Row{"3 minggu", "since 2026-11-03"}, Row{"sejak 2 hari lalu", "since 2026-11-22"},
               Row{"dari kemarin sampai sekarang", "since 2026-11-23"}, Row{"besok", "future"}, Row{"lusa", "future"},
               Row{"3 hari lagi", "future"}, Row{"minggu depan", "future"}, Row{"bulan depan", "future"},
               Row{"1 Desember 2026", "future"}, Row{"isukan", "future"}, Row{"25 November", "future"},
               Row{"kemarin eh maaf 3 hari lalu", "2026-11-21"}, Row{"senin maksudnya selasa", "2026-11-24"},
               Row{"tidak tahu", "none"}, Row{"sudah lama", "none"}, Row{"5", "none"}, Row{"", "none"});
  CAPTURE(row.text);
  CHECK(read(row.text) == row.date);
}

TEST_CASE("in a story only clear words of time count", "[language][date]") {
  const Row row = GENERATE(
      Row{"lampu jalan mati ti kamari", "since 2026-11-23"},
      Row{"jalan rusak sudah 3 bulan", "since 2026-08-01..2026-08-31"},
      Row{"pju mati dari tgl 3 november", "since 2026-11-03"}, Row{"kejadian kemarin sore pas hujan", "2026-11-23"},
      Row{"sampah numpuk sejak minggu lalu", "since 2026-11-16..2026-11-22"}, Row{"sekarang jalan makin parah", "none"},
      Row{"besok ada acara, jalan rusak", "none"}, Row{"rt 3 rw 5 got mampet", "none"}, Row{"ke kantor 3 kali", "none"},
      Row{"mei hwa nomor 5", "none"}, Row{"jalan rusak", "none"});
  CAPTURE(row.text);
  CHECK(read(row.text, false) == row.date);
}

TEST_CASE("a date is shown in Indonesian words", "[language][date]") {
  const Row row =
      GENERATE(Row{"kemarin", "kemarin (23 November 2026)"}, Row{"tadi", "hari ini (24 November 2026)"},
               Row{"sejak bulan lalu", "sejak Oktober 2026"}, Row{"3 Mei", "3 Mei 2026"},
               Row{"minggu lalu", "minggu lalu (16\u201322 November 2026)"}, Row{"senin", "Senin (23 November 2026)"},
               Row{"28 oktober - 2 november", "28 Oktober \u2013 2 November 2026"}, Row{"tahun lalu", "tahun 2025"},
               Row{"ti kamari", "sejak kemarin (23 November 2026)"}, Row{"akhir bulan lalu", "akhir Oktober 2026"},
               Row{"tadi malam", "tadi malam (23 November 2026)"}, Row{"satu setengah bulan lalu", "Oktober 2026"});
  CAPTURE(row.text);
  CHECK(language::read_date(row.text, now, true).shown == row.date);
}

TEST_CASE("the day is West Java's", "[language][date]") {
  const auto late = *from_rfc3339("2026-11-24T18:30:00Z");  // 01:30 on the 25th there
  CHECK(iso(language::read_date("hari ini", late, true).from) == "2026-11-25");
  const auto new_year = *from_rfc3339("2026-12-31T17:30:00Z");
  CHECK(iso(language::read_date("kemarin", new_year, true).from) == "2026-12-31");
  CHECK(language::read_date("bulan lalu", new_year, true).shown == "Desember 2026");
}
