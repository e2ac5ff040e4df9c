// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: ways.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

// clang-format off
const std::vector<Slip> slips{
    {"lapor-aduan.yaml", "    joins: 8s\n", "    joins: 8s\n    end: true\n", "    end: true\n    hints", "P0201"},
    {"lapor-aduan.yaml", "    joins: 8s\n", "    joins: 8s\n    go: kapan\n", "go: kapan", "P0201"},
    {"lapor-aduan.yaml", "    skip_label: Tidak ada foto\n", "    skip_label: Tidak ada foto\n    go: kirim\n", "go: kirim", "P0216"},
    {"lapor-aduan.yaml", "      ditolak: {say", "      #: {say", "outcomes:", "P0202"},
    {"lapor-aduan.yaml", "    end: true", "    go: cerita", "go: cerita", "P0204"},
    {"lapor-aduan.yaml", "then: {go: periksa}", "then: {go: bukti}", "go: bukti", "P0203"},
    {"lapor-aduan.yaml", "review: [judul, isi, kategori,", "review: [judul, isi,", "review:", "P0210"},
    {"lapor-aduan.yaml", "foto, terlapor, tampil]\n", "foto, tampil]\n", "review:", "P0210"},
    {"lapor-aduan.yaml", "review: [judul, isi, kategori, lokasi,", "review: [judul, isi, kategori,", "review:", "P0210"},
    {"lapor-aduan.yaml", "  - id: kirim\n", "  - {id: tambahan, ask: terlapor, text: \"Kantor mana?\"}\n  - id: kirim\n", "id: tambahan", "P0211"},
    {"lapor-aduan.yaml", "    then: {use: lapor-layanan}", "    then: {use: lapor-aduan}", "{use: lapor-aduan}", "P0205"},
    {"lapor-aduan.yaml", "  - id: cerita\n", "  - {id: awal, when: {kategori: lain}, then: {go: periksa}}\n  - id: cerita\n", "id: kirim", "P0215"},
    {"lapor-aduan.yaml", "review: [judul,", "review: [pin, judul,", "review: [pin", "P0150"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of ways are told on their own line") { told_on_their_lines(slips); }
