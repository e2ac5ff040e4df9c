// SPDX-License-Identifier: Apache-2.0
// Putting a question to the person.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// Asks what the open step wants to know; what waits in the scene begins the message. A new epoch: older taps and timers
// are void. `hint` stands in place of the question's text.
void ask(Scene& scene, const std::string& hint = {});
// The open question once more, as it was.
void ask_again(Scene& scene);
// The question's text alone, for {pertanyaan}.
std::string question_text(Scene& scene);
// How many questions are left, the open one included.
int questions_left(Scene& scene);

// A question of the engine's own, outside any script; what it offers stands in asides.hpp.
void ask_aside(Scene& scene, const std::string& pending);

// The buttons of the open question.
std::vector<Choice> open_choices(Scene& scene);

}  // namespace pintu::dialogs::engine
