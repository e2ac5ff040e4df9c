// SPDX-License-Identifier: Apache-2.0
// From step to step until something is asked or the talk ends.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// Begins a script: on top of the open talk, or as a talk of its own.
void begin(Scene& scene, const std::string& script);
// Does the frame's step and those after it until a question is open. At most 100 steps a turn.
void walk(Scene& scene);
// The step after the open one, then walk.
void go_on(Scene& scene);
void go_to(Scene& scene, const std::string& step);
// Does the actions; true when one of them moved the talk (and it was walked).
bool act(Scene& scene, const Actions& actions, const std::string& answer = {});
// The frame is over: back to what was below it.
void end_frame(Scene& scene);
// Titles and defaults: slots that no step asks.
void fill_silently(Scene& scene);

}  // namespace pintu::dialogs::engine
