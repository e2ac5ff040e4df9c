// SPDX-License-Identifier: Apache-2.0
#include "dialogs/start_at.hpp"

#include <algorithm>

#include "dialogs/engine/answers.hpp"
#include "dialogs/engine/emergency.hpp"
#include "dialogs/engine/questions.hpp"
#include "dialogs/engine/walk.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::dialogs {

using namespace engine;

namespace {

// What a script is used by, and where.
struct User {
  const Script* script = nullptr;
  const Step* step = nullptr;
};

bool uses(const Actions& actions, const std::string& name) {
  return std::ranges::any_of(actions, [&](const Action& action) {
    const auto* use = std::get_if<DoUse>(&action);
    return use != nullptr && use->script == name;
  });
}

bool uses(const Step& step, const std::string& name) {
  if (const auto* use = std::get_if<UseStep>(&step.body)) return use->script == name;
  const auto* when = std::get_if<WhenStep>(&step.body);
  return when != nullptr && (uses(when->then, name) || uses(when->otherwise, name));
}

User user_of(const ScriptSet& set, const std::string& name) {
  for (const auto& [other, script] : set.scripts) {
    for (const auto& step : script.steps) {
      if (uses(step, name)) return {&script, &step};
    }
  }
  return {};
}

Result<SlotValue> read_value(Scene& scene, const Script& script, const Slot& slot, const std::string& words) {
  const auto option = std::ranges::find(slot.options, words, &Option::id);
  SlotValue value;
  if (option != slot.options.end()) {
    value.value = words;
    value.text = scene.label(script, option->label);
    return value;
  }
  InboundHappened said;
  said.inbound.text = words;
  auto reading = read_slot(scene, script, slot, said);
  if (reading.value) return *std::move(reading.value);
  return fail(Errc::malformed, "\"" + words + "\" tidak terbaca sebagai isi \"" + slot.name + "\".");
}

// Slots of the steps before `step`, as if they had been asked and answered.
Result<void> fill(Scene& scene, Frame& frame, const Script& script, const Step& step,
                  const std::map<std::string, std::string>& named) {
  for (const auto& [name, words] : named) {
    const auto* slot = script.slot(name);
    if (slot == nullptr) continue;
    PINTU_TRY(frame.slots[name], read_value(scene, script, *slot, words));
  }
  for (const auto& before : script.steps) {
    if (before.id == step.id) break;
    const auto* ask = std::get_if<AskStep>(&before.body);
    const auto* slot = ask == nullptr ? nullptr : script.slot(ask->slot);
    if (slot == nullptr) continue;
    if (!frame.slots.contains(slot->name)) {
      SlotValue value;
      value.skipped = slot->optional || slot->kind == SlotKind::photo;
      if (!value.skipped) {
        PINTU_TRY(value, read_value(scene, script, *slot, sample_of(*slot)));
      }
      frame.slots[slot->name] = std::move(value);
    }
    if (!frame.slots[slot->name].skipped) frame.path.push_back(before.id);
  }
  frame.step = step.id;
  return {};
}

// The frame below a script that others use: there because its own conditions hold.
Result<Frame> frame_below(Scene& scene, const User& user, std::map<std::string, std::string> named) {
  if (const auto* when = std::get_if<WhenStep>(&user.step->body)) {
    for (const auto& [slot, wanted] : when->conditions) {
      if (!wanted.empty() && user.script->slot(slot) != nullptr) named.try_emplace(slot, wanted.front());
    }
  }
  Frame below;
  below.script = user.script->name;
  if (auto filled = fill(scene, below, *user.script, *user.step, named); !filled)
    return std::unexpected(filled.error());
  return below;
}

}  // namespace

std::string sample_of(const Slot& slot) {
  switch (slot.kind) {
    case SlotKind::text:
      return "Contoh cerita warga untuk uji naskah";
    case SlotKind::choice: {
      if (!slot.default_value.empty()) return slot.default_value;
      const auto plain = std::ranges::find(slot.options, false, &Option::sensitive);
      return plain == slot.options.end() ? std::string() : plain->id;
    }
    case SlotKind::yesno:
      return "ya";
    case SlotKind::number:
      return "3";
    case SlotKind::date:
      return "kemarin";
    case SlotKind::phone:
      return "081200000000";
    case SlotKind::place:
      return "Jl. Contoh 10";
    case SlotKind::photo:
      return {};
    case SlotKind::secret:
      return "contoh";
  }
  return {};
}

Result<Turn> start_at(const Library& library, const Context& context, Conversation conversation, const StartAt& start) {
  if (conversation.secret.empty()) conversation.secret = crypto::to_base64(context.random);
  conversation.greeted = true;
  conversation.first_seen = context.now;
  conversation.last_inbound = context.now;
  const auto& set = library.newest();
  const auto* script = set.find(start.script);
  if (script == nullptr) return fail(Errc::not_found, "Naskah \"" + start.script + "\" tidak ada.");
  const auto* step = script->step(start.step);
  if (step == nullptr) return fail(Errc::not_found, "Langkah \"" + start.step + "\" tidak ada.");
  if (!asks(*step))
    return fail(Errc::malformed, "Langkah \"" + start.step + "\" tidak bertanya: mulai di pertanyaan sebelumnya.");
  for (const auto& [name, words] : start.slots) {
    if (script->slot(name) == nullptr) return fail(Errc::not_found, "Isian \"" + name + "\" tidak ada.");
  }
  auto& talk = conversation.talk.emplace();
  talk.version = set.version;
  talk.began = context.now;
  talk.epoch = ++conversation.last_epoch;
  Scene scene{.library = library,
              .context = context,
              .talk_with = conversation,
              .effects = {},
              .waiting = {},
              .maybe = {},
              .passed = {},
              .took = {}};
  scene.may_greet = false;
  if (const auto user = user_of(set, script->name); user.step != nullptr) {
    PINTU_TRY(auto below, frame_below(scene, user, start.slots));
    talk.stack.push_back(std::move(below));
  }
  Frame frame;
  frame.script = script->name;
  if (!talk.stack.empty()) {
    for (const auto& [name, value] : talk.stack.back().slots) {
      if (script->slot(name) != nullptr) frame.slots[name] = value;
    }
  }
  if (auto filled = fill(scene, frame, *script, *step, start.slots); !filled) return std::unexpected(filled.error());
  talk.questions = static_cast<int>(frame.path.size());
  talk.stack.push_back(std::move(frame));
  if (in_case_script(scene)) conversation.open_case = OpenCase{0, "darurat", context.now};
  if (context.walked != nullptr) context.walked->push_back(script->name + "/" + step->id);
  go_to(scene, step->id);
  scene.flush();
  auto effects = std::move(scene.effects);
  return Turn{std::move(conversation), std::move(effects)};
}

}  // namespace pintu::dialogs
