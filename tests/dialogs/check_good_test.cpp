// SPDX-License-Identifier: Apache-2.0
// What is well written is left alone: other categories, other styles, other layouts.
#include <ctime>

#include "check_support.hpp"
#include "dialogs/check/codes.hpp"
#include "dialogs/check/fix.hpp"
#include "dialogs/check/show.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::dialogs;

namespace {

std::string errors_of(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) {
    if (finding.severity == Finding::Severity::error) out += to_string(finding) + "\n";
  }
  return out;
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

const char* const head = "script: uji\ntitle: Uji coba\nlanguages: [id]\nuses: [umum]\n";
const char* const slots =
    "slots:\n"
    "  keluhan: {names: [keluhan], label: Keluhan, type: text, must: {at_least: 8 letters}}\n"
    "  judul: {names: [judul], label: Judul, type: text, guess: {first_sentence_of: keluhan}}\n"
    "  jenis:\n"
    "    names: [jenis]\n"
    "    label: Jenis\n"
    "    type: choice\n"
    "    options:\n"
    "      - {id: pohon, label: Pohon tumbang}\n"
    "      - {id: parkir, label: \"Parkir, liar\"}\n"
    "      - {id: lain, label: Lainnya}\n";
const char* const sending =
    "  - {id: periksa, review: [judul, keluhan, jenis], text: \"Sudah benar?\\n{ringkasan}\", on: {sms: {text: "
    "\"{ringkasan.pendek} 77 KIRIM 78 UBAH 79 BATAL\"}}}\n"
    "  - id: kirim\n"
    "    send: {to: lapor}\n"
    "    text: \"Tersimpan. Nomor: {nomor}\"\n"
    "    outcomes:\n"
    "      diterima: {say: \"Sudah masuk.\"}\n"
    "      tertunda: {say: \"Dikirim ulang otomatis.\"}\n"
    "      perlu_orang: {say: \"Sedang dipastikan.\", handoff: verifikator}\n"
    "      ditolak: {say: \"Dikembalikan: {lapor.alasan}\", handoff: verifikator}\n"
    "    end: true\n";

std::string asking(const std::string& steps) { return std::string(head) + slots + "steps:\n" + steps + sending; }

const char* const plain =
    "  - id: cerita\n    ask: keluhan\n    text: Apa keluhannya?\n    hints: [Ceritakan sedikit lagi.]\n"
    "  - id: pilih\n    ask: jenis\n    text: Jenisnya apa?\n    hints: [Balas nomornya.]\n";

std::vector<std::pair<std::string, std::string>> good_scripts() {
  const auto files = shipped();
  const auto ours = file_of(files, "lapor-aduan.yaml");
  std::vector<std::pair<std::string, std::string>> good{
      {"lapor-aduan.yaml", ours},
      {"lapor-aduan.yaml", replaced(ours, "label: Lainnya", "label: Yang lain")},
      {"lapor-aduan.yaml",
       replaced(ours, "{id: lampu,     label: Lampu jalan (PJU),", "{id: lampu, label: Lampu mati,")},
      {"lapor-aduan.yaml",
       replaced(ours, "      - {id: lain,      label: Lainnya}", "      - id: lain\n        label: Lainnya")},
      {"lapor-aduan.yaml", replaced(ours, "title: Lapor aduan (SP4N-LAPOR!)", "title: 'Lapor: aduan # warga'")},
      {"lapor-aduan.yaml", replaced(ours, "\"Laporan ini soal apa?\"", "Laporan ini soal apa?")},
      {"lapor-aduan.yaml", replaced(ours, "\"Laporan ini soal apa?\"", "'Laporan ini soal apa?'")},
      {"lapor-aduan.yaml", replaced(ours, "\"Laporan ini soal apa?\"", "|\n      Laporan ini\n      soal apa?")},
      {"lapor-aduan.yaml", replaced(ours, "\"Laporan ini soal apa?\"", ">\n      Laporan ini\n      soal apa?")},
      {"lapor-aduan.yaml", replaced(ours, "\"Laporan ini soal apa?\"", "\"Laporan ini\n      soal apa?\"")},
      {"lapor-aduan.yaml",
       replaced(ours, "\"Laporan ini soal apa?\"", "\"Laporan ini soal apa?\"  # pertanyaan kedua")},
      {"lapor-aduan.yaml", replaced(ours, "slots:\n", "# isian\nslots:\n\n")},
      {"lapor-aduan.yaml", replaced(ours, "hints: [\"Kirim fotonya,", "hints:\n      [\"Kirim fotonya,")},
      {"lapor-aduan.yaml", replaced(ours, "    skip_label: Tidak ada foto", "    skip_label: \"Tidak ada foto\"")},
      {"lapor-aduan.yaml", replaced(ours, "joins: 8s", "joins: 12s")},
      {"lapor-aduan.yaml", replaced(ours, "  keep: 7d", "  keep: 3d")},
      {"lapor-aduan.yaml", replaced(ours, "languages: [id, su, en]", "languages: [id]")},
      {"lapor-aduan.yaml", replaced(ours, "languages: [id, su, en]", "languages:\n  - id\n  - su")},
      {"lapor-aduan.yaml",
       replaced(ours, "  - id: bukti\n    when: {kategori: pelecehan}\n    then: {go: periksa}\n", "")},
      {"lapor-aduan.yaml", replaced(ours, "then: {go: periksa}", "then: {go: periksa}\n    else: {go: foto}")},
      {"lapor-aduan.yaml", replaced(ours, "    after_tries: {3: {set: {kategori: lain}}}\n", "")},
      {"uji.yaml", asking(plain)},
      {"uji.yaml", asking(std::string(plain) + "  - {id: info, say: 'Terima kasih.'}\n")},
      {"uji.yaml",
       asking(std::string(plain) + "  - {id: cabang, when: {jenis: [pohon, parkir]}, then: {go: periksa}, else: "
                                   "{say: \"Baik.\"}}\n  - {id: terus, say: Lanjut.}\n")},
      {"uji.yaml", asking(std::string(plain) +
                          "  - id: yakin\n    choose:\n      - {id: ya, label: Ya}\n      - {id: ulang, label: Ubah "
                          "ceritanya, go: cerita}\n    text: Lanjut?\n    hints: [Pilih satu.]\n")},
      {"uji.yaml", asking(std::string(plain) + "  - {id: tanya, handoff: umum, text: Petugas kami panggil.}\n")},
      {"uji.yaml", std::string(head) + "steps:\n  - {id: a, say: Halo.}\n"},
      {"uji.yaml", std::string(head) + "steps:\n- id: a\n  say: Halo.\n- id: b\n  say: Lagi.\n  end: true\n"},
      {"uji.yaml",
       std::string(head) + "starts_when: {says_only: [bank sampah]}\nsteps:\n  - {id: a, say: \"Halo: ya\"}\n"},
      {"umum.yaml", replaced(file_of(files, "umum.yaml"), "thanks: \"Sama-sama.\"", "thanks: Sama-sama")},
      {"darurat.yaml", "reviewed_by: \"dr. Contoh\"\n" +
                           replaced(file_of(files, "darurat.yaml"), "Naik ke tempat tinggi", "Naik ke lantai atas")},
  };
  std::string windows;
  for (const char each : ours) windows += each == '\n' ? std::string("\r\n") : std::string(1, each);
  good.emplace_back("lapor-aduan.yaml", windows);
  good.emplace_back("lapor-aduan.yaml", "\xEF\xBB\xBF" + ours);
  good.emplace_back("lapor-aduan.yaml", "---\n" + ours);
  return good;
}

}  // namespace

