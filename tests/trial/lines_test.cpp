// SPDX-License-Identifier: Apache-2.0
// Each kind of line: true where it is so, and a difference that a person understands where it is not.
#include "trial/scripts.hpp"

using namespace pintu::trial;
using namespace pintu::trial::test;

namespace {

struct Row {
  std::vector<std::string> lines;
  std::string says;  // stands in the failure; "" = it passes
  std::string more = "channel: telegram";
};

const std::string at_place = "channel: telegram\nstart_at: {step: di-mana, slots: {jenis: lubang}}";
const std::string at_review = "channel: telegram\nstart_at: {step: periksa}";

const std::vector<Row> rows{
    // bot
    {{"user: pju mati total", "wait: 30s", "bot: {asks: jenis}"}, ""},
    {{"user: pju mati total", "wait: 30s", "bot: {asks: lokasi}"}, "seharusnya"},
    {{"user: pju mati total", "wait: 30s", "bot: {asks: jenis, guesses: lampu}"}, ""},
    {{"user: pju mati total", "wait: 30s", "bot: {guesses: lubang}"}, "menebak lampu"},
    {{"user: pju mati total", "wait: 30s", "bot: {guesses: lampu, renders: buttons}"}, ""},
    {{"user: pju mati total", "wait: 30s", "bot: {guesses: lampu, renders: text}"}, "tampil sebagai tombol"},
    {{"user: pju mati total", "wait: 30s", "bot: {offers: [ya, bukan]}"}, ""},
    {{"user: pju mati total", "wait: 30s", "bot: {offers: [bukan, ya]}"}, "menawarkan ya, bukan"},
    {{"user: pju mati total", "wait: 30s", "bot: {offers: [ya]}"}, "menawarkan ya, bukan"},
    {{"user: pju mati total", "wait: 30s", "bot: {says: [\"Lampu jalan\", \"?\"]}"}, ""},
    {{"user: pju mati total", "wait: 30s", "bot: {says: Lampu taman}"}, "tidak berbunyi \"Lampu taman\""},
    {{"user: pju mati total", "wait: 30s", "bot: {asks: jenis, never_says: Lubang}"}, ""},
    {{"user: pju mati total", "wait: 30s", "bot: {asks: jenis, never_says: Lampu}"}, "berbunyi \"Lampu\""},
    {{"user: pju mati total", "bot: {asks: jenis}"}, "detik kemudian: tambahkan"},
    {{"user: Jl. Merdeka 10", "bot: {asks: periksa, renders: buttons}"}, "", at_place},
    {{"user: Jl. Merdeka 10", "bot: {reviews: [isi, jenis, lokasi]}"}, "", at_place},
    {{"user: Jl. Merdeka 10", "bot: {reviews: [isi, lokasi]}"}, "ringkasan memuat isi, jenis, lokasi", at_place},
    {{"user: Jl. Merdeka 10", "bot: {asks: periksa, says: \"Jenis: Lubang\"}"}, "", at_place},
    {{"user: {pin: [-6.9147, 107.6098]}", "bot: {asks: periksa}"}, "", at_place},
    {{"user: {photo: 2}", "bot: {asks: periksa}"}, "seharusnya", at_place},
    {{"user: {tap: change}", "bot: {asks: ubah}", "user: {tap: jenis}",
      "bot: {offers: [lubang, lampu, selokan, lain]}"},
     "",
     at_review},
    // what stands between, and how often
    {{"user: {tap: ok}", "bot: {says: Tersimpan, exactly: true}", "bot: {says: diterima, exactly: true}"},
     "",
     at_review},
    {{"user: {tap: ok}", "bot: {says: diterima}"}, "", at_review},
    {{"user: {tap: ok}", "bot: {says: diterima, exactly: true}"}, "tanpa pesan lain sebelumnya", at_review},
    {{"user: {tap: ok}", "bot: {says: diterima}", "bot: {says: Tersimpan}"}, "(tidak ada pesan)", at_review},
    {{"user: {tap: ok}", "bot: {says: Tersimpan, times: 1}"}, "", at_review},
    {{"user: {tap: ok}", "bot: {says: Tersimpan, times: 2}"}, "Tampil 1 kali", at_review},
    // taps
    {{"user: {tap: lampu}"}, "pilihan di layar: ok, change, stop", at_review},
    {{"user: {tap: Kirim}", "bot: {says: Tersimpan}"}, "", at_review},
    {{"user: {tap: lampu, from_step: pilih}", "expect: {slot: {jenis: lubang}}"}, "", at_place},
    // officers
    {{"user: tolong ada kebakaran besar di rumah sebelah", "officer: {closes_case: padam}",
      "bot: {says: menutup laporan}"},
     "",
     at_place},
    {{"user: petugas", "officer: {says: Selamat pagi}", "bot: {says: Selamat pagi}"}, "", at_place},
    // expect
    {{"user: {tap: ok}", "expect: {sent: {to: lapor}}"}, "", at_review},
    {{"expect: {sent: none}"}, "", at_review},
    {{"user: {tap: ok}", "expect: {sent: none}"}, "tidak ada laporan yang dikirim", at_review},
    {{"expect: {sent: {to: lapor}}"}, "diterima 0 kali", at_review},
    {{"user: {tap: ok}", "expect: {sent: {to: lapor, times: 2}}"}, "diterima 1 kali", at_review},
    {{"user: {tap: ok}", "expect: {sent: {to: lapor, isi: \"jalan berlubang besar\", jenis: lubang}}"},
     "",
     "channel: telegram\nstart_at: {step: periksa, slots: {isi: \"jalan berlubang besar\", jenis: lubang}}"},
    {{"user: {tap: ok}", "expect: {sent: {to: lapor, jenis: lampu}}"},
     "lapor menerima jenis: \"lampu\"",
     "channel: telegram\nstart_at: {step: periksa, slots: {jenis: lubang}}"},
    {{"user: {tap: ok}", "bot: {says: diterima}", "expect: {bot_messages: {at_most: 2}}"}, "", at_review},
    {{"user: {tap: ok}", "bot: {says: diterima}", "expect: {bot_messages: {at_most: 1}}"}, "2 pesan", at_review},
    {{"user: {tap: ok}", "expect: {numbers_issued: 1}"}, "", at_review},
    {{"expect: {numbers_issued: 1}"}, "0 nomor", at_review},
    {{"user: tolong ada kebakaran besar di rumah sebelah", "expect: {handoff: darurat, within: 2s, lane: emergency}"},
     "",
     at_place},
    {{"user: tolong ada kebakaran besar di rumah sebelah", "expect: {handoff: none}"},
     "tidak ada meja yang dikabari",
     at_place},
    {{"user: tolong ada kebakaran besar di rumah sebelah", "expect: {handoff: umum}"}, "meja darurat", at_place},
    {{"user: tolong ada kebakaran besar di rumah sebelah", "expect: {handoff: darurat, lane: bulk}"},
     "meja darurat (emergency)",
     at_place},
    {{"expect: {handoff: none}"}, "", at_place},
    {{"expect: {handoff: darurat}"}, "(tidak ada meja yang dikabari)", at_place},
    {{"expect: {slot: {jenis: lubang}}"}, "", at_place},
    {{"expect: {slot: {jenis: lampu}}"}, "jenis: Lubang (lubang)", at_place},
    {{"expect: {slot: {lokasi: \"Jl. A\"}}"}, "lokasi belum terisi", at_place},
    {{"user: ubah jenis", "user: {tap: lampu}", "expect: {history: {jenis: [Lubang, Lampu jalan]}}"}, "", at_place},
    {{"expect: {history: {jenis: [Lampu jalan, Lubang]}}"}, "riwayat jenis", at_place},
    // phones
    {{"user: pju mati total", "wait: 30s",
      "bot: {guesses: lampu, renders: numbers, segments: {at_most: 2, charset: gsm7}}"},
     "",
     "channel: sms"},
    {{"user: pju mati total", "wait: 30s", "bot: {guesses: lampu, segments: {at_most: 0}}"},
     "bagian SMS",
     "channel: sms"},
    {{"user: pju mati total", "wait: 30s", "bot: {guesses: lampu, segments: {charset: ucs2}}"},
     "huruf SMS biasa",
     "channel: sms"},
    {{"user: halo semua", "bot: {asks: jenis, renders: list, offers: [lubang, lampu, selokan, lain]}"},
     "",
     "channel: whatsapp\nstart_at: {step: pilih}"},
    {{"user: {tap: ok}", "bot: {says: Tersimpan}"},
     "tidak ada tombol di layar",
     "channel: sms\nstart_at: {step: periksa}"},
    {{"user: \"77\"", "bot: {says: Tersimpan}"}, "", "channel: sms\nstart_at: {step: periksa}"},
    {{"user: 2", "bot: {asks: lokasi}", "expect: {slot: {jenis: lampu}}"}, "", "channel: sms\nstart_at: {step: pilih}"},
    // edits, voice, stickers
    {{"user: lampu mati semua", "user: {edit: tolong ada kebakaran besar di rumah sebelah}",
      "expect: {handoff: darurat}"},
     ""},
    // stubs
    {{"user: {tap: ok}", "bot: {says: \"diterima sebagai 123456\"}"},
     "",
     at_review + "\nstubs: {lapor: {give: {nomor: \"123456\"}}}"},
    {{"user: {tap: ok}", "wait: 3m", "bot: {says: \"masih menunggu\"}", "bot: {says: \"diterima sebagai\"}"},
     "",
     at_review + "\nstubs: {lapor: {outcome: tertunda}}"},
    {{"user: {tap: ok}", "bot: {says: \"ditolak: alamat kurang\"}", "expect: {handoff: verifikator}"},
     "",
     at_review + "\nstubs: {lapor: {outcome: ditolak, give: {alasan: alamat kurang}}}"},
    {{"user: {tap: ok}", "bot: {says: \"diperiksa petugas\"}",
      "expect: {handoff: verifikator, sent: {to: lapor, times: 1}}"},
     "",
     at_review + "\nstubs: {lapor: {outcome: perlu_orang}}"},
};

}  // namespace

