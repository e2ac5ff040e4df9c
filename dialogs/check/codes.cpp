// SPDX-License-Identifier: Apache-2.0
#include "dialogs/check/codes.hpp"

#include <algorithm>
#include <array>

namespace pintu::dialogs {

namespace {

bool is_error(const Code& code) { return code.severity == Finding::Severity::error; }

std::array<std::span<const Code>, 3> all() { return {codes_of_files(), codes_of_blocks(), codes_of_meaning()}; }

}  // namespace

const Code* find_code(std::string_view code) {
  for (const auto rows : all()) {
    const auto it = std::ranges::find(rows, code, &Code::code);
    if (it != rows.end()) return &*it;
  }
  return nullptr;
}

std::string explained(const Code& code, bool english) {
  std::string out(code.code);
  if (english) return out + (is_error(code) ? " (error): " : " (warning): ") + std::string(code.english) + "\n";
  out += (is_error(code) ? " (galat): " : " (peringatan): ") + std::string(code.title) + "\n";
  if (!code.explanation.empty()) out += std::string(code.explanation) + "\n";
  if (!code.example.empty()) out += "Contoh: " + std::string(code.example) + "\n";
  return out;
}

std::string page_of_codes() {
  constexpr std::array<std::string_view, 3> titles{"Cara menulis berkas", "Isi berkas", "Yang terjadi karenanya"};
  std::string out =
      "# Temuan `pintu check`\n\n"
      "Halaman ini dibuat dari kode program (`pintu check --codes`); jangan disunting. Kode tidak pernah berganti "
      "arti. "
      "Galat mencegah naskah diterbitkan, peringatan tidak.\n";
  for (std::size_t i = 0; i < titles.size(); ++i) {
    out += "\n## " + std::string(titles[i]) + "\n";
    const auto rows = all()[i];
    for (const auto& code : rows) {
      out += "\n### " + std::string(code.code) + (is_error(code) ? " (galat)" : " (peringatan)") + "\n\n" +
             std::string(code.title) + "\n";
      if (!code.explanation.empty()) out += std::string(code.explanation) + "\n";
      if (!code.example.empty()) out += "\n```\n" + std::string(code.example) + "\n```\n";
    }
  }
  return out;
}

}  // namespace pintu::dialogs
