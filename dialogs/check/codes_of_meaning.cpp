// SPDX-License-Identifier: Apache-2.0
// What comes of it.
#include "dialogs/check/codes.hpp"

namespace pintu::dialogs {

namespace {

constexpr auto error = Finding::Severity::error;
constexpr auto warning = Finding::Severity::warning;

constexpr Code rows[] = {
    {"P0201", error, "Langkah yang tidak pernah tercapai.", "Langkah di atasnya selalu pindah atau selesai.", "",
     "No path reaches this step."},
    {"P0202", error, "Hasil yang belum diatur.",
     "send punya diterima, tertunda, ditolak dan perlu_orang; call punya gagal dan hasil dari penghubungnya. Tanpa "
     "teks, warga tidak mendengar apa-apa.",
     "", "An outcome is missing."},
    {"P0203", error, "Putaran yang tidak pernah bertanya.", "Percakapan akan berputar tanpa warga sempat menjawab.", "",
     "A loop in which the citizen is never asked."},
    {"P0204", error, "Percakapan yang tidak pernah selesai.", "", "", "From here no path ends."},
    {"P0205", error, "Naskah bersarang lebih dari 4 tingkat.", "", "", "Scripts use each other more than 4 deep."},
    {"P0210", error, "Isian ditanyakan tetapi tidak diperlihatkan di review.",
     "Warga memeriksa semua yang akan dikirim.", "", "A slot is asked but not in the review."},
    {"P0211", error, "Isian ditanyakan sesudah review.", "", "", "A slot is asked after the review."},
    {"P0213", error, "Isian rahasia diperlihatkan.", "Isian jenis secret tidak pernah muncul di review atau teks.", "",
     "A secret slot is shown."},
    {"P0214", error, "Isian diperlukan tetapi tidak pernah ditanyakan.", "", "", "A slot is needed but never asked."},
    {"P0215", error, "Ada jalan yang mengirim laporan tanpa cerita.", "", "",
     "There is a path that sends a report without a story."},
    {"P0216", error, "Laporan dikirim tanpa review.", "", "", "A report is sent without a review."},
    {"P0217", warning, "Ada jalan yang tidak mengisi isian ini.", "", "",
     "There is a path on which this slot stays empty."},
    {"P0218", warning, "Tebakan tanpa guessed.", "Tanpa guessed tebakan tidak pernah ditanyakan.", "",
     "A guess that is never asked about."},
    {"P0219", warning, "Isian tidak dipakai.", "", "", "The slot is not used."},
    {"P0301", error, "Teks tidak muat di kanal ini.", "", "", "The text is over the channel's limit."},
    {"P0302", error, "Teks tidak muat di SMS.",
     "Paling banyak 2 bagian (review 3), hanya huruf SMS biasa. Pendekkan, atau tulis teks sendiri di on: {sms: …}.",
     "", "The text does not fit an SMS: at most 2 segments of plain SMS letters."},
    {"P0303", error, "Tulisan pilihan tidak muat.", "Daftar WhatsApp memuat 24 huruf, tombol 20.", "",
     "The label does not fit."},
    {"P0304", error, "Teks lebih dari 640 huruf.", "", "", "The text is longer than 640 letters."},
    {"P0401", error, "Kata ini selalu punya arti lain.",
     "Kata seperti batal, status dan petugas berlaku di mana saja dan tidak bisa memulai naskah.", "",
     "This word always means something else."},
    {"P0402", error, "Kata ini sudah memulai naskah lain.", "", "", "This word already starts another script."},
    {"P0403", error, "Dua naskah berisi anything: true.", "", "", "Two scripts start with anything."},
    {"P0404", error, "Dua pilihan terbaca sama.", "Huruf besar, tanda baca dan singkatan tidak membedakan.", "",
     "Two options read the same."},
    {"P0405", error, "Pilihan memakai kata darurat, batal atau petugas.", "Ketiganya selalu didahulukan.", "",
     "An option takes a word that always works."},
    {"P0406", error, "Dua isian memakai nama yang sama.", "\"ubah tempat\" harus jelas isian mana.", "",
     "Two slots share a name."},
    {"P0407", error, "Nama isian memakai kata yang selalu punya arti lain.", "", "",
     "A slot's name is a word that always works."},
    {"P0408", error, "Dua pilihan memakai kode SMS yang sama.", "", "", "Two options share an SMS code."},
    {"P0501", warning, "Belum ada petunjuk.", "", "", "No hint."},
    {"P0502", warning, "Petunjuk kedua sama dengan yang pertama.", "", "", "The second hint is the first again."},
    {"P0503", warning, "Tidak ada jalan ke petugas.", "", "", "No way to a person."},
    {"P0504", warning, "Lebih dari 7 pertanyaan.", "", "", "More than 7 questions."},
    {"P0505", warning, "Kalimat lebih dari 18 kata.", "", "", "A sentence of more than 18 words."},
    {"P0506", warning, "Kata surat dinas.", "Pakai kata sehari-hari.", "", "An office word."},
    {"P0507", warning, "Pilihan tanpa jalan keluar.", "Tambahkan Lainnya atau Tidak tahu.", "",
     "A choice without a way out."},
    {"P0508", warning, "Saran keadaan darurat belum dibaca yang berwenang.", "", "",
     "Emergency advice that nobody answers for."},
    {"P0509", warning, "Sapaan yang kurang sopan.", "Pakai Anda.", "", "Address people as Anda."},
    {"P0510", warning, "Janji.", "Katakan hanya yang sudah terjadi.", "", "A promise: say only what has happened."},
    {"P0511", warning, "Kata yang menyalahkan.", "Katakan apa yang diperlukan dan beri contoh.", "",
     "Say what is needed, not what is wrong."},
    {"P0512", warning, "Teks lebih dari 300 huruf.", "", "", "A text of more than 300 letters."},
    {"P0513", warning, "Tautan di dalam teks.", "", "", "A link in a text."},
    {"P0514", warning, "Lebih dari satu emoji.", "", "", "More than one emoji."},
};

}  // namespace

std::span<const Code> codes_of_meaning() { return rows; }

}  // namespace pintu::dialogs
