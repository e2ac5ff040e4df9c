// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <cmath>

#include "dialogs/language/answers.hpp"

namespace pintu::dialogs::language {

namespace {

constexpr std::size_t longest_answer = 200;  // bytes

bool is_ascii_digit(char c) { return c >= '0' && c <= '9'; }

// "1.500.000", "1,5", "12": written as Indonesians do, dots between thousands and a comma before the rest.
std::optional<double> written(std::string_view text) {
  std::string clean;
  std::size_t group = 0;
  bool dotted = false;
  bool comma = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (is_ascii_digit(c)) {
      clean += c;
      ++group;
      continue;
    }
    if (comma) return std::nullopt;
    const auto left = text.size() - i - 1;
    if (c == '.' && dotted && group != 3) return std::nullopt;
    if (c == '.' && (left == 3 || (left > 3 && !is_ascii_digit(text[i + 4])))) {
      dotted = true;
    } else {
      clean += '.';
      comma = true;
    }
    group = 0;
  }
  if (dotted && !comma && group != 3) return std::nullopt;
  double value = 0;
  const auto [end, fault] = std::from_chars(clean.data(), clean.data() + clean.size(), value);
  if (fault != std::errc{} || end != clean.data() + clean.size()) return std::nullopt;
  return value;
}

struct Piece {
  std::size_t begin, end;
};

// The one run of digits, dots and commas of the text; nullopt when there are several.
std::optional<Piece> only_run(std::string_view text) {
  std::optional<Piece> found;
  for (std::size_t i = 0; i < text.size();) {
    if (!is_ascii_digit(text[i])) {
      ++i;
      continue;
    }
    std::size_t end = i;
    while (end < text.size() && (is_ascii_digit(text[end]) || ((text[end] == '.' || text[end] == ',') &&
                                                               end + 1 < text.size() && is_ascii_digit(text[end + 1]))))
      ++end;
    if (found) return std::nullopt;
    found = Piece{i, end};
    i = end;
  }
  return found;
}

double scale_after(const std::vector<Word>& words, std::size_t from) {
  for (const auto& word : words) {
    if (word.begin < from) continue;
    if (word.text == "juta" || word.text == "jt" || word.text == "yuta") return 1e6;
    if (word.text == "ribu" || word.text == "rb" || word.text == "rebu" || word.text == "ewu") return 1e3;
    if (word.text == "miliar" || word.text == "milyar") return 1e9;
    if (word.text == "ratus" || word.text == "atus") return 100;
    if (word.text == "puluh") return 10;
    return 1;
  }
  return 1;
}

bool negative(std::string_view text, std::size_t at, const std::vector<Word>& words) {
  if (at > 0 && text[at - 1] == '-' && (at == 1 || text[at - 2] == ' ')) return true;
  return !words.empty() && words.front().text == "minus";
}

constexpr std::size_t most_words = 24;  // a long number takes some

}  // namespace

NumberRead read_number(std::string_view text) {
  if (text.size() > longest_answer) return {};
  const auto all = split(text, Expand::never);
  const auto words = std::vector<Word>(all.begin() + static_cast<std::ptrdiff_t>(after_correction(all)), all.end());
  if (words.empty() || words.size() > most_words) return {};
  const auto from = words.front().begin;
  const auto rest = text.substr(from);
  if (rest.find_first_of("0123456789") != std::string_view::npos) {
    const auto run = only_run(rest);
    if (!run) return {};
    const auto value = written(rest.substr(run->begin, run->end - run->begin));
    if (!value) return {};
    const double scaled = *value * scale_after(words, from + run->end);
    return {true, negative(text, from + run->begin, words) ? -scaled : scaled};
  }
  NumberRead read;
  for (std::size_t i = 0; i < words.size();) {
    if (words[i].text == "setengah" || words[i].text == "satengah") {
      if (read.ok && read.value != std::floor(read.value)) return {};
      read = {true, read.value + 0.5};
      ++i;
      continue;
    }
    const auto counted = number_at(words, i);
    if (counted.count == 0) {
      ++i;
      continue;
    }
    if (read.ok) return {};  // two numbers: which one?
    read = {true, counted.value};
    i += counted.count;
  }
  if (read.ok && words.front().text == "minus") read.value = -read.value;
  return read;
}

}  // namespace pintu::dialogs::language
