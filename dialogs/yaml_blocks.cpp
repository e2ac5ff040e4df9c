// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml_blocks.hpp"

#include <algorithm>
#include <map>

#include "dialogs/yaml_quotes.hpp"

namespace pintu::yaml {

namespace {

// More of them than any script has: what follows stays in one piece.
constexpr std::size_t most_blocks = 100;

struct Block {
  std::string name;
  int first_line = 1;
  std::string_view bytes;
};

bool begins_block(std::string_view line) {
  return !line.empty() && !std::string_view(" \t\r\n#-[]{},").contains(line.front());
}

std::string name_of(std::string_view line) {
  auto name = line.substr(0, line.find_first_of(":\r\n \t"));
  if (name.size() > 1 && (name.front() == '"' || name.front() == '\'')) name = name.substr(1, name.size() - 2);
  return std::string(name);
}

std::vector<Block> split(std::string_view bytes) {
  std::vector<Block> blocks;
  std::size_t begin = 0;
  int number = 0;
  int first = 1;
  std::string name;
  for (std::size_t at = 0; at < bytes.size() && blocks.size() < most_blocks;) {
    const auto line = bytes.substr(
        at, bytes.find('\n', at) == std::string_view::npos ? std::string_view::npos : bytes.find('\n', at) + 1 - at);
    ++number;
    if (begins_block(line)) {
      if (at > begin && !name.empty()) {
        blocks.push_back({name, first, bytes.substr(begin, at - begin)});
        begin = at;
        first = number;
      }
      name = name_of(line);
    }
    at += line.size();
  }
  blocks.push_back({name, first, bytes.substr(begin)});
  return blocks;
}

void shift(Node& node, int lines) {
  node.place.line += lines;
  for (auto& item : node.items) shift(item, lines);
  for (auto& entry : node.entries) {
    entry.place.line += lines;
    shift(entry.value, lines);
  }
}

bool is_syntax(const Fault& fault) { return fault.code == "P0001" || fault.code == "P0014"; }

// A quote that was never closed runs to the next one, lines away: the fault is where it opens.
void at_open_quote(std::string_view bytes, Parsed& parsed) {
  const auto quotes = look_at_quotes(bytes);
  if (quotes.unclosed.empty()) return;
  const auto place = quotes.unclosed.front();
  const auto echo = std::ranges::find_if(parsed.faults, is_syntax);
  if (echo != parsed.faults.end() && echo->place.line < place.line) return;
  std::erase_if(parsed.faults, [&](const Fault& f) { return is_syntax(f) || f.place.line >= place.line; });
  parsed.faults.push_back(
      {place, "P0001", "Tanda kutip pembuka di sini tidak ditutup.", "Tambahkan tanda kutip penutup di akhir teks."});
}

std::size_t indent_of(std::string_view line) { return std::min(line.find_first_not_of(' '), line.size()); }

// YAML stumbles over the line below one whose spaces are odd: that one is meant.
void at_odd_line(std::string_view bytes, Parsed& parsed) {
  const auto fault = std::ranges::find_if(parsed.faults, is_syntax);
  if (fault == parsed.faults.end()) return;
  std::string_view line, above;
  int number = 0, of_above = 0;
  while (!bytes.empty() && number < fault->place.line) {
    if (line.find_first_not_of(" \r") != std::string_view::npos) {
      above = line;
      of_above = number;
    }
    line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    ++number;
  }
  if (number != fault->place.line || indent_of(above) % 2 == 0 || indent_of(line) % 2 != 0) return;
  *fault = {{of_above, static_cast<int>(indent_of(above)) + 1},
            "P0001",
            "Jumlah spasi di awal baris ini tidak cocok.",
            "Samakan dengan baris di atas atau di bawahnya."};
}

void take_block(const Block& block, Blocks& out, std::map<std::string, int>& seen) {
  auto parsed = parse(block.bytes);
  const int lines = block.first_line - 1;
  if (!parsed.whole) {
    at_odd_line(block.bytes, parsed);
    at_open_quote(block.bytes, parsed);
    if (!block.name.empty()) out.broken.insert(block.name);
  }
  for (auto& fault : parsed.faults) {
    fault.place.line += lines;
    out.faults.push_back(std::move(fault));
  }
  if (!parsed.root.is_mapping()) {
    if (block.name.empty() || !parsed.whole) return;
    out.broken.insert(block.name);
    out.faults.push_back({{block.first_line, 1}, "P0001", "Baris ini kurang titik dua.", "Tulis nama: isi."});
    return;
  }
  if (!parsed.whole) return;
  for (auto& entry : parsed.root.entries) {
    shift(entry.value, lines);
    entry.place.line += lines;
    const auto [first, added] = seen.emplace(entry.key, entry.place.line);
    if (added) {
      out.root.entries.push_back(std::move(entry));
      continue;
    }
    out.faults.push_back(
        {entry.place, "P0013",
         "\"" + entry.key + "\" ditulis dua kali, yang pertama di baris " + std::to_string(first->second) + ".",
         "Hapus salah satu."});
  }
}

}  // namespace

Blocks parse_blocks(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  auto parsed = parse(bytes);
  const bool hopeless = !parsed.whole && std::ranges::none_of(parsed.faults, is_syntax);
  Blocks out;
  out.root.kind = Node::Kind::mapping;
  if (parsed.whole || hopeless) {
    out.root = std::move(parsed.root);
    out.faults = std::move(parsed.faults);
    out.unreadable = !parsed.whole;
  } else {
    std::map<std::string, int> seen;
    for (const auto& block : split(bytes)) take_block(block, out, seen);
    out.unreadable = out.root.entries.empty();
    std::ranges::sort(out.faults, {}, [](const Fault& f) { return std::tuple(f.place.line, f.place.column, f.code); });
  }
  for (auto& fault : look_at_quotes(bytes).faults) {
    // It says why the rest of the line could not be read.
    std::erase_if(out.faults, [&](const Fault& f) { return is_syntax(f) && f.place.line == fault.place.line; });
    out.faults.push_back(std::move(fault));
  }
  return out;
}

}  // namespace pintu::yaml
