// SPDX-License-Identifier: Apache-2.0
// Changing what was answered (SCRIPTS 3.5, rule 5): from anywhere, with what it was before, dependants checked again.
#pragma once

#include <string>

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// A whole message that corrects: "tempatnya di Riau eh bukan, di Cihampelas 5", "bukan di Dago tapi di Riau",
// "ralat 3 Mei". False: it is none.
bool correct(Scene& scene, const std::string& text);
// What stands behind the word *ubah*: a slot's name, or its name and the new value. False: it names nothing.
bool correct_named(Scene& scene, const std::string& rest);

// Puts new words (or an option's id) into the slot; `tell` says what became of it. False: the slot cannot read them.
bool correct_slot(Scene& scene, const Slot& slot, const std::string& words, bool tell);
void take_correction(Scene& scene, const Slot& slot, SlotValue value, bool tell);
// Back to the open question, by way of the steps whose conditions name a slot that was changed. `direct`: the person
// corrected in one sentence, so that our last message is still the open question and a review can be edited in place.
void resume_after_change(Scene& scene, bool direct = false);

// Rule 7: words that the open question cannot read and another slot can, like a place while the date is asked.
bool fits_another_slot(Scene& scene, const std::string& text);

}  // namespace pintu::dialogs::engine
