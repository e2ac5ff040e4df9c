// SPDX-License-Identifier: Apache-2.0
// Braces to words. A citizen's words never become mark-up and are never expanded again.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// What a review shows of a slot: the value in words, cut at shown_at_most.
std::string shown(const Slot& slot, const SlotValue& value);
// A person's words as they may stand in a text of ours: on one line, without marks; by SMS in letters that every phone
// has, so that an emoji of theirs does not double the price of our question.
std::string on_phone(const Scene& scene, const std::string& words);
std::string title_on_phone(const Scene& scene, const std::string& title);  // by SMS its beginning
std::string shown_in_text(const Scene& scene, const Slot& slot, const SlotValue& value);
bool filled(const Frame& frame, const std::string& slot);
std::string plain(std::string text);  // without marks
std::string day_words(Instant at);    // "4 Mei 2026"
std::string review_text(const Scene& scene, const Script& script, const Frame& frame, const ReviewStep& review,
                        bool brief);

}  // namespace pintu::dialogs::engine
