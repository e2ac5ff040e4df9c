// SPDX-License-Identifier: Apache-2.0
// A message while no question is open (SCRIPTS 1), in the order given there.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

void first_message(Scene& scene, const InboundHappened& said);
// "gimana laporan saya": one word of each group of `says_like`, at most 8 words in all.
bool looks_like_status(Scene& scene, const std::string& text);

}  // namespace pintu::dialogs::engine
