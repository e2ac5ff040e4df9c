// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/drafts.hpp"

#include <algorithm>

#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t most_drafts = 3;
constexpr std::size_t title_letters = 40;
constexpr int earliest_hour = 6;
constexpr int latest_hour = 21;

std::string title_of(const Talk& talk) {
  const auto& slots = talk.stack.front().slots;
  for (const auto* name : {"judul", "isi"}) {
    const auto it = slots.find(name);
    if (it != slots.end() && !it->second.text.empty())
      return plain(language::first_sentence(it->second.text, title_letters));
  }
  const auto& pieces = talk.stack.front().pieces;
  return pieces.empty() ? std::string("isian baru") : plain(language::first_sentence(pieces.front(), title_letters));
}

bool worth_keeping(const Talk& talk) {
  return !talk.stack.empty() && (!talk.stack.front().slots.empty() || !talk.stack.front().pieces.empty());
}

const Script* script_of(const Scene& scene, const Draft& draft) {
  return draft.talk.stack.empty() ? nullptr
                                  : scene.library.at(draft.talk.version).find(draft.talk.stack.front().script);
}

bool sensitive(const Script& script, const Frame& frame) {
  for (const auto& slot : script.slots) {
    const auto it = frame.slots.find(slot.name);
    if (it == frame.slots.end()) continue;
    const auto option = std::ranges::find(slot.options, it->second.value, &Option::id);
    if (option != slot.options.end() && option->sensitive) return true;
  }
  return false;
}

void stop_timers(Scene& scene) {
  for (const auto* name : {"nudge", "join", "give-up"}) scene.add(StopTimer{name});
}

}  // namespace

void put_aside(Scene& scene, bool tell) {
  auto& conversation = scene.talk_with;
  if (!conversation.talk) return;
  stop_timers(scene);
  if (worth_keeping(*conversation.talk)) {
    if (conversation.drafts.size() >= most_drafts) {
      scene.hold(scene.say("dropped_draft", {{"judul", conversation.drafts.front().title}}));
      conversation.drafts.erase(conversation.drafts.begin());
    }
    Draft draft;
    draft.title = title_of(*conversation.talk);
    draft.put_aside = scene.context.now;
    const auto* script = scene.set().find(conversation.talk->stack.front().script);
    draft.until = scene.context.now + (script == nullptr ? std::chrono::hours(24 * 7) : script->draft.keep);
    draft.talk = std::move(*conversation.talk);
    conversation.drafts.push_back(std::move(draft));
  }
  conversation.talk.reset();
  if (tell) {
    scene.hold(scene.say("paused"));
    scene.flush();
  }
}

void drop_talk(Scene& scene) {
  stop_timers(scene);
  scene.talk_with.talk.reset();
  scene.hold(scene.say("deleted"));
  scene.flush();
}

void resume_draft(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.talk) {
    ask_again(scene);
    return;
  }
  if (conversation.drafts.empty()) {
    scene.speak(scene.say("no_draft"));
    return;
  }
  conversation.talk = std::move(conversation.drafts.back().talk);
  conversation.drafts.pop_back();
  // What interrupted it is over: the form itself is what is resumed.
  while (conversation.talk->stack.size() > 1) conversation.talk->stack.pop_back();
  scene.hold(scene.say("resumed"));
  ask_again(scene);
}

bool offer_draft(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.talk || conversation.drafts.empty()) return false;
  const auto& draft = conversation.drafts.back();
  const auto* script = script_of(scene, draft);
  if (script == nullptr || script->draft.resume.empty()) return false;
  const std::string text =
      scene.say(*script, script->draft.resume, {{"judul", draft.title}, {"tanggal", day_words(draft.put_aside)}});
  std::vector<std::pair<std::string, std::string>> options;
  const std::vector<std::string> ids{"lanjut", "baru", "hapus"};
  for (std::size_t i = 0; i < ids.size() && i < script->draft.resume_choose.size(); ++i) {
    options.emplace_back(ids[i], scene.label(*script, script->draft.resume_choose[i]));
  }
  ask_aside(scene, "lanjutkan", text, options);
  return true;
}

void after_offer(Scene& scene, const std::string& option) {
  if (option == "lanjut") {
    resume_draft(scene);
  } else if (option == "hapus") {
    if (!scene.talk_with.drafts.empty()) scene.talk_with.drafts.pop_back();
    scene.hold(scene.say("deleted"));
    scene.flush();
  } else {
    begin(scene, "lapor-aduan");
    walk(scene);
  }
}

void forget_old_drafts(Scene& scene) {
  std::erase_if(scene.talk_with.drafts, [&](const Draft& draft) { return draft.until < scene.context.now; });
}

void nudge(Scene& scene) {
  const auto* script = scene.open_script();
  const auto* frame = scene.top();
  const int hour = local_time(scene.context.now).hour;
  const bool wanted =
      script != nullptr && !script->draft.nudge.empty() && !scene.talk_with.stopped && !scene.talk_with.open_case;
  if (!wanted || hour < earliest_hour || hour >= latest_hour) return;
  const bool quiet = sensitive(*script, *frame) && !script->draft.nudge_quiet.empty();
  scene.lane = Lane::status;
  scene.speak(scene.say(*script, quiet ? script->draft.nudge_quiet : script->draft.nudge));
}

}  // namespace pintu::dialogs::engine
