// SPDX-License-Identifier: Apache-2.0
// What stands in `then`, `else`, `outcomes` and `after_tries`: done in written order, at most one moves the talk.
#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/asides.hpp"
#include "dialogs/engine/drafts.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/interrupts.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/walk.hpp"

namespace pintu::dialogs::engine {

namespace {

// One action; true when it moved the talk.
struct Doer {
  Scene& scene;
  const std::string& answer;

  bool operator()(const DoSay& say) const {
    if (const auto* script = scene.open_script()) scene.hold(scene.say(*script, say.text));
    return false;
  }
  bool operator()(const DoSet& set) const {
    const auto* script = scene.open_script();
    if (script == nullptr) return false;
    for (const auto& [name, value] : set.values) set_from_script(scene, *script, name, value);
    return false;
  }
  bool operator()(const DoFlag& flag) const {
    if (auto* frame = scene.top()) raise_flag(*frame, flag.flag);
    return false;
  }
  bool operator()(const DoKeepText&) const {
    keep_text(scene, answer);
    return false;
  }
  bool operator()(const DoSkip&) const {
    skip_open(scene);
    return false;
  }
  bool operator()(const DoGo& go) const {
    go_to(scene, go.step);
    return true;
  }
  bool operator()(const DoUse& each) const { return use(scene, each.script); }
  bool operator()(const DoHandoff& handoff) const {
    hand_over(scene, handoff.desk);
    return false;
  }
  bool operator()(const DoBack& back) const {
    if (back.to_question) {
      ask_again(scene);
    } else {
      step_back(scene);
    }
    return true;
  }
  bool operator()(const DoPause&) const {
    put_aside(scene, true);
    return true;
  }
  bool operator()(const DoCorrect&) const {
    ask_what_to_change(scene);
    return true;
  }
  bool operator()(const DoLanguage& chosen) const {
    scene.talk_with.language = chosen.language;
    return false;
  }
  bool operator()(const DoErase& erase) const {
    if (erase.what == "person") {
      ask_aside(scene, "hapus");
    } else {
      drop_talk(scene);
    }
    return true;
  }
  bool operator()(const DoEnd&) const {
    if (scene.top() != nullptr) end_frame(scene);
    return true;
  }
};

}  // namespace

bool act(Scene& scene, const Actions& actions, const std::string& answer) {
  for (const auto& action : actions) {
    if (std::visit(Doer{scene, answer}, action)) return true;
  }
  return false;
}

}  // namespace pintu::dialogs::engine
