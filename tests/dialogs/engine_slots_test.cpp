// SPDX-License-Identifier: Apache-2.0
// Every slot kind in a script of the test's own.
#include "dialogs/transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs;
using namespace pintu::dialogs::test;
using namespace std::chrono_literals;

namespace {

Talker with(const std::string& slots, const std::string& steps, const std::string& channel = "telegram") {
  return Talker(channel,
                {{"uji.yaml",
                  "script: uji\ntitle: Uji\nlanguages: [id]\nuses: [umum]\nstarts_when: {says_only: [mulai uji]}\n"
                  "slots:\n" +
                      slots + "steps:\n" + steps + "  - {id: akhir, say: \"Terima kasih.\", end: true}\n"}});
}

}  // namespace

TEST_CASE("slots: a yes-no that may be unknown offers that too, and unknown is never no") {
  auto talker =
      with("  korban: {names: [korban], label: Korban, type: yesno, unknown: true}\n",
           "  - {id: satu, ask: korban, text: \"Ada korban?\", hints: [\"Balas ya atau tidak.\"]}\n"
           "  - {id: cabang, when: {korban: unknown}, then: {say: \"Belum tahu.\"}, else: {say: \"Tahu.\"}}\n");
  talker.says("mulai uji");
  REQUIRE(talker.asks() == "korban");
  REQUIRE(talker.choices().size() == 3);
  SECTION("by a tap") { talker.taps(2); }
  SECTION("by words") { talker.says("teu terang"); }
  CHECK(talker.new_words().find("Belum tahu.") != std::string::npos);
}

TEST_CASE("slots: a number, a phone, with what cannot be read") {
  auto talker = with(
      "  jumlah: {names: [jumlah], label: Jumlah, type: number}\n"
      "  hp: {names: [hp, nomor hp], label: Nomor HP, type: phone}\n",
      "  - {id: satu, ask: jumlah, text: \"Berapa orang?\", hints: [\"Tulis angkanya.\"]}\n"
      "  - {id: dua, ask: hp, text: \"Nomor HP?\", hints: [\"Contoh: 0812...\"]}\n"
      "  - {id: cek, say: \"{jumlah} orang, {hp}\"}\n");
  talker.says("mulai uji").says("banyak sekali");
  REQUIRE(talker.asks() == "jumlah");
  CHECK(talker.last_says("Tulis angkanya"));
  talker.says("dua puluh lima");
  REQUIRE(talker.asks() == "hp");
  talker.says("jumlahnya 30").says("0812 3456 7890");
  CHECK(talker.new_words().find("30 orang, 0812 3456 7890") != std::string::npos);
}

TEST_CASE("slots: what is secret is never shown, and no desk reads it") {
  auto talker = with("  pin: {names: [pin], label: PIN, type: secret}\n",
                     "  - {id: satu, ask: pin, text: \"PIN?\"}\n  - {id: cek, say: \"Anda menulis {pin}.\"}\n"
                     "  - {id: dua, handoff: umum, text: \"Diteruskan.\"}\n");
  talker.says("mulai uji").says("rahasia-4711");
  CHECK(talker.new_words().find("4711") == std::string::npos);
  REQUIRE_FALSE(talker.handoffs().empty());
  CHECK(talker.handoffs().back().text.find("4711") == std::string::npos);
}

TEST_CASE("slots: a question that a channel skips is not reached by go either") {
  auto talker = with(
      "  tahu: {names: [tahu], label: Tahu, type: yesno}\n  foto: {names: [foto], label: Foto, type: photo, optional: "
      "true, skip_on: [sms]}\n",
      "  - {id: satu, ask: tahu, text: \"Tahu?\", then: {go: foto}}\n"
      "  - {id: foto, ask: foto, text: \"Foto?\"}\n",
      "sms");
  talker.says("mulai uji").says("ya");
  CHECK(talker.last_says("Terima kasih."));
}

TEST_CASE("slots: a script that walks in a circle ends with a person, not with silence") {
  auto talker = with("  tahu: {names: [tahu], label: Tahu, type: yesno}\n",
                     "  - {id: satu, ask: tahu, text: \"Tahu?\"}\n"
                     "  - {id: putar, when: {tahu: yes}, then: {go: putar2}}\n"
                     "  - {id: lain, say: \"Baik.\", go: akhir}\n"
                     "  - {id: putar2, when: {tahu: yes}, then: {go: putar}}\n");
  talker.says("mulai uji").says("ya");
  CHECK(talker.last_says("gangguan"));
  REQUIRE(talker.handoffs().size() == 1);
  CHECK_FALSE(talker.conversation().talk);
}

TEST_CASE("slots: a story answers a first question that takes one message, too") {
  Talker talker("telegram",
                {{"lapor-aduan.yaml",
                  "script: lapor-aduan\ntitle: Uji\nlanguages: [id]\nuses: [umum]\nstarts_when: {anything: true}\n"
                  "slots:\n  isi: {names: [isi], label: Isi, type: text}\n"
                  "  tahu: {names: [tahu], label: Tahu, type: yesno}\n"
                  "steps:\n  - {id: satu, ask: isi, text: \"Apa?\"}\n  - {id: dua, ask: tahu, text: \"Tahu?\"}\n"
                  "  - {id: akhir, say: \"Selesai.\", end: true}\n"}});
  talker.says("lampu jalan di depan rumah saya mati");
  CHECK(talker.asks() == "tahu");
  CHECK(talker.slot("isi").text == "lampu jalan di depan rumah saya mati");
}

TEST_CASE("slots: an answer to a question that was asked again keeps what it was") {
  Talker talker;
  talker.says("lampu jalan mati total di dekat rumah saya").waits(30s).says("ya").says("Jl. Dago 10").says("kembali");
  REQUIRE(talker.asks() == "lokasi");
  talker.says("Jl. Riau 7");
  CHECK(talker.slot("lokasi").earlier == std::vector<std::string>{"Jl. Dago 10"});
}
