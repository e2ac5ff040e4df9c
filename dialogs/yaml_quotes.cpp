// SPDX-License-Identifier: Apache-2.0
#include "dialogs/yaml_quotes.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "gateway/base/utf8.hpp"

namespace pintu::yaml {

namespace {

constexpr std::array<std::string_view, 7> typographic{"“", "”", "„", "‘", "’", "«", "»"};

std::size_t smart_quote_at(std::string_view text) {
  const auto found = std::ranges::find_if(typographic, [&](std::string_view q) { return text.starts_with(q); });
  return found == typographic.end() ? 0 : found->size();
}

bool ends_in_smart_quote(std::string_view text) {
  return std::ranges::any_of(typographic, [&](std::string_view q) { return text.ends_with(q); });
}

bool word_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
}

// "  - id: x", "text: y", "- z", "# remark": what cannot be the rest of a text.
bool begins_entry(std::string_view line) {
  const auto first = line.find_first_not_of(' ');
  if (first == std::string_view::npos) return false;
  line.remove_prefix(first);
  if (line.starts_with("- ") || line.starts_with("#")) return true;
  const auto end = static_cast<std::size_t>(std::ranges::find_if_not(line, word_char) - line.begin());
  return end > 0 && end < line.size() && line[end] == ':' && (end + 1 == line.size() || line[end + 1] == ' ');
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  Quotes read() {
    while (!rest_.empty()) {
      const auto end = rest_.find('\n');
      auto line = rest_.substr(0, end);
      rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
      if (line.ends_with('\r')) line.remove_suffix(1);
      ++number_;
      take(line);
    }
    if (quote_ != 0) quotes_.unclosed.push_back(opened_);
    return std::move(quotes_);
  }

 private:
  void take(std::string_view line) {
    const auto indent = line.find_first_not_of(" \t");
    if (indent == std::string_view::npos) return;
    if (block_indent_) {
      if (indent > *block_indent_) return;
      block_indent_.reset();
    }
    if (quote_ != 0 && begins_entry(line) && indent <= opened_indent_) {
      quotes_.unclosed.push_back(opened_);
      quote_ = 0;
      depth_ = 0;
    }
    if (quote_ == 0) indent_ = indent;
    walk(line);
    if (quote_ == 0 && depth_ == 0) look_for_block(line);
  }

  void walk(std::string_view line) {
    bool value = quote_ == 0;  // a text may begin here
    for (std::size_t i = 0; i < line.size(); ++i) {
      const char c = line[i];
      if (quote_ != 0) {
        if (quote_ == '"' && c == '\\') {
          ++i;
        } else if (quote_ == '\'' && line.substr(i).starts_with("''")) {
          ++i;
        } else if (c == quote_) {
          quote_ = 0;
          value = false;
        }
        continue;
      }
      if (c == '#' && (i == 0 || line[i - 1] == ' ')) return;
      if (c == ' ' || c == '\t') continue;
      if (value && (c == '"' || c == '\'')) {
        quote_ = c;
        opened_ = at(line, i);
        opened_indent_ = indent_;
      } else if (const auto size = value ? smart_quote_at(line.substr(i)) : 0; size > 0) {
        smart(line, i, size);
        value = false;
        i += size - 1;
      } else {
        value = opens_value(line, i);
      }
    }
  }

  bool opens_value(std::string_view line, std::size_t i) {
    const char c = line[i];
    const bool spaced = i + 1 == line.size() || line[i + 1] == ' ';
    if (c == '[' || c == '{') {
      ++depth_;
      return true;
    }
    if (c == ']' || c == '}') depth_ -= depth_ > 0 ? 1 : 0;
    return (c == ',' && depth_ > 0) || (c == ':' && spaced) || (c == '-' && spaced && is_dash(line, i));
  }

  static bool is_dash(std::string_view line, std::size_t i) {
    return line.substr(0, i).find_first_not_of(" -") == std::string_view::npos;
  }

  // A text in typographic marks, or one that begins with such and holds what only quotes protect.
  void smart(std::string_view line, std::size_t i, std::size_t size) {
    auto text = line.substr(i);
    if (depth_ > 0) text = text.substr(0, text.find_first_of(",]}"));
    while (text.ends_with(' ')) text.remove_suffix(1);
    if (text.size() <= size || !ends_in_smart_quote(text)) {
      const bool later = std::ranges::any_of(typographic, [&](auto q) { return line.find(q, i + size) != line.npos; });
      if (!later) return;
      if (depth_ == 0) return;  // a quotation inside a plain text
    }
    quotes_.faults.push_back({at(line, i), "P0018", "Tanda kutip melengkung tidak dikenal sebagai tanda kutip.",
                              "Ganti dengan tanda kutip lurus (\")."});
  }

  void look_for_block(std::string_view line) {
    while (!line.empty() && line.back() == ' ') line.remove_suffix(1);
    if (const auto hash = line.find(" #"); hash != std::string_view::npos) line = line.substr(0, hash);
    while (!line.empty() && (line.back() == ' ' || line.back() == '-' || line.back() == '+')) line.remove_suffix(1);
    if (line.ends_with(": |") || line.ends_with(": >") || line.ends_with("- |") || line.ends_with("- >"))
      block_indent_ = indent_;
  }

  Place at(std::string_view line, std::size_t byte) const {
    return {number_, static_cast<int>(utf8::code_points(line.substr(0, byte))) + 1};
  }

  std::string_view rest_;
  Quotes quotes_;
  int number_ = 0;
  char quote_ = 0;
  int depth_ = 0;
  Place opened_;
  std::size_t opened_indent_ = 0, indent_ = 0;
  std::optional<std::size_t> block_indent_;
};

}  // namespace

Quotes look_at_quotes(std::string_view bytes) { return Reader(bytes).read(); }

}  // namespace pintu::yaml
