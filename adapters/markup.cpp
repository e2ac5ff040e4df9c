// SPDX-License-Identifier: Apache-2.0
#include "adapters/markup.hpp"

#include <algorithm>

namespace pintu {

namespace {

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

// Letters, digits and every byte of a longer character: what makes a star beside it no mark.
bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Where the star that closes the one at `open` stands; npos if that one opens nothing.
std::size_t closing_star(std::string_view text, std::size_t open) {
  if (open > 0 && is_word(text[open - 1])) return std::string_view::npos;
  if (open + 1 >= text.size() || is_space(text[open + 1]) || text[open + 1] == '*') return std::string_view::npos;
  for (std::size_t i = open + 2; i < text.size() && text[i] != '\n'; ++i) {
    if (text[i] != '*' || is_space(text[i - 1])) continue;
    if (i + 1 == text.size() || !is_word(text[i + 1])) return i;
  }
  return std::string_view::npos;
}

// The greatest length <= limit by `measure` that ends between code points; at least one code point.
std::size_t fitting(std::string_view text, std::size_t limit, Measure measure) {
  std::size_t used = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t next = at + 1;
    while (next < text.size() && (static_cast<unsigned char>(text[next]) & 0xC0U) == 0x80U) ++next;
    used += measure(text.substr(at, next - at));
    if (used > limit) break;
    at = next;
  }
  if (at == 0 && !text.empty()) {
    at = 1;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) ++at;
  }
  return at;
}

// The last place <= `most` after one of `ends`, not in the first third: pieces should not become tiny.
std::size_t break_after(std::string_view text, std::size_t most, std::initializer_list<std::string_view> ends) {
  std::size_t best = 0;
  for (const auto end : ends) {
    const auto at = text.substr(0, std::min(text.size(), most + 1)).rfind(end);
    if (at == std::string_view::npos) continue;
    const auto place = at + end.size();
    if (place <= most + 1 && at >= most / 3) best = std::max(best, std::min(place, most));
  }
  return best;
}

std::size_t good_break(std::string_view text, std::size_t most) {
  if (const auto at = break_after(text, most, {"\n\n"})) return at;
  if (const auto at = break_after(text, most, {"\n"})) return at;
  if (const auto at = break_after(text, most, {". ", "! ", "? ", "… "})) return at;
  if (const auto at = break_after(text, most, {" "})) return at;
  return most;
}

}  // namespace

MarkedText read_markup(std::string_view neutral) {
  MarkedText out;
  std::size_t open = std::string_view::npos;
  std::size_t close = std::string_view::npos;
  for (std::size_t i = 0; i < neutral.size(); ++i) {
    if (neutral[i] == '*' && close == std::string_view::npos) {
      if (const auto end = closing_star(neutral, i); end != std::string_view::npos) {
        open = out.text.size();
        close = end;
        continue;
      }
    }
    if (i == close) {
      out.bold.push_back({open, out.text.size()});
      close = std::string_view::npos;
      continue;
    }
    out.text += neutral[i];
  }
  return out;
}

MarkedText slice(const MarkedText& whole, std::size_t begin, std::size_t end) {
  MarkedText part;
  part.text = whole.text.substr(begin, end - begin);
  for (const auto& span : whole.bold) {
    const auto from = std::max(span.begin, begin);
    const auto to = std::min(span.end, end);
    if (from < to) part.bold.push_back({from - begin, to - begin});
  }
  return part;
}

std::vector<MarkedText> split_text(const MarkedText& whole, std::size_t limit, Measure measure) {
  std::vector<MarkedText> parts;
  std::size_t begin = 0;
  while (measure(std::string_view(whole.text).substr(begin)) > limit) {
    const auto rest = std::string_view(whole.text).substr(begin);
    std::size_t cut = good_break(rest, fitting(rest, limit, measure));
    for (const auto& span : whole.bold) {
      const bool inside = span.begin < begin + cut && begin + cut < span.end;
      const auto length = measure(std::string_view(whole.text).substr(span.begin, span.end - span.begin));
      if (inside && span.begin > begin && length <= limit) cut = span.begin - begin;
    }
    std::size_t end = begin + cut;
    std::size_t next = end;
    while (end > begin && is_space(whole.text[end - 1])) --end;
    while (next < whole.text.size() && is_space(whole.text[next])) ++next;
    if (end > begin) parts.push_back(slice(whole, begin, end));
    begin = next;
  }
  if (begin < whole.text.size() || parts.empty()) parts.push_back(slice(whole, begin, whole.text.size()));
  return parts;
}

}  // namespace pintu
