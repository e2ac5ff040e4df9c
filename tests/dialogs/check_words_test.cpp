// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: words.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

struct Slip {
  std::string file, from, to;
  std::string where;  // what stands in the line that must be told
  std::string codes;  // any of these
};

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

TEST_CASE("check: slips of words are told on their own line") {
  const auto files = shipped();
  for (const auto& slip : slips) {
    auto bytes = file_of(files, slip.file);
    const auto at = bytes.find(slip.from);
    INFO(slip.file << ": " << slip.from << " -> " << slip.to);
    REQUIRE(at != std::string::npos);
    bytes.replace(at, slip.from.size(), slip.to);
    const int line = line_with(bytes, slip.where);
    REQUIRE(line > 0);
    const auto findings = check(with_file(files, slip.file, bytes), small_phone()).findings;
    INFO("line " << line << " of\n" << all_of(findings));
    const bool told = has(findings, slip.codes.substr(0, 5), slip.file, line) ||
                      (slip.codes.size() > 5 && has(findings, slip.codes.substr(6, 5), slip.file, line)) ||
                      (slip.codes.size() > 11 && has(findings, slip.codes.substr(12, 5), slip.file, line));
    CHECK(told);
  }
}
