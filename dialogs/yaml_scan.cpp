// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml_scan.hpp"

#include "gateway/base/utf8.hpp"

namespace pintu::yaml {

namespace {

struct Line {
  std::string_view text;
  int number;
};

void scan_indent(const Line& line, std::vector<Fault>& faults) {
  const auto first = line.text.find_first_not_of(' ');
  if (first != std::string_view::npos && line.text[first] == '\t') {
    faults.push_back(
        {{line.number, static_cast<int>(first) + 1}, "P0002", "Ada tab di awal baris.", "Ganti tab dengan spasi."});
  }
}

void scan_odd_spaces(const Line& line, std::vector<Fault>& faults) {
  for (const std::string_view odd : {"\xC2\xA0", "\xE2\x80\xAF", "\xE3\x80\x80"}) {
    if (const auto at = line.text.find(odd); at != std::string_view::npos) {
      faults.push_back({{line.number, static_cast<int>(at) + 1},
                        "P0003",
                        "Ada spasi khusus (tidak terlihat bedanya) di baris ini.",
                        "Hapus spasi itu dan ketik ulang dengan tombol spasi."});
    }
  }
}

// ` #` in an unquoted text begins a comment, and the rest of the text is silently gone.
void scan_hash(const Line& line, std::vector<Fault>& faults) {
  char quote = 0;
  bool text_before = false;
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    const char c = line.text[i];
    if (quote != 0) {
      if (quote == '"' && c == '\\') ++i;
      if (c == quote) quote = 0;
      continue;
    }
    const char before = i == 0 ? ' ' : line.text[i - 1];
    const bool starts_value = before == ' ' || before == '[' || before == '{' || before == ',' || before == ':';
    if ((c == '"' || c == '\'') && starts_value) {
      quote = c;
      text_before = false;
      continue;
    }
    if (c == '#' && before == ' ') {
      const auto last = line.text.find_last_not_of(' ', i - 1);
      const char end = last == std::string_view::npos ? ' ' : line.text[last];
      const bool after_plain = text_before && end != ':' && end != ',' && end != ']' && end != '}' && end != '"' &&
                               end != '\'' && end != '-' && end != '|' && end != '>';
      // A remark set apart by two spaces is what people write on purpose.
      const bool set_apart = i >= 2 && line.text[i - 2] == ' ';
      if (after_plain && !set_apart) {
        faults.push_back({{line.number, static_cast<int>(i) + 1},
                          "P0004",
                          "Tanda # memotong teks ini: sisanya dianggap catatan.",
                          "Beri tanda kutip pada seluruh teks, atau dua spasi sebelum # bila memang catatan."});
      }
      return;
    }
    if (c == ':' && (i + 1 == line.text.size() || line.text[i + 1] == ' '))
      text_before = false;
    else if (c != ' ' && c != '-' && c != '{' && c != '[' && c != ',')
      text_before = true;
  }
}

}  // namespace

std::vector<Fault> scan(std::string_view bytes) {
  std::vector<Fault> faults;
  int number = 0;
  int block_indent = -1;
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    Line line{bytes.substr(0, end), ++number};
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (!line.text.empty() && line.text.back() == '\r') line.text.remove_suffix(1);
    if (!utf8::valid(line.text)) {
      faults.push_back(
          {{number, 1}, "P0005", "Baris ini berisi huruf rusak (bukan UTF-8).", "Simpan berkas sebagai UTF-8."});
      continue;
    }
    const auto indent = line.text.find_first_not_of(' ');
    if (indent == std::string_view::npos) continue;
    if (block_indent >= 0 && static_cast<int>(indent) > block_indent) continue;  // inside | or >
    block_indent = -1;
    if (line.text[indent] == '#') continue;
    scan_indent(line, faults);
    scan_odd_spaces(line, faults);
    scan_hash(line, faults);
    const auto last = line.text.find_last_not_of(' ');
    if ((line.text[last] == '|' || line.text[last] == '>') && last > 0 && line.text[last - 1] == ' ')
      block_indent = static_cast<int>(indent);
  }
  return faults;
}

}  // namespace pintu::yaml
