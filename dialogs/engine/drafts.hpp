// SPDX-License-Identifier: Apache-2.0
// Half-filled complaints: put aside, offered back, never destroyed without a word.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

// The whole stack becomes one draft; the oldest untouched of more than 3 goes, with notice.
void put_aside(Scene& scene, bool tell);
// One more draft; the oldest makes room.
void keep_draft(Scene& scene, Draft draft);
void drop_talk(Scene& scene);
void resume_draft(Scene& scene);
// "Belum terkirim, mau dilanjutkan?". False when there is nothing to offer now.
bool offer_draft(Scene& scene);
// Drafts past their time, and a talk that nobody has gone on with for as long.
void forget_old(Scene& scene);
bool worth_keeping(const Talk& talk);
// The open complaint is about what nobody else may see.
bool is_sensitive(Scene& scene);
// Whether what is being written is for one named officer only: sensitive, or hidden from the public by its person.
bool is_confidential(Scene& scene);

// Timers of a talk that waits for an answer: a nudge, and the last call before WhatsApp's window closes.
void remind_later(Scene& scene);
void nudge(Scene& scene, const std::string& due);
void last_call(Scene& scene, const std::string& due);
void drop_timers(Scene& scene);

}  // namespace pintu::dialogs::engine
