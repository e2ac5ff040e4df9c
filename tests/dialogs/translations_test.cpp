// SPDX-License-Identifier: Apache-2.0
// Sidecars: what is missing or drifted, the file renewed without losing a translator's work, and words that count in
// every language.
#include "dialogs/translations.hpp"

#include "load_support.hpp"
#include "support/catch.hpp"
#include "transcript.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

const std::string base =
    "script: uji\ntitle: Uji\nlanguages: [id, su]\n"
    "slots:\n  isi: {label: Cerita, type: text}\n"
    "steps:\n"
    "  - id: cerita\n    ask: isi\n    text: \"Silakan ceritakan masalahnya di sini.\"\n"
    "    on: {sms: {text: \"Ceritakan.\"}}\n    hints: [\"Sedikit lagi.\", \"Apa saja.\"]\n"
    "  - {id: tutup, say: \"Terima kasih.\", end: true}\n";

std::string line_of(const std::string& bytes, const std::string& path) {
  const auto at = bytes.find("  " + path + ":");
  return at == std::string::npos ? std::string() : bytes.substr(at, bytes.find('\n', at) - at);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Translation parsed(const std::string& bytes) {
  auto files = shipped();
  files.push_back({"uji.yaml", base});
  files.push_back({"uji.su.yaml", bytes});
  const auto loaded = load(files);
  return *loaded.set.translation("uji", "su");
}

std::vector<std::string> codes(const std::string& script, const std::string& sidecar) {
  std::vector<std::string> out;
  for (const auto& finding : translation_findings(texts_of({"uji.yaml", script}), parsed(sidecar)))
    out.push_back(finding.code);
  return out;
}

}  // namespace

TEST_CASE("translations: a new sidecar holds every text in written order, a channel's own too") {
  const auto made = refresh({"uji.yaml", base}, {}, "su");
  REQUIRE(made);
  CHECK(made->bytes ==
        "of: uji\nlanguage: su\nreviewed_by: \"\"\ntexts:\n"
        "  slots.isi.label: {base: \"Cerita\", text: \"\"}\n"
        "  cerita.text: {base: \"Silakan ceritakan masalahnya di sini.\", text: \"\"}\n"
        "  cerita.text.sms: {base: \"Ceritakan.\", text: \"\"}\n"
        "  cerita.hints.1: {base: \"Sedikit lagi.\", text: \"\"}\n"
        "  cerita.hints.2: {base: \"Apa saja.\", text: \"\"}\n"
        "  tutup.say: {base: \"Terima kasih.\", text: \"\"}\n");
  CHECK(made->texts == 6);
  CHECK(made->missing.size() == 6);
  CHECK(refresh({"uji.yaml", base}, made->bytes, "su")->bytes == made->bytes);
}

TEST_CASE("translations: what a translator wrote and remarked stays, whatever the script does") {
  auto sidecar = refresh({"uji.yaml", base}, {}, "su")->bytes;
  sidecar = replaced(sidecar, "reviewed_by: \"\"", "reviewed_by: \"Ibu Nani\"   # 3 Mei");
  sidecar = replaced(sidecar, "sini.\", text: \"\"", "sini.\", text: 'Mangga carioskeun masalahna di dieu.'");
  sidecar = replaced(sidecar, "  tutup.say:", "\n  # paling ahir\n  tutup.say:");
  const auto same = refresh({"uji.yaml", base}, sidecar, "su");
  CHECK(same->bytes == sidecar);

  const auto more = replaced(base, "  - {id: tutup", "  - {id: antara, say: \"Baik.\"}\n  - {id: tutup");
  const auto grown = refresh({"uji.yaml", more}, sidecar, "su");
  CHECK(grown->bytes ==
        replaced(sidecar, "\n  # paling ahir", "  antara.say: {base: \"Baik.\", text: \"\"}\n\n  # paling ahir"));
  const auto less = refresh({"uji.yaml", base}, grown->bytes, "su");
  CHECK(less->bytes == grown->bytes);
  CHECK(less->gone == std::vector<std::string>{"antara.say"});
}

