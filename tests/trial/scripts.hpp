// SPDX-License-Identifier: Apache-2.0
// A small script beside the shipped general ones, so that tests of the runner hang on no shipped wording.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "gateway/trial/trial.hpp"
#include "support/catch.hpp"

namespace pintu::trial::test {

inline const std::string small_script = R"(script: jalan
title: Laporan jalan
languages: [id]
uses: [umum]
starts_when: {says_only: [jalan], anything: true, menu: Lapor jalan}
draft:
  keep: 7d
  resume: "Laporan *{isi}* belum terkirim. Lanjutkan?"
  resume_choose: [Lanjutkan, Buat baru, Hapus]
slots:
  isi: {names: [isi, cerita], label: Cerita, type: text, must: {at_least: 8 letters}, never_a_command: true}
  jenis:
    names: [jenis]
    label: Jenis
    type: choice
    guess: {from: isi}
    options:
      - {id: lubang, label: Lubang, also: [jalan berlubang]}
      - {id: lampu, label: Lampu jalan, also: [pju]}
      - {id: selokan, label: Selokan}
      - {id: lain, label: Lainnya}
  lokasi: {names: [lokasi, tempat], label: Tempat, type: place}
steps:
  - {id: cerita, ask: isi, text: "Apa masalahnya?", joins: 8s, hints: ["Tulis sedikit lagi."]}
  - {id: pilih, ask: jenis, guessed: "Ini soal *{jenis}*?", text: "Soal apa?", hints: ["Balas nomornya."]}
  - {id: di-mana, ask: lokasi, text: "Di mana tempatnya?", hints: ["Tulis nama jalan."], after_tries: {2: {keep_text: true}}}
  - id: periksa
    review: [isi, jenis, lokasi]
    text: "Sudah benar?\n{ringkasan}"
    on: {sms: {text: "{ringkasan.pendek}. 77 KIRIM 78 UBAH 79 BATAL"}}
    buttons: {ok: Kirim, change: Ubah, stop: Batal}
  - id: kirim
    send: {to: lapor, as: pengaduan}
    text: "Tersimpan dengan nomor {nomor}."
    outcomes:
      diterima: {say: "Laporan {nomor} diterima sebagai {lapor.nomor}."}
      tertunda: {say: "Laporan {nomor} masih menunggu."}
      perlu_orang: {say: "Laporan {nomor} diperiksa petugas.", handoff: verifikator}
      ditolak: {say: "Laporan {nomor} ditolak: {lapor.alasan}.", handoff: verifikator}
    end: true
)";

// The small script instead of the shipped one that every story starts, with these tests.
inline std::vector<dialogs::SourceFile> with_tests(const std::string& tests, const std::string& script = small_script) {
  auto files = dialogs::shipped();
  std::erase_if(files, [](const auto& file) {
    return file.name.starts_with("lapor-") || file.name.find(".test.") != std::string::npos ||
           std::ranges::count(file.name, '.') > 1;
  });
  files.push_back({"jalan.yaml", script});
  files.push_back({"jalan.test.yaml", tests});
  return files;
}

// `lines` of one test on Telegram, each as it stands under `talk:`.
inline std::string one_test(const std::vector<std::string>& lines, const std::string& more = "channel: telegram") {
  std::string yaml = "script: jalan\ntests:\n  - test: satu\n";
  std::string line;
  for (const char c : more + "\n") {
    if (c != '\n') {
      line += c;
      continue;
    }
    yaml += "    " + line + "\n";
    line.clear();
  }
  yaml += "    talk:\n";
  for (const auto& each : lines) yaml += "      - " + each + "\n";
  return yaml;
}

inline Report try_lines(const std::vector<std::string>& lines, const std::string& more = "channel: telegram") {
  auto report = run(with_tests(one_test(lines, more)));
  INFO(to_text(report, false));
  REQUIRE(report.findings.empty());
  REQUIRE(report.tests.size() == 1);
  return report;
}

inline bool passes(const std::vector<std::string>& lines, const std::string& more = "channel: telegram") {
  const auto report = try_lines(lines, more);
  UNSCOPED_INFO(to_text(report, false));
  return report.good();
}

// The one failure, as a person reads it.
inline std::string failure_of(const std::vector<std::string>& lines, const std::string& more = "channel: telegram") {
  const auto report = try_lines(lines, more);
  const auto& failures = report.tests.front().failures;
  if (failures.empty()) return "(passed)";
  std::string text = std::to_string(failures.front().mark.line) + ": " + failures.front().expected + "\n";
  for (const auto& line : failures.front().shown) text += line + "\n";
  return text + failures.front().hint;
}

}  // namespace pintu::trial::test
