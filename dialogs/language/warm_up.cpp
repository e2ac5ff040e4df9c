// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::language {

void warm_up() {
  // Any sentence that goes through every reader.
  constexpr std::string_view sentence = "jalan rusak di desa ini sejak kemarin nomor 12 ya";
  const std::vector<Option> options{Option{}};
  const std::vector<std::string> labels{"jalan"};
  triage(sentence);
  read_command(sentence);
  read_yesno(sentence, Asking::right);
  read_yesno(sentence, Asking::happening);
  read_choice(sentence, options, labels);
  guess_choice(sentence, options);
  read_date(sentence, Instant{}, true);
  read_place(sentence, true);
  read_number(sentence);
  read_phone(sentence);
  first_sentence(sentence, 40);
  spoken_language(sentence);
}

}  // namespace pintu::dialogs::language
