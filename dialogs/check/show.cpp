// SPDX-License-Identifier: Apache-2.0
#include "dialogs/check/show.hpp"

#include <algorithm>

#include "dialogs/check/codes.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs {

namespace {

// What fits a terminal: the part of a long line around the place.
constexpr std::size_t most_shown = 100, before_place = 60;

std::string_view line_of(std::string_view bytes, int line) {
  for (; line > 1; --line) {
    const auto end = bytes.find('\n');
    if (end == std::string_view::npos) return {};
    bytes.remove_prefix(end + 1);
  }
  auto text = bytes.substr(0, bytes.find('\n'));
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

std::size_t byte_of(std::string_view text, std::size_t characters) {
  std::size_t at = 0;
  while (at < text.size() && characters > 0) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
    --characters;
  }
  return at;
}

// The names in quotation marks of an Indonesian sentence.
std::string names_in(const std::string& message) {
  std::string out;
  for (std::size_t at = 0; (at = message.find('"', at)) != std::string::npos;) {
    const auto end = message.find('"', at + 1);
    if (end == std::string::npos) break;
    out += (out.empty() ? "" : ", ") + message.substr(at, end + 1 - at);
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string said(const Finding& finding, bool english) {
  const auto* code = english ? find_code(finding.code) : nullptr;
  if (code == nullptr) return finding.message + (finding.fix.empty() ? "" : " " + finding.fix);
  std::string out(code->english);
  if (const auto names = names_in(finding.message); !names.empty()) out += " Here: " + names + ".";
  constexpr std::string_view meant = "Maksud Anda ";
  if (finding.fix.starts_with(meant)) out += " Did you mean " + finding.fix.substr(meant.size());
  return out;
}

std::string shown(const Finding& finding, const std::vector<SourceFile>& files, bool english) {
  const auto& mark = finding.mark;
  const bool error = finding.severity == Finding::Severity::error;
  std::string out = mark.file + ":" + std::to_string(mark.line) + ":" + std::to_string(mark.column) + ": ";
  out += english ? (error ? "error " : "warning ") : (error ? "galat " : "peringatan ");
  out += finding.code + ": " + said(finding, english) + "\n";
  const auto file = std::ranges::find(files, mark.file, &SourceFile::name);
  if (file == files.end() || mark.line < 1) return out;
  auto line = line_of(file->bytes, mark.line);
  auto column = static_cast<std::size_t>(std::max(mark.column - 1, 0));
  if (!utf8::valid(line) || line.empty()) return out;
  std::string shown_line;
  if (column > before_place && utf8::code_points(line) > most_shown) {
    line.remove_prefix(byte_of(line, column - before_place));
    column = before_place + 1;
    shown_line = "…";
  }
  shown_line += utf8::shortened(line, most_shown);
  std::ranges::replace(shown_line, '\t', ' ');
  return out + "    " + shown_line + "\n    " + std::string(column, ' ') + "^\n";
}

}  // namespace pintu::dialogs
