// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <optional>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

const std::vector<std::string> verbs{"say",     "set",  "flag",  "keep_text", "skip",     "go",    "use",
                                     "handoff", "back", "pause", "correct",   "language", "erase", "end"};

bool moves(const Action& action) {
  return !std::holds_alternative<DoSay>(action) && !std::holds_alternative<DoSet>(action) &&
         !std::holds_alternative<DoFlag>(action) && !std::holds_alternative<DoKeepText>(action) &&
         !std::holds_alternative<DoSkip>(action);
}

std::optional<Action> load_action(FileReader& reader, const yaml::Node::Entry& entry, const std::string& prefix) {
  const auto& verb = entry.key;
  const auto& value = entry.value;
  if (verb == "say") return DoSay{reader.text(value, prefix + ".say")};
  if (verb == "set") {
    DoSet set;
    if (!reader.want_mapping(value, "set")) return std::nullopt;
    for (const auto& each : value.entries) set.values[each.key] = reader.scalar(each.value, "nilai");
    return set;
  }
  if (verb == "back") return DoBack{value.is_scalar() && value.text == "question"};
  const auto word = reader.scalar(value, verb);
  if (verb == "flag") return DoFlag{word};
  if (verb == "go") return DoGo{word};
  if (verb == "use") return DoUse{word};
  if (verb == "handoff") return DoHandoff{word};
  if (verb == "language") return DoLanguage{word};
  if (verb == "erase") return DoErase{word};
  if (word != "true") {
    reader.error(value.place, "P0120", "\"" + verb + "\" ditulis " + verb + ": true.");
    return std::nullopt;
  }
  if (verb == "keep_text") return DoKeepText{};
  if (verb == "skip") return DoSkip{};
  if (verb == "pause") return DoPause{};
  if (verb == "correct") return DoCorrect{};
  return DoEnd{};
}

}  // namespace

Actions load_actions_among(FileReader& reader, const yaml::Node& block, const std::string& prefix,
                           const std::vector<std::string>& others) {
  Actions actions;
  const yaml::Node::Entry* moved = nullptr;
  for (const auto& entry : block.entries) {
    if (std::ranges::find(others, entry.key) != others.end()) continue;
    if (std::ranges::find(verbs, entry.key) == verbs.end()) {
      reader.error(entry.place, "P0121", "Tindakan \"" + entry.key + "\" tidak dikenal.",
                   did_you_mean(entry.key, verbs));
      continue;
    }
    auto action = load_action(reader, entry, prefix);
    if (!action) continue;
    if (moved != nullptr) {
      reader.error(
          entry.place, "P0122",
          "\"" + moved->key + "\" sudah memindahkan percakapan; \"" + entry.key + "\" sesudahnya tidak pernah terjadi.",
          "Taruh tindakan yang memindahkan paling akhir, dan hanya satu.");
    }
    if (moves(*action)) moved = &entry;
    actions.push_back(*std::move(action));
  }
  return actions;
}

Actions load_actions(FileReader& reader, const yaml::Node& block, const std::string& prefix) {
  if (!reader.want_mapping(block, "Tindakan")) return {};
  return load_actions_among(reader, block, prefix, {});
}

std::vector<ChooseOption> load_choose(FileReader& reader, const yaml::Node& block, const std::string& prefix) {
  std::vector<ChooseOption> options;
  if (!block.is_sequence()) {
    reader.error(block.place, "P0107", "choose harus berupa daftar pilihan.",
                 "Contoh: - {id: ya, label: Ya, go: langkah}.");
    return options;
  }
  for (const auto& item : block.items) {
    ChooseOption option;
    option.option = load_option(reader, item, prefix);
    if (item.is_mapping()) {
      option.then = load_actions_among(reader, item, prefix + "." + option.option.id,
                                       {"id", "label", "hint", "also", "sensitive", "code", "on"});
    }
    options.push_back(std::move(option));
  }
  return options;
}

}  // namespace pintu::dialogs
