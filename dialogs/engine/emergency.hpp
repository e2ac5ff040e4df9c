// SPDX-License-Identifier: Apache-2.0
// Danger in any message: the next thing the person reads is the numbers to call.
#pragma once

#include "dialogs/engine/scene.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

// Grades what was said, alone and with the last 3 minutes; the higher grade counts.
language::Triage graded(Scene& scene, const InboundHappened& said);

void open_case(Scene& scene, const std::string& kind, const std::string& text, std::optional<Location> pin);
// What is said while a case is open joins it. True: the message was for the case alone.
bool join_case(Scene& scene, const InboundHappened& said);
void ask_whether_now(Scene& scene, const std::string& kind);
void after_maybe(Scene& scene, const std::string& kind, bool happening);
// 60 s without an answer: the desk sees it as not certain.
void maybe_unanswered(Scene& scene);
void ask_still_in_danger(Scene& scene);
void after_danger(Scene& scene, const std::string& option);

// A `handoff` step or action. To the desk "darurat" it opens the case.
void hand_over(Scene& scene, const std::string& desk);
Values emergency_values(const Scene& scene);

}  // namespace pintu::dialogs::engine
