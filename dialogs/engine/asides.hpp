// SPDX-License-Identifier: Apache-2.0
// Questions of the engine's own (Conversation::pending_ask): what they say, what they offer, what becomes of an answer.
// A name, and for some a detail behind a colon: "batal", "maybe:kebakaran", "isi:judul".
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

struct AsideOption {
  std::string id;
  std::string label;
  std::vector<std::string> also;  // what people type for it
  std::string code;               // two digits used nowhere else, where a wrong digit hurts
};

struct Aside {
  std::string text;
  std::vector<AsideOption> options;  // empty: the answer is free text
};

Aside aside_of(Scene& scene, const std::string& pending);

// The answer to the pending question, by option id or as text. False: it was none.
bool answer_aside(Scene& scene, const std::string& option, const InboundHappened& said);
// A pending question whose answer is free text takes what no other rule took. False: none is pending.
bool answer_free_aside(Scene& scene, const InboundHappened& said);

// The slot is asked for, and the talk comes back to its open question.
void change_slot(Scene& scene, const std::string& slot);

}  // namespace pintu::dialogs::engine
