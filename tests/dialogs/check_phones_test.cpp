// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: phones.
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
    {"lapor-aduan.yaml", "label: Lainnya}", "label: Lainnya yang belum disebutkan}", "label: Lainnya yang", "P0303,P0302"},
    {"lapor-aduan.yaml", "label: Sampah & lingkungan,", "label: Sampah dan lingkungan hidup,", "lingkungan hidup", "P0303,P0302"},
    {"lapor-aduan.yaml", "\"Laporan ini soal apa?\"", "\"Laporan ini soal apa? 🙏\"", "🙏", "P0302"},
    {"lapor-aduan.yaml", "text: \"Di mana? Ketik", "text: \"Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Silakan tulis alamatnya. Ketik", "Silakan tulis alamatnya", "P0302"},
    {"lapor-aduan.yaml", "skip_label: Tidak ada foto", "skip_label: Tidak ada foto yang bisa saya kirim", "skip_label", "P0303,P0302"},
    {"lapor-aduan.yaml", "buttons: {ok: Kirim,", "buttons: {ok: Kirim laporan saya ini sekarang,", "laporan saya ini", "P0303,P0302"},
    {"umum.yaml", "label: Hapus isinya", "label: Hapus semua isian saya sekarang", "Hapus semua isian", "P0303,P0302"},
    {"umum.yaml", "no: \"Bukan, laporan biasa\"", "no: \"Bukan, ini hanya laporan yang biasa\"", "hanya laporan", "P0303,P0302"},
    {"umum.yaml", "prank: \"Nomor", "prank: \"Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Jangan bercanda. Nomor", "prank", "P0302"},
};
// clang-format on

}  // namespace

TEST_CASE("check: slips of phones are told on their own line") {
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
