// SPDX-License-Identifier: Apache-2.0
// Braces to words. A citizen's words never become mark-up and are never expanded again.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// What a review shows of a slot: the value in words, cut at shown_at_most.
std::string shown(const Slot& slot, const SlotValue& value);
bool filled(const Frame& frame, const std::string& slot);
std::string plain(std::string text);  // without marks
std::string day_words(Instant at);    // "4 Mei 2026"
std::string review_text(const Scene& scene, const Script& script, const Frame& frame, const ReviewStep& review,
                        bool brief);

}  // namespace pintu::dialogs::engine
