// SPDX-License-Identifier: Apache-2.0
// Danger in any message: the next thing the person reads is the numbers to call.
#pragma once

#include "dialogs/engine/scene.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

// Triage beside the order: grades the message alone and with the last 3 minutes. True: danger took the message.
// A `maybe` sets Scene::maybe, a `hint` makes the next message begin with the numbers.
bool heed(Scene& scene, const InboundHappened& said);
// The next message asks whether it is happening now; the question that would have been asked waits.
void ask_if_maybe(Scene& scene);

void open_case(Scene& scene, const std::string& kind, const std::string& text, std::optional<Location> pin);
// The word *darurat*: opens a case, or says the numbers again while one is open.
void call_for_help(Scene& scene);

void after_maybe(Scene& scene, const std::string& kind, bool happening);
// 60 s without an answer: the desk sees it as not certain, and the talk goes on.
void maybe_unanswered(Scene& scene);
void after_danger(Scene& scene, const std::string& option);

bool in_case_script(Scene& scene);
// A message for the open case: it joined already; here it may answer what the case's script asks.
void in_case(Scene& scene, const InboundHappened& said);
// An officer closed it: the form that waited becomes a draft, to be offered later.
void case_closed(Scene& scene, const std::string& officer, const std::string& result);

// A `handoff` step or action. To the desk "darurat" it opens the case.
void hand_over(Scene& scene, const std::string& desk);
Values emergency_values(const Scene& scene);

}  // namespace pintu::dialogs::engine
