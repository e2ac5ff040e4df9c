// SPDX-License-Identifier: Apache-2.0
// A page of documentation as a test reads it: its fenced blocks, and whether a program's output is what a block shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pintu::test {

struct Block {
  std::string language;  // "yaml", "console"
  std::string name;      // what stands behind it: a file's name
  std::string text;      // with its line ends
  int line = 0;          // of the opening fence
};

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

inline std::vector<Block> blocks_of(std::string_view page) {
  std::vector<Block> blocks;
  bool inside = false;
  int number = 0;
  for (const auto& line : lines_of(page)) {
    ++number;
    if (!line.starts_with("```")) {
      if (inside) blocks.back().text += line + "\n";
      continue;
    }
    inside = !inside;
    if (!inside) continue;
    const auto space = line.find(' ');
    blocks.push_back({line.substr(3, space == std::string::npos ? space : space - 3),
                      space == std::string::npos ? std::string() : line.substr(space + 1),
                      {},
                      number});
  }
  return blocks;
}

// "$ pintu check naskah" and the lines that are shown under it.
struct Shown {
  std::string command;
  std::vector<std::string> output;
};

inline std::vector<Shown> commands_of(const Block& block) {
  std::vector<Shown> shown;
  for (const auto& line : lines_of(block.text)) {
    if (line.starts_with("$ ")) {
      shown.push_back({line.substr(2), {}});
    } else if (!shown.empty()) {
      shown.back().output.push_back(line);
    }
  }
  return shown;
}

// The first shown line that the output does not hold in this order; empty when all are there. A line "…" stands for any
// lines, a "…" in a line for any letters.
inline std::string missing(const std::vector<std::string>& shown, const std::vector<std::string>& output) {
  constexpr std::string_view any = "…";
  const auto fits = [&](std::string_view wanted, std::string_view line) {
    for (bool first = true;; first = false) {
      const auto at = wanted.find(any);
      const auto part = wanted.substr(0, at);
      const auto found = line.find(part);
      if (found == std::string_view::npos || (first && found != 0)) return false;
      line.remove_prefix(found + part.size());
      if (at == std::string_view::npos) return part.empty() || line.empty();
      wanted.remove_prefix(at + any.size());
    }
  };
  std::size_t next = 0;
  bool skips = false;
  for (const auto& wanted : shown) {
    if (wanted == any) {
      skips = true;
      continue;
    }
    while (skips && next < output.size() && !fits(wanted, output[next])) ++next;
    if (next == output.size() || !fits(wanted, output[next])) return wanted;
    ++next;
    skips = false;
  }
  return {};
}

}  // namespace pintu::test
