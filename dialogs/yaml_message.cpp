// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml_message.hpp"

namespace pintu::yaml {

namespace {

struct Row {
  std::string_view part;  // of libfyaml 0.7's message
  std::string_view message;
  std::string_view fix;
};

constexpr Row rows[] = {
    {"invalid tab", "Ada tab di awal baris.", "Ganti tab dengan spasi."},
    {"nested block mapping on the same line", "Ada titik dua lagi di dalam teks ini.",
     "Beri tanda kutip pada seluruh teks."},
    {"wrongly indented double-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"wrongly indented single-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"EOF while in double-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"EOF while in single-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"unterminated double-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"end of stream while", "Tanda kutip atau kurung pembuka di sini tidak ditutup.", "Tambahkan penutupnya."},
    {"multiline plain key", "Baris ini menjorok berlebihan, atau kurang titik dua.",
     "Samakan spasi di awal baris dengan baris di atasnya."},
    {"invalid multiline", "Baris ini menjorok berlebihan, atau kurang titik dua.",
     "Samakan spasi di awal baris dengan baris di atasnya."},
    {"duplicate key", "Nama ini ditulis dua kali.", "Hapus salah satu."},
    {"flow sequence without a closing bracket", "Kurung siku [ tidak ditutup.", "Tambahkan ]."},
    {"flow mapping without a closing", "Kurung kurawal { tidak ditutup.", "Tambahkan }."},
    {"missing comma", "Kurang koma di antara dua isian dalam kurung.", "Tambahkan koma."},
    {"plain scalar cannot start with", "Teks tidak boleh diawali tanda ini.", "Beri tanda kutip pada teksnya."},
    {"did not find expected", "Susunan baris ini tidak terbaca.", "Periksa spasi di awal baris dan titik dua."},
    {"wrong indentation", "Jumlah spasi di awal baris ini tidak cocok.", "Samakan dengan baris di atasnya."},
    {"invalid indentation", "Jumlah spasi di awal baris ini tidak cocok.", "Samakan dengan baris di atasnya."},
    {"unexpected", "Ada tanda yang tidak pada tempatnya.", "Periksa kurung, koma dan tanda kutip di baris ini."},
    {"invalid escape", "Tanda \\ di dalam teks ini tidak dikenal.", "Tulis \\\\ untuk satu garis miring."},
    {"mapping values are not allowed", "Ada titik dua lagi di dalam teks ini.", "Beri tanda kutip pada seluruh teks."},
    {"could not find expected ':'", "Kurang titik dua sesudah nama.", "Tulis nama: isi."},
};

}  // namespace

Saying say(std::string_view message) {
  for (const auto& row : rows) {
    if (message.find(row.part) != std::string_view::npos) return {std::string(row.message), std::string(row.fix)};
  }
  return {"Baris ini tidak terbaca (" + std::string(message) + ").",
          "Periksa spasi, titik dua, kurung dan tanda kutip."};
}

std::vector<std::string_view> known_messages() {
  std::vector<std::string_view> parts;
  for (const auto& row : rows) parts.push_back(row.part);
  return parts;
}

}  // namespace pintu::yaml
