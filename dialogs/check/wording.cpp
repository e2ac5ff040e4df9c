// SPDX-License-Identifier: Apache-2.0
// Texts as people read them: short sentences, plain words, nothing promised.
#include <algorithm>
#include <map>

#include "dialogs/check/passes.hpp"
#include "dialogs/language/language.hpp"
#include "dialogs/language/tables.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs {

namespace {

constexpr std::size_t most_words = 18;
constexpr std::size_t long_text = 300, too_long_text = 640;

bool ends_sentence(std::string_view text, std::size_t i) {
  if (text[i] == '\n') return true;
  const bool mark = text[i] == '.' || text[i] == '?' || text[i] == '!';
  if (!mark) return false;
  const auto next = text.substr(i + 1);
  return next.empty() || next.front() == ' ' || next.front() == '\n' || next.front() == '*';
}

std::size_t longest_sentence(std::string_view text) {
  std::size_t most = 0, words = 0;
  bool inside = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (ends_sentence(text, i)) {
      most = std::max(most, words);
      words = 0;
      inside = false;
    } else if (text[i] == ' ') {
      inside = false;
    } else if (!inside) {
      inside = true;
      ++words;
    }
  }
  return std::max(most, words);
}

int emoji_in(std::string_view text) {
  int count = 0;
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\xF0' && text[i + 1] == '\x9F') ++count;
  }
  return count;
}

void lengths(const Text& text, Findings& findings) {
  const auto letters = utf8::code_points(text.base);
  if (letters > too_long_text) {
    findings.error(text.mark, "P0304", "Teks ini " + std::to_string(letters) + " huruf, paling banyak 640.",
                   "Pecah atau pendekkan.");
  } else if (letters > long_text) {
    findings.warning(text.mark, "P0512",
                     "Teks ini " + std::to_string(letters) + " huruf; warga jarang membaca lebih dari 300.",
                     "Pendekkan.");
  }
  if (const auto words = longest_sentence(text.base); words > most_words)
    findings.warning(text.mark, "P0505", "Ada kalimat " + std::to_string(words) + " kata; paling banyak 18.",
                     "Pecah menjadi dua kalimat.");
  if (emoji_in(text.base) > 1)
    findings.warning(text.mark, "P0514", "Lebih dari satu emoji di teks ini.", "Sisakan satu.");
  if (text.base.find("http://") != std::string::npos || text.base.find("https://") != std::string::npos)
    findings.warning(text.mark, "P0513", "Ada tautan di teks ini: warga harus bisa selesai tanpa membukanya.",
                     "Tulis isinya di sini.");
}

struct Plain {
  std::string office, plain, code;
};

const std::map<std::string, std::vector<Plain>>& plain_words() {
  static const auto table = [] {
    std::map<std::string, std::vector<Plain>> by_first;
    for (const auto& cells : language::rows("plain_words.tsv")) {
      if (cells.size() < 3) continue;
      const std::string office(cells[0]);
      by_first[office.substr(0, office.find(' '))].push_back({office, std::string(cells[1]), std::string(cells[2])});
    }
    return by_first;
  }();
  return table;
}

void office_words(const Text& text, Findings& findings) {
  constexpr std::string_view blanks = " \n.,;:!?()*\"";
  const auto folded = utf8::folded(text.base);
  for (std::size_t at = 0; (at = folded.find_first_not_of(blanks, at)) != std::string::npos;) {
    const auto end = std::min(folded.find_first_of(blanks, at), folded.size());
    const auto row = plain_words().find(folded.substr(at, end - at));
    if (row != plain_words().end()) {
      for (const auto& each : row->second) {
        const auto behind = at + each.office.size();
        const bool whole = behind >= folded.size() || blanks.contains(folded[behind]);
        if (!whole || folded.compare(at, each.office.size(), each.office) != 0) continue;
        findings.warning(text.mark, each.code, "\"" + each.office + "\" terdengar seperti surat dinas.",
                         "Lebih baik: " + each.plain + ".");
      }
    }
    at = end;
  }
}

}  // namespace

void check_wording(const ReadSet& set, const Surroundings&, Findings& findings) {
  for (const auto& file : set.files) {
    for (const auto& text : file.notes.texts) {
      lengths(text, findings);
      if (file.language.empty()) office_words(text, findings);
    }
  }
}

}  // namespace pintu::dialogs
