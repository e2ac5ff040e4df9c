// SPDX-License-Identifier: Apache-2.0
#include "dialogs/advance.hpp"

#include "dialogs/engine/agency_questions.hpp"
#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/calls.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/officers.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/reports.hpp"
#include "dialogs/engine/routing.hpp"
#include "dialogs/engine/walk.hpp"
#include "gateway/base/crypto.hpp"
#include "gateway/base/overloaded.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::dialogs {

using namespace engine;

namespace {

// Channels hand over valid UTF-8; a text that is not would not survive being stored.
void happened(Scene& scene, const InboundHappened& said) {
  if (utf8::valid(said.inbound.text)) {
    hear(scene, said);
    return;
  }
  auto repaired = said;
  repaired.inbound.text = utf8::repaired(said.inbound.text);
  hear(scene, repaired);
}

void happened(Scene& scene, const TimerHappened& timer) {
  scene.rule("timer:" + timer.name.substr(0, timer.name.find(':')));
  if (timer.name.starts_with("delayed:")) {
    tell_delayed(scene, timer.detail);
  } else if (timer.name.starts_with("agency-closes:")) {
    warn_of_closing(scene, timer.detail);
  } else if (timer.name == "maybe") {
    maybe_unanswered(scene);
  } else if (timer.name == "voice") {
    voice_is_enough(scene);
  } else if (timer.name == "call") {
    call_ended(scene, {timer.epoch, failed_call, {}});
  } else if (!scene.talk_with.talk || timer.epoch != scene.talk_with.talk->epoch) {
    scene.pass("epoch");  // the talk moved on
  } else if (timer.name == "join") {
    if (scene.talk_with.asked_maybe.empty()) pause_over(scene);
  } else if (timer.name == "give-up" && scene.open_slot() != nullptr) {
    if (in_case_script(scene)) scene.lane = Lane::emergency;
    skip_open(scene);
    go_on(scene);
  } else if (timer.name == "nudge") {
    nudge(scene, timer.detail);
  } else if (timer.name == "last-call") {
    last_call(scene, timer.detail);
  }
}

std::string step_path(Scene& scene) {
  return scene.open_step() == nullptr ? std::string() : scene.top()->script + "/" + scene.top()->step;
}

}  // namespace

Turn advance(const Library& library, const Context& context, Conversation conversation, const DialogEvent& event) {
  if (conversation.secret.empty()) conversation.secret = crypto::to_base64(context.random);
  Scene scene{.library = library,
              .context = context,
              .talk_with = conversation,
              .effects = {},
              .waiting = {},
              .maybe = {},
              .passed = {},
              .took = {}};
  forget_old(scene);
  Took took{{}, {}, step_path(scene), scene.set().version};
  std::visit(overloaded{
                 [&](const InboundHappened& said) { happened(scene, said); },
                 [&](const TimerHappened& timer) { happened(scene, timer); },
                 [&](const ReportHappened& news) { tell(scene, news); },
                 [&](const OfficerHappened& officer) { officer_acts(scene, officer); },
                 [&](const CallHappened& call) { call_ended(scene, call); },
                 [&](const ErasedHappened&) {
                   scene.may_greet = false;
                   scene.speak(scene.of("data", "erase.done"));
                 },
             },
             event);
  put_waiting_question(scene);
  scene.flush();
  if (!scene.took.empty()) {
    took.rule = std::move(scene.took);
    took.passed = std::move(scene.passed);
    scene.add(std::move(took));
  }
  auto effects = std::move(scene.effects);
  return {std::move(conversation), std::move(effects)};
}

}  // namespace pintu::dialogs
