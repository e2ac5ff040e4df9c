// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/language/answers.hpp"
#include "dialogs/language/place_spans.hpp"
#include "dialogs/language/tables.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::language {

namespace {

constexpr std::size_t most_shown = 200;     // code points
constexpr std::size_t longest_answer = 16;  // words; what is longer is a story
constexpr std::size_t most_words = 600;     // of a story

std::string tidy(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto c = character_at(text, at);
    const bool space = c.point >= 0 && (c.point <= 0x20 || c.point == 0x7F || c.point == 0xA0);
    if (!space) {
      out.append(text.substr(at, c.length));
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
    at += c.length;
  }
  while (!out.empty() && std::string_view(" .,;:!?-(").find(out.back()) != std::string_view::npos) out.pop_back();
  return utf8::shortened(utf8::repaired(out), most_shown);
}

std::string shown(std::string_view text, std::span<const Word> words, std::size_t first, std::size_t last) {
  return tidy(text.substr(words[first].begin, words[last].end - words[first].begin));
}

struct Chain {
  std::size_t first, last;
  int weight;
};

// Places said one after the other are one: "desa cinunuk, kec cileunyi", "gang mawar di kp cibodas".
std::vector<Chain> chains_of(const std::vector<PlaceSpan>& spans, std::span<const Word> words) {
  std::vector<Chain> chains;
  for (const auto& span : spans) {
    if (!chains.empty()) {
      auto& chain = chains.back();
      const auto gap = span.first - chain.last - 1;
      const bool linked = gap == 1 && place_words(PlaceClass::link).at(words, chain.last + 1).has_value();
      if (gap == 0 || linked) {
        chain.last = span.last;
        chain.weight += span.weight;
        continue;
      }
    }
    chains.push_back({span.first, span.last, span.weight});
  }
  return chains;
}

struct Outside {
  std::vector<std::string> regions;
  Phrases names;  // value: 2 * region + sure
};

const Outside& outside() {
  static const auto table = [] {
    Outside all;
    for (const auto& row : rows("outside.tsv")) {
      if (row.size() < 2) continue;
      const std::size_t sure = row.size() > 2 && row[2] == "sure" ? 1 : 0;
      for (const auto name : phrases_of(row[1])) all.names.add(name, all.regions.size() * 2 + sure);
      all.regions.emplace_back(row[0]);
    }
    return all;
  }();
  return table;
}

bool one_of(const std::string& word, std::initializer_list<std::string_view> list) {
  return std::ranges::find(list, word) != list.end();
}

// A street, a village or a direction that only bears the name: "jl surabaya", "desa tegal", "arah jakarta".
bool only_bears_name(std::span<const Word> words, std::size_t i) {
  if (i == 0) return false;
  auto before = i - 1;
  if (before > 0 && one_of(words[before].text, {"raya", "tol"})) --before;
  return one_of(
      words[before].text,
      {"jl",    "jalan", "gang",    "desa",    "kelurahan", "kampung", "dusun",   "kecamatan", "arah", "ke",   "menuju",
       "tol",   "dari",  "jurusan", "bus",     "plat",      "pasar",   "warung",  "bakso",     "soto", "toko", "rs",
       "hotel", "rm",    "raya",    "komplek", "perumahan", "blok",    "stasiun", "terminal",  "nasi", "sate"});
}

std::optional<Phrases::Hit> region_outside(std::span<const Word> words, bool whole) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (place_words(PlaceClass::regency).at(words, i)) return std::nullopt;
  }
  for (const auto& hit : outside().names.in(words)) {
    if (only_bears_name(words, hit.first)) continue;
    const bool sure = hit.value % 2 == 1;
    const auto before = hit.first > 0 ? words[hit.first - 1].text : "";
    const bool named = one_of(before, {"kota", "kabupaten", "provinsi"});
    const bool placed = sure && one_of(before, {"di", "daerah", "wilayah"});
    if (whole || named || placed) return hit;
  }
  return std::nullopt;
}

bool is_other_answer(std::string_view text) {
  if (read_yesno(text, Asking::right) != YesNo::none || !read_command(text).id.empty()) return true;
  if (!read_phone(text).empty()) return true;
  return read_date(text, Instant{}, true).what != DateRead::What::none;
}