TEST_CASE("check: the shipped scripts have no error") {
  CHECK(errors_of(check(shipped(), small_phone()).findings).empty());
}

TEST_CASE("check: good scripts have no error") {
  const auto good = good_scripts();
  CHECK(good.size() >= 25);
  for (const auto& [name, bytes] : good) {
    INFO(bytes);
    CHECK(errors_of(check(with_file(shipped(), name, bytes), small_phone()).findings).empty());
  }
}

TEST_CASE("check: one fault of syntax a block, and those of meaning in the others") {
  auto bytes = file_of(shipped(), "lapor-aduan.yaml");
  bytes = replaced(bytes, "  keep: 7d", "  keep: \"7d");
  bytes = replaced(bytes, "label: Lainnya}", "label: Lainnya");
  bytes = replaced(bytes, "skip_label: Tidak", "skiplabel: Tidak");
  const auto findings = check(with_file(shipped(), "lapor-aduan.yaml", bytes), small_phone()).findings;
  INFO(all_of(findings));
  CHECK(has(findings, "P0001", "lapor-aduan.yaml", line_with(bytes, "keep: \"7d")));
  CHECK(has(findings, "", "lapor-aduan.yaml", line_with(bytes, "label: Lainnya")));
  CHECK(has(findings, "P0102", "lapor-aduan.yaml", line_with(bytes, "skiplabel")));
  CHECK(findings.size() == 3);  // what the broken block would have defined is not missed
}

