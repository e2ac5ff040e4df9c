// SPDX-License-Identifier: Apache-2.0
// Reading what a person wrote as the answer to a slot or an open question.
#pragma once

#include <optional>

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

inline constexpr int tries_until_the_way_out = 3;

// ---- readers (readers.cpp) ------------------------------------------------------------------------------------------

struct Reading {
  std::optional<SlotValue> value;
  std::string failure;           // "too_short", "not_understood", "digits", "unclear_place", "future"; empty = it fits
  std::vector<std::string> tie;  // options that fit equally
};

Reading read_slot(Scene& scene, const Script& script, const Slot& slot, const InboundHappened& said);
// From a story: place and date only, and only where the story is clear.
std::optional<SlotValue> guess_value(Scene& scene, const Slot& slot, const std::string& story);

// ---- slots (slots.cpp) ----------------------------------------------------------------------------------------------

// Puts a value in its slot and keeps what it was. Photos add up, but for a correction.
void set_slot(Frame& frame, const Slot& slot, SlotValue value, bool correction = false);
// As a slot holds what a script writes for it: a yes-no's `yes`, `no`, `unknown`.
std::string stored_value(const Slot& slot, const std::string& written);
void set_from_script(Scene& scene, const Script& script, const std::string& name, const std::string& value);
// The open slot takes the text as it is; a place only when the text holds a mark of one.
void keep_text(Scene& scene, const std::string& answer);
void skip_open(Scene& scene);
void raise_flag(Frame& frame, const std::string& flag);
// Voice notes that no slot takes, for the officer who listens.
void keep_voice(Frame& frame, const std::vector<std::string>& media);
// One more message of a `joins` answer. What is past any story's length is in the transcript only, and flagged.
void keep_piece(Frame& frame, const std::string& text);
// More of the story than was told before.
void add_to_story(Scene& scene, const std::string& text);

// ---- the open question (answers.cpp) --------------------------------------------------------------------------------

// The open question takes the message: answer or the next hint. False when no question is open.
bool answer(Scene& scene, const InboundHappened& said);
// An option of the open question, by its id.
void chosen(Scene& scene, const std::string& option);
// What is said about a value that does not fit the slot.
std::string hint_for(Scene& scene, const Slot& slot, const Reading& reading);

// ---- files and pins (media.cpp) -------------------------------------------------------------------------------------

bool has(const InboundHappened& said, AttachmentKind kind);
bool has_picture(const InboundHappened& said);
// Photos, voice notes, stickers, pins while a question is open. True: nothing is left of the message to read.
bool take_files(Scene& scene, const InboundHappened& said);
// Photos and pins go to their slots, whatever is asked.
void keep_files(Scene& scene, const InboundHappened& said);

// What is asked when so many files came without a word.
std::string ask_what_happened(Scene& scene, std::size_t files);
// 10 minutes after a voice note: what was said is filed, an officer fills in the rest.
void voice_is_enough(Scene& scene);

// ---- a `joins` answer (joining.cpp) ---------------------------------------------------------------------------------

void add_piece(Scene& scene, const InboundHappened& said);
bool has_pieces(Scene& scene);
bool is_joining(Scene& scene);
void pause_over(Scene& scene);

}  // namespace pintu::dialogs::engine
