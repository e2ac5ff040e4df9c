// SPDX-License-Identifier: Apache-2.0
#include "dialogs/advance.hpp"

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/routing.hpp"
#include "dialogs/engine/walk.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs {

using namespace engine;

namespace {

void happened(Scene& scene, const TimerHappened& timer) {
  const auto epoch = scene.talk_with.talk ? scene.talk_with.talk->epoch : scene.talk_with.last_epoch;
  if (timer.name.starts_with("delayed:")) {
    tell_delayed(scene, timer.detail);
    return;
  }
  if (timer.name == "maybe") {
    maybe_unanswered(scene);
    return;
  }
  if (timer.epoch != epoch) return;  // the talk moved on
  if (timer.name == "join" && scene.open_step() != nullptr) {
    if (scene.talk_with.asked_maybe.empty()) pause_over(scene);
  } else if (timer.name == "give-up" && scene.open_slot() != nullptr) {
    skip_open(scene);
    go_on(scene);
  } else if (timer.name == "nudge") {
    nudge(scene);
  }
}

void happened(Scene& scene, const OfficerHappened& officer) {
  if (officer.what == OfficerHappened::What::said) {
    scene.speak(officer.name + ": " + officer.text);
  } else if (officer.what == OfficerHappened::What::left) {
    scene.speak(scene.say("interrupts.petugas.left", {{"nama", officer.name}}));
  }
}

}  // namespace

Turn advance(const Library& library, const Context& context, Conversation conversation, const DialogEvent& event) {
  if (conversation.secret.empty()) conversation.secret = crypto::to_base64(context.random);
  Scene scene{.library = library,
              .context = context,
              .talk_with = conversation,
              .effects = {},
              .waiting = {},
              .passed = {},
              .took = {}};
  forget_old_drafts(scene);
  std::visit(overloaded{
                 [&](const InboundHappened& said) { hear(scene, said); },
                 [&](const TimerHappened& timer) { happened(scene, timer); },
                 [&](const ReportHappened& news) { tell(scene, news); },
                 [&](const OfficerHappened& officer) { happened(scene, officer); },
                 [&](const ErasedHappened&) { scene.speak(scene.say("hapus.done")); },
             },
             event);
  scene.flush();
  if (!scene.took.empty()) scene.add(Took{scene.took, scene.passed});
  auto effects = std::move(scene.effects);
  return {std::move(conversation), std::move(effects)};
}

}  // namespace pintu::dialogs
