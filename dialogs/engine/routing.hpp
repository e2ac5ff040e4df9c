// SPDX-License-Identifier: Apache-2.0
// What a message is taken for (SCRIPTS 1 and 3.5): triage stands beside the order, then the first rule that fits wins.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

void hear(Scene& scene, const InboundHappened& said);
// A message that waited for a connector: it was graded when it came.
void hear_waiting(Scene& scene, const InboundHappened& said);

}  // namespace pintu::dialogs::engine
