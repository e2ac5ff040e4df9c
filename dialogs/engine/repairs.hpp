// SPDX-License-Identifier: Apache-2.0
// Which slots one message speaks of: "tempatnya di Riau eh bukan, di Cihampelas, kemarin eh hari Minggu".
#pragma once

#include <string>
#include <vector>

#include "dialogs/engine/scene.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

struct Repair {
  const Slot* slot = nullptr;
  std::string value;   // the last that was said for it; empty when only its name stood there
  bool named = false;  // by its name, not by what can be read of it
};

// Ubah, ganti, salah, eh, maaf …: words that may begin a correction.
bool starts_correction(const std::string& word);
// Answered, or with a value that nobody was asked about.
bool is_filled(Scene& scene, const Slot& slot);

// The slots of the message in their order, one entry a slot, from word `from` on. A slot's name counts with -nya or
// -na, and as it is where it stands first and `by_word`; a clause without a name counts where it is only a date or only
// a place. Empty when the message begins with something else.
std::vector<Repair> repairs(Scene& scene, const std::string& text, std::size_t from, bool by_word);

// Within a slot the last value after *eh, maaf, maksudnya* wins: "Riau 22 eh bukan, di Cihampelas 5" → "Cihampelas 5".
std::string last_said(const std::string& text);

}  // namespace pintu::dialogs::engine
