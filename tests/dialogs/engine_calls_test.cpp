// SPDX-License-Identifier: Apache-2.0
// A step that asks an outside service: the talk waits, danger does not.
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

const std::string body = R"(
slots:
  nik: {names: [nik], label: NIK, type: secret}
  nama: {names: [nama], label: Nama, type: text}
  status: {names: [status], label: Status, type: choice, options: [{id: terima, label: Terdaftar}, {id: tidak, label: Belum terdaftar}, {id: lain, label: Lainnya}]}
  sejak: {names: [sejak], label: Sejak, type: date}
  catatan: {names: [catatan], label: Catatan, type: text, optional: true}
steps:
  - {id: a, ask: nik, text: "NIK?"}
  - {id: b, ask: nama, text: "Nama?"}
  - id: cek
    call: bansos
    with: [nik]
    gives: [status, sejak]
    text: "Sebentar, kami periksa."
    outcomes: {ketemu: {say: "Ketemu."}, tidak-ada: {say: "Tidak ada.", go: akhir}, gagal: {say: "Tidak bisa diperiksa sekarang.", go: akhir}}
  - {id: d, ask: catatan, text: "{status} sejak {sejak}. Ada catatan?", skip_label: Tidak ada}
  - {id: akhir, say: "Selesai, {catatan}.", end: true}
)";

Talker asking() {
  std::vector<SourceFile> files;
  files.push_back(
      {"uji.yaml", "script: uji\ntitle: Uji\nlanguages: [id]\nuses: [umum]\nstarts_when: {says_only: [uji]}\n" + body});
  Talker talker("telegram", std::move(files));
  talker.says("uji").says("3204012345678901").says("Siti");
  REQUIRE(talker.connectors().size() == 1);
  return talker;
}

}  // namespace

TEST_CASE("call: the connector is told what the step names and nothing else") {
  auto talker = asking();
  const auto& call = talker.connectors().back();
  CHECK(call.connector == "bansos");
  CHECK(call.script == "uji");
  CHECK(call.step == "cek");
  CHECK(call.hold == 10s);
  REQUIRE(call.slots.size() == 1);
  CHECK(call.slots.at("nik").value == "3204012345678901");
  CHECK(call.outcomes == std::vector<std::string>{"gagal", "ketemu", "tidak-ada"});
  CHECK(talker.last_says("Sebentar, kami periksa."));
}

TEST_CASE("call: an outcome without a move goes on, and what it gives fills the slots that the step allows") {
  auto talker = asking();
  talker.connector_says("ketemu",
                        {{"status", "terima"}, {"sejak", "2026-03-01"}, {"nama", "Orang Lain"}, {"xyz", "1"}});
  CHECK(talker.last() == "Ketemu.\nTerdaftar sejak 1 Maret 2026. Ada catatan? (3/3)");
  CHECK(talker.asks() == "catatan");
  CHECK(talker.slot("nama").value == "Siti");
  CHECK_FALSE(talker.has_timer("call"));
}

TEST_CASE("call: a value that the slot cannot hold is not taken") {
  auto talker = asking();
  talker.connector_says("ketemu", {{"status", "entahlah"}, {"sejak", "kapan-kapan"}});
  CHECK_FALSE(talker.conversation().talk->stack.back().slots.contains("status"));
  CHECK_FALSE(talker.conversation().talk->stack.back().slots.contains("sejak"));
}

TEST_CASE("call: an outcome with a move goes there") {
  auto talker = asking();
  talker.connector_says("tidak-ada");
  CHECK(talker.new_words().find("Tidak ada.") != std::string::npos);
  CHECK_FALSE(talker.conversation().talk);
}

TEST_CASE("call: after 10 seconds it failed, and an answer that comes later changes nothing") {
  auto talker = asking();
  const auto before = talker.messages();
  talker.waits(9s);
  CHECK(talker.messages() == before);
  talker.waits(1s);
  CHECK(talker.new_words().find("Tidak bisa diperiksa sekarang.") != std::string::npos);
  CHECK_FALSE(talker.conversation().talk);
  talker.connector_says("ketemu", {{"status", "terima"}});
  CHECK(talker.took() == "call:late");
  CHECK(talker.new_messages() == 0);
}

