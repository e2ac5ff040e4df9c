// SPDX-License-Identifier: Apache-2.0
// One slip in a shipped script, or a script of one's own, and what the checker says of it.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "dialogs/check/check.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs {

// A phone with the limits of a list: 24 letters a row, two SMS a text. The real ones are checked with the adapters.
class SmallPhone final : public Renderer {
 public:
  std::string_view kind() const override { return "sms"; }
  Rendering render(const OutboundMessage& message) const override {
    Rendering rendering;
    auto& bubble = rendering.bubbles.emplace_back();
    bubble.text = message.text;
    const auto letters = utf8::code_points(message.text);
    bubble.segments = letters <= 160 ? 1 : static_cast<int>((letters + 152) / 153);
    if (bubble.segments > 2) rendering.faults.push_back(fmt::format("SMS ini {} bagian.", bubble.segments));
    if (message.text.find("\xF0\x9F") != std::string::npos) rendering.faults.emplace_back("Huruf di luar SMS.");
    for (const auto& choice : message.choices)
      if (utf8::code_points(choice.label) > 24) rendering.faults.emplace_back("Terlalu panjang.");
    return rendering;
  }
};

inline Surroundings small_phone() {
  static const SmallPhone phone;
  Surroundings around;
  around.renderers = {&phone};
  around.values = {{"kontak.bahaya", "112"}, {"kontak.darurat", "112"}};
  return around;
}

inline std::string file_of(const std::vector<SourceFile>& files, const std::string& name) {
  return std::ranges::find(files, name, &SourceFile::name)->bytes;
}

inline std::vector<SourceFile> with_file(std::vector<SourceFile> files, const std::string& name,
                                         const std::string& bytes) {
  // Translations of what is replaced would tell that it changed.
  const auto of_it = name.substr(0, name.find('.') + 1);
  const bool script = name == of_it + "yaml";
  std::erase_if(files, [&](const SourceFile& file) {
    return file.name == name || (script && file.name.starts_with(of_it) && !file.name.ends_with(".test.yaml"));
  });
  files.push_back({name, bytes});
  return files;
}

inline std::string all_of(const std::vector<Finding>& findings) {
  std::string out;
  for (const auto& finding : findings) out += to_string(finding) + "\n";
  return out;
}

// The number of the line that holds `part`; 0 = none.
inline int line_with(const std::string& bytes, const std::string& part) {
  const auto at = bytes.find(part);
  if (at == std::string::npos) return 0;
  return static_cast<int>(std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

inline bool has(const std::vector<Finding>& findings, const std::string& code, const std::string& file, int line) {
  return std::ranges::any_of(findings, [&](const Finding& f) {
    return (code.empty() || f.code == code) && f.mark.file == file && f.mark.line == line;
  });
}

// Made in a shipped script.
struct Slip {
  std::string file, from, to;
  std::string where;  // what stands in the line that must be told
  std::string codes;  // any of these
};

// Each slip is told on the line that holds `where`, by one of its codes.
inline void told_on_their_lines(const std::vector<Slip>& slips) {
  const auto files = shipped();
  for (const auto& slip : slips) {
    auto bytes = file_of(files, slip.file);
    const auto at = bytes.find(slip.from);
    INFO(slip.file << ": " << slip.from << " -> " << slip.to);
    REQUIRE(at != std::string::npos);
    bytes.replace(at, slip.from.size(), slip.to);
    const int line = line_with(bytes, slip.where);
    REQUIRE(line > 0);
    const auto findings = check(with_file(files, slip.file, bytes), small_phone()).findings;
    INFO("line " << line << " of\n" << all_of(findings));
    const bool told = has(findings, slip.codes.substr(0, 5), slip.file, line) ||
                      (slip.codes.size() > 5 && has(findings, slip.codes.substr(6, 5), slip.file, line)) ||
                      (slip.codes.size() > 11 && has(findings, slip.codes.substr(12, 5), slip.file, line));
    CHECK(told);
  }
}

}  // namespace pintu::dialogs