TEST_CASE("each kind of line passes where it is so and says the difference where it is not", "[lines]") {
  for (const auto& row : rows) {
    std::string all = row.more;
    for (const auto& line : row.lines) all += "\n  - " + line;
    INFO(all);
    if (row.says.empty()) {
      CHECK(failure_of(row.lines, row.more) == "(passed)");
    } else {
      const auto failure = failure_of(row.lines, row.more);
      INFO(failure);
      CHECK(failure != "(passed)");
      if (row.says != "seharusnya") CHECK(failure.find(row.says) != std::string::npos);
    }
  }
}

TEST_CASE("a failure names the line of the test file", "[lines]") {
  CHECK(failure_of({"user: pju mati total", "wait: 30s", "bot: {asks: lokasi}"})
            .starts_with("8: bot menanyakan lokasi\n"));
}

TEST_CASE("nothing of a test is left for the next one", "[lines]") {
  const std::string one = one_test({"user: pju mati total", "wait: 30s", "bot: {asks: jenis}", "wait: 2h"});
  const auto two = one + one.substr(one.find("  - test:")).replace(10, 4, " dua");
  const auto report = run(with_tests(two));
  INFO(to_text(report, false));
  REQUIRE(report.tests.size() == 2);
  CHECK(report.good());
}

TEST_CASE("a script that was changed makes its test fail", "[lines]") {
  const std::vector<std::string> lines{"user: pju mati total",
                                       "wait: 30s",
                                       "bot: {guesses: lampu}",
                                       "user: {tap: ya}",
                                       "bot: {asks: lokasi}",
                                       "user: Jl. Merdeka 10",
                                       "bot: {reviews: [isi, jenis, lokasi]}",
                                       "user: {tap: ok}",
                                       "bot: {says: Tersimpan}",
                                       "bot: {says: diterima}",
                                       "expect: {sent: {to: lapor, jenis: lampu}}"};
  REQUIRE(passes(lines));
  const std::vector<std::pair<std::string, std::string>> mutations{
      {"also: [pju]", "also: [neon]"},
      {"guessed: \"Ini soal *{jenis}*?\", ", ""},
      {"review: [isi, jenis, lokasi]", "review: [isi, lokasi]"},
      {"Tersimpan dengan", "Tercatat dengan"},
      {"diterima: {say: \"Laporan {nomor} diterima sebagai {lapor.nomor}.\"}",
       "diterima: {say: \"Laporan {nomor} masuk.\"}"},
      {"  - {id: di-mana, ask: lokasi,", "  - {id: di-mana, skip_on: [telegram], ask: lokasi,"},
      {"ask: jenis, guessed", "go: periksa, ask: jenis, guessed"},
  };
  for (const auto& [from, to] : mutations) {
    auto script = small_script;
    const auto at = script.find(from);
    REQUIRE(at != std::string::npos);
    script.replace(at, from.size(), to);
    const auto report = run(with_tests(one_test(lines), script));
    INFO(from << " -> " << to << "\n" << to_text(report, false));
    CHECK_FALSE(report.good());
  }
}

TEST_CASE("a year goes by in a moment", "[lines]") {
  const auto began = std::chrono::steady_clock::now();
  CHECK(failure_of({"user: pju mati total", "wait: 366d", "expect: {sent: none}"}) == "(passed)");
  CHECK(std::chrono::steady_clock::now() - began < std::chrono::seconds(5));
}
