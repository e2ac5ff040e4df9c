// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml_message.hpp"

namespace pintu::yaml {

namespace {

struct Row {
  std::string_view part;  // of a message of libfyaml 0.7; the first row that fits counts
  std::string_view message;
  std::string_view fix;
};

constexpr Row rows[] = {
    {"closing quote", "Tanda kutip pembuka di sini tidak ditutup.", "Tambahkan tanda kutip penutup di akhir teks."},
    {"wrongly indented double-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"wrongly indented single-quoted", "Tanda kutip pembuka di sini tidak ditutup.",
     "Tambahkan tanda kutip penutup di akhir teks."},
    {"invalid document-", "Tanda kutip pembuka di sini tidak ditutup.", "Tambahkan tanda kutip penutup di akhir teks."},
    {"trailing content", "Ada teks lagi sesudah tanda kutip penutup.", "Masukkan seluruh teks ke dalam tanda kutip."},
    {"invalid escape", "Tanda \\ di dalam teks ini tidak dikenal.",
     "Tulis \\\\ untuk satu garis miring, \\n untuk baris baru."},
    {"hex escape", "Tanda \\ di dalam teks ini tidak dikenal.", "Tulis \\\\ untuk satu garis miring."},
    {"UTF8 escape", "Tanda \\ di dalam teks ini tidak dikenal.", "Tulis \\\\ untuk satu garis miring."},
    {"surrogate", "Tanda \\u di dalam teks ini bukan huruf.", "Ketik hurufnya langsung."},
    {"nested block mapping on the same line", "Ada titik dua lagi di dalam teks ini.",
     "Beri tanda kutip pada seluruh teks."},
    {"placement of ':'", "Titik dua ini tidak pada tempatnya.", "Beri tanda kutip pada teks yang berisi titik dua."},
    {"illegal value mark", "Titik dua ini tidak pada tempatnya.", "Beri tanda kutip pada teks yang berisi titik dua."},
    {"multiline plain key", "Baris ini menjorok berlebihan, atau kurang titik dua dan spasi.",
     "Samakan spasi di awal baris dengan baris di atasnya, dan tulis nama: isi."},
    {"scalar used as key", "Tanda kutip ditutup di baris lain, atau kurang titik dua.",
     "Tulis nama: \"isi\" dalam satu baris."},
    {"could not find expected ':'", "Kurang titik dua sesudah nama.", "Tulis nama: isi."},
    {"did not find expected key", "Di sini harus ada nama: isi.", "Periksa spasi di awal baris dan titik dua."},
    {"expected '-'", "Di sini harus ada tanda - untuk butir daftar berikutnya.", "Periksa spasi di awal baris."},
    {"value after mapping", "Baris ini kurang titik dua, atau spasi di awalnya tidak cocok.",
     "Tulis nama: isi, atau samakan spasinya."},
    {"end of block sequence", "Baris ini bukan butir daftar.", "Awali dengan tanda - atau samakan spasinya."},
    {"same line as a mapping key", "Daftar harus mulai di baris baru.",
     "Pindahkan tanda - ke baris berikutnya, atau tulis [satu, dua]."},
    {"same line as a previous item", "Satu baris hanya boleh berisi satu tanda -.", "Pindahkan ke baris baru."},
    {"same line as previous key", "Satu baris hanya boleh berisi satu nama: isi.", "Pindahkan ke baris baru."},
    {"mapping in plain multiline", "Baris di atasnya belum selesai.", "Periksa spasi di awal baris dan titik dua."},
    {"block sequence", "Tanda - tidak boleh di sini.", "Pindahkan daftar ke baris baru."},
    {"block entr", "Tanda - tidak boleh di sini.", "Di dalam kurung pakai koma, bukan tanda -."},
    {"mapping key", "Nama isian tidak boleh di sini.", "Periksa spasi di awal baris dan titik dua."},
    {"key mark", "Nama isian tidak boleh di sini.", "Periksa spasi di awal baris dan titik dua."},
    {"flow sequence without a closing bracket", "Kurung siku [ tidak ditutup.", "Tambahkan ]."},
    {"extra closing", "Ada kurung penutup yang tidak punya pembuka.", "Hapus, atau tambahkan kurung pembukanya."},
    {"mismatched flow", "Kurung penutup tidak cocok dengan pembukanya.", "[ ditutup ], { ditutup }."},
    {"missing comma", "Kurang koma di antara dua isian dalam kurung, atau kurungnya tidak ditutup.",
     "Tambahkan koma atau kurung penutup."},
    {"comma", "Ada koma yang tidak pada tempatnya.", "Hapus koma itu."},
    {"multiline flow", "Nama isian dalam kurung harus satu baris.", "Tulis nama: isi dalam satu baris."},
    {"flow", "Kurung pembuka di atas belum ditutup, atau baris ini kurang menjorok.", "Periksa [ ] dan { }."},
    {"plain scalar cannot start with", "Teks tidak boleh diawali tanda ini.", "Beri tanda kutip pada teksnya."},
    {"expected node content", "Di sini kurang isi, atau ada tanda yang tidak pada tempatnya.",
     "Beri tanda kutip pada teks yang diawali tanda baca."},
    {"tab", "Ada tab di awal baris.", "Ganti tab dengan spasi."},
    {"indent", "Jumlah spasi di awal baris ini tidak cocok.", "Samakan dengan baris di atasnya."},
    {"indendation", "Jumlah spasi di awal baris ini tidak cocok.", "Samakan dengan baris di atasnya."},
    {"block scalar", "Teks sesudah | atau > tidak terbaca.", "Taruh teksnya di baris berikut, menjorok dua spasi."},
    {"comment", "Catatan # harus didahului spasi.", "Tambahkan spasi sebelum #."},
    {"directive", "Baris yang diawali % punya arti khusus dan tidak dipakai di sini.",
     "Beri tanda kutip pada teksnya atau hapus baris itu."},
    {"version", "Baris yang diawali % punya arti khusus dan tidak dipakai di sini.", "Hapus baris itu."},
    {"anchor", "Tanda & di awal teks punya arti khusus dan tidak dipakai di sini.", "Beri tanda kutip pada teksnya."},
    {"alias", "Tanda * di awal teks punya arti khusus dan tidak dipakai di sini.", "Beri tanda kutip pada teksnya."},
    {"after TAG", "Tanda ! di awal teks punya arti khusus dan tidak dipakai di sini.",
     "Beri tanda kutip pada teksnya."},
    {"uri terminator", "Tanda ! di awal teks punya arti khusus dan tidak dipakai di sini.",
     "Beri tanda kutip pada teksnya."},
    {"--- line", "Sesudah --- tidak boleh ada isi di baris yang sama.", "Hapus --- atau pindahkan isinya."},
    {"tag", "Tanda ! di awal teks punya arti khusus dan tidak dipakai di sini.", "Beri tanda kutip pada teksnya."},
    {"URI", "Tanda ! di awal teks punya arti khusus dan tidak dipakai di sini.", "Beri tanda kutip pada teksnya."},
    {"document start", "Ada isi sesudah dokumen selesai.", "Periksa spasi di awal baris; satu berkas, satu dokumen."},
    {"document", "Tanda --- atau ... tidak boleh di sini.", "Hapus baris itu atau beri tanda kutip."},
    {"stream end", "Ada isi sesudah dokumen selesai.", "Periksa kurung dan spasi di awal baris."},
    {"UTF8", "Ada huruf rusak (bukan UTF-8).", "Simpan berkas sebagai UTF-8."},
    {"character", "Ada tanda kendali yang tidak terlihat.", "Hapus dan ketik ulang bagian itu."},
};

}  // namespace

Saying say(std::string_view message) {
  for (const auto& row : rows) {
    if (message.find(row.part) != std::string_view::npos) return {std::string(row.message), std::string(row.fix)};
  }
  std::string said = "Bagian ini tidak terbaca";
  if (!message.empty()) said += " (" + std::string(message) + ")";
  return {said + ".", "Periksa spasi, titik dua, kurung dan tanda kutip."};
}

}  // namespace pintu::yaml
