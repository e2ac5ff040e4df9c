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

std::optional<Action> load_set(FileReader& reader, const yaml::Node& value) {
  if (!reader.want_mapping(value, "set")) return std::nullopt;
  DoSet set;
  for (const auto& each : value.entries) {
    set.values[each.key] = reader.scalar(each.value, "nilai");
    reader.names(Named::What::slot, each.key, each.place);
    reader.names(Named::What::option, each.value.text, each.value.place, each.key);
  }
  return set;
}

// What names something that must exist elsewhere.
std::optional<Action> load_pointing(FileReader& reader, const yaml::Node::Entry& entry, const std::string& word) {
  const auto place = entry.value.place;
  if (entry.key == "go") {
    reader.names(Named::What::step, word, place);
    return DoGo{word};
  }
  if (entry.key == "use") {
    reader.names(Named::What::script, word, place);
    return DoUse{word};
  }
  if (entry.key == "handoff") {
    reader.names(Named::What::desk, word, place);
    return DoHandoff{word};
  }
  if (entry.key == "flag") {
    reader.sets_flag(word);
    return DoFlag{reader.id(entry.value, "flag")};
  }
  return std::nullopt;
}

std::optional<Action> load_plain(FileReader& reader, const yaml::Node::Entry& entry, const std::string& word) {
  const auto& verb = entry.key;
  if (verb == "back" && word == "question") return DoBack{true};
  if (word != "true") {
    reader.error(entry.value.place, "P0120", "\"" + verb + "\" ditulis " + verb + ": true.");
    return std::nullopt;
  }
  if (verb == "keep_text") return DoKeepText{};
  if (verb == "skip") return DoSkip{};
  if (verb == "back") return DoBack{};
  if (verb == "pause") return DoPause{};
  if (verb == "correct") return DoCorrect{};
  return DoEnd{};
}

std::optional<Action> load_action(FileReader& reader, const yaml::Node& block, const yaml::Node::Entry& entry,
                                  const std::string& prefix) {
  const auto& verb = entry.key;
  if (verb == "say") return DoSay{reader.text_of(block, "say", prefix)};
  if (verb == "set") return load_set(reader, entry.value);
  if (verb == "language") return DoLanguage{reader.word_of(block, "language", {"id", "su", "jv", "en"})};
  if (verb == "erase") return DoErase{reader.word_of(block, "erase", {"draft", "person"})};
  const auto word = reader.scalar(entry.value, verb);
  if (auto pointing = load_pointing(reader, entry, word)) return pointing;
  return load_plain(reader, entry, word);
}

}  // namespace

Actions load_actions_among(FileReader& reader, const yaml::Node& block, const std::string& prefix,
                           FileReader::Keys others) {
  Actions actions;
  const yaml::Node::Entry* moved = nullptr;
  for (const auto& entry : block.entries) {
    if (entry.key == "on" || std::ranges::find(others, entry.key) != others.end()) continue;
    if (std::ranges::find(verbs, entry.key) == verbs.end()) {
      reader.error(entry.place, "P0121", "Tindakan \"" + entry.key + "\" tidak dikenal.",
                   did_you_mean(entry.key, verbs));
      continue;
    }
    auto action = load_action(reader, block, entry, prefix);
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
  reader.check_on(block, {"say"});
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
      reader.check_on(item, {"label", "hint", "say"});
      option.then = load_actions_among(reader, item, prefix + "." + option.option.id,
                                       {"id", "label", "hint", "also", "sensitive", "code"});
    }
    const bool twice =
        std::ranges::any_of(options, [&](const ChooseOption& other) { return other.option.id == option.option.id; });
    if (twice)
      reader.error(item.place, "P0113", "Pilihan \"" + option.option.id + "\" ada dua kali.",
                   "Ganti id salah satunya.");
    options.push_back(std::move(option));
  }
  return options;
}

}  // namespace pintu::dialogs
