// SPDX-License-Identifier: Apache-2.0
// A `call` step: an outside service is asked, the talk waits at most `longest_call`, what the person writes meanwhile
// waits too. Danger never waits.
#pragma once

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

inline constexpr Duration longest_call = std::chrono::seconds(10);

// True: the talk stops here, it waits or was moved by an outcome.
bool do_call(Scene& scene, const Script& script, const Step& step, const CallStep& call);
// The answer, or that there is none. One that nobody waits for any more changes nothing: rule "call:late".
void call_ended(Scene& scene, const CallHappened& call);
// A talk that was put aside while it waited asks again.
void call_anew(Scene& scene);

// True: the message was put with those that wait.
bool wait_too(Scene& scene, const InboundHappened& said);
bool tap_waits(Scene& scene, const InboundHappened& said);

}  // namespace pintu::dialogs::engine
