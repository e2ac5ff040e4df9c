// SPDX-License-Identifier: Apache-2.0
// What stands in a file.
#include "dialogs/check/codes.hpp"

namespace pintu::dialogs {

namespace {

constexpr auto error = Finding::Severity::error;
constexpr auto warning = Finding::Severity::warning;

constexpr Code rows[] = {
    {"P0101", error, "Di sini harus ada daftar \"nama: isi\".", "", "", "Here must be a mapping \"key: value\"."},
    {"P0102", error, "Nama ini tidak dikenal di tempat ini.", "Periksa ejaannya, dan apakah menjorok sesuai bloknya.",
     "skiplabel: … → skip_label: …", "This key is not known here."},
    {"P0103", error, "Di sini harus ada satu teks.", "", "", "Here must be one text."},
    {"P0104", error, "Hanya true atau false.", "", "", "Only true or false."},
    {"P0105", error, "Di sini harus ada angka.", "", "at_least: 8 letters", "Here must be a number."},
    {"P0106", error, "Lama waktu tidak terbaca.", "", "keep: 7 hari → keep: 7d", "This duration cannot be read."},
    {"P0107", error, "Di sini harus ada daftar.", "", "", "Here must be a list."},
    {"P0108", error, "Bukan kanal.", "Kanal: whatsapp, telegram, sms.", "", "Not a channel."},
    {"P0109", error, "Kata ini tidak dikenal di sini.", "", "", "This word is not known here."},
    {"P0110", error, "Isian belum punya type.", "", "", "The slot has no type."},
    {"P0111", error, "Jenis isian tidak dikenal.",
     "Jenis: text, choice, yesno, number, date, phone, place, photo, secret.", "",
     "The type of the slot is not known."},
    {"P0112", error, "Isian pilihan belum punya options.", "", "", "The choice has no options."},
    {"P0113", error, "Dua pilihan memakai id yang sama.", "", "", "Two options have the same id."},
    {"P0114", error, "Pilihan lebih dari 9.", "Lebih dari itu tidak muat di semua kanal dan tidak dibaca orang.", "",
     "More than 9 options."},
    {"P0115", error, "Pilihan belum punya id.", "", "", "The option has no id."},
    {"P0116", error, "Pilihan belum punya label.", "", "", "The option has no label."},
    {"P0117", error, "Tidak berlaku untuk jenis isian ini.", "", "", "This does not apply to this type of slot."},
    {"P0118", error, "code harus dua angka.", "", "", "A code has two digits."},
    {"P0119", error, "Isian belum punya label.", "", "", "The slot has no label."},
    {"P0120", error, "Tindakan ini ditulis dengan true.", "", "skip: ya → skip: true",
     "This action is written with true."},
    {"P0121", error, "Tindakan tidak dikenal.", "", "", "This action is not known."},
    {"P0122", error, "Ada tindakan sesudah yang memindahkan percakapan.",
     "go, use, handoff, back, pause, correct, language, erase dan end memindahkan; hanya satu, dan paling akhir.", "",
     "An action after the one that moves the talk never happens."},
    {"P0130", error, "after_tries ditulis angka percobaan.", "", "after_tries: {2: {skip: true}}",
     "after_tries names the number of the try."},
    {"P0131", error, "Langkah belum punya id.", "", "", "The step has no id."},
    {"P0132", error, "Id yang sama ada dua kali.", "", "", "The same id is used twice."},
    {"P0133", error, "Langkah harus berisi tepat satu jenis.",
     "say, ask, choose, review, when, call, use, send atau handoff.", "", "A step holds exactly one kind."},
    {"P0134", error, "Langkah belum punya text.", "", "", "The step has no text."},
    {"P0135", error, "Tidak berlaku di langkah jenis ini.", "", "", "This does not apply to this kind of step."},
    {"P0136", error, "Nama ini tidak bisa dipakai.", "Huruf kecil, angka, - dan _, paling panjang 32.", "",
     "This name cannot be used: small letters, digits, - and _, at most 32."},
    {"P0137", error, "send belum menyebut tujuan.", "", "send: {to: lapor}", "send names no agency."},
    {"P0138", error, "Hasil belum punya say.", "", "", "The outcome says nothing."},
    {"P0140", error, "Nama naskah tidak sama dengan nama berkas.", "", "",
     "The script's name differs from its file's."},
    {"P0141", error, "Naskah harus mulai dengan script: NAMA.", "", "", "A script begins with script: NAME."},
    {"P0142", error, "of atau language tidak sama dengan nama berkas.", "", "",
     "of or language differs from the file's name."},
    {"P0145", error, "Sela belum punya id.", "", "", "The interruption has no id."},
    {"P0146", error, "Sela tidak dikenal.", "", "", "This interruption is not known."},
    {"P0147", error, "resume_choose berisi tiga pilihan.", "", "", "resume_choose has three options."},
    {"P0148", error, "Terjemahan belum punya text.", "", "", "The translation has no text."},
    {"P0149", error, "Teks ini tidak pernah diucapkan.", "", "", "This text is never said."},
    {"P0150", error, "Nama yang disebut tidak ada.",
     "Langkah, isian, pilihan atau naskah itu tidak ditemukan. Biasanya salah ketik, atau namanya diganti di satu "
     "tempat saja.",
     "", "What is named here does not exist."},
    {"P0152", error, "Kurung { di dalam teks tidak ditutup.", "", "", "A brace in this text is not closed."},
    {"P0153", error, "Nama dalam kurung kurawal tidak dikenal.", "", "", "The name in braces is not known."},
    {"P0154", warning, "Teks bawaan dipakai karena belum ada di sini.", "", "",
     "A shipped text is used because this file has none."},
    {"P0155", error, "Meja tidak dikenal.", "Dengan -c dicocokkan dengan konfigurasi.", "", "This desk is not known."},
    {"P0156", warning, "Teks yang diterjemahkan tidak ada.", "", "", "The text that is translated does not exist."},
    {"P0157", error, "Kurung kurawal yang bisa memperlihatkan kata-kata orang lain.",
     "Kabar keadaan darurat dikirim ke semua pelapor; yang ditulis satu orang bukan untuk yang lain.", "",
     "Braces that could show another person's words."},
    {"P0158", warning, "Nama ini mungkin diganti di satu tempat saja.",
     "Tidak ada yang menyebut nama ini, dan ada yang menyebut nama yang mirip.", "",
     "This name may have been changed in one place only."},
    {"P0160", error, "Tujuan pengiriman tidak dikenal.", "", "", "This agency is not known."},
    {"P0161", error, "Penghubung tidak dikenal.", "", "", "This connector is not known."},
    {"P0170", warning, "Terjemahan belum ada.", "Dipakai teks asal. pintu translate menuliskan yang belum ada.", "",
     "A translation is missing."},
    {"P0171", warning, "Terjemahan perlu dicek: teks asalnya berubah sedikit.",
     "Terjemahan lama tetap dipakai sampai seseorang memutuskan: pintu translate BAHASA --accept TEKS.", "",
     "A translation is to be checked: its text changed a little."},
    {"P0172", warning, "Terjemahan usang: teks asalnya berubah banyak.",
     "Terjemahan lama tetap dipakai sampai seseorang memutuskan: pintu translate BAHASA --accept TEKS.", "",
     "A translation is outdated: its text changed much."},
};

}  // namespace

std::span<const Code> codes_of_blocks() { return rows; }

}  // namespace pintu::dialogs
