// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/desk_words.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace pintu::flow {

namespace {

using Act = OfficerWords::Act;

constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view around = " \t\r\n:;,.=()";
constexpr std::size_t shortest_id = 5;
constexpr std::size_t longest_id = 10;

struct Verb {
  std::string_view word;
  Act act;
};
constexpr std::array verbs{Verb{"tanya", Act::ask}, Verb{"kabar", Act::news}, Verb{"selesai", Act::close},
                           Verb{"tolak", Act::refuse}};
constexpr std::array<std::string_view, 9> before_a_number{"no",   "nomor", "nomer",      "nomornya",   "id",
                                                          "sp4n", "lapor", "sp4n-lapor", "sp4n-lapor!"};

std::string_view trim(std::string_view text, std::string_view what = blanks) {
  const auto first = text.find_first_not_of(what);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(what) - first + 1);
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Takes the first word off.
std::string_view next_word(std::string_view& rest) {
  rest = trim(rest);
  const auto word = rest.substr(0, rest.find_first_of(blanks));
  rest = trim(rest.substr(word.size()));
  return word;
}

// "/tanya@PintuBot" and "Tanya:" are "tanya".
std::string command(std::string_view word) {
  if (word.starts_with('/')) word = word.substr(0, word.find('@')).substr(1);
  return lower(trim(word, around));
}

// A word of eight letters may look like a number of ours: without a digit or our dash it is a word.
bool may_be_ours(std::string_view text) { return text.find_first_of("-0123456789") != std::string_view::npos; }

// Our number at the front, which is then gone from `rest`; also in two halves. Digits alone are the agency's id.
std::optional<ReportNumber> take_report(std::string_view& rest) {
  auto after = rest;
  const auto first = trim(next_word(after), around);
  const auto number = may_be_ours(first) ? ReportNumber::read(first) : std::nullopt;
  if (number && !(all_digits(first) && after.empty())) {
    rest = after;
    return number;
  }
  auto after_two = after;
  const auto second = trim(next_word(after_two), around);
  if (first.size() != 4 || second.size() != 4) return std::nullopt;
  const auto both = std::string(first) + std::string(second);
  if (!may_be_ours(both) || all_digits(both)) return std::nullopt;
  auto halves = ReportNumber::read(both);
  if (halves) rest = after_two;
  return halves;
}

// The last run of digits behind "lapor.go.id/".
std::string_view from_address(std::string_view text) {
  const auto at = lower(text).find("lapor.go.id/");
  if (at == std::string::npos) return {};
  auto path = text.substr(at);
  path = path.substr(0, path.find_first_of(blanks));
  const auto last = path.find_last_of("0123456789");
  if (last == std::string_view::npos) return {};
  const auto before = path.substr(0, last + 1).find_last_not_of("0123456789");
  return path.substr(before + 1, last - before);
}

void read_number(std::string_view rest, OfficerWords& words) {
  std::string_view digits = from_address(rest);
  if (digits.empty()) {
    digits = trim(rest, around);
    for (auto after = digits; !after.empty();) {
      const auto word = command(next_word(after));
      if (std::ranges::find(before_a_number, word) == before_a_number.end()) break;
      digits = trim(after, around);
    }
  }
  if (auto id = read_agency_id(digits)) {
    words.act = Act::number;
    words.agency_id = *std::move(id);
  } else if (all_digits(digits.starts_with('#') ? digits.substr(1) : digits)) {
    words.act = Act::wrong_number;
  }
}

}  // namespace

std::optional<std::string> read_agency_id(std::string_view text) {
  text = trim(text, around);
  if (text.starts_with('#')) text.remove_prefix(1);
  if (!all_digits(text) || text.size() < shortest_id || text.size() > longest_id || text.front() == '0') {
    return std::nullopt;
  }
  return std::string(text);
}

OfficerWords read_officer_words(std::string_view text) {
  OfficerWords words;
  auto rest = trim(text);
  words.report = take_report(rest);
  auto after = rest;
  const auto first = command(next_word(after));
  const auto verb = std::ranges::find(verbs, first, &Verb::word);
  if (verb != verbs.end()) {
    if (!words.report) words.report = take_report(after);
    words.act = verb->act;
    words.text = std::string(after);
    return words;
  }
  if (first == "daftar" && after.empty() && !words.report) {
    words.act = Act::list;
    return words;
  }
  if (first == "ganti") {
    words.replace = true;
    rest = after;
    if (!words.report) words.report = take_report(rest);
  }
  read_number(rest, words);
  // "ganti" alone, or before words, is a number forgotten; anything else is no act at all.
  if (words.act == Act::none && words.replace) words.act = Act::wrong_number;
  return words;
}

}  // namespace pintu::flow
