// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "dialogs/language/answers.hpp"
#include "dialogs/language/phrases.hpp"
#include "dialogs/language/tables.hpp"

namespace pintu::dialogs::language {

namespace {

// What an answer means under each question; `nothing` = it is known and says neither.
enum class Meaning { yes, no, unknown, nothing };

struct Row {
  Meaning right, happening;
  std::vector<std::string> signs;  // 👍
};

struct Table {
  std::vector<Row> rows;
  Phrases phrases;
};

Meaning meaning(std::string_view cell) {
  if (cell == "y") return Meaning::yes;
  if (cell == "n") return Meaning::no;
  return cell == "u" ? Meaning::unknown : Meaning::nothing;
}

const Table& table() {
  static const Table loaded = [] {
    Table all;
    for (const auto& cells : rows("yesno.tsv")) {
      if (cells.size() < 3) continue;
      Row row{meaning(cells[1]), meaning(cells[2]), {}};
      for (const auto phrase : phrases_of(cells[0])) {
        if (letters(phrase) == 0) row.signs.emplace_back(phrase);
        all.phrases.add(phrase, all.rows.size());
      }
      all.rows.push_back(std::move(row));
    }
    return all;
  }();
  return loaded;
}

Meaning under(const Row& row, Asking asking) { return asking == Asking::right ? row.right : row.happening; }

std::optional<Meaning> of_signs(std::string_view text, Asking asking) {
  const auto signs = signs_of(text);
  if (signs.empty()) return std::nullopt;
  for (const auto& row : table().rows) {
    for (const auto& sign : row.signs)
      if (signs.starts_with(sign)) return under(row, asking);
  }
  return std::nullopt;
}

YesNo answer(Meaning meaning) {
  switch (meaning) {
    case Meaning::yes:
      return YesNo::yes;
    case Meaning::no:
      return YesNo::no;
    case Meaning::unknown:
      return YesNo::unknown;
    case Meaning::nothing:
      break;
  }
  return YesNo::none;
}

constexpr std::size_t longest_answer = 8;  // words; what is longer is a story

constexpr std::size_t most_unknown = 3;

struct Said {
  bool yes = false, no = false, unknown = false;
  std::size_t others = 0;  // words of neither kind
  bool begins = false;     // the first word is an answer
};

Said all_said(std::span<const Word> words, Asking asking) {
  Said said;
  for (std::size_t i = 0; i < words.size();) {
    const auto hit = table().phrases.at(words, i);
    if (!hit) {
      said.others += !is_filler(words[i].text);
      ++i;
      continue;
    }
    const auto meant = under(table().rows[hit->value], asking);
    said.yes = said.yes || meant == Meaning::yes;
    said.no = said.no || meant == Meaning::no;
    said.unknown = said.unknown || meant == Meaning::unknown;
    said.begins = said.begins || i == 0;
    i += hit->count;
  }
  return said;
}

// Several known phrases in a row, and what follows a first one: they must agree. "yang benar itu jalan" is no answer.
YesNo together(std::span<const Word> words, Asking asking) {
  const auto said = all_said(words, asking);
  if (said.others > 0 && (!said.begins || (asking == Asking::right && said.others > most_unknown))) return YesNo::none;
  if (said.yes && said.no) return YesNo::none;
  if (said.unknown) return YesNo::unknown;
  return said.yes ? YesNo::yes : said.no ? YesNo::no : YesNo::none;
}

// "pak tidak ya" without what adds nothing; a "ya" in front is an answer, behind it is politeness.
std::span<const Word> bare(std::span<const Word> words) {
  const auto strippable = [](const Word& word) { return is_filler(word.text) && word.text != "yang"; };
  while (words.size() > 1 && strippable(words.front()) && !table().phrases.at(words, 0)) words = words.subspan(1);
  while (words.size() > 1 && is_filler(words.back().text)) words = words.first(words.size() - 1);
  return words;
}

}  // namespace

YesNo read_yesno(std::string_view text, Asking asking) {
  if (const auto signs = of_signs(text, asking)) return answer(*signs);
  const auto all = split(text.substr(0, 512), Expand::always);
  if (all.empty() || all.size() > longest_answer) return YesNo::none;
  if (const auto row = table().phrases.whole(all)) return answer(under(table().rows[*row], asking));
  const auto rest = bare(all);
  if (const auto row = table().phrases.whole(rest)) return answer(under(table().rows[*row], asking));
  return together(rest, asking);
}

}  // namespace pintu::dialogs::language
