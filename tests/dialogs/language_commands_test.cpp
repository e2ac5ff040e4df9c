// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;

TEST_CASE("every always-working word is known as a whole message", "[language]") {
  struct Row {
    const char* id;
    std::vector<const char*> words;
  };
  const Row row = GENERATE(
      Row{"darurat", {"darurat", "gawat", "sos", "112", "110", "113", "119", "emergency", "DARURAT!!!", "darurat pak"}},
      Row{"petugas", {"petugas", "operator", "admin", "bicara petugas", "patugas", "agent", "min petugas"}},
      Row{"status", {"status", "cek", "lacak", "kumaha laporan", "priben laporan", "/status", "/status@pintu_bot"}},
      Row{"batal", {"batal", "ga jadi", "tidak jadi", "teu janten", "ora sida", "cancel", "batal ya pak"}},
      Row{"kembali", {"kembali", "sebelumnya", "wangsul", "balik", "back"}},
      Row{"ubah", {"ubah", "ganti", "ralat", "koreksi", "robih", "change"}},
      Row{"ulang", {"ulang", "ulangi", "repeat"}}, Row{"mulai", {"mulai baru", "dari awal", "ti awal", "start over"}},
      Row{"lewati", {"lewati", "skip", "langkung", "liwat", "lewati aja"}},
      Row{"lanjut", {"lanjut", "teraskeun", "continue", "lanjut dong"}}, Row{"menu", {"menu", "Menu."}},
      Row{"bantuan", {"bantuan", "?", "??", "caranya", "bantosan", "help"}},
      Row{"berhenti", {"berhenti", "stop", "liren", "eureun"}}, Row{"data", {"data"}},
      Row{"data-saya", {"data saya", "my data"}}, Row{"hapus-data", {"hapus data", "delete my data"}},
      Row{"bahasa:su", {"sunda", "basa sunda"}}, Row{"bahasa:id", {"indonesia"}}, Row{"bahasa:en", {"english"}},
      Row{"selesai", {"selesai", "rengs\u00e9", "rengse", "done"}}, Row{"kirim", {"kirim", "kintun", "send", "KIRIM"}},
      Row{"salam",
          {"halo", "hai", "Assalamualaikum", "assalamualaikum wr. wb.", "punten", "sampurasun", "selamat pagi",
           "/start", "/start kampanye", "p", "tes", "halo min"}},
      Row{"terima-kasih", {"makasih", "nuhun", "hatur nuhun", "terima kasih pak", "\U0001f64f"}},
      Row{"ok", {"ok", "oke", "sip", "\U0001f44d"}});
  for (const auto* word : row.words) {
    CAPTURE(word);
    const auto read = language::read_command(word);
    CHECK(read.id == row.id);
    CHECK_FALSE(read.maybe);
    CHECK(read.rest.empty());
  }
}

TEST_CASE("what follows a command word is kept as written", "[language]") {
  struct Row {
    const char *text, *id, *rest;
  };
  const Row row = GENERATE(Row{"status 7K2M-9QXC", "status", "7K2M-9QXC"},
                           Row{"status AEYE-959A", "status", "AEYE-959A"}, Row{"cek 7k2m9qxc", "status", "7k2m9qxc"},
                           Row{"Cek nomor 7K2M 9QXC", "status", "7K2M 9QXC"}, Row{"lacak 9188891", "status", "9188891"},
                           Row{"ubah tempat", "ubah", "tempat"}, Row{"robih tanggal", "ubah", "tanggal"},
                           Row{"ganti nama saya", "ubah", "nama"}, Row{"ralat alamatnya dong", "ubah", "alamatnya"});
  CAPTURE(row.text);
  const auto read = language::read_command(row.text);
  CHECK(read.id == row.id);
  CHECK(read.rest == row.rest);
}

TEST_CASE("a story is no command", "[language]") {
  for (const auto* text :
       {"jalan rusak", "orang", "manusia", "status jalan rusak", "cek lapangan pak", "ganti lampu jalan yang mati",
        "112 orang", "saya lewat jalan rusak", "stop kontak rusak", "data desa tidak benar", "kirim bantuan ke sini",
        "tidak", "sudah", "2", "", "...", "batal", "menu makan siang sekolah"}) {
    CAPTURE(text);
    const auto id = language::read_command(text).id;
    CHECK((std::string_view(text) == "batal" ? id == "batal" : id.empty()));
  }
}

TEST_CASE("a typo of darurat is asked about", "[language]") {
  for (const auto* text : {"daurat", "darurt", "daruart", "darurar", "Daruratt"}) {
    CAPTURE(text);
    const auto read = language::read_command(text);
    CHECK(read.id == "darurat");
    CHECK(read.maybe == (std::string_view(text) != "Daruratt"));  // stretched, not mistyped
  }
  for (const auto* text : {"darat", "durian", "surat", "darurat banget ini jalan rusak parah"}) {
    CAPTURE(text);
    CHECK(language::read_command(text).id.empty());
  }
}
