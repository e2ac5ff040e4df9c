// SPDX-License-Identifier: Apache-2.0
// The always-working words (SCRIPTS 3.6). Each is a call that comes back to the open question.
#pragma once

#include "dialogs/engine/scene.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

// Does what an always-working word says. False: it means nothing here, the message is something else.
bool obey(Scene& scene, const language::Command& command);

void step_back(Scene& scene);
void ask_what_to_change(Scene& scene);
void show_menu(Scene& scene);
void call_person(Scene& scene);
// What an officer reads of somebody who is handed over.
std::string summary_for_desk(Scene& scene, const Frame* frame);

}  // namespace pintu::dialogs::engine
