// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/answers.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "dialogs/language/phrases.hpp"
#include "dialogs/language/tables.hpp"

namespace pintu::dialogs::language {

bool is_filler(const std::string& word) {
  static const auto fillers = [] {
    std::unordered_set<std::string> all;
    for (const auto& row : rows("fillers.txt"))
      for (const auto& filler : split(row[0], Expand::never)) all.insert(filler.text);
    return all;
  }();
  return fillers.contains(word);
}

std::span<const Word> without_fillers(std::span<const Word> words) {
  auto rest = words;
  while (!rest.empty() && is_filler(rest.front().text)) rest = rest.subspan(1);
  while (!rest.empty() && is_filler(rest.back().text)) rest = rest.first(rest.size() - 1);
  return rest.empty() ? words : rest;
}

std::size_t after_correction(std::span<const Word> words) {
  static const auto marks = [] {
    Phrases all;
    for (const auto& row : rows("corrections.txt"))
      for (const auto phrase : phrases_of(row[0])) all.add(phrase, 0);
    return all;
  }();
  std::size_t begin = 0;
  if (words.size() > 2 && words[0].text == "bukan") {  // "bukan Riau tapi Cihampelas"
    const auto but = std::ranges::find_if(words, [](const Word& w) { return w.text == "tapi" || w.text == "tetapi"; });
    const auto next = static_cast<std::size_t>(but - words.begin()) + 1;
    if (next < words.size()) begin = next;
  }
  for (const auto& hit : marks.in(words)) {
    if (hit.last() + 1 < words.size()) begin = hit.last() + 1;
  }
  return begin;
}

NumberWord number_word(const std::string& word) {
  static const auto table = [] {
    std::unordered_map<std::string, NumberWord> all;
    for (const auto& row : rows("numbers.tsv")) {
      if (row.size() < 2) continue;
      const bool ordinal = row[0].find_first_not_of("0123456789") != std::string_view::npos;
      const long value = small_number(row[0].substr(0, row[0].find_first_not_of("0123456789")));
      using Kind = NumberWord::Kind;
      const auto small = value < 10 ? Kind::digit : value < 12 ? Kind::ten_to_eleven : Kind::whole;
      const auto kind = ordinal ? Kind::ordinal : small;
      for (const auto form : phrases_of(row[1])) all.emplace(form, NumberWord{kind, value});
    }
    return all;
  }();
  const auto found = table.find(word);
  return found == table.end() ? NumberWord{} : found->second;
}

namespace {

double scale_of(const std::string& word) {
  static const std::unordered_map<std::string, double> scales = {
      {"belas", 10}, {"welas", 10}, {"puluh", 10},   {"likur", 20},   {"ratus", 100}, {"atus", 100},
      {"ribu", 1e3}, {"rebu", 1e3}, {"rb", 1e3},     {"k", 1e3},      {"ewu", 1e3},   {"juta", 1e6},
      {"jt", 1e6},   {"yuta", 1e6}, {"milyar", 1e9}, {"miliar", 1e9}, {"m", 1e9}};
  const auto found = scales.find(word);
  return found == scales.end() ? 0 : found->second;
}

// One number as it is said: units gather, tens and hundreds multiply them, thousands and more close a group.
struct Sum {
  double total = 0, group = 0, unit = -1;
  bool add(const Word& word);
  double value() const { return total + group + std::max(unit, 0.0); }
};

bool Sum::add(const Word& word) {
  const auto said = number_word(word.text);
  using enum NumberWord::Kind;
  if (said.kind == digit || said.kind == ten_to_eleven || all_digits(word.text)) {
    const int written = small_number(word.text);
    if (unit >= 0 || (all_digits(word.text) && written < 0)) return false;
    unit = said.kind == none ? written : static_cast<double>(said.value);
    return true;
  }
  if (said.kind == whole) {
    if (unit >= 0) return false;
    (said.value >= 1000 ? total : group) += static_cast<double>(said.value);
    return true;
  }
  const double scale = scale_of(word.text);
  if (scale == 0 || (unit < 0 && group == 0)) return false;
  if (word.text == "belas" || word.text == "welas" || word.text == "likur") {
    group += std::max(unit, 0.0) + scale;
  } else if (scale < 1e3) {
    group += std::max(unit, 0.0) * scale;
  } else {
    total += (group + std::max(unit, 0.0)) * scale;
    group = 0;
  }
  unit = -1;
  return true;
}

}  // namespace

Counted number_at(std::span<const Word> words, std::size_t i) {
  Sum sum;
  std::size_t count = 0;
  while (i + count < words.size() && count < 24 && sum.add(words[i + count])) ++count;
  return {sum.value(), count};
}

std::string_view signs_of(std::string_view text) {
  if (letters(text) > 0) return {};
  while (!text.empty() && (text.front() == ' ' || text.front() == '\n')) text.remove_prefix(1);
  return text.substr(0, std::min<std::size_t>(text.size(), 64));
}

}  // namespace pintu::dialogs::language
