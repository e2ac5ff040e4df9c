// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

const std::set<std::string> known_blocks{"script", "title", "languages", "uses",      "starts_when",
                                         "draft",  "slots", "steps",     "interrupts"};

// `on: {sms: {text: …}}` of a map of texts: the channel's own wordings.
void add_overrides(FileReader& reader, const yaml::Node& on, const std::string& path,
                   std::map<std::string, Text>& into) {
  for (const auto& channel : on.entries) {
    for (const auto& each : channel.value.entries) {
      const auto key = path.empty() ? each.key : path + "." + each.key;
      into[key].path = key;
      into[key].on[channel.key] = reader.scalar(each.value, key);
    }
  }
}

StartsWhen load_starts(FileReader& reader, const yaml::Node& node) {
  StartsWhen starts;
  if (!reader.want_mapping(node, "starts_when")) return starts;
  reader.only_keys(node, "starts_when", {"says_only", "says_start", "anything", "menu"});
  starts.says_only = reader.words_of(node, "says_only");
  starts.anything = reader.flag_of(node, "anything");
  starts.menu = reader.scalar_of(node, "menu");
  return starts;
}

DraftRules load_draft(FileReader& reader, const yaml::Node& node) {
  DraftRules draft;
  if (!reader.want_mapping(node, "draft")) return draft;
  reader.only_keys(node, "draft", {"keep", "nudge", "last_call", "resume", "resume_choose", "on"});
  draft.keep = reader.duration_of(node, "keep", draft.keep);
  if (const auto* nudge = node.find("nudge"); nudge != nullptr && reader.want_mapping(*nudge, "nudge")) {
    draft.nudge_after = reader.duration_of(*nudge, "after", {});
    draft.nudge = reader.text_of(*nudge, "say", "draft.nudge");
    draft.nudge_quiet = reader.text_of(*nudge, "quiet", "draft.nudge");
  }
  if (const auto* last = node.find("last_call"); last != nullptr && reader.want_mapping(*last, "last_call")) {
    draft.last_call_before = reader.duration_of(*last, "before_window_ends", {});
    draft.last_call = reader.text_of(*last, "say", "draft.last_call");
  }
  draft.resume = reader.text_of(node, "resume", "draft");
  if (const auto* choose = node.find("resume_choose")) {
    for (std::size_t i = 0; i < choose->items.size(); ++i) {
      draft.resume_choose.push_back(reader.text(choose->items[i], "draft.resume_choose." + std::to_string(i + 1)));
    }
  }
  return draft;
}

}  // namespace

void load_texts(FileReader& reader, const yaml::Node& node, const std::string& path,
                std::map<std::string, Text>& into) {
  if (node.is_scalar()) {
    auto own = std::move(into[path].on);
    into[path] = reader.text(node, path);
    into[path].on = std::move(own);
    return;
  }
  if (node.is_sequence()) {
    for (std::size_t i = 0; i < node.items.size(); ++i)
      load_texts(reader, node.items[i], path + "." + std::to_string(i + 1), into);
    return;
  }
  for (const auto& entry : node.entries) {
    if (entry.key == "on") {
      add_overrides(reader, entry.value, path, into);
    } else {
      load_texts(reader, entry.value, path.empty() ? entry.key : path + "." + entry.key, into);
    }
  }
}

std::vector<Interrupt> load_interrupts(FileReader& reader, const yaml::Node& block) {
  std::vector<Interrupt> interrupts;
  if (!block.is_sequence()) {
    reader.error(block.place, "P0107", "interrupts harus berupa daftar.");
    return interrupts;
  }
  const std::set<std::string> structure{"id",   "says_like", "certain", "ignore_phrase",
                                        "then", "choose",    "buttons", "afterwards"};
  for (const auto& node : block.items) {
    if (!reader.want_mapping(node, "Sela")) continue;
    Interrupt interrupt;
    interrupt.id = reader.scalar_of(node, "id");
    interrupt.mark = reader.mark(node.place);
    interrupt.certain = reader.words_of(node, "certain");
    interrupt.ignore_phrase = reader.words_of(node, "ignore_phrase");
    if (const auto* like = node.find("says_like")) {
      for (const auto& group : like->items) interrupt.says_like.push_back(reader.words(group));
    }
    const std::string prefix = "interrupts." + interrupt.id;
    if (const auto* then = node.find("then")) interrupt.then = load_actions(reader, *then, prefix + ".then");
    if (const auto* choose = node.find("choose")) interrupt.choose = load_choose(reader, *choose, prefix + ".choose");
    if (const auto afterwards = reader.scalar_of(node, "afterwards"); !afterwards.empty())
      interrupt.afterwards = afterwards;
    yaml::Node texts = node;
    std::erase_if(texts.entries, [&](const auto& e) { return structure.contains(e.key); });
    load_texts(reader, texts, "", interrupt.texts);
    if (const auto* buttons = node.find("buttons")) load_texts(reader, *buttons, "", interrupt.buttons);
    for (auto& [path, text] : interrupt.texts) text.path = prefix + "." + path;
    for (auto& [path, text] : interrupt.buttons) text.path = prefix + ".buttons." + path;
    interrupts.push_back(std::move(interrupt));
  }
  return interrupts;
}

Script load_script(FileReader& reader, const yaml::Node& root, const std::string& name) {
  Script script;
  script.name = name;
  if (const auto* given = root.find("script")) {
    if (reader.scalar(*given, "script") != name) {
      reader.error(given->place, "P0140", "Nama naskah harus sama dengan nama berkas: " + name + ".");
    }
  } else {
    reader.error({1, 1}, "P0141", "Baris pertama harus script: " + name + ".");
  }
  script.title = reader.scalar_of(root, "title");
  script.languages = reader.words_of(root, "languages");
  if (script.languages.empty()) script.languages = {"id"};
  script.uses = reader.words_of(root, "uses");
  if (const auto* block = root.find("starts_when")) script.starts_when = load_starts(reader, *block);
  if (const auto* block = root.find("draft")) script.draft = load_draft(reader, *block);
  if (const auto* block = root.find("slots")) script.slots = load_slots(reader, *block);
  if (const auto* block = root.find("steps")) script.steps = load_steps(reader, *block);
  if (const auto* block = root.find("interrupts")) script.interrupts = load_interrupts(reader, *block);
  for (const auto& entry : root.entries) {
    if (!known_blocks.contains(entry.key)) load_texts(reader, entry.value, entry.key, script.texts);
  }
  return script;
}

Translation load_translation(FileReader& reader, const yaml::Node& root, const std::string& language) {
  Translation translation;
  reader.only_keys(root, "terjemahan", {"of", "language", "reviewed_by", "texts"});
  translation.of = reader.scalar_of(root, "of");
  translation.language = reader.scalar_of(root, "language");
  translation.reviewed_by = reader.scalar_of(root, "reviewed_by");
  if (translation.language != language) {
    reader.error({1, 1}, "P0142", "language harus sama dengan nama berkas: " + language + ".");
  }
  const auto* texts = root.find("texts");
  if (texts == nullptr || !reader.want_mapping(*texts, "texts")) return translation;
  for (const auto& entry : texts->entries) {
    if (!reader.want_mapping(entry.value, "Terjemahan \"" + entry.key + "\"")) continue;
    reader.only_keys(entry.value, "terjemahan", {"base", "text", "also"});
    translation.texts[entry.key] = {reader.scalar_of(entry.value, "base"), reader.scalar_of(entry.value, "text"),
                                    reader.words_of(entry.value, "also")};
  }
  return translation;
}

}  // namespace pintu::dialogs
