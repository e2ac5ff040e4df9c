// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/tokens.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::language {

namespace {

// "Jl. Dago", "No. 5", "Kec. Cileunyi", "Rp. 500": a dot that ends no sentence.
bool abbreviates(std::string_view before) {
  static constexpr std::array short_forms = {"jl",   "jln", "gg",  "no",  "nmr", "kec", "kel", "kab",  "ds",    "kp",
                                             "kmp",  "dsn", "rt",  "rw",  "rp",  "bpk", "ibu", "sdr",  "dr",    "drs",
                                             "ir",   "h",   "hj",  "st",  "pt",  "cv",  "tgl", "blok", "perum", "km",
                                             "prof", "kh",  "ust", "yth", "dll", "tlp", "telp"};
  const auto begin = before.find_last_of(" \n,.(");
  const auto word = plain(begin == std::string_view::npos ? before : before.substr(begin + 1));
  return std::ranges::find(short_forms, word) != short_forms.end();
}

std::size_t sentence_end(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') return i;
    if (c != '.' && c != '!' && c != '?') continue;
    const bool closes = i + 1 == text.size() || text[i + 1] == ' ' || text[i + 1] == '\n' || text[i + 1] == c;
    if (!closes || (c == '.' && abbreviates(text.substr(0, i)))) continue;
    return i;
  }
  return text.size();
}

std::string tidy(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = character_at(text, at);
    const bool space = c.point <= 0x20 || c.point == 0x7F || c.point == 0xA0;
    if (!space) {
      out.append(text.substr(at, c.length));
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    at += c.length;
  }
  while (!out.empty() && std::string_view(" .,;:-").find(out.back()) != std::string_view::npos) out.pop_back();
  return out;
}

// At most `limit` code points, cut between words where there is a gap in the second half.
std::string cut(const std::string& text, std::size_t limit) {
  if (utf8::code_points(text) <= limit) return text;
  auto shorter = utf8::shortened(text, limit);
  const auto gap = shorter.find_last_of(' ');
  if (gap == std::string::npos || gap < shorter.size() / 2) return shorter;
  return tidy(std::string_view(shorter).substr(0, gap)) + "…";
}

// A greeting or a cry says nothing of the matter: the next sentence is the title.
bool says_little(std::string_view sentence) { return letters(sentence) < 12 || !read_command(sentence).id.empty(); }

}  // namespace

std::string first_sentence(std::string_view story, std::size_t at_most_letters) {
  const std::string clean = utf8::valid(story) ? std::string(story) : utf8::repaired(story);
  std::string_view rest = clean;
  std::string first;
  for (int sentences = 0; sentences < 6 && !rest.empty(); ++sentences) {
    const auto end = sentence_end(rest);
    const auto sentence = tidy(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (sentence.empty()) continue;
    if (first.empty() || !says_little(sentence)) first = sentence;
    if (!says_little(sentence)) break;
  }
  return cut(first, at_most_letters);
}

}  // namespace pintu::dialogs::language
