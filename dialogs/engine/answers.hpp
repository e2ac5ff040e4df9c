// SPDX-License-Identifier: Apache-2.0
// Reading what a person wrote as the answer to a slot or an open question.
#pragma once

#include <optional>

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

struct Reading {
  std::optional<SlotValue> value;
  std::string failure;           // "too_short", "not_understood", "digits", "unclear_place", "future"; empty = it fits
  std::vector<std::string> tie;  // options that fit equally
};

Reading read_slot(Scene& scene, const Script& script, const Slot& slot, const InboundHappened& said);
// From a story: place and date only, and only where the story is clear.
std::optional<SlotValue> guess_value(Scene& scene, const Slot& slot, const std::string& story);

// Puts a value in its slot, keeping what it was; corrections say so.
void set_slot(Frame& frame, const Slot& slot, SlotValue value);
void set_from_script(Scene& scene, const Script& script, const std::string& name, const std::string& value);
void keep_text(Scene& scene, const std::string& answer);
void skip_open(Scene& scene);

// The open question takes the message: answer, tap on it, or the next hint. False when no question is open.
bool answer(Scene& scene, const InboundHappened& said);
// An option of the open question, by its id.
void chosen(Scene& scene, const std::string& option);
// A pin, a photo: another slot of the open script that it fits; false when none does.
bool other_slot(Scene& scene, const InboundHappened& said);

// A `joins` answer: another piece, and later its pause.
void add_piece(Scene& scene, const InboundHappened& said);
void pause_over(Scene& scene);

}  // namespace pintu::dialogs::engine
