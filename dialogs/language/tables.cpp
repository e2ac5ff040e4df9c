// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/tables.hpp"

#include "language_data.hpp"

namespace pintu::dialogs::language {

namespace {

std::vector<std::string_view> split(std::string_view text, std::string_view by) {
  std::vector<std::string_view> parts;
  while (true) {
    const auto at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + by.size());
  }
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
  return text;
}

}  // namespace

std::vector<Cells> rows(std::string_view file) {
  std::vector<Cells> found;
  for (const auto& table : embedded::language_data()) {
    if (table.name != file) continue;
    for (const auto line : split(table.bytes, "\n")) {
      if (trimmed(line).empty() || line.starts_with('#')) continue;
      Cells cells;
      for (const auto cell : split(line, "\t")) cells.push_back(trimmed(cell));
      found.push_back(std::move(cells));
    }
  }
  return found;
}

std::vector<std::string_view> phrases_of(std::string_view cell) {
  std::vector<std::string_view> phrases;
  for (const auto part : split(cell, "|")) {
    if (const auto phrase = trimmed(part); !phrase.empty()) phrases.push_back(phrase);
  }
  return phrases;
}

std::vector<std::string_view> every_table() {
  std::vector<std::string_view> all;
  for (const auto& table : embedded::language_data()) all.push_back(table.bytes);
  return all;
}

}  // namespace pintu::dialogs::language
