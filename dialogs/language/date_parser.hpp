// SPDX-License-Identifier: Apache-2.0
// One date that begins at a word, in the ways people write it.
#pragma once

#include "dialogs/language/answers.hpp"
#include "dialogs/language/date_words.hpp"

namespace pintu::dialogs::language::dates {

class Parser {
 public:
  // `answer`: everything in the text may be the date; else only clear words of time count.
  Parser(std::string_view text, std::span<const Word> words, Day today, bool answer)
      : text_(text), words_(words), today_(today), answer_(answer) {}

  struct Found {
    Span span;
    std::size_t end = 0;  // the word after the last one read
  };
  std::optional<Found> at(std::size_t i) const;

 private:
  using Maybe = std::optional<Found>;
  struct Days {
    int first = 0, last = 0;  // of a month; 0 = none
    std::size_t next = 0;
    bool named = false;  // "tanggal"
  };
  struct Length {
    double count = 0;
    int unit = 0;  // days
    std::size_t end = 0;
    bool some = false;  // "beberapa"
  };
  Maybe single(std::size_t i) const;
  Maybe since(std::size_t i) const;
  Maybe already(std::size_t i) const;
  Maybe with_slashes(std::size_t i) const;
  Maybe day_of_month(std::size_t i) const;
  Days days_at(std::size_t i) const;
  Maybe in_month(const Days& days, const Phrases::Hit& month) const;
  Maybe in_no_month(const Days& days) const;
  std::optional<Length> length_at(std::size_t i) const;
  Maybe part_of(std::size_t i) const;
  Maybe counted_ago(std::size_t i) const;
  Maybe unit_ago(std::size_t i) const;
  Maybe weekday(std::size_t i) const;
  Maybe phrase(std::size_t i) const;
  Maybe month(std::size_t i) const;
  Maybe year(std::size_t i) const;
  Maybe with_end(Found found) const;

  std::optional<Phrases::Hit> hit(Class c, std::size_t i) const;
  bool word_is(std::size_t i, std::string_view text) const { return i < words_.size() && words_[i].text == text; }
  // The byte between two neighbouring words when it is the only one: the "/" of "3/5".
  char joint(std::size_t i) const;
  bool dash_before(std::size_t i) const;
  int number(std::size_t i) const;
  int year_at(std::size_t i) const;
  Found day(Day day, std::size_t end, std::string label = {}) const;
  Maybe in_year(int day, int month, std::size_t end) const;
  Maybe before(double count, int unit, std::size_t end, std::string label) const;

  std::string_view text_;
  std::span<const Word> words_;
  Day today_;
  bool answer_;
};

}  // namespace pintu::dialogs::language::dates
