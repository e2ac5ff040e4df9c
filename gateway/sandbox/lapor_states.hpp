// SPDX-License-Identifier: Apache-2.0
// The usual life of a complaint, in LAPOR's words.
#pragma once

#include <array>
#include <string_view>

namespace pintu::sandbox {

struct LaporState {
  int code;
  std::string_view name;
  std::string_view office;
  std::string_view log;     // with LAPOR's own places to fill
  std::string_view answer;  // what the office writes to the citizen when it reaches this
};

inline constexpr std::string_view office_user = "77";
inline constexpr std::array<LaporState, 5> lapor_states{{
    {1, "Belum Terverifikasi", "", "Laporan diterima", ""},
    {2, "Terverifikasi", "", "Status berubah dari {{status_old}} menjadi {{status_new}}", ""},
    {3, "Terdisposisi ke Dinas Bina Marga", "Dinas Bina Marga",
     "Laporan diteruskan dari {{institution_from}} ke {{institution_to}}", ""},
    {4, "Ditindaklanjuti oleh Instansi", "Dinas Bina Marga", "{{institution_to}} menindaklanjuti laporan",
     "Petugas lapangan dijadwalkan minggu ini."},
    {5, "Selesai", "Dinas Bina Marga", "Status berubah dari {{status_old}} menjadi {{status_new}}",
     "Pekerjaan sudah selesai. Terima kasih atas laporannya."},
}};

}  // namespace pintu::sandbox
