// SPDX-License-Identifier: Apache-2.0
// The always-working words and the questions they ask (SCRIPTS 3.6).
#pragma once

#include "dialogs/engine/scene.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

// Does what an always-working word says. False: it means nothing here, the message is something else.
bool obey(Scene& scene, const language::Command& command);
// The answer to a question of the engine's own (Conversation::pending_ask), by option id or as text. False: it was
// none.
bool answer_aside(Scene& scene, const std::string& option, const InboundHappened& said);
// "tempatnya di Riau eh bukan, di Cihampelas 5": a correction in one sentence. False: it is none.
bool correct(Scene& scene, const std::string& text);

void step_back(Scene& scene);
void ask_what_to_change(Scene& scene);
void ask_cancel(Scene& scene);
void show_menu(Scene& scene, bool with_greeting);
void call_person(Scene& scene);

}  // namespace pintu::dialogs::engine
