// SPDX-License-Identifier: Apache-2.0
#include "dialogs/engine/officers.hpp"

#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/text.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs::engine {

namespace {

constexpr Duration reads_along = std::chrono::minutes(30);

void leave(Scene& scene, const std::string& name) {
  scene.talk_with.live_until = {};
  scene.talk_with.officer.clear();
  scene.answer(scene.say("interrupts.petugas.left", {{"nama", plain(name)}}));
}

}  // namespace

void await_officer(Scene& scene) { scene.talk_with.live_until = scene.context.now + reads_along; }

void officer_acts(Scene& scene, const OfficerHappened& officer) {
  auto& conversation = scene.talk_with;
  scene.may_greet = false;
  using What = OfficerHappened::What;
  scene.rule("officer");
  switch (officer.what) {
    case What::said: {
      const bool fresh = conversation.officer != officer.name || conversation.live_until < scene.context.now;
      if (fresh) scene.hold(scene.say("interrupts.petugas.joined", {{"nama", plain(officer.name)}}));
      conversation.officer = officer.name;
      await_officer(scene);
      scene.speak(officer.text);
      return;
    }
    case What::left:
      leave(scene, officer.name);
      return;
    case What::took_case:
      scene.lane = Lane::emergency;
      scene.speak(scene.darurat("events.taken", {{"nama", plain(officer.name)}}));
      return;
    case What::closed_case:
      case_closed(scene, officer.name, officer.text);
      return;
  }
}

bool to_officer(Scene& scene, const InboundHappened& said) {
  auto& conversation = scene.talk_with;
  if (conversation.live_until <= scene.context.now) return false;
  const auto command = language::read_command(said.inbound.text);
  if (command.id == "darurat" && !command.maybe) return false;
  scene.rule("officer");
  if (command.id == "selesai") {
    const std::string name = conversation.officer.empty() ? scene.say("menu.officer") : conversation.officer;
    leave(scene, name);
    return true;
  }
  await_officer(scene);
  scene.add(Handoff{"umum", said.inbound.text, 0, Lane::status});
  return true;
}

}  // namespace pintu::dialogs::engine
