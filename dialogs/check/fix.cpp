// SPDX-License-Identifier: Apache-2.0
#include "dialogs/check/fix.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "dialogs/yaml_blocks.hpp"

namespace pintu::dialogs {

namespace {

constexpr int most_rounds = 200;

std::size_t replace_all(std::string& text, std::string_view from, std::string_view to) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size(), ++count)
    text.replace(at, from.size(), to);
  return count;
}

// A text of a line that should stand in quotation marks: from `begin` to `end`.
struct Span {
  std::size_t begin, end;
};

// Behind the last "key: " before `at`, or behind "- ".
std::optional<std::size_t> value_before(std::string_view line, std::size_t at) {
  const auto colon = line.rfind(": ", at);
  if (colon != std::string_view::npos) return colon + 2;
  const auto dash = line.find("- ");
  if (dash == std::string_view::npos || dash > at) return std::nullopt;
  return dash + 2;
}

std::optional<std::string> quoted(std::string_view line, Span span) {
  while (span.end > span.begin && line[span.end - 1] == ' ') --span.end;
  const auto text = line.substr(span.begin, span.end - span.begin);
  if (text.empty() || text.find_first_of("\"\\") != std::string_view::npos) return std::nullopt;
  return std::string(line.substr(0, span.begin)) + "\"" + std::string(text) + "\"" + std::string(line.substr(span.end));
}

// Where the value that begins at `begin` ends inside braces: before the next "key: ", or the closing brace.
std::size_t end_in_braces(std::string_view line, std::size_t begin) {
  const auto close = line.find_first_of("}]", begin);
  const auto limit = close == std::string_view::npos ? line.size() : close;
  for (auto comma = line.find(", ", begin); comma != std::string_view::npos && comma < limit;
       comma = line.find(", ", comma + 1)) {
    const auto colon = line.find(':', comma);
    const auto other = line.find(',', comma + 1);
    if (colon != std::string_view::npos && colon < limit && (other == std::string_view::npos || colon < other))
      return comma;
  }
  return limit;
}

std::optional<std::string> repaired(const yaml::Fault& fault, std::string line, std::string& what) {
  if (fault.code == "P0002") {
    what = "tab menjadi spasi";
    replace_all(line, "\t", "  ");
    return line;
  }
  if (fault.code == "P0003") {
    what = "spasi khusus menjadi spasi biasa";
    for (const std::string_view odd : {"\xC2\xA0", "\xE2\x80\x87", "\xE2\x80\xAF", "\xE3\x80\x80"})
      replace_all(line, odd, " ");
    for (const std::string_view unseen : {"\xE2\x80\x8B", "\xE2\x81\xA0", "\xEF\xBB\xBF"})
      replace_all(line, unseen, "");
    return line;
  }
  if (fault.code == "P0018") {
    what = "tanda kutip melengkung menjadi lurus";
    for (const std::string_view smart : {"“", "”", "„", "«", "»"}) replace_all(line, smart, "\"");
    return line;
  }
  // Columns count characters; in front of these faults a text is rarely anything but plain letters.
  const auto at = std::min(line.size(), static_cast<std::size_t>(std::max(fault.place.column - 1, 0)));
  what = "teks diberi tanda kutip";
  const bool braces = line.find('{') < at || line.find('[') < at;
  if (fault.code == "P0004" || fault.code == "P0011") {
    const auto begin = value_before(line, at);
    if (!begin) return std::nullopt;
    return quoted(line, {*begin, braces ? end_in_braces(line, *begin) : line.size()});
  }
  if (fault.code == "P0008" && at < line.size() && line[at] == '*')
    return quoted(line, {at, braces ? end_in_braces(line, at) : line.size()});
  if (fault.code == "P0001" && !braces) {
    const auto colon = line.find(": ");
    if (colon == std::string::npos || line.find(": ", colon + 2) == std::string::npos) return std::nullopt;
    return quoted(line, {colon + 2, line.size()});
  }
  return std::nullopt;
}

}  // namespace

Fixed fix(const SourceFile& file) {
  Fixed out{file.bytes, {}};
  auto faults = yaml::parse_blocks(out.bytes).faults;
  std::size_t passed_over = 0;
  for (int round = 0; round < most_rounds && passed_over < faults.size(); ++round) {
    const auto& fault = faults[passed_over];
    std::size_t begin = 0;
    for (int line = 1; line < fault.place.line && begin != std::string::npos; ++line) {
      begin = out.bytes.find('\n', begin);
      if (begin != std::string::npos) ++begin;
    }
    if (begin == std::string::npos) {
      ++passed_over;
      continue;
    }
    const auto end = std::min(out.bytes.find('\n', begin), out.bytes.size());
    std::string what;
    const auto line = repaired(fault, out.bytes.substr(begin, end - begin), what);
    auto changed = out.bytes;
    if (line) changed.replace(begin, end - begin, *line);
    auto left = yaml::parse_blocks(changed).faults;
    if (!line || changed == out.bytes || left.size() > faults.size() ||
        (left.size() == faults.size() && left.front() == faults.front())) {
      ++passed_over;
      continue;
    }
    out.done.push_back("baris " + std::to_string(fault.place.line) + ": " + what);
    out.bytes = std::move(changed);
    faults = std::move(left);
    passed_over = std::min(passed_over, faults.size());
  }
  return out;
}

}  // namespace pintu::dialogs
