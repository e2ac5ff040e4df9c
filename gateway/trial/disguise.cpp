// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "dialogs/language/language.hpp"
#include "gateway/trial/record.hpp"

namespace pintu::trial {

namespace {

constexpr std::size_t telling_digits = 5;  // fewer are a house number, an option or a year
constexpr std::array<std::string_view, 12> before_names{
    "nama saya", "saya bernama", "atas nama", "a.n.", "an.", "bapak", "ibu", "pak", "bu", "sdr.", "kang", "teh"};
// Words that stand behind "pak", "bu", "ibu" and are nobody's name.
constexpr std::array<std::string_view, 12> no_names{"rt",   "rw",   "lurah",  "camat", "kades", "desa",
                                                    "kota", "guru", "bupati", "wali",  "dan",   "hamil"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || c == '\''; }
char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string text) {
  std::ranges::transform(text, text.begin(), lower);
  return text;
}

// One that reads as the same kind of place: a street, or a village with its district.
std::string invented_place(const std::string& place, std::size_t number) {
  const auto words = lowered(place);
  const bool street = words.starts_with("jl") || words.starts_with("jalan") || words.find("jl.") != std::string::npos;
  const auto house = std::to_string(10 + number * 2);
  if (street) return "Jl. Contoh " + house;
  if (words.find("gang") != std::string::npos || words.find("gg") == 0) return "Gang Contoh " + house;
  return "Desa Contoh Kec Contoh";
}

}  // namespace

void Disguise::note(const std::string& from, const std::string& to) {
  const auto line = from + " → " + to;
  if (std::ranges::find(replaced_, line) == replaced_.end()) replaced_.push_back(line);
}

std::string Disguise::without_places(std::string text) {
  for (std::size_t number = 0; number < places_.size(); ++number) {
    const auto& place = places_[number];
    if (place.empty()) continue;
    const auto invented = invented_place(place, number);
    for (std::size_t from = 0;;) {
      const auto at = lowered(text).find(lowered(place), from);
      if (at == std::string::npos) break;
      note(text.substr(at, place.size()), invented);
      text.replace(at, place.size(), invented);
      from = at + invented.size();
    }
  }
  return text;
}

std::string Disguise::without_numbers(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = at;
    std::size_t digits = 0;
    // As numbers are written: "0812-3456-7890", "32 73 ...".
    while (at < text.size() &&
           (is_digit(text[at]) || (digits > 0 && (text[at] == '-' || text[at] == ' ' || text[at] == '.')) ||
            (at == begin && text[at] == '+'))) {
      if (is_digit(text[at])) ++digits;
      ++at;
    }
    if (at == begin) {
      out += text[at++];
      continue;
    }
    auto end = at;
    while (end > begin && !is_digit(text[end - 1]) && digits > 0) --end;
    const auto number = text.substr(begin, end - begin);
    at = std::max(end, begin + 1);
    if (digits < telling_digits) {
      out += text.substr(begin, at - begin);
      continue;
    }
    std::string invented;
    if (!dialogs::language::read_phone(number).empty()) {
      invented = "081200000000";
    } else {
      for (std::size_t i = 0; i < digits; ++i) invented += static_cast<char>('0' + (i + 1) % 10);
    }
    note(number, invented);
    out += invented;
  }
  return out;
}

std::string Disguise::without_names(const std::string& text) {
  std::string out = text;
  for (const auto before : before_names) {
    const std::string_view invented = before == "ibu" || before == "bu" || before == "teh" ? "Contohwati" : "Contoh";
    for (std::size_t from = 0;;) {
      const auto at = lowered(out).find(before, from);
      if (at == std::string::npos) break;
      from = at + before.size();
      const bool whole = (at == 0 || !is_letter(out[at - 1])) && from < out.size() && out[from] == ' ';
      if (!whole) continue;
      auto end = from + 1;
      // A name is one word, and those behind it that are written as names are.
      const auto word_end = [&](std::size_t begin) {
        auto stop = begin;
        while (stop < out.size() && is_letter(out[stop])) ++stop;
        return stop;
      };
      end = word_end(end);
      const auto first = out.substr(from + 1, end - from - 1);
      const bool introduces = before.find(' ') != std::string_view::npos || before.find('.') != std::string_view::npos;
      const bool is_name = !first.empty() && (introduces || is_upper(first[0])) &&
                           std::ranges::find(no_names, lowered(first)) == no_names.end();
      if (!is_name) continue;
      while (end + 1 < out.size() && out[end] == ' ' && is_upper(out[end + 1])) end = word_end(end + 1);
      const auto name = out.substr(from + 1, end - from - 1);
      if (name == invented) continue;
      note(name, std::string(invented));
      out.replace(from + 1, name.size(), invented);
      from += 1 + invented.size();
    }
  }
  return out;
}

std::string Disguise::of(const std::string& text) { return without_names(without_numbers(without_places(text))); }

// In West Java it stays there, and nowhere else does anybody live at a round number.
Location Disguise::of(const Location& pin) const {
  const bool west_java = pin.latitude > -8 && pin.latitude < -5.8 && pin.longitude > 106.3 && pin.longitude < 108.9;
  return west_java ? Location{-6.9, 107.6, {}} : Location{std::round(pin.latitude), std::round(pin.longitude), {}};
}

}  // namespace pintu::trial
