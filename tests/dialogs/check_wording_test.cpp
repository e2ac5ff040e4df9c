// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: wording.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

// clang-format off
const std::vector<Slip> slips{
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Mohon pilih, laporan ini soal apa?\"", "Mohon", "P0506"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Laporan kamu soal apa?\"", "kamu", "P0509"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Petugas akan segera datang. Soal apa?\"", "akan segera", "P0510"},
    {"lapor-aduan.yaml", "\"Kalau ragu, pilih *Lainnya*.\"", "\"Input tidak valid.\"", "tidak valid", "P0511"},
    {"lapor-aduan.yaml", "\"Kalau ragu, pilih *Lainnya*.\"", "\"Balas nomornya saja, misalnya *1*!\"", "*1*!", "P0502"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata kata?\"", "kata kata", "P0505"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Soal apa?\"", "Pilih satu.", "P0512"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Pilih satu. Soal apa?\"", "Pilih satu.", "P0304"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Lihat https://example.com. Soal apa?\"", "https", "P0513"},
    {"lapor-aduan.yaml", "    guessed: \"Ini soal *{kategori}*?\"\n", "", "ask: kategori", "P0218"},
    {"lapor-aduan.yaml", "    hints: [\"Kirim fotonya, atau pilih *Tidak ada foto*.\"]\n", "", "id: foto\n", "P0501"},
    {"lapor-aduan.yaml", "      - {id: lain,      label: Lainnya}\n", "", "options:", "P0507"},
    {"lapor-aduan.yaml", "uses: [umum]", "uses: []", "script: lapor-aduan", "P0503"},
    {"darurat.yaml", "gempa: \"Pergi ke tempat terbuka.\"", "gempa: \"Tunggu di dalam.\"", "saran:", "P0508"},
    {"darurat.yaml", "\"Ada {jumlah} laporan {kejadian} di {tempat}", "\"Ada {jumlah} laporan {kejadian} di {lokasi}", "{lokasi}", "P0157"},
    {"darurat.yaml", "gempa: \"Pergi ke tempat terbuka.\"", "gempa: \"Pergi ke tempat terbuka.\"\n  tsunami: \"Naik ke bukit.\"", "saran:", "P0508"},
    {"lapor-layanan.yaml", "steps:\n", "  lain: {names: [lain], label: Lain, type: text}\nsteps:\n", "lain: {names", "P0219"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of wording are told on their own line") { told_on_their_lines(slips); }
