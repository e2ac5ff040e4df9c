// SPDX-License-Identifier: Apache-2.0
// A tap on one of our buttons, fresh or old.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

void tap(Scene& scene, const InboundHappened& said);

}  // namespace pintu::dialogs::engine
