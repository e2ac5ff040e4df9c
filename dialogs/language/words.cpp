// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <unordered_map>
#include <unordered_set>

#include "dialogs/language/tables.hpp"
#include "dialogs/language/tokens.hpp"

namespace pintu::dialogs::language {

namespace {

// Every word of the data files: what a stretched word may have meant.
const std::unordered_set<std::string_view>& vocabulary() {
  static const auto known = [] {
    std::unordered_set<std::string_view> all;
    for (auto bytes : every_table()) {
      while (!bytes.empty()) {
        const auto end = std::min(bytes.find_first_of(" \t\n|"), bytes.size());
        if (end > 0) all.insert(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
      }
    }
    return all;
  }();
  return known;
}

const std::unordered_map<std::string_view, std::string_view>& abbreviations() {
  static const auto table = [] {
    std::unordered_map<std::string_view, std::string_view> all;
    for (const auto& row : rows("abbreviations.tsv")) {
      if (row.size() < 2) continue;
      for (const auto form : phrases_of(row[1])) all.emplace(form, row[0]);
    }
    return all;
  }();
  return table;
}

// Runs of one letter cut to `most`.
std::string cut_runs(std::string_view word, std::size_t from_length, std::size_t most) {
  std::string out;
  for (std::size_t i = 0; i < word.size();) {
    std::size_t end = i;
    while (end < word.size() && word[end] == word[i]) ++end;
    out.append(end - i >= from_length ? std::min(end - i, most) : end - i, word[i]);
    i = end;
  }
  return out;
}

// toloooong → tolong, iyaa → iya; maaf, minggu and keadaan stay.
std::string without_stretch(std::string word) {
  const auto twin = std::adjacent_find(word.begin(), word.end());
  if (twin == word.end() || word.size() < 3 || all_digits(word) || vocabulary().contains(word)) return word;
  const auto doubled = cut_runs(word, 3, 2);
  if (vocabulary().contains(doubled)) return doubled;
  const auto single = cut_runs(word, 2, 1);
  if (vocabulary().contains(single)) return single;
  auto mild = cut_runs(word, 3, 1);
  while (mild.size() > 3 && mild.back() == mild[mild.size() - 2]) mild.pop_back();
  return mild;
}

struct Run {
  std::size_t begin, end;
  bool digits;
};

std::vector<Run> runs_of(std::string_view word) {
  std::vector<Run> runs;
  for (std::size_t i = 0; i < word.size(); ++i) {
    const bool digit = word[i] >= '0' && word[i] <= '9';
    if (runs.empty() || runs.back().digits != digit) runs.push_back({i, i, digit});
    runs.back().end = i + 1;
  }
  return runs;
}

char as_letter(char digit) {
  static constexpr std::string_view letters = "oi?easgt??";
  return letters[static_cast<std::size_t>(digit - '0')];
}

bool counts_things(std::string_view letters) {
  static constexpr std::array before = {"rt", "rw", "km", "no", "gg", "jl", "blok", "sdn", "smpn", "sman", "smkn"};
  return std::ranges::find(before, letters) != before.end();
}

// t0long, k3bak4ran: single digits between letters. Empty when the word is not so written.
std::string letters_for_digits(std::string_view word, const std::vector<Run>& runs) {
  std::size_t inner = 0;
  std::size_t digits = 0;
  for (std::size_t r = 0; r < runs.size(); ++r) {
    if (!runs[r].digits) continue;
    if (runs[r].end - runs[r].begin > 1 || as_letter(word[runs[r].begin]) == '?') return {};
    ++digits;
    inner += r > 0 && r + 1 < runs.size();
    if (r > 0 && counts_things(word.substr(runs[r - 1].begin, runs[r - 1].end - runs[r - 1].begin))) return {};
  }
  if (inner == 0 || word.size() < 4 || digits * 2 > word.size()) return {};
  std::string out(word);
  for (char& c : out) c = c >= '0' && c <= '9' ? as_letter(c) : c;
  return out;
}

// anak2, jalan2nya: the word twice, both at the same place.
bool doubled_by_two(std::string_view word, const std::vector<Run>& runs) {
  if (runs.size() < 2 || runs[0].digits || runs[0].end < 3 || word.substr(runs[1].begin, 1) != "2") return false;
  if (runs[1].end - runs[1].begin != 1 || counts_things(word.substr(0, runs[0].end))) return false;
  if (runs.size() == 2) return true;
  const auto tail = word.substr(runs[2].begin);
  return runs.size() == 3 && (tail == "nya" || tail == "an" || tail == "na" || tail == "in");
}

void add(std::vector<Word>& words, std::string text, std::size_t begin, std::size_t end) {
  if (!text.empty()) words.push_back({without_stretch(std::move(text)), begin, end});
}

// One written word of letters and digits, already plain, as one word or several.
void add_parts(std::vector<Word>& words, const std::string& word, std::size_t begin, std::size_t end) {
  const auto runs = runs_of(word);
  if (runs.size() < 2) return add(words, word, begin, end);
  if (doubled_by_two(word, runs)) {
    add(words, word.substr(0, runs[0].end), begin, end);
    return add(words, word.substr(0, runs[0].end) + word.substr(runs[1].end), begin, end);
  }
  if (auto letters = letters_for_digits(word, runs); !letters.empty())
    return add(words, std::move(letters), begin, end);
  const bool same_length = word.size() == end - begin;  // else the places inside the word are not known
  for (const auto& run : runs) {
    add(words, word.substr(run.begin, run.end - run.begin), same_length ? begin + run.begin : begin,
        same_length ? begin + run.end : end);
  }
}

bool is_apostrophe(std::int32_t point) { return point == '\'' || point == 0x2019 || point == 0x02BC || point == '`'; }

// Marks that join to the letter before: accents, keycap, variation selectors, and what is invisible.
bool joins_on(std::int32_t point) {
  return (point >= 0x300 && point <= 0x36F) || (point >= 0x20D0 && point <= 0x20FF) || point == 0xAD ||
         (point >= 0x200B && point <= 0x200F) || point == 0x2060 || point == 0xFEFF ||
         (point >= 0xFE00 && point <= 0xFE0F);
}

std::size_t word_end(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (at < text.size()) {
    const auto c = character_at(text, at);
    const bool inside = is_letter(c.point) || is_digit(c.point);
    if (!inside && !is_apostrophe(c.point) && !joins_on(c.point)) break;
    at += c.length;
    if (inside || joins_on(c.point)) end = at;
  }
  return end;
}

std::string plain_word(std::string_view written) {
  auto word = plain(written);
  std::erase_if(word, [](char c) { return c == '\'' || c == '`'; });
  for (const std::string_view mark : {"\u2019", "\u02bc"}) {
    for (auto at = word.find(mark); at != std::string::npos; at = word.find(mark)) word.erase(at, mark.size());
  }
  return word;
}

void expand(std::vector<Word>& words) {
  std::vector<Word> out;
  out.reserve(words.size());
  for (auto& word : words) {
    const auto full = abbreviations().find(word.text);
    if (full == abbreviations().end()) {
      out.push_back(std::move(word));
      continue;
    }
    auto rest = full->second;
    while (!rest.empty()) {
      const auto end = std::min(rest.find(' '), rest.size());
      out.push_back({std::string(rest.substr(0, end)), word.begin, word.end});
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  words = std::move(out);
}

}  // namespace

std::vector<Word> split(std::string_view text, Expand how) {
  std::vector<Word> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = character_at(text, at);
    if (!is_letter(c.point) && !is_digit(c.point)) {
      at += c.length;
      continue;
    }
    const auto end = word_end(text, at);
    add_parts(words, plain_word(text.substr(at, end - at)), at, end);
    at = end;
  }
  if (how == Expand::always || (how == Expand::by_length && words.size() >= 3)) expand(words);
  return words;
}

std::vector<Word> words(std::string_view text) { return split(text, Expand::by_length); }

std::string normal(std::string_view text) { return joined(words(text)); }

std::size_t letters(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = character_at(text, at);
    count += is_letter(c.point) || is_digit(c.point);
    at += c.length;
  }
  return count;
}

}  // namespace pintu::dialogs::language
