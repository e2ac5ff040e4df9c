// SPDX-License-Identifier: Apache-2.0
#include "dialogs/difference.hpp"

#include <map>
#include <set>

namespace pintu::dialogs {

namespace {

using What = Change::What;
using Texts = std::map<std::string, std::string>;

void take(Texts& texts, const Text& text) {
  if (text.empty()) return;
  texts[text.path] = text.base;
  for (const auto& [channel, words] : text.on) texts[text.path + " (" + channel + ")"] = words;
}

void take_step(Texts& texts, const Step& step) {
  take(texts, step.text);
  take(texts, step.guessed);
  if (const auto* say = std::get_if<SayStep>(&step.body)) take(texts, say->text);
  if (const auto* review = std::get_if<ReviewStep>(&step.body)) {
    for (const auto* button : {&review->ok, &review->change, &review->stop}) take(texts, *button);
  }
  if (const auto* choose = std::get_if<ChooseStep>(&step.body)) {
    for (const auto& each : choose->options) take(texts, each.option.label);
  }
  for (const auto& [kind, hints] : step.hints) {
    for (const auto& hint : hints) take(texts, hint);
  }
  for (const auto& [name, outcome] : step.outcomes) take(texts, outcome.say);
}

Texts texts_of(const Script& script, const std::vector<Translation>* translations) {
  Texts texts;
  for (const auto& step : script.steps) take_step(texts, step);
  for (const auto& slot : script.slots) {
    take(texts, slot.label);
    for (const auto& option : slot.options) {
      take(texts, option.label);
      take(texts, option.hint);
    }
  }
  for (const auto* text :
       {&script.draft.nudge, &script.draft.nudge_quiet, &script.draft.last_call, &script.draft.resume})
    take(texts, *text);
  for (const auto& interrupt : script.interrupts) {
    for (const auto& [key, text] : interrupt.texts) take(texts, text);
  }
  for (const auto& [path, text] : script.texts) take(texts, text);
  if (translations == nullptr) return texts;
  for (const auto& sidecar : *translations) {
    for (const auto& [path, entry] : sidecar.texts) texts[path + " (" + sidecar.language + ")"] = entry.text;
  }
  return texts;
}

std::set<std::string> steps_of(const Script& script) {
  std::set<std::string> names;
  for (const auto& step : script.steps) names.insert(step.id);
  return names;
}

std::set<std::string> slots_of(const Script& script) {
  std::set<std::string> names;
  for (const auto& slot : script.slots) names.insert(slot.name);
  return names;
}

void compare(const std::string& script, const std::set<std::string>& before, const std::set<std::string>& after,
             What added, What removed, std::vector<Change>& changes) {
  for (const auto& name : after) {
    if (!before.contains(name)) changes.push_back({added, script, name, {}, {}});
  }
  for (const auto& name : before) {
    if (!after.contains(name)) changes.push_back({removed, script, name, {}, {}});
  }
}

const std::vector<Translation>* translations_of(const ScriptSet& set, const std::string& script) {
  const auto it = set.translations.find(script);
  return it == set.translations.end() ? nullptr : &it->second;
}

}  // namespace

std::string_view to_string(What what) {
  switch (what) {
    case What::script_added:
      return "script_added";
    case What::script_removed:
      return "script_removed";
    case What::step_added:
      return "step_added";
    case What::step_removed:
      return "step_removed";
    case What::slot_added:
      return "slot_added";
    case What::slot_removed:
      return "slot_removed";
    case What::text:
      return "text";
  }
  return "";
}

std::vector<Change> difference(const ScriptSet& before, const ScriptSet& after) {
  std::vector<Change> changes;
  for (const auto& [name, script] : after.scripts) {
    const auto* old = before.find(name);
    if (old == nullptr) {
      changes.push_back({What::script_added, name, {}, {}, {}});
      continue;
    }
    compare(name, steps_of(*old), steps_of(script), What::step_added, What::step_removed, changes);
    compare(name, slots_of(*old), slots_of(script), What::slot_added, What::slot_removed, changes);
    const auto was = texts_of(*old, translations_of(before, name));
    const auto is = texts_of(script, translations_of(after, name));
    const auto at = [](const Texts& texts, const std::string& path) {
      const auto it = texts.find(path);
      return it == texts.end() ? std::string() : it->second;
    };
    for (const auto& [path, words] : is) {
      if (const auto earlier = at(was, path); earlier != words)
        changes.push_back({What::text, name, path, earlier, words});
    }
    for (const auto& [path, words] : was) {
      if (!is.contains(path)) changes.push_back({What::text, name, path, words, {}});
    }
  }
  for (const auto& [name, script] : before.scripts) {
    if (after.find(name) == nullptr) changes.push_back({What::script_removed, name, {}, {}, {}});
  }
  return changes;
}

}  // namespace pintu::dialogs
