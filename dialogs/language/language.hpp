// SPDX-License-Identifier: Apache-2.0
// What people really type, read without a network and without a model: pure, table-driven, data in dialogs/data/.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "dialogs/script.hpp"
#include "gateway/base/clock.hpp"

namespace pintu::dialogs::language {

// Reads every table that the functions below need; else the first message after a start pays for it.
void warm_up();

// ---- words ---------------------------------------------------------------------------------------------------------

struct Word {
  std::string text;       // folded, elongations collapsed, abbreviation expanded: for comparing only
  std::size_t begin = 0;  // bytes in the original
  std::size_t end = 0;
};
// Words of a text: punctuation, emoji and marks dropped. Abbreviations (tdk, jln, …) are expanded only when the text
// has 3 words or more.
std::vector<Word> words(std::string_view text);
// The words joined by one space: two texts that a person would call the same are equal.
std::string normal(std::string_view text);
std::size_t letters(std::string_view text);
// Optimal string alignment distance, at most `limit` + 1.
int distance(std::string_view a, std::string_view b, int limit);

// ---- emergencies ---------------------------------------------------------------------------------------------------

enum class Grade { none = 0, hint = 1, maybe = 2, certain = 3 };
std::string_view to_string(Grade grade);

struct Triage {
  Grade grade = Grade::none;
  int score = 0;
  std::string kind;                // "kebakaran"; empty when none
  std::vector<std::string> rules;  // ids of what counted: "event:kebakaran+2"
  struct Span {
    std::size_t from, to;
  };
  std::vector<Span> words;  // bytes of the original
};
struct TriageWords {  // what a script adds
  std::vector<std::string> certain, ignore_phrase;
};
Triage triage(std::string_view text, const TriageWords& added = {}, bool with_pin_or_photo = false);
// Whether the text alone says that somebody is in danger now: the word *darurat*, or grade certain.
bool says_danger(std::string_view text, bool with_pin_or_photo = false);

// ---- readers of answers --------------------------------------------------------------------------------------------

enum class YesNo { none, yes, no, unknown };
enum class Asking {
  right,
  happening
};  // the two columns of SCRIPTS 3.6: "Benar?", "Sedang terjadi? / Ada yang terluka?"
YesNo read_yesno(std::string_view text, Asking asking);

struct ChoiceRead {
  enum class What { none, one, tie } what = What::none;
  std::vector<std::string> ids;  // one id, or those that tie
};
// Number ("1.", "no 2", "nomer satu", "yg pertama", "hiji"), exact label, also word, slang, then edit distance.
// `labels` are the options' labels in the person's language, same order as `options`.
ChoiceRead read_choice(std::string_view text, std::span<const Option> options, std::span<const std::string> labels);

// Which option a story speaks of: `also` phrases outside place names; empty when none or several fit equally.
std::string guess_choice(std::string_view story, std::span<const Option> options);

struct DateRead {
  enum class What { none, one, future } what = What::none;
  std::chrono::year_month_day from, to;  // equal for a day
  bool since = false;
  std::string shown;  // "kemarin (23 November 2026)", "sejak Oktober 2026"
};
// `whole`: the text is an answer (everything in it may be the date); else only clear date words inside a story count.
DateRead read_date(std::string_view text, Instant now, bool whole);

struct PlaceRead {
  enum class What { none, text, outside } what = What::none;
  std::string shown;   // the words, tidied
  std::string region;  // when outside: which
};
// Until place names are loaded: `text` when the answer holds a place marker (jl, desa, kec, rt, depan, dekat, …), a
// name of a kabupaten or kota of West Java, or (whole answers) two words or more that are no other answer.
PlaceRead read_place(std::string_view text, bool whole);
// Whether the text is a place and nothing else, said so that it cannot be an answer to another question: "di
// Cihampelas 5", "Jl. Riau 7". "lampu di Jl. Riau mati" and "di situ gelap" are not.
bool is_only_place(std::string_view text);

struct NumberRead {
  bool ok = false;
  double value = 0;
};
NumberRead read_number(std::string_view text);
// E.164 of an Indonesian or international number; empty when it is none.
std::string read_phone(std::string_view text);

std::string first_sentence(std::string_view story, std::size_t at_most_letters);

// Which language a message is written in: "su", "en" or "id"; empty when that is not clear (few words, names, a mix).
std::string_view spoken_language(std::string_view text);

// ---- always-working words ------------------------------------------------------------------------------------------

// The command a whole message is: "darurat", "petugas", "status", "batal", "kembali", "ubah", "ulang", "mulai",
// "lewati", "lanjut", "menu", "bantuan", "berhenti", "data", "data-saya", "hapus-data", "bahasa:su", "selesai",
// "kirim"; and "salam" (greetings, /start, p, tes), "terima-kasih", "ok". Empty when it is none.
struct Command {
  std::string id;
  std::string rest;    // "status 7K2M-9QXC" → the number; "ubah tempat" → "tempat"
  bool maybe = false;  // a typo of darurat: ask
};
Command read_command(std::string_view text);

}  // namespace pintu::dialogs::language