TEST_CASE("check: without a configuration names of siblings and defaults are known, with one only its own") {
  const auto script = asking(std::string(plain) + "  - {id: d, handoff: dinas-pu, text: Petugas kami panggil.}\n");
  auto around = small_phone();
  const auto desks = [&] {
    return has(check(with_file(shipped(), "uji.yaml", script), around).findings, "P0155", "uji.yaml",
               line_with(script, "dinas-pu"));
  };
  CHECK(desks());
  around.installed = Installed{{}, {"lapor"}, {"dinas-pu"}};
  CHECK_FALSE(desks());
  around.installed->agencies.clear();
  CHECK(has(check(with_file(shipped(), "uji.yaml", script), around).findings, "P0160", "uji.yaml",
            line_with(script, "to: lapor")));
}

TEST_CASE("check: every code that is given is in the table, with its severity") {
  for (const auto& rows : {codes_of_files(), codes_of_blocks(), codes_of_meaning()}) {
    for (const auto& code : rows) {
      CHECK(code.code.size() == 5);
      CHECK_FALSE(code.title.empty());
      CHECK_FALSE(code.english.empty());
      CHECK(find_code(code.code) == &code);  // none twice
    }
  }
  CHECK(find_code("P9999") == nullptr);
}

TEST_CASE("check: a finding shows its line and a caret") {
  const std::vector<SourceFile> files{{"uji.yaml", "script: uji\nstepz: []\n"}};
  Finding finding;
  finding.mark = {"uji.yaml", 2, 1};
  finding.code = "P0102";
  finding.message = "\"stepz\" tidak dikenal di naskah ini.";
  finding.fix = "Maksud Anda \"steps\"?";
  CHECK(shown(finding, files, false) ==
        "uji.yaml:2:1: galat P0102: \"stepz\" tidak dikenal di naskah ini. Maksud Anda \"steps\"?\n"
        "    stepz: []\n    ^\n");
  CHECK(shown(finding, files, true) ==
        "uji.yaml:2:1: error P0102: This key is not known here. Here: \"stepz\". Did you mean \"steps\"?\n"
        "    stepz: []\n    ^\n");
}

TEST_CASE("check: what is mechanical is put right") {
  const auto [from, to] = GENERATE(table<std::string, std::string>({
      {"a:\n\tb: c\n", "a:\n  b: c\n"},
      {"a:\xC2\xA0"
       "b\n",
       "a: b\n"},
      {"a: “b c”\n", "a: \"b c\"\n"},
      {"a: Jalan no #3\n", "a: \"Jalan no #3\"\n"},
      {"a: *Penting* sekali\n", "a: \"*Penting* sekali\"\n"},
      {"a: Alamat: Jalan Dago\n", "a: \"Alamat: Jalan Dago\"\n"},
      {"a: {label: Got, selokan}\n", "a: {label: \"Got, selokan\"}\n"},
      {"a: {label: Got, selokan, id: got}\n", "a: {label: \"Got, selokan\", id: got}\n"},
      {"a: b\nc: \"d\n", "a: b\nc: \"d\n"},  // where a text ends only its author knows
      {"a: b\n", "a: b\n"},
  }));
  const auto fixed = fix({"uji.yaml", from});
  CHECK(fixed.bytes == to);
  CHECK(fixed.done.empty() == (from == to));
}

TEST_CASE("check: no bytes take long") {
  std::string keys = "script: uji\n", steps = "script: uji\nsteps:\n", texts = "script: uji\nsteps:\n",
              broken = "script: uji\n", nested = "script: uji\nsteps:\n  - {id: a, when: ";
  while (keys.size() < 250 * 1024) keys += "kunci-" + std::to_string(keys.size()) + ": x\n";
  for (int i = 0; steps.size() < 250 * 1024; ++i)
    steps += fmt::format("- {{id: l{}, when: {{a: b}}, then: {{go: l{}}}}}\n", i, i / 2);
  for (int i = 0; texts.size() < 250 * 1024; ++i)
    texts += fmt::format("- {{id: l{}, say: \"{{isi}} mohon a.\", go: l{}}}\n", i, i + 1);
  while (broken.size() < 250 * 1024) broken += "k" + std::to_string(broken.size()) + ": \"x\n";
  nested += std::string(60, '{');
  for (const auto& bytes : {keys, steps, texts, broken, nested}) {
    const auto began = std::clock();
    CHECK_FALSE(check(with_file(shipped(), "uji.yaml", bytes), small_phone()).findings.empty());
    const auto took = static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC;
    INFO(bytes.substr(0, 60) << ": " << took);
    CHECK(took < 10);  // unoptimised; a second where it is
  }
}
