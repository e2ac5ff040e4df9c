// SPDX-License-Identifier: Apache-2.0
// Scripts written in a test, beside the shipped ones.
#pragma once

#include <fmt/format.h>

#include <string>

#include "dialogs/library.hpp"

namespace pintu::dialogs {

// The shipped set, with `bytes` as the file `name`.
inline Loaded load_with(const std::string& name, const std::string& bytes) {
  auto files = shipped();
  std::erase_if(files, [&](const SourceFile& file) { return file.name == name; });
  files.push_back({name, bytes});
  return load(files);
}

// "line:column code fix" of every finding, one a line.
inline std::string findings_of(const Loaded& loaded) {
  std::string out;
  for (const auto& finding : loaded.findings) {
    out +=
        fmt::format("{}:{} {}{}{}\n", finding.mark.line, finding.mark.column, finding.code,
                    finding.fix.starts_with("Maksud") ? " " : "", finding.fix.starts_with("Maksud") ? finding.fix : "");
  }
  return out;
}

// A whole small script, lines of `body` behind the first two.
inline std::string script_of(const std::string& body) { return "script: uji\ntitle: Uji\n" + body; }

inline constexpr const char* two_slots =
    "slots:\n"
    "  isi: {label: Cerita, type: text}\n"
    "  soal: {label: Soal, type: choice, options: [{id: jalan, label: Jalan}, {id: lain, label: Lainnya}]}\n";

}  // namespace pintu::dialogs
