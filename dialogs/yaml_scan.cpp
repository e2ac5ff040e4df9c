// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml_scan.hpp"

#include <algorithm>
#include <array>

#include "gateway/base/utf8.hpp"

namespace pintu::yaml {

namespace {

// libfyaml's time is quadratic in blank lines that follow each other: 40,000 take seconds, 250,000 minutes.
constexpr int most_blank_lines = 200;

// Spaces that look like one and are none, and characters that nobody sees.
constexpr std::array<std::string_view, 7> odd_spaces{"\xC2\xA0",     "\xE2\x80\x87", "\xE2\x80\xAF", "\xE3\x80\x80",
                                                     "\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xBB\xBF"};

struct Line {
  std::string_view text;
  int number;
  Place at(std::size_t byte) const { return {number, static_cast<int>(utf8::code_points(text.substr(0, byte))) + 1}; }
};

// The next line without its end ("\n", "\r\n" or "\r", as YAML has it), taken off the front.
std::string_view take_line(std::string_view& bytes) {
  const auto end = bytes.find_first_of("\r\n");
  const auto line = bytes.substr(0, end);
  if (end == std::string_view::npos) {
    bytes = {};
    return line;
  }
  bytes.remove_prefix(end + (bytes.substr(end).starts_with("\r\n") ? 2 : 1));
  return line;
}

// A tab that parts a name from its value, or stands in a remark, changes nothing; any other is a fault.
void scan_tab(const Line& line, std::vector<Fault>& faults) {
  for (auto tab = line.text.find('\t'); tab != std::string_view::npos; tab = line.text.find('\t', tab + 1)) {
    const auto before = line.text.substr(0, tab);
    if (before.find(" #") != std::string_view::npos) return;
    const auto last = before.find_last_not_of(" \t");
    if (last != std::string_view::npos && std::string_view(":,[{}]\"'").contains(before[last])) continue;
    faults.push_back({line.at(tab), "P0002", "Ada tab di baris ini.", "Ganti tab dengan spasi."});
    return;
  }
}

void scan_odd_spaces(const Line& line, std::vector<Fault>& faults) {
  for (const auto odd : odd_spaces) {
    if (const auto at = line.text.find(odd); at != std::string_view::npos) {
      faults.push_back({line.at(at), "P0003", "Ada spasi khusus (tidak terlihat bedanya) di baris ini.",
                        "Hapus spasi itu dan ketik ulang dengan tombol spasi."});
      return;
    }
  }
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t') || byte == 0x7F;
}

bool scan_control(const Line& line, std::vector<Fault>& faults) {
  const auto found = std::ranges::find_if(line.text, is_control);
  if (found == line.text.end()) return true;
  faults.push_back({line.at(static_cast<std::size_t>(found - line.text.begin())), "P0016",
                    "Ada tanda kendali yang tidak terlihat di baris ini.", "Hapus dan ketik ulang bagian itu."});
  return *found != '\0';
}

}  // namespace

Scanned scan(std::string_view bytes) {
  Scanned out;
  int number = 0;
  int blank = 0;
  while (!bytes.empty()) {
    const Line line{take_line(bytes), ++number};
    if (!utf8::valid(line.text)) {
      out.faults.push_back(
          {{number, 1}, "P0005", "Baris ini berisi huruf rusak (bukan UTF-8).", "Simpan berkas sebagai UTF-8."});
      out.readable = false;
      continue;
    }
    if (!scan_control(line, out.faults)) out.readable = false;
    const auto first = line.text.find_first_not_of(" \t");
    blank = first == std::string_view::npos ? blank + 1 : 0;
    if (blank == most_blank_lines + 1) {
      out.faults.push_back(
          {{number, 1}, "P0015", "Ada lebih dari 200 baris kosong berturut-turut.", "Hapus baris kosong itu."});
      out.readable = false;
    }
    if (first != std::string_view::npos && line.text[first] == '#') continue;
    scan_tab(line, out.faults);
    scan_odd_spaces(line, out.faults);
  }
  return out;
}

}  // namespace pintu::yaml
