// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/drafts.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/calls.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/engine/walk.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr std::size_t most_drafts = 3;
constexpr std::size_t title_letters = 40;
constexpr Duration kept_for = std::chrono::hours(24 * 7);

// What a person knows it by: its title, else how its story begins.
std::string title_of(const Script& script, const Frame& frame) {
  const auto title = [](const std::string& text) { return plain(language::first_sentence(text, title_letters)); };
  for (const auto& slot : script.slots) {
    const auto source = frame.slots.find(slot.first_sentence_of);
    if (slot.first_sentence_of.empty()) continue;
    const auto own = frame.slots.find(slot.name);
    if (own != frame.slots.end() && !own->second.text.empty()) return title(own->second.text);
    if (source != frame.slots.end() && !source->second.text.empty()) return title(source->second.text);
  }
  return frame.pieces.empty() ? script.title : title(frame.pieces.front());
}

bool in_case_frame(const Frame& frame) { return frame.script == "darurat" || frame.script.starts_with("darurat-"); }

}  // namespace

bool worth_keeping(const Talk& talk) {
  if (talk.stack.empty()) return false;
  const auto& form = talk.stack.front();
  return !in_case_frame(form) && (!form.slots.empty() || !form.pieces.empty());
}

bool is_sensitive(Scene& scene) {
  const auto& talk = scene.talk_with.talk;
  if (!talk) return false;
  return std::ranges::any_of(talk->stack, [&](const Frame& frame) {
    const auto* script = scene.script_of(frame);
    if (script == nullptr) return false;
    return std::ranges::any_of(script->slots, [&](const Slot& slot) {
      const auto it = frame.slots.find(slot.name);
      const auto option =
          it == frame.slots.end() ? slot.options.end() : std::ranges::find(slot.options, it->second.value, &Option::id);
      return option != slot.options.end() && option->sensitive;
    });
  });
}

bool is_confidential(Scene& scene) {
  const auto& talk = scene.talk_with.talk;
  if (!talk) return false;
  return is_sensitive(scene) || std::ranges::any_of(talk->stack, [](const Frame& frame) {
           const auto it = frame.slots.find("tampil");
           return it != frame.slots.end() && it->second.value == "dua";
         });
}

void keep_draft(Scene& scene, Draft draft) {
  auto& drafts = scene.talk_with.drafts;
  if (drafts.size() >= most_drafts) {
    const auto oldest = std::ranges::min_element(drafts, {}, &Draft::put_aside);
    scene.hold(scene.say("dropped_draft", {{"judul", title_on_phone(scene, oldest->title)}}));
    drafts.erase(oldest);
  }
  drafts.push_back(std::move(draft));
}

void put_aside(Scene& scene, bool tell) {
  auto& conversation = scene.talk_with;
  if (!conversation.talk) return;
  drop_timers(scene);
  conversation.pending_ask.clear();
  conversation.unseen = false;
  std::erase_if(conversation.talk->stack, in_case_frame);
  if (worth_keeping(*conversation.talk)) {
    Draft draft;
    const auto& form = conversation.talk->stack.front();
    const auto* script = scene.script_of(form);
    draft.title = script == nullptr ? std::string() : title_of(*script, form);
    draft.put_aside = scene.context.now;
    draft.until = scene.context.now + (script == nullptr ? kept_for : script->draft.keep);
    draft.talk = std::move(*conversation.talk);
    keep_draft(scene, std::move(draft));
  }
  conversation.talk.reset();
  if (!tell) return;
  scene.hold(scene.say("paused"));
  scene.flush();
}

void drop_talk(Scene& scene) {
  drop_timers(scene);
  scene.talk_with.pending_ask.clear();
  scene.talk_with.unseen = false;
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
  call_anew(scene);
  scene.hold(scene.say("resumed"));
  const auto* step = scene.open_step();
  if (step == nullptr || !asks(*step)) {
    walk(scene);
  } else if (is_joining(scene) && has_pieces(scene)) {
    pause_over(scene);
  } else {
    ask_again(scene);
  }
}

bool offer_draft(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.talk || conversation.drafts.empty()) return false;
  if (scene.context.now < conversation.drafts.back().offered_from) return false;
  if (aside_of(scene, "lanjutkan").options.empty()) return false;
  ask_aside(scene, "lanjutkan");
  return true;
}

void forget_old(Scene& scene) {
  auto& conversation = scene.talk_with;
  std::erase_if(conversation.drafts, [&](const Draft& draft) { return draft.until < scene.context.now; });
  if (!conversation.talk || conversation.open_case || conversation.last_inbound == Instant{}) return;
  const auto* script = conversation.talk->stack.empty() ? nullptr : scene.script_of(conversation.talk->stack.front());
  const auto keep = script == nullptr ? kept_for : script->draft.keep;
  if (scene.context.now - conversation.last_inbound <= keep) return;
  drop_timers(scene);
  conversation.talk.reset();
  conversation.pending_ask.clear();
  conversation.unseen = false;
}

}  // namespace pintu::dialogs::engine
