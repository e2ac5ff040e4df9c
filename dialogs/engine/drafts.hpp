// SPDX-License-Identifier: Apache-2.0
// Half-filled complaints: put aside, offered back, never destroyed without a word.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// The whole stack becomes one draft; the oldest of more than 3 goes, with notice.
void put_aside(Scene& scene, bool tell);
void drop_talk(Scene& scene);
void resume_draft(Scene& scene);
// At the person's next message: "belum terkirim, mau dilanjutkan?". False when there is nothing to offer.
bool offer_draft(Scene& scene);
void after_offer(Scene& scene, const std::string& option);
void forget_old_drafts(Scene& scene);
void nudge(Scene& scene);

}  // namespace pintu::dialogs::engine
