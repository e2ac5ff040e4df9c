// SPDX-License-Identifier: Apache-2.0
// An operator's slips in the shipped scripts: phones.
#include "check_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

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

TEST_CASE("check: slips of phones are told on their own line") { told_on_their_lines(slips); }
