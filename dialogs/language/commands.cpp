// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/answers.hpp"
#include "dialogs/language/phrases.hpp"
#include "dialogs/language/tables.hpp"
#include "gateway/model/report.hpp"

namespace pintu::dialogs::language {

namespace {

struct Row {
  std::string id;
  std::string takes;               // "number", "word", or nothing
  std::vector<std::string> signs;  // 🆘
};

struct Table {
  std::vector<Row> rows;
  Phrases phrases;
};

const Table& table() {
  static const Table loaded = [] {
    Table all;
    for (const auto& cells : rows("commands.tsv")) {
      if (cells.size() < 2) continue;
      Row row{std::string(cells[0]), cells.size() > 2 ? std::string(cells[2]) : "", {}};
      for (const auto phrase : phrases_of(cells[1])) {
        if (letters(phrase) == 0) row.signs.emplace_back(phrase);
        all.phrases.add(phrase, all.rows.size(), Expand::never);
      }
      all.rows.push_back(std::move(row));
    }
    return all;
  }();
  return loaded;
}

constexpr std::size_t longest_command = 120;  // bytes
constexpr std::size_t words_of_a_rest = 2;

Command of_signs(std::string_view text) {
  const auto signs = signs_of(text);
  if (!signs.empty() && signs.find_first_not_of("? ") == std::string_view::npos) return {"bantuan", {}, false};
  if (signs.empty()) return {};
  for (const auto& row : table().rows) {
    for (const auto& sign : row.signs)
      if (signs.starts_with(sign)) return {row.id, {}, false};
  }
  return {};
}

std::string original(std::string_view text, std::span<const Word> words) {
  if (words.empty()) return {};
  return std::string(text.substr(words.front().begin, words.back().end - words.front().begin));
}

// A report number (8 symbols with or without a dash) or an agency's (4 to 12 digits).
bool may_be_number(std::string_view rest) {
  std::size_t symbols = 0;
  bool digit = false;
  for (const char c : rest) {
    const bool is_digit = c >= '0' && c <= '9';
    digit = digit || is_digit;
    const bool is_symbol = is_digit || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    if (!is_symbol && c != '-' && c != ' ' && c != '#' && c != '.') return false;
    symbols += is_symbol;
  }
  const bool only_digits = rest.find_first_not_of("0123456789-#. ") == std::string_view::npos;
  if (only_digits && symbols >= 4 && symbols <= 12) return true;
  // Of letters alone it must be a right number, not written as a word: "cek lapangan" is none.
  const bool a_word = rest.find_first_not_of("abcdefghijklmnopqrstuvwxyz") == std::string_view::npos;
  return symbols == 8 && (digit || (!a_word && ReportNumber::read(rest).has_value()));
}

bool announces_number(const std::string& word) {
  static constexpr std::array before = {"nomor", "nomer", "no", "laporan", "aduan", "lap", "tiket", "kode", "id"};
  return std::ranges::find(before, word) != before.end();
}

// "status 7K2M-9QXC", "ubah tempat": a command word with something after it.
Command with_rest(std::string_view text, std::span<const Word> words) {
  const auto hit = table().phrases.at(words, 0);
  if (!hit || hit->count == words.size()) return {};
  const auto& row = table().rows[hit->value];
  auto rest = words.subspan(hit->count);
  if (row.takes == "number") {
    while (rest.size() > 1 && announces_number(rest.front().text)) rest = rest.subspan(1);
    auto number = original(text, rest);
    if (may_be_number(number)) return {row.id, std::move(number), false};
  }
  if (row.takes == "word") {
    rest = without_fillers(rest);
    if (rest.size() <= words_of_a_rest) return {row.id, original(text, rest), false};
  }
  return {};
}

bool nearly_darurat(std::span<const Word> words) {
  if (words.size() != 1 || words[0].text.size() < 5) return false;
  const int limit = words[0].text.size() <= 6 ? 1 : 2;
  return distance("darurat", words[0].text, limit) <= limit;
}

// "/status@pintu_bot": the part after @ names the bot.
std::string_view without_bot_name(std::string_view text) {
  if (!text.starts_with('/')) return text;
  const auto at = text.find('@');
  return at != std::string_view::npos && text.find(' ') > at ? text.substr(0, at) : text;
}

}  // namespace

Command read_command(std::string_view text) {
  if (text.size() > longest_command) return {};
  if (auto command = of_signs(text); !command.id.empty()) return command;
  const auto message = without_bot_name(text);
  const auto all = split(message, Expand::never);
  if (all.empty()) return {};
  if (message.starts_with("/start") && all.front().text == "start") return {"salam", {}, false};
  const auto rest = without_fillers(all);
  for (const auto words : {std::span<const Word>(all), rest}) {
    if (const auto row = table().phrases.whole(words)) return {table().rows[*row].id, {}, false};
  }
  if (auto command = with_rest(message, rest); !command.id.empty()) return command;
  // The last letter of a number may look like a word that adds nothing: "status AEYE-959A".
  if (rest.empty()) return {};
  const auto to_the_end =
      std::span<const Word>(all).last(all.size() - static_cast<std::size_t>(rest.data() - all.data()));
  if (auto command = with_rest(message, to_the_end); command.id == "status") return command;
  if (nearly_darurat(rest)) return {"darurat", {}, true};
  return {};
}

}  // namespace pintu::dialogs::language
