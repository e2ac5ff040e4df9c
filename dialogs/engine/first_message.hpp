// SPDX-License-Identifier: Apache-2.0
// A message while no question is open (SCRIPTS 1).
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

void first_message(Scene& scene, const InboundHappened& said);

}  // namespace pintu::dialogs::engine
