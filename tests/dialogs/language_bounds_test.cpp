// SPDX-License-Identifier: Apache-2.0
// No bytes break a reader or hold it up.
#include <ctime>
#include <random>

#include "dialogs/language/language.hpp"
#include "support/catch.hpp"

using namespace pintu::dialogs;

namespace {

void read_all(std::string_view text) {
  std::vector<Option> options(3);
  std::vector<std::string> labels;
  for (std::size_t i = 0; i < options.size(); ++i) {
    options[i].id = std::to_string(i);
    options[i].label.base = "Pilihan besar " + options[i].id;
    options[i].also = {"jalan rusak", "lubang"};
    labels.push_back(options[i].label.base);
  }
  const auto now = *pintu::from_rfc3339("2026-11-24T03:00:00Z");
  const auto triage = language::triage(text);
  for (const auto& span : triage.words) {
    REQUIRE(span.from < span.to);
    REQUIRE(span.to <= text.size());
  }
  for (const auto& word : language::words(text)) {
    REQUIRE(word.begin < word.end);
    REQUIRE(word.end <= text.size());
    REQUIRE_FALSE(word.text.empty());
  }
  for (const bool whole : {true, false}) {
    const auto date = language::read_date(text, now, whole);
    if (date.what != language::DateRead::What::none) REQUIRE((date.from.ok() && date.from <= date.to));
    language::read_place(text, whole);
  }
  language::normal(text);
  language::letters(text);
  for (const auto asking : {language::Asking::right, language::Asking::happening}) language::read_yesno(text, asking);
  language::read_choice(text, options, labels);
  language::guess_choice(text, options);
  language::read_number(text);
  language::read_phone(text);
  language::first_sentence(text, 100);
  language::read_command(text);
}

std::string repeated(std::string_view unit) {
  std::string text;
  while (text.size() < 64 * 1024) text += unit;
  return text;
}

}  // namespace

TEST_CASE("any bytes are read without a fault", "[language]") {
  std::mt19937 random(20261124);
  const std::vector<std::string> pieces = {
      "kebakaran ", "anak ", "tidak ",   "3 ",       "/",          "-",         "mei ",      "sejak ",
      "jl ",        "desa ", "\xff",     "\xf0\x9f", "\U0001f525", "2",         "0",         "lalu ",
      "minggu ",    ".",     ",",        "\n",       "eh ",        "maaf ",     "semarang ", "e\u0301",
      "\u200b",     "'",     "tanggal ", "awal ",    "bulan ",     "setengah ", "ratus ",    "+62",
      "08",         "(",     "sampai ",  "malam ",   "2026 ",      "belas ",    "31 ",       "0000"};
  for (int round = 0; round < 4000; ++round) {
    std::string text;
    const auto length = random() % 14;
    for (std::size_t i = 0; i < length; ++i) {
      if (random() % 5 == 0) {
        text += static_cast<char>(random());
      } else {
        text += pieces[random() % pieces.size()];
      }
    }
    CAPTURE(text);
    read_all(text);
  }
}

TEST_CASE("64 KiB of anything are read in a bounded time", "[language]") {
  std::mt19937 random(7);
  std::string bytes;
  while (bytes.size() < 64 * 1024) bytes += static_cast<char>(random());
  std::vector<std::string> texts = {bytes, std::string(64 * 1024, 'a'), std::string(64 * 1024, '.')};
  for (const auto* unit : {"sudah ", "anak banjir ", "dari 3 ", "jl jalan desa ", "depan ", "1/", "kemarin kebakaran ",
                           "kebakarn ", "api di ", "sejak ", "takut longsor retak. ", "tidak ada ", "jl.", "eh maaf "})
    texts.push_back(repeated(unit));
  read_all("siap");  // the tables are loaded before the clock starts
  for (const auto& text : texts) {
    const auto before = std::clock();
    read_all(text);
    const auto seconds = static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC;
    CAPTURE(text.substr(0, 20));
    // A quadratic reader takes many minutes of the processor here; the margin is for sanitizers on a slow machine.
    CHECK(seconds < 180);
  }
}
