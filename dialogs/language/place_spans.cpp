// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/place_spans.hpp"

#include <algorithm>
#include <array>

#include "dialogs/language/tables.hpp"

namespace pintu::dialogs::language {

const Phrases& place_words(PlaceClass c) {
  static const auto tables = [] {
    constexpr std::array names = {"street", "area",         "count",   "landmark", "building", "link",
                                  "lead",   "not_a_street", "regency", "stop",     "name"};
    static_assert(names.size() == static_cast<std::size_t>(PlaceClass::count_));
    std::array<Phrases, names.size()> all;
    for (const auto& row : rows("places.tsv")) {
      const auto name = std::ranges::find(names, row[0]);
      if (row.size() < 2 || name == names.end()) continue;
      for (const auto phrase : phrases_of(row[1])) all[static_cast<std::size_t>(name - names.begin())].add(phrase, 0);
    }
    return all;
  }();
  return tables[static_cast<std::size_t>(c)];
}

namespace {

bool is(PlaceClass c, std::span<const Word> words, std::size_t i) { return place_words(c).at(words, i).has_value(); }

// berlubang, menutup, diperbaiki, airnya: verbs and the like, which no name is made of.
bool looks_like_verb(const std::string& word) {
  static constexpr std::array prefixes = {"ber", "ter", "di", "meng", "meny", "mem", "men", "ke"};
  if (word.size() >= 5 && word.ends_with("nya")) return true;
  if (word.size() < 7) return false;
  return std::ranges::any_of(prefixes, [&](std::string_view prefix) {
    if (!word.starts_with(prefix)) return false;
    return prefix != "ke" ? !word.starts_with("mekar") : word.ends_with("an") && word.size() > 8;
  });
}

class Finder {
 public:
  Finder(std::string_view text, std::span<const Word> words, bool answer)
      : text_(text), words_(words), answer_(answer) {}

  std::vector<PlaceSpan> find() {
    std::vector<PlaceSpan> spans;
    for (std::size_t i = 0; i < words_.size();) {
      const auto span = at(i);
      if (!span) {
        ++i;
        continue;
      }
      spans.push_back(*span);
      i = span->last + 1;
    }
    return spans;
  }

 private:
  bool marks(std::size_t i) const {
    return is(PlaceClass::street, words_, i) || is(PlaceClass::area, words_, i) || is(PlaceClass::count, words_, i) ||
           is(PlaceClass::landmark, words_, i) || is(PlaceClass::building, words_, i);
  }
  bool capital(std::size_t i) const {
    const char c = text_[words_[i].begin];
    return c >= 'A' && c <= 'Z';
  }
  bool ends_name(std::size_t i, std::size_t first) const {
    if (i > first && parted(text_, words_, i, clause_marks)) return true;
    if (marks(i) || is(PlaceClass::link, words_, i)) return true;
    if (is(PlaceClass::name, words_, i)) return false;
    if (is(PlaceClass::stop, words_, i) || looks_like_verb(words_[i].text)) return true;
    return !answer_ && i > first && capital(first) && !capital(i) && !all_digits(words_[i].text);
  }
  // How many words from i on are a name, at most `most`.
  std::size_t name_length(std::size_t i, std::size_t most) const {
    std::size_t length = 0;
    while (length < most && i + length < words_.size() && !ends_name(i + length, i)) ++length;
    return length;
  }
  std::optional<PlaceSpan> named(const Phrases::Hit& marker, std::size_t most, int weight) const {
    const auto from = marker.last() + 1;
    if (from >= words_.size() || parted(text_, words_, from, ",;:!?\n")) return std::nullopt;
    const auto length = name_length(from, most);
    if (length == 0) return std::nullopt;
    return PlaceSpan{marker.first, marker.last() + length, weight};
  }
  std::optional<PlaceSpan> counted(const Phrases::Hit& marker) const {
    const auto from = marker.last() + 1;
    if (from >= words_.size() || words_[from].text.size() > 4) return std::nullopt;
    const auto& next = words_[from].text;
    const bool roman = next.find_first_not_of("ivx") == std::string::npos;
    if (!all_digits(next) && !roman && next.size() > 2) return std::nullopt;
    auto last = from;
    const auto more = from + 1;  // "03/05", "12 B"
    if (more < words_.size() && words_[more].begin == words_[from].end + 1 && text_[words_[from].end] == '/')
      last = more;
    return PlaceSpan{marker.first, last, marker.count > 0 && words_[marker.first].text == "nomor" ? 0 : 2};
  }
  std::optional<PlaceSpan> street(const Phrases::Hit& marker) const {
    const bool refused = marker.first > 0 && is(PlaceClass::not_a_street, words_, marker.first - 1) &&
                         words_[marker.first].text == "jalan";
    return refused ? std::nullopt : named(marker, answer_ ? 4 : 3, 3);
  }
  std::optional<PlaceSpan> at(std::size_t i) const {
    if (const auto hit = place_words(PlaceClass::regency).at(words_, i)) return PlaceSpan{i, hit->last(), 3};
    if (const auto hit = place_words(PlaceClass::street).at(words_, i)) return street(*hit);
    if (const auto hit = place_words(PlaceClass::area).at(words_, i)) return named(*hit, answer_ ? 3 : 2, 3);
    if (const auto hit = place_words(PlaceClass::count).at(words_, i)) return counted(*hit);
    if (const auto hit = place_words(PlaceClass::landmark).at(words_, i)) return landmark(*hit);
    const auto hit = place_words(PlaceClass::building).at(words_, i);
    auto span = hit ? landmark(*hit) : std::nullopt;
    if (span) span->thing = true;
    return span;
  }
  // "depan" before a name or before another marked place: "depan kantor", "depan masjid agung".
  std::optional<PlaceSpan> landmark(const Phrases::Hit& marker) const {
    const auto from = marker.last() + 1;
    const bool more = from < words_.size() && !parted(text_, words_, from, clause_marks);
    if (more && marks(from)) {
      const auto inner = at(from);
      return PlaceSpan{marker.first, inner ? inner->last : from, inner ? std::max(inner->weight, 1) : 1};
    }
    auto span = named(marker, answer_ ? 3 : 2, 1);
    if (span && words_[from].text == "rumah" && !answer_) span->weight = 0;  // whose, only the writer knows
    return span;
  }

  std::string_view text_;
  std::span<const Word> words_;
  bool answer_;
};

}  // namespace

std::vector<PlaceSpan> place_spans(std::string_view text, std::span<const Word> words, bool answer) {
  return Finder(text, words, answer).find();
}

}  // namespace pintu::dialogs::language
