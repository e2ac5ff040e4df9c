// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/answers.hpp"

namespace pintu::dialogs::language {

namespace {

using Ids = std::vector<std::string>;

constexpr std::size_t longest_answer = 200;  // bytes; what is longer is a story, not a choice

ChoiceRead result(Ids ids) {
  std::ranges::sort(ids);
  ids.erase(std::ranges::unique(ids).begin(), ids.end());
  if (ids.empty()) return {};
  return {ids.size() == 1 ? ChoiceRead::What::one : ChoiceRead::What::tie, std::move(ids)};
}

std::string form(std::string_view text) { return joined(split(text, Expand::always)); }

// What an answer may say for one option: its label and its `also` words, as compared.
struct Forms {
  std::string id;
  std::string label;
  std::vector<std::string> all;  // label first
  YesNo means = YesNo::none;     // of the label: "Ya, sedang terjadi"
};

// "Lampu jalan (PJU)" is also "lampu jalan" and "pju", "Jalan & jembatan" also either of them.
std::vector<std::string> parts_of(std::string_view label) {
  std::vector<std::string> parts;
  while (!label.empty()) {
    const auto end = std::min(label.find_first_of("&(),/;"), label.size());
    parts.push_back(form(label.substr(0, end)));
    label.remove_prefix(std::min(end + 1, label.size()));
  }
  return parts;
}

std::vector<Forms> forms_of(std::span<const Option> options, std::span<const std::string> labels) {
  std::vector<Forms> all;
  for (std::size_t i = 0; i < options.size(); ++i) {
    const auto& shown = i < labels.size() && !labels[i].empty() ? labels[i] : options[i].label.base;
    Forms forms{options[i].id, form(shown), {}, read_yesno(shown, Asking::right)};
    forms.all.push_back(forms.label);
    if (shown != options[i].label.base) forms.all.push_back(form(options[i].label.base));
    for (const auto& also : options[i].also) forms.all.push_back(form(also));
    for (auto& part : parts_of(shown)) forms.all.push_back(std::move(part));
    std::erase(forms.all, "");
    all.push_back(std::move(forms));
  }
  return all;
}

bool introduces_number(const std::string& word) {
  static constexpr std::array before = {"nomor", "pilihan", "pilih", "opsi",  "angka",   "ke", "kode",  "yang",
                                        "poin",  "number",  "num",   "butir", "jawaban", "nu", "option"};
  return std::ranges::find(before, word) != before.end();
}

// The number an answer is, 1-based: "2.", "no 2", "nomer satu", "yg pertama", "hiji"; 0 when it is none. "terakhir" is
// the last of `count`.
int number_of(std::span<const Word> words, std::size_t count) {
  while (!words.empty() && (introduces_number(words.front().text) || is_filler(words.front().text)))
    words = words.subspan(1);
  while (words.size() > 1 && is_filler(words.back().text)) words = words.first(words.size() - 1);
  if (words.empty()) return 0;
  if (words.size() == 1) {
    const auto& word = words.front().text;
    if (word == "terakhir" || word == "pamungkas" || word == "last") return static_cast<int>(count);
    if (const auto said = number_word(word); said.kind == NumberWord::Kind::ordinal)
      return static_cast<int>(said.value);
  }
  const auto counted = number_at(words, 0);
  return counted.count == words.size() && counted.value < 1000 ? static_cast<int>(counted.value) : 0;
}

Ids by_number(std::span<const Word> words, std::span<const Option> options) {
  const int number = number_of(words, options.size());
  if (number <= 0) return {};
  for (const auto& option : options)
    if (option.code == std::to_string(number)) return {option.id};
  if (static_cast<std::size_t>(number) <= options.size()) return {options[static_cast<std::size_t>(number) - 1].id};
  return {};
}

Ids exact(const std::string& answer, const std::vector<Forms>& options) {
  Ids ids;
  for (const auto& option : options)
    if (answer == option.label) ids.push_back(option.id);
  if (!ids.empty()) return ids;
  for (const auto& option : options)
    if (std::ranges::find(option.all, answer) != option.all.end()) ids.push_back(option.id);
  return ids;
}

bool is_other(const std::string& answer) {
  static constexpr std::array words = {
      "lain",  "lainnya", "yang lain", "lain lain",       "lainna", "bukan semua", "selain itu",
      "liana", "nu lain", "liyane",    "tidak ada semua", "other",  "lainnya yang"};
  return std::ranges::find(words, answer) != words.end();
}

// "lain" is the option Lainnya; "ya" and "bukan" are the one option that begins so.
Ids by_meaning(std::string_view text, const std::string& answer, const std::vector<Forms>& options) {
  Ids ids;
  for (const auto& option : options)
    if (is_other(answer) && (option.id == "lain" || is_other(option.label))) ids.push_back(option.id);
  if (!ids.empty()) return ids;
  const auto said = read_yesno(text, Asking::right);
  if (said != YesNo::yes && said != YesNo::no) return {};
  for (const auto& option : options)
    if (option.means == said) ids.push_back(option.id);
  return ids.size() == 1 ? ids : Ids{};
}

// Never between yes and no: an answer or a form that is such a word is never a misspelling of the other.
Ids by_distance(const std::string& answer, const std::vector<Forms>& options) {
  const auto size = letters(answer);
  const int limit = size <= 3 ? 0 : size <= 6 ? 1 : 2;
  if (limit == 0 || read_yesno(answer, Asking::right) != YesNo::none) return {};
  int best = limit;
  Ids ids;
  for (const auto& option : options) {
    for (const auto& known : option.all) {
      if (letters(known) <= 3 || read_yesno(known, Asking::right) != YesNo::none) continue;
      const int allowed = letters(known) <= 6 ? 1 : limit;
      const int away = distance(answer, known, allowed);
      if (away > allowed || away > best) continue;
      if (away < best) ids.clear();
      best = away;
      ids.push_back(option.id);
    }
  }
  return ids;
}

bool holds_word(std::string_view form, std::string_view word) {
  const auto padded = " " + std::string(form) + " ";
  return padded.find(" " + std::string(word) + " ") != std::string::npos;
}

// A beginning of at least 3 letters, or words of a label or `also`, that only one option has.
Ids by_part(const std::string& answer, const std::vector<Forms>& options) {
  if (letters(answer) < 3 || read_yesno(answer, Asking::right) != YesNo::none) return {};
  Ids ids;
  for (const auto& option : options) {
    const bool fits = std::ranges::any_of(
        option.all, [&](const std::string& known) { return known.starts_with(answer) || holds_word(known, answer); });
    if (fits) ids.push_back(option.id);
  }
  return ids;
}

// "yang jalan rusak pak": an option's form inside a short answer.
Ids inside(const std::string& answer, std::size_t words, const std::vector<Forms>& options) {
  if (words > 6) return {};
  Ids ids;
  for (const auto& option : options) {
    const bool fits = std::ranges::any_of(
        option.all, [&](const std::string& known) { return letters(known) > 3 && holds_word(answer, known); });
    if (fits) ids.push_back(option.id);
  }
  return ids;
}

}  // namespace

ChoiceRead read_choice(std::string_view text, std::span<const Option> options, std::span<const std::string> labels) {
  if (text.size() > longest_answer) return {};
  const auto all = split(text, Expand::always);
  if (all.empty()) return {};
  const auto forms = forms_of(options, labels);
  const auto corrected = std::span(all).subspan(after_correction(all));
  for (const auto words : {std::span<const Word>(all), std::span<const Word>(corrected)}) {
    const auto whole = joined(words);
    const auto rest = without_fillers(words);
    const auto answer = joined(rest);
    // In order of trust; the first that finds anything decides, a tie included.
    if (auto ids = exact(whole, forms); !ids.empty()) return result(std::move(ids));
    if (auto ids = by_number(words, options); !ids.empty()) return result(std::move(ids));
    if (auto ids = exact(answer, forms); !ids.empty()) return result(std::move(ids));
    if (auto ids = by_meaning(text, answer, forms); !ids.empty()) return result(std::move(ids));
    if (auto ids = by_distance(answer, forms); !ids.empty()) return result(std::move(ids));
    if (auto ids = by_part(answer, forms); !ids.empty()) return result(std::move(ids));
    if (auto ids = inside(answer, rest.size(), forms); !ids.empty()) return result(std::move(ids));
  }
  return {};
}

}  // namespace pintu::dialogs::language