TEST_CASE("translations: a small change of the text is cek, a large one usang, and the old one stays until accepted") {
  auto sidecar = refresh({"uji.yaml", base}, {}, "su")->bytes;
  sidecar = replaced(sidecar, "sini.\", text: \"\"", "sini.\", text: \"Mangga carioskeun.\", also: [\"carios\"]");
  const auto small = replaced(base, "masalahnya di sini", "masalahnya disini");
  const auto large = replaced(base, "Silakan ceritakan masalahnya di sini.", "Apa yang terjadi, dan di mana?");
  for (const auto& [script, word] : {std::pair{small, "cek"}, std::pair{large, "usang"}}) {
    INFO(word);
    const auto renewed = refresh({"uji.yaml", script}, sidecar, "su");
    CHECK((std::string(word) == "cek" ? renewed->check : renewed->outdated) == std::vector<std::string>{"cerita.text"});
    CHECK(line_of(renewed->bytes, "cerita.text") == line_of(sidecar, "cerita.text"));
    CHECK(renewed->bytes.find(std::string("  # ") + word + ": teks asal sekarang \"") != std::string::npos);
    CHECK(refresh({"uji.yaml", script}, renewed->bytes, "su")->bytes == renewed->bytes);
    const auto accepted = refresh({"uji.yaml", script}, renewed->bytes, "su", {"cerita.text"});
    CHECK(accepted->accepted == 1);
    CHECK(accepted->bytes.find("teks asal") == std::string::npos);
    CHECK(line_of(accepted->bytes, "cerita.text").ends_with("text: \"Mangga carioskeun.\", also: [\"carios\"]}"));
    // Taken back in the script: nothing is left of it.
    CHECK(refresh({"uji.yaml", base}, renewed->bytes, "su")->bytes == sidecar);
  }
}

TEST_CASE("translations: each state is a warning with its place") {
  const std::string head = "of: uji\nlanguage: su\ntexts:\n";
  const std::string rest =
      "  slots.isi.label: {base: Cerita, text: Carita}\n  cerita.text.sms: {base: Ceritakan., text: Carioskeun.}\n"
      "  cerita.hints.1: {base: Sedikit lagi., text: Sakedik deui.}\n  cerita.hints.2: {base: Apa saja., text: Naon "
      "wae.}\n"
      "  tutup.say: {base: Terima kasih., text: Hatur nuhun.}\n";
  const std::string text = "  cerita.text: {base: Silakan ceritakan masalahnya di sini., text: Mangga.}\n";
  using Codes = std::vector<std::string>;
  CHECK(codes(base, head + rest + text).empty());
  CHECK(codes(base, head + rest) == Codes{"P0170"});
  CHECK(codes(base, head + rest + "  cerita.text: {base: A, text: \"\"}\n") == Codes{"P0170"});
  CHECK(codes(replaced(base, "di sini", "disini"), head + rest + text) == Codes{"P0171"});
  CHECK(codes(replaced(base, "Silakan ceritakan", "Kapan mulai"), head + rest + text) == Codes{"P0172"});
  const auto found =
      translation_findings(texts_of({"uji.yaml", replaced(base, "di sini", "disini")}), parsed(head + rest + text));
  REQUIRE(found.size() == 1);
  CHECK(found.front().mark.line == 9);
  CHECK(found.front().severity == Finding::Severity::warning);
  CHECK(codes(base, head) == Codes{"P0170"});  // one finding for all that is not there
}

TEST_CASE("translations: a broken sidecar is refused with its line and not written over") {
  const auto broken = refresh({"uji.yaml", base}, "of: uji\ntexts:\n\tcerita.text: x\n", "su");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().message().starts_with("uji.su.yaml:3: "));
  CHECK_FALSE(refresh({"uji.yaml", base},
                      "of: uji\ntexts: {cerita.text: {base: A, text: B}, tutup.say: {base: C, text: D}}\n", "su"));
}

TEST_CASE("translations: words of every language are words of the option, the slot and the start") {
  const auto loaded =
      load_with("lapor-peka.su.yaml",
                "of: lapor-peka\nlanguage: su\ntexts:\n"
                "  slots.tampil.label: {base: Nama, text: Nami, also: [nami abdi]}\n"
                "  slots.tampil.options.dua.label: {base: Nama dan isi, text: Nami sareng eusi, also: [duanana]}\n");
  const auto* slot = loaded.set.find("lapor-peka")->slot("tampil");
  CHECK(std::ranges::count(slot->names, "nami abdi") == 1);
  CHECK(std::ranges::count(slot->options.front().also, "duanana") == 1);
}
