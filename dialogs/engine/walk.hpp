// SPDX-License-Identifier: Apache-2.0
// From step to step until something is asked or the talk ends.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// ---- the talk's stack (walk.cpp)

// Begins a script: on top of the open talk, or as a talk of its own. Same-named slots come along. False: it is on the
// stack already, or the stack is full.
bool begin(Scene& scene, const std::string& script);
// The same with empty slots: where danger is has nothing to do with what was being told.
bool begin_apart(Scene& scene, const std::string& script);
// The script that any story starts, at its first question; the open talk is asked again when there is one.
void begin_complaint(Scene& scene);
// Does the frame's step and those after it until a question is open. At most 100 steps a turn: a script that walks in a
// circle, or uses others too deeply, is put aside and a person is told.
void walk(Scene& scene);
// A `use` step or action: begins the script and walks it. False: it is on the stack already, the next step follows.
bool use(Scene& scene, const std::string& script);
// The step after the open one, then walk.
void go_on(Scene& scene);
// Reached by `go` or `kembali`: a filled question is asked again.
void go_to(Scene& scene, const std::string& step);
// The frame is over: back to what was below it.
void end_frame(Scene& scene);

// ---- steps and actions (steps.cpp, actions.cpp)

// What one step does; true when the walk stops here.
bool perform(Scene& scene, const Script& script, const Step& step);
// Does the actions; true when one of them moved the talk (and it was walked).
bool act(Scene& scene, const Actions& actions, const std::string& answer = {});
// Titles and defaults: slots that no step asks.
void fill_silently(Scene& scene);
bool asks(const Step& step);

// In a circle without a question, or too deep: the checker refuses such a script; a citizen who meets one all the same
// gets a person. The talk is put aside.
void give_up(Scene& scene);

}  // namespace pintu::dialogs::engine
