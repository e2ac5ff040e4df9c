// SPDX-License-Identifier: Apache-2.0
// What the language of scripts means, on small scripts of the test's own.
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

Talker with(const std::string& body, std::vector<SourceFile> more = {}) {
  more.push_back(
      {"uji.yaml", "script: uji\ntitle: Uji\nlanguages: [id]\nuses: [umum]\nstarts_when: {says_only: [uji]}\n" + body});
  return Talker("telegram", std::move(more));
}

}  // namespace

TEST_CASE("script: each kind of slot reads its own answers") {
  auto talker = with(R"(
slots:
  teks: {names: [teks], label: Teks, type: text}
  jumlah: {names: [jumlah], label: Jumlah, type: number}
  setuju: {names: [setuju], label: Setuju, type: yesno, unknown: true}
  tanggal: {names: [tanggal], label: Tanggal, type: date}
  telepon: {names: [telepon], label: Telepon, type: phone}
  sandi: {names: [sandi], label: Sandi, type: secret}
steps:
  - {id: a, ask: teks, text: "Teks?"}
  - {id: b, ask: jumlah, text: "Berapa?"}
  - {id: c, ask: setuju, text: "Setuju?"}
  - {id: d, ask: tanggal, text: "Kapan?"}
  - {id: e, ask: telepon, text: "Telepon?"}
  - {id: f, ask: sandi, text: "Sandi?"}
  - {id: g, review: [teks, jumlah, setuju, tanggal, telepon], text: "{ringkasan}\nBenar?", buttons: {ok: Kirim, change: Ubah, stop: Batal}}
  - {id: h, say: "Selesai, {teks}.", end: true}
)");
  talker.says("uji").says("apa saja");
  REQUIRE(talker.asks() == "jumlah");
  talker.says("tiga");
  CHECK(talker.slot("jumlah").value == "3");
  REQUIRE(talker.asks() == "setuju");
  talker.says("entah");
  CHECK(talker.slot("setuju").value == "tidak-tahu");
  talker.says("3 Mei 2026");
  CHECK(talker.slot("tanggal").value == "2026-05-03");
  REQUIRE(talker.asks() == "telepon");
  CHECK(talker.message().ask_contact);
  talker.says("0812-3456-7890");
  CHECK(talker.slot("telepon").value == "+6281234567890");
  talker.says("rahasia sekali");
  REQUIRE(talker.asks() == "g");
  CHECK_FALSE(talker.last_says("rahasia sekali"));
  CHECK(talker.last_says("0812-3456-7890"));
  talker.says("ya");
  CHECK(talker.last() == "Selesai, apa saja.");
  CHECK_FALSE(talker.conversation().talk);
}

TEST_CASE("script: a person's words are never mark-up, never a template and never a second line") {
  auto talker = with(R"(
slots:
  teks: {names: [teks], label: Teks, type: text}
steps:
  - {id: a, ask: teks, text: "Teks?"}
  - {id: b, say: "*Anda menulis*: {teks}", end: true}
)");
  talker.says("uji").says("*tebal* {kontak.bahaya}\nbaris *dua*");
  CHECK(talker.last() == "*Anda menulis*: tebal {kontak.bahaya} baris dua");
}

TEST_CASE("script: when looks at values, lists, empty, filled and flags, all of them together") {
  const std::string body = R"(
slots:
  warna: {names: [warna], label: Warna, type: choice, options: [{id: merah, label: Merah}, {id: biru, label: Biru}, {id: lain, label: Lainnya}]}
  isi: {names: [isi], label: Isi, type: text, optional: true}
steps:
  - {id: a, ask: warna, text: "Warna?"}
  - {id: b, ask: isi, text: "Isi?", skip_label: Lewat saja}
  - {id: c, when: {warna: [merah, biru], isi: filled}, then: {flag: tanda, say: "Dua-duanya."}, else: {say: "Bukan dua-duanya."}}
  - {id: d, when: {tanda: filled}, then: {go: e}, else: {end: true}}
  - {id: e, say: "Ada tanda.", end: true}
)";
  auto both = with(body);
  both.says("uji").says("biru").says("ada isinya");
  CHECK(both.new_words().find("Dua-duanya.") != std::string::npos);
  CHECK(both.last_says("Ada tanda."));
  auto skipped = with(body);
  skipped.says("uji").says("biru").says("lewat saja");
  CHECK(skipped.new_words().find("Bukan dua-duanya.") != std::string::npos);
  CHECK_FALSE(skipped.conversation().talk);
}

TEST_CASE("script: choose does what stands in the option, by tap, number, label and synonym") {
  const std::string body = R"(
steps:
  - id: a
    choose:
      - {id: satu, label: Yang pertama, also: [kesatu], say: "Pertama.", end: true}
      - {id: dua, label: Yang kedua, go: b}
    text: "Pilih."
  - {id: b, say: "Kedua.", end: true}
)";
  for (const auto* text : {"2", "yang kedua", "Yang Kedua!"}) {
    auto talker = with(body);
    talker.says("uji").says(text);
    CHECK(talker.last() == "Kedua.");
  }
  auto talker = with(body);
  talker.says("uji").says("kesatu");
  CHECK(talker.last() == "Pertama.");
  auto tapped = with(body);
  tapped.says("uji").taps(1);
  CHECK(tapped.last() == "Kedua.");
}

