// SPDX-License-Identifier: Apache-2.0
// Grading what is said, and asking where it is not certain.
#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs::engine {

using namespace std::chrono_literals;

namespace {

using language::Grade;

constexpr Duration together = 3min;
constexpr Duration silenced_for = 30min;
constexpr Duration until_the_desk_sees_it = 60s;
constexpr std::size_t most_lines = 20;
constexpr std::size_t most_letters = 1000;

language::TriageWords added_words(const Scene& scene) {
  const auto* interrupt = scene.umum().interrupt("darurat");
  return interrupt == nullptr ? language::TriageWords{}
                              : language::TriageWords{interrupt->certain, interrupt->ignore_phrase};
}

std::string recent_words(const Scene& scene) {
  std::string words;
  for (const auto& line : scene.talk_with.recent) words += (words.empty() ? "" : "\n") + line.text;
  return words;
}

// The message alone; with what was said before it only where both together say more than what was heard already.
language::Triage graded(Scene& scene, const InboundHappened& said) {
  auto& recent = scene.talk_with.recent;
  std::erase_if(recent, [&](const Said& line) { return scene.context.now - line.at > together; });
  const auto words = added_words(scene);
  const bool seen = said.inbound.location.has_value() || !said.media.empty();
  const std::string before = recent_words(scene);
  const auto& text = said.inbound.text;
  const auto* open = scene.open_slot();
  const bool secret = open != nullptr && open->kind == SlotKind::secret;  // read by no desk
  if (!text.empty() && !secret) recent.push_back({scene.context.now, utf8::shortened(text, most_letters)});
  if (recent.size() > most_lines) recent.erase(recent.begin());
  auto alone = language::triage(text, words, seen);
  if (before.empty()) return alone;
  auto joined = language::triage(text.empty() ? before : before + "\n" + text, words, seen);
  if (joined.grade <= alone.grade) return alone;
  const auto heard = language::triage(before, words, false);
  return joined.grade > heard.grade ? joined : alone;
}

bool hint_was_given(const Scene& scene) {
  const auto& recent = scene.talk_with.recent;
  return std::ranges::any_of(recent, [&](const Said& line) {
    return &line != &recent.back() && language::triage(line.text, added_words(scene)).grade >= Grade::hint;
  });
}

// The story that waited for its pause, or for the answer about danger, goes on.
void go_on_with_it(Scene& scene) {
  const auto* step = scene.open_step();
  if (step != nullptr && step->joins > Duration{0} && scene.open_slot() != nullptr && has_pieces(scene)) {
    scene.add(StopTimer{"join"});
    pause_over(scene);
  } else {
    ask_again(scene);
  }
}

}  // namespace

bool heed(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  const auto triage = graded(scene, said);
  if (conversation.open_case) return false;
  const bool silenced = conversation.silenced_kind == triage.kind && scene.context.now < conversation.silenced_maybe;
  switch (triage.grade) {
    case Grade::certain: {
      scene.rule("triage:certain");
      const auto words = recent_words(scene);
      open_case(scene, triage.kind, words.empty() ? said.inbound.text : words, said.inbound.location);
      return true;
    }
    case Grade::maybe:
      if (!silenced && conversation.asked_maybe != triage.kind) scene.maybe = triage.kind;
      break;
    case Grade::hint:
      if (!silenced && !hint_was_given(scene)) conversation.owes_hint = true;
      break;
    case Grade::none:
      break;
  }
  scene.pass("triage:" + std::string(language::to_string(triage.grade)));
  return false;
}

void ask_if_maybe(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (scene.maybe.empty() || conversation.open_case) return;
  // The question of this turn waits; what else was said in it stays.
  const auto is_question = [](const Effect& effect) {
    const auto* reply = std::get_if<Reply>(&effect);
    return reply != nullptr && !reply->asks.empty();
  };
  const auto questions = std::erase_if(scene.effects, is_question);
  conversation.unseen = questions > 0 && scene.open_step() != nullptr;
  scene.lane = Lane::emergency;
  conversation.asked_maybe = scene.maybe;
  conversation.maybe_asked = scene.context.now;
  conversation.owes_hint = false;
  ask_aside(scene, "maybe:" + scene.maybe);
  scene.timer("maybe", until_the_desk_sees_it, scene.maybe);
}

void after_maybe(Scene& scene, const std::string& kind, bool happening) {
  auto& conversation = scene.talk_with;
  conversation.asked_maybe.clear();
  scene.add(StopTimer{"maybe"});
  if (happening) {
    open_case(scene, kind == "suara" ? "darurat" : kind, recent_words(scene), {});
    return;
  }
  conversation.silenced_kind = kind;
  conversation.silenced_maybe = scene.context.now + silenced_for;
  scene.hold(scene.say("interrupts.darurat.after_no"));
  go_on_with_it(scene);
}

void maybe_unanswered(Scene& scene) {
  auto& conversation = scene.talk_with;
  if (conversation.asked_maybe.empty() || conversation.open_case) return;
  scene.rule("maybe:silence");
  scene.add(RaiseCase{
      conversation.asked_maybe == "suara" ? "darurat" : conversation.asked_maybe, "maybe", recent_words(scene), {}});
  conversation.asked_maybe.clear();
  const bool waits = conversation.pending_ask.starts_with("maybe:") || conversation.unseen;
  if (conversation.pending_ask.starts_with("maybe:")) conversation.pending_ask.clear();
  if (waits && scene.open_step() != nullptr) go_on_with_it(scene);
}

}  // namespace pintu::dialogs::engine
