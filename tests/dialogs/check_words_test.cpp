// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: words.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

// clang-format off
const std::vector<Slip> slips{
    {"lapor-aduan.yaml", "says_only: [lapor, ", "says_only: [batal, ", "says_only: [batal", "P0401"},
    {"lapor-aduan.yaml", "says_only: [lapor, ", "says_only: [status, lapor, ", "[status, lapor", "P0401"},
    {"lapor-aduan.yaml", "says_only: [lapor, ", "says_only: [petugas, lapor, ", "[petugas, lapor", "P0401"},
    {"lapor-aduan.yaml", "says_only: [lapor, ", "says_only: [Darurat!, lapor, ", "[Darurat!", "P0401"},
    {"lapor-aduan.yaml", "says_only: [lapor, ", "says_only: [Lapor, lapor, ", "[Lapor, lapor", "P0402"},
    {"lapor-aduan.yaml", "names: [lokasi, tempat, alamat]", "names: [lokasi, tanggal, alamat]", "names: [tanggal, waktu", "P0406"},
    {"lapor-aduan.yaml", "names: [lokasi, tempat, alamat]", "names: [status, tempat, alamat]", "[status, tempat", "P0407"},
    {"lapor-aduan.yaml", "label: Lainnya}", "label: Air & banjir}", "{id: lain, ", "P0404"},
    {"lapor-aduan.yaml", "label: Lainnya}", "label: \"air banjir!\"}", "air banjir!", "P0404"},
    {"lapor-aduan.yaml", "also: [pju, ", "also: [aspal, pju, ", "also: [aspal, pju", "P0404"},
    {"lapor-aduan.yaml", "also: [pju, ", "also: [batal, pju, ", "also: [batal, pju", "P0405"},
    {"lapor-aduan.yaml", "label: Lainnya}", "label: Petugas}", "label: Petugas", "P0405"},
    {"lapor-peka.yaml", "label: Tampilkan nama, ", "label: Nama dan isi, ", "id: terbuka", "P0404"},
    {"darurat-jiwa.yaml", "also: [temani, ", "also: [aman, ", "also: [aman, tolong", "P0404"},
    {"lapor-layanan.yaml", "uses: [umum]\n", "uses: [umum]\nstarts_when: {anything: true}\n", "anything: true", "P0403"},
    {"lapor-layanan.yaml", "uses: [umum]\n", "uses: [umum]\nstarts_when: {says_only: [lapor]}\n", "says_only", "P0402"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of words are told on their own line") { told_on_their_lines(slips); }