TEST_CASE("script: use copies same-named slots in and back, and what is known is not asked") {
  auto talker = with(R"(
slots:
  nama: {names: [nama panggilan], label: Nama, type: text}
  kota: {names: [kota], label: Kota, type: text}
steps:
  - {id: a, ask: nama, text: "Siapa?"}
  - {id: b, use: dalam}
  - {id: c, say: "{nama} di {kota}.", end: true}
)",
                     {{"dalam.yaml", R"(script: dalam
title: Dalam
languages: [id]
uses: [umum]
slots:
  nama: {names: [nama panggilan], label: Nama, type: text}
  kota: {names: [kota], label: Kota, type: text}
steps:
  - {id: x, ask: nama, text: "Siapa lagi?"}
  - {id: y, ask: kota, text: "Di kota mana?"}
)"}});
  talker.says("uji").says("Siti");
  REQUIRE(talker.asks() == "kota");
  CHECK(talker.step() == "dalam/y");
  CHECK(talker.conversation().talk->stack.size() == 2);
  talker.says("Garut");
  CHECK(talker.last() == "Siti di Garut.");
}

TEST_CASE("script: a circle without a question ends with a person, and so does a stack too deep") {
  auto circle = with(R"(
slots:
  isi: {names: [isi], label: Isi, type: text}
steps:
  - {id: a, when: {isi: empty}, then: {go: b}}
  - {id: b, when: {isi: empty}, then: {go: a}}
)");
  circle.says("uji");
  CHECK(circle.last_says("gangguan"));
  CHECK(circle.handoffs().size() == 1);
  CHECK_FALSE(circle.conversation().talk);
  std::vector<SourceFile> chain;
  for (int i = 1; i <= 5; ++i) {
    const auto name = "dalam" + std::to_string(i);
    const auto next = i == 5 ? std::string("{id: a, say: \"Dasar.\", end: true}")
                             : "{id: a, use: dalam" + std::to_string(i + 1) + "}";
    chain.push_back(
        {name + ".yaml", "script: " + name + "\ntitle: D\nlanguages: [id]\nuses: [umum]\nsteps:\n  - " + next + "\n"});
  }
  auto deep = with("steps:\n  - {id: a, use: dalam1}\n", chain);
  deep.says("uji");
  CHECK(deep.last_says("gangguan"));
  CHECK(deep.handoffs().size() == 1);
  CHECK_FALSE(deep.conversation().talk);
}

TEST_CASE("script: after so many tries the script's own way out is taken") {
  auto talker = with(R"(
slots:
  jumlah: {names: [jumlah], label: Jumlah, type: number}
steps:
  - id: a
    ask: jumlah
    text: "Berapa?"
    hints: {not_understood: ["Tulis angka.", "Misalnya 3."]}
    after_tries: {3: {keep_text: true, flag: jumlah-belum-jelas, say: "Kami catat begitu saja."}}
  - {id: b, say: "{jumlah}", end: true}
)");
  talker.says("uji").says("xyzzy");
  CHECK(talker.last() == "Tulis angka.");
  talker.says("qwrty");
  CHECK(talker.last() == "Misalnya 3.");
  talker.says("entah berapa");
  CHECK(talker.new_words().find("Kami catat begitu saja.") != std::string::npos);
  CHECK(talker.last_says("entah berapa"));
}

TEST_CASE("script: a line of nothing but an empty value goes, and a promise nobody made") {
  auto talker = with(R"(
slots:
  isi: {names: [isi], label: Isi, type: text, optional: true}
  catatan: {names: [catatan], label: Catatan, type: text, optional: true}
steps:
  - {id: a, ask: isi, text: "Isi?", skip_label: Lewat saja}
  - {id: b, say: "Awal.\n{catatan}\nDicek paling lama {janji.tidak-ada}. Dicek paling lama {janji.verifikasi}.\nAkhir.", end: true}
)");
  talker.says("uji").says("lewat saja");
  CHECK(talker.last() == "Awal.\nDicek paling lama 3 hari kerja.\nAkhir.");
}

TEST_CASE("script: a step that a newer set no longer has does not strand anybody") {
  auto talker = with(R"(
slots:
  teks: {names: [teks], label: Teks, type: text}
steps:
  - {id: a, ask: teks, text: "Teks?"}
  - {id: b, say: "Selesai.", end: true}
)");
  talker.says("uji");
  talker.conversation().talk->stack.back().step = "sudah-dihapus";
  talker.says("halo").says("apa saja").says("apa saja lagi");
  CHECK(talker.messages() >= 3);
}
