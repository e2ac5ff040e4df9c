// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/date_parser.hpp"

namespace pintu::dialogs::language {

namespace {

constexpr std::size_t longest_answer = 16;  // words; what is longer is a story
constexpr std::size_t most_words = 600;     // of a story: who tells when says it before

}  // namespace

DateRead read_date(std::string_view text, Instant now, bool whole) {
  auto words = split(text, Expand::always);
  if (words.size() > most_words) words.resize(most_words);
  const dates::Day today{local_time(now).date};
  const dates::Parser parser(text, words, today, whole && words.size() <= longest_answer);
  const auto first_from = [&](std::size_t i) -> std::optional<dates::Parser::Found> {
    for (; i < words.size(); ++i)
      if (auto found = parser.at(i)) return found;
    return std::nullopt;
  };
  auto found = first_from(after_correction(words));
  if (!found) found = first_from(0);
  DateRead read;
  if (!found) return read;
  read.what = found->span.future ? DateRead::What::future : DateRead::What::one;
  read.from = std::chrono::year_month_day{found->span.from};
  read.to = std::chrono::year_month_day{found->span.to};
  read.since = found->span.since;
  read.shown = found->span.shown;
  return read;
}

}  // namespace pintu::dialogs::language