TEST_CASE("call: what the person writes meanwhile waits, in order") {
  auto talker = asking();
  talker.says("masih lama?");
  CHECK(talker.took() == "waits-for-call");
  CHECK(talker.new_messages() == 0);
  talker.says("tolong dicek juga anak saya");
  CHECK(talker.new_messages() == 0);
  CHECK(talker.conversation().waiting.size() == 2);
  talker.connector_says("ketemu", {{"status", "tidak"}});
  CHECK(talker.conversation().waiting.empty());
  CHECK(talker.new_words().find("Ketemu.") != std::string::npos);
  // The first of them is the note that was asked for; the talk is over after it.
  CHECK(talker.new_words().find("Selesai, masih lama?.") != std::string::npos);
}

TEST_CASE("call: no more than 64 messages are kept waiting") {
  auto talker = asking();
  for (int i = 0; i < 100; ++i) talker.says("pesan " + std::to_string(i));
  CHECK(talker.conversation().waiting.size() == 64);
}

TEST_CASE("call: danger does not wait, and the talk goes on with the answer when the case is over") {
  auto talker = asking();
  talker.says("tolong kebakaran di rumah sebelah, api besar");
  REQUIRE(talker.cases().size() == 1);
  CHECK(talker.lane() == Lane::emergency);
  const auto asked = talker.asks();
  talker.connector_says("ketemu", {{"status", "terima"}});
  CHECK(talker.new_messages() == 0);
  CHECK(talker.asks() == asked);
  talker.acts(OfficerHappened::What::closed_case, "padam");
  talker.waits(13h);
  talker.says("lanjut");
  CHECK(talker.new_words().find("Ketemu.") != std::string::npos);
  CHECK(talker.asks() == "catatan");
  CHECK(talker.connectors().size() == 1);
}

TEST_CASE("call: the word darurat passes") {
  auto talker = asking();
  talker.says("darurat");
  CHECK(talker.cases().size() == 1);
  CHECK(talker.conversation().waiting.empty());
}

TEST_CASE("call: a talk that was put aside while it waited asks again when it is resumed") {
  auto talker = asking();
  talker.says("kebakaran di rumah saya, tolong");
  REQUIRE(talker.cases().size() == 1);
  talker.acts(OfficerHappened::What::closed_case, "padam");
  talker.waits(13h);
  talker.says("lanjut");
  REQUIRE(talker.connectors().size() == 2);
  talker.connector_says("tidak-ada");
  CHECK(talker.new_words().find("Tidak ada.") != std::string::npos);
}

TEST_CASE("call: a confirmation written before the review was seen confirms nothing") {
  std::vector<SourceFile> files;
  files.push_back({"uji.yaml", R"(script: uji
title: Uji
languages: [id]
uses: [umum]
starts_when: {says_only: [uji]}
slots:
  teks: {names: [teks], label: Teks, type: text}
steps:
  - {id: a, ask: teks, text: "Teks?"}
  - {id: cek, call: bansos, outcomes: {ada: {say: "Ada."}, gagal: {say: "Gagal."}}}
  - {id: periksa, review: [teks], text: "{ringkasan}\nBenar?", buttons: {ok: Kirim, change: Ubah, stop: Batal}}
  - {id: akhir, say: "Terkirim.", end: true}
)"});
  Talker talker("telegram", std::move(files));
  talker.says("uji").says("apa saja").says("ya");
  talker.connector_says("ada");
  CHECK(talker.asks() == "periksa");
  CHECK(talker.new_words().find("Terkirim.") == std::string::npos);
  talker.says("ya");
  CHECK(talker.last_says("Terkirim."));
}

TEST_CASE("call: one that is asked again whenever it fails ends with a person, not for ever") {
  auto circle = body;
  const std::string good = "gagal: {say: \"Tidak bisa diperiksa sekarang.\", go: akhir}";
  circle.replace(circle.find(good), good.size(), "gagal: {say: \"Sebentar lagi.\", go: cek}");
  Talker talker("telegram", {{"uji.yaml",
                              "script: uji\ntitle: Uji\nlanguages: [id]\nuses: [umum]\nstarts_when: "
                              "{says_only: [uji]}\n" +
                                  circle,
                              false}});
  talker.says("uji").says("3204012345678901").says("Siti");
  talker.waits(10min);
  CHECK(talker.connectors().size() == 10);
  CHECK_FALSE(talker.has_timer("call"));
  CHECK(talker.last_says("petugas"));
}
