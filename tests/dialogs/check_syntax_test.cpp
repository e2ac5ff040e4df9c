// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: syntax.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

// clang-format off
const std::vector<Slip> slips{
    {"lapor-aduan.yaml", "foto: {names: [foto, gambar, bukti]", "foto: {names: [foto, gambar, bukti", " foto: {", "P0001,P0014"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Laporan ini soal apa?", "text: \"Laporan ini soal", "P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: \"Ada foto? Kirim di sini.", "text: \"Ada foto", "P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: Ada foto? Kirim di sini.\"", "text: Ada foto", "P0017"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: “Ada foto? Kirim di sini.”", "“Ada", "P0018"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text:\"Ada foto? Kirim di sini.\"", "text:\"Ada", "P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: Ada foto? # Kirim di sini.", "text: Ada foto", "P0004"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: *Ada* foto? Kirim di sini.", "text: *Ada", "P0008,P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: Ada foto? Kirim: di sini.", "text: Ada foto", "P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: &Ada foto? Kirim di sini.", "text: &Ada", "P0008"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: !Ada foto? Kirim di sini.", "text: !Ada", "P0009,P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: \"Ada foto?\\q Kirim di sini.\"", "foto?\\q", "P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: \"Ada foto?\" Kirim di sini.", "foto?\" Kirim", "P0001"},
    {"lapor-aduan.yaml", "text: \"Ada foto? Kirim di sini.\"", "text: @Ada foto? Kirim di sini.", "text: @Ada", "P0001"},
    {"lapor-aduan.yaml", "text: \"Laporan ini soal apa?\"", "text: Laporan ini\\nsoal apa?", "ini\\nsoal", "P0019"},
    {"lapor-aduan.yaml", "    text: \"Laporan ini", "\ttext: \"Laporan ini", "\ttext", "P0002"},
    {"lapor-aduan.yaml", "    skip_label: Tidak", "    skip_label: Tidak", "skip_label: ", "P0003"},
    {"lapor-aduan.yaml", "label: Jalan & jembatan,", "label: Jalan, jembatan,", "label: Jalan, jembatan", "P0011"},
    {"lapor-aduan.yaml", "label: Lainnya}", "label: Lainnya, dan lain}", "Lainnya, dan", "P0011"},
    {"lapor-aduan.yaml", "label: Lainnya}", "label: Lainnya", "label: Lainnya", "P0014,P0001"},
    {"lapor-aduan.yaml", "    ask: foto\n", "    ask: foto\n    ask: foto\n", "ask: foto\n    text", "P0013"},
    {"lapor-aduan.yaml", "  - id: foto\n", "  -id: foto\n", "-id: foto", "P0001,P0012"},
    {"lapor-aduan.yaml", "    ask: foto\n", "     ask: foto\n", "     ask: foto", "P0001"},
    {"lapor-aduan.yaml", "    ask: foto\n", "   ask: foto\n", "   ask: foto", "P0001"},
    {"lapor-aduan.yaml", "languages: [id, su, en]", "languages: id, su, en]", "languages: id", "P0020"},
    {"darurat.yaml", "  taken: \"Petugas", "   taken: \"Petugas", "taken: ", "P0001"},
    {"darurat.yaml", "  - id: sadar", " - id: sadar", "- id: sadar", "P0001"},
    {"darurat-jiwa.yaml", "    names: [aman]", "   names: [aman]", "names: [aman]", "P0001"},
    {"umum.yaml", "thanks: \"Sama-sama.\"", "thanks: \"Sama-sama.", "thanks: \"Sama", "P0001"},
    {"umum.yaml", "  thanks: \"Sama-sama.\"", "\tthanks: \"Sama-sama.\"", "\tthanks", "P0002"},
    {"data.yaml", "yes: Ya, hapus", "yes: Ya: hapus", "Ya: hapus", "P0001"},
    {"data.yaml", "yes: Ya, hapus", "yes: \"Ya, hapus", "yes: \"Ya, hapus", "P0001"},
    {"umum.yaml", "- id: petugas", "- id petugas", "id petugas", "P0001"},
    {"darurat.yaml", "gempa: \"Pergi ke tempat terbuka.\"", "gempa \"Pergi ke tempat terbuka.\"", "gempa \"", "P0001"},
    {"darurat.yaml", "  banjir: \"Naik", "   banjir: \"Naik", "banjir: \"Naik", "P0001"},
    {"cek-status.yaml", "list: \"Laporan Anda:\"", "list: Laporan Anda:", "list: Laporan", "P0001"},
    {"lapor-peka.yaml", "skip_label: Tidak mau menyebut", "skip_label: Tidak mau #menyebut", "mau #menyebut", "P0004"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of syntax are told on their own line") { told_on_their_lines(slips); }
