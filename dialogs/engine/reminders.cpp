// SPDX-License-Identifier: Apache-2.0
// What is said to somebody who stopped answering: once, by day, never late.
#include <algorithm>

#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/text.hpp"

namespace pintu::dialogs::engine {

using namespace std::chrono_literals;

namespace {

constexpr int earliest_hour = 6;
constexpr int latest_hour = 21;
constexpr Duration too_late = 1h;
constexpr std::string_view nudged_mark = "~nudged";

const Script* form(Scene& scene) {
  const auto& talk = scene.talk_with.talk;
  return !talk || talk->stack.empty() ? nullptr : scene.script_of(talk->stack.front());
}

bool may_remind(Scene& scene, const std::string& due) {
  const auto& conversation = scene.talk_with;
  if (form(scene) == nullptr || conversation.stopped || conversation.open_case) return false;
  if (!worth_keeping(*conversation.talk)) return false;
  const auto planned = from_rfc3339(due);
  if (planned && scene.context.now - *planned > too_late) return false;
  const int hour = local_time(scene.context.now).hour;
  return hour >= earliest_hour && hour < latest_hour;
}

void remind(Scene& scene, std::string text) {
  scene.lane = Lane::status;
  scene.speak(std::move(text));
}

}  // namespace

void remind_later(Scene& scene) {
  const auto* script = form(scene);
  if (script == nullptr || scene.talk_with.open_case) return;
  const auto at = [&](Duration in) { return to_rfc3339(scene.context.now + in); };
  const auto& flags = scene.talk_with.talk->stack.front().flags;
  const bool nudged = std::ranges::find(flags, nudged_mark) != flags.end();
  const auto& rules = script->draft;
  if (rules.nudge_after > Duration{0} && !nudged) scene.timer("nudge", rules.nudge_after, at(rules.nudge_after));
  if (rules.last_call_before > Duration{0} && scene.context.channel == "whatsapp") {
    const Duration in = window_of_whatsapp - rules.last_call_before;
    scene.timer("last-call", in, at(in));
  }
}

void nudge(Scene& scene, const std::string& due) {
  if (!may_remind(scene, due)) return;
  const auto& rules = form(scene)->draft;
  if (rules.nudge.empty()) return;
  scene.talk_with.talk->stack.front().flags.emplace_back(nudged_mark);
  const bool quiet = is_sensitive(scene) && !rules.nudge_quiet.empty();
  remind(scene, scene.say(*form(scene), quiet ? rules.nudge_quiet : rules.nudge));
}

void last_call(Scene& scene, const std::string& due) {
  if (!may_remind(scene, due) || is_sensitive(scene)) return;
  const auto& rules = form(scene)->draft;
  if (rules.last_call.empty()) return;
  const auto until = scene.talk_with.last_inbound + rules.keep;
  remind(scene, scene.say(*form(scene), rules.last_call, {{"tanggal", day_words(until)}}));
}

void drop_timers(Scene& scene) {
  for (const auto* name : {"nudge", "last-call", "join", "give-up", "voice", "call"}) scene.add(StopTimer{name});
}

}  // namespace pintu::dialogs::engine
