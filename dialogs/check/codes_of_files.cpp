// SPDX-License-Identifier: Apache-2.0
// How a file is written.
#include "dialogs/check/codes.hpp"

namespace pintu::dialogs {

namespace {

constexpr auto error = Finding::Severity::error;

constexpr Code rows[] = {
    {"P0001", error, "Bagian ini tidak bisa dibaca sebagai YAML.",
     "Paling sering: tanda kutip yang tidak ditutup, titik dua tanpa spasi, atau spasi di awal baris yang tidak sama "
     "dengan baris di sekitarnya. Hanya kesalahan pertama di tiap blok yang disebut; blok lain tetap diperiksa.",
     "text: \"Halo → text: \"Halo\"", "This part cannot be read as YAML."},
    {"P0002", error, "Ada tab di baris ini.",
     "YAML hanya mengenal spasi. Ganti tab dengan dua spasi; --fix melakukannya.", "", "There is a tab in this line."},
    {"P0003", error, "Ada spasi khusus yang tidak terlihat bedanya.",
     "Biasanya ikut tersalin dari halaman web atau Word. Ketik ulang spasinya; --fix melakukannya.", "",
     "There is a no-break or invisible space in this line."},
    {"P0004", error, "Tanda # memotong teks.",
     "Spasi lalu # memulai catatan, sisanya hilang tanpa tanda. Beri tanda kutip pada teksnya; --fix melakukannya.",
     "text: Jalan no #3 → text: \"Jalan no #3\"", "\" #\" cuts this text: the rest is taken as a remark."},
    {"P0005", error, "Huruf rusak (bukan UTF-8).", "Simpan berkas sebagai UTF-8 di penyunting teks.", "",
     "This line is not UTF-8."},
    {"P0006", error, "Ada dokumen kedua di berkas ini.", "Satu berkas satu naskah. Hapus baris ---.", "",
     "There is a second document in this file."},
    {"P0007", error, "Berkas terlalu besar atau bersarang terlalu dalam.",
     "Batasnya 256 KiB, 64 tingkat dan 50.000 isian. Pecah menjadi beberapa berkas.", "",
     "The file is too large or nested too deep."},
    {"P0008", error, "Tanda & atau * di awal teks.",
     "Di YAML keduanya punya arti khusus. Beri tanda kutip; --fix melakukannya untuk *.",
     "text: *Penting* → text: \"*Penting*\"", "A text that begins with & or * needs quotation marks."},
    {"P0009", error, "Tanda ! di awal teks.", "Punya arti khusus di YAML. Beri tanda kutip.", "",
     "A text that begins with ! needs quotation marks."},
    {"P0010", error, "Nama isian bukan teks biasa.", "", "", "A key must be a plain text."},
    {"P0011", error, "Nama tanpa isi di dalam kurung kurawal.",
     "Koma di dalam teks memotongnya menjadi dua isian. Beri tanda kutip; --fix melakukannya.",
     "{label: Got, selokan} → {label: \"Got, selokan\"}",
     "A key without a value in braces: quote the text with the comma."},
    {"P0012", error, "Tanda - tanpa spasi.", "", "-id: a → - id: a", "A dash must be followed by a space."},
    {"P0013", error, "Nama yang sama ditulis dua kali.", "Yang kedua akan diabaikan. Kedua tempat disebut.", "",
     "This key is written twice."},
    {"P0014", error, "Kurung pembuka tidak ditutup.", "", "", "This bracket is never closed."},
    {"P0015", error, "Lebih dari 200 baris kosong berturut-turut.", "", "", "More than 200 blank lines in a row."},
    {"P0016", error, "Tanda kendali yang tidak terlihat.", "", "", "There is a control character in this line."},
    {"P0017", error, "Tanda kutip tidak berpasangan.",
     "Teks diakhiri tanda kutip tetapi tidak diawali, atau sebaliknya: tanda kutipnya akan terbaca oleh warga.",
     "text: Halo\" → text: \"Halo\"", "A quotation mark without its pair."},
    {"P0018", error, "Tanda kutip melengkung dipakai sebagai tanda kutip.",
     "Word dan ponsel mengganti \" dengan “ ”. YAML tidak mengenalnya; --fix menggantinya.",
     "text: “Halo” → text: \"Halo\"", "Typographic quotation marks are used as quotation marks."},
    {"P0019", error, "\\n di luar tanda kutip.",
     "Baris baru hanya bisa ditulis \\n di dalam tanda kutip. Tanpa itu warga membaca \\n.", "",
     "\\n is a line break only inside quotation marks."},
    {"P0020", error, "Kurung penutup tanpa pembuka.", "", "languages: id, su] → languages: [id, su]",
     "A closing bracket that nothing opens."},
};

}  // namespace

std::span<const Code> codes_of_files() { return rows; }

}  // namespace pintu::dialogs
