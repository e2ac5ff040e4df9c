// SPDX-License-Identifier: Apache-2.0
// A person of flesh and blood in the same chat: what is written goes to them, and back.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// The next messages are for the officer who was called.
void await_officer(Scene& scene);
// What an officer did in this chat.
void officer_acts(Scene& scene, const OfficerHappened& officer);
// True: an officer reads along, and the message went to them. *darurat* and *selesai* still work.
bool to_officer(Scene& scene, const InboundHappened& said);

}  // namespace pintu::dialogs::engine