PlaceRead in_story(std::string_view text, std::span<const Word> words) {
  PlaceRead read;
  const auto chains = chains_of(place_spans(text, words, false), words);
  const auto best = std::ranges::max_element(chains, {}, &Chain::weight);
  const bool found = best != chains.end() && best->weight > 0;
  if (found) read.shown = shown(text, words, best->first, best->last);
  if (const auto name = region_outside(words, false)) {
    read.what = PlaceRead::What::outside;
    read.region = outside().regions[name->value / 2];
    if (read.shown.empty()) read.shown = shown(text, words, name->first, name->last());
  } else if (found) {
    read.what = PlaceRead::What::text;
  }
  return read;
}

std::size_t after_lead(std::span<const Word> words) {
  std::size_t first = 0;
  while (first + 1 < words.size()) {
    const auto hit = place_words(PlaceClass::lead).at(words, first);
    if (!hit || hit->last() + 1 >= words.size()) break;
    first = hit->last() + 1;
  }
  return first;
}

// What helps nobody find it: a kind of place without a name.
bool is_common(const Word& word) {
  return all_digits(word.text) || place_words(PlaceClass::landmark).at({&word, 1}, 0) ||
         place_words(PlaceClass::building).at({&word, 1}, 0) || place_words(PlaceClass::street).at({&word, 1}, 0) ||
         place_words(PlaceClass::stop).at({&word, 1}, 0) ||
         one_of(word.text, {"sini", "situ", "sana", "rumah", "dieu", "ditu", "jalan", "kantor", "sekolah"});
}

// `marked_by_di`: a "di" stood before the words, so that one name is enough.
PlaceRead in_answer(std::string_view text, std::span<const Word> words, bool marked_by_di) {
  PlaceRead read;
  read.shown = shown(text, words, 0, words.size() - 1);
  if (const auto name = region_outside(words, true)) {
    read.what = PlaceRead::What::outside;
    read.region = outside().regions[name->value / 2];
    return read;
  }
  const auto spans = place_spans(text, words, true);
  const bool marked = std::ranges::any_of(spans, [](const auto& span) { return span.weight > 0; });
  const bool words_enough =
      (words.size() >= 2 || (marked_by_di && !is_common(words.front()))) && letters(read.shown) >= 4;
  if (marked || (words_enough && !is_other_answer(text))) read.what = PlaceRead::What::text;
  if (read.what == PlaceRead::What::none) read.shown.clear();
  return read;
}

}  // namespace

PlaceRead read_place(std::string_view text, bool whole) {
  auto all = split(text, Expand::always);
  if (all.empty()) return {};
  if (all.size() > most_words) all.resize(most_words);
  if (!whole || all.size() > longest_answer) return in_story(text, all);
  if (read_yesno(text, Asking::right) == YesNo::unknown) return {};
  auto words = std::span<const Word>(all).subspan(after_correction(all));
  const auto first = after_lead(words);
  const bool marked = first > 0 && one_of(words[first - 1].text, {"di", "daerah", "wilayah"});
  words = words.subspan(first);
  while (words.size() > 1 && is_filler(words.back().text)) words = words.first(words.size() - 1);
  return in_answer(text.substr(0, words.back().end), words, marked);
}

bool is_only_place(std::string_view text) {
  constexpr std::size_t longest = 9;
  const auto all = split(text, Expand::always);
  if (all.empty() || all.size() > longest || is_other_answer(text)) return false;
  auto words = std::span<const Word>(all);
  while (words.size() > 1 && is_filler(words.back().text)) words = words.first(words.size() - 1);
  const auto first = after_lead(words);
  const bool marked = first > 0 && one_of(words[first - 1].text, {"di", "daerah", "wilayah"});
  words = words.subspan(first);
  if (std::ranges::all_of(words, is_common)) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (place_words(PlaceClass::stop).at(words, i)) return false;
  }
  if (marked) return true;
  const auto spans = place_spans(text, words, false);
  const auto chains = chains_of(spans, words);
  return chains.size() == 1 && chains.front().weight > 0 && chains.front().first == 0 &&
         chains.front().last + 1 == words.size();
}

}  // namespace pintu::dialogs::language
