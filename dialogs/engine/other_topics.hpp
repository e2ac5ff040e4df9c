// SPDX-License-Identifier: Apache-2.0
// A second complaint in the middle of the first (SCRIPTS 3.5, rule 8): parked at once, offered when the first is filed.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// Four words or more that speak of another category than the one that was chosen. False: they do not.
bool park_other_topic(Scene& scene, const std::string& text);
// "Bukan": it belongs to the open complaint after all.
void after_other_topic(Scene& scene, bool other);
// The parked complaint is offered, once the other one is filed. False: none is parked.
bool offer_parked(Scene& scene);

}  // namespace pintu::dialogs::engine
