// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

StartsWhen load_starts(FileReader& reader, const yaml::Node& node) {
  StartsWhen starts;
  if (!reader.want_mapping(node, "starts_when")) return starts;
  reader.only_keys(node, "starts_when", {"says_only", "anything", "question", "menu"});
  starts.says_only = reader.words_of(node, "says_only");
  starts.anything = reader.flag_of(node, "anything");
  starts.question = reader.flag_of(node, "question");
  starts.menu = reader.scalar_of(node, "menu");
  return starts;
}

DraftRules load_draft(FileReader& reader, const yaml::Node& node) {
  DraftRules draft;
  if (!reader.want_mapping(node, "draft")) return draft;
  reader.only_keys(node, "draft", {"keep", "nudge", "last_call", "resume", "resume_choose", "on"});
  reader.check_on(node, {"resume"});
  draft.keep = reader.duration_of(node, "keep", draft.keep);
  if (const auto* nudge = node.find("nudge"); nudge != nullptr && reader.want_mapping(*nudge, "nudge")) {
    reader.only_keys(*nudge, "nudge", {"after", "say", "quiet", "on"});
    reader.check_on(*nudge, {"say", "quiet"});
    draft.nudge_after = reader.duration_of(*nudge, "after", {});
    draft.nudge = reader.text_of(*nudge, "say", "draft.nudge");
    draft.nudge_quiet = reader.text_of(*nudge, "quiet", "draft.nudge");
  }
  if (const auto* last = node.find("last_call"); last != nullptr && reader.want_mapping(*last, "last_call")) {
    reader.only_keys(*last, "last_call", {"before_window_ends", "say", "on"});
    reader.check_on(*last, {"say"});
    draft.last_call_before = reader.duration_of(*last, "before_window_ends", {});
    draft.last_call = reader.text_of(*last, "say", "draft.last_call");
  }
  draft.resume = reader.text_of(node, "resume", "draft");
  if (const auto* choose = node.find("resume_choose")) {
    for (std::size_t i = 0; i < choose->items.size(); ++i) {
      draft.resume_choose.push_back(reader.text(choose->items[i], "draft.resume_choose." + std::to_string(i + 1)));
    }
    if (draft.resume_choose.size() != 3)
      reader.error(choose->place, "P0147", "resume_choose berisi tiga pilihan: lanjutkan, buat baru, hapus.",
                   "Contoh: [Lanjutkan, Buat baru, Hapus].");
  }
  return draft;
}

std::vector<std::string> load_uses(FileReader& reader, const yaml::Node& node) {
  auto uses = reader.words(node);
  for (std::size_t i = 0; i < uses.size(); ++i)
    reader.names(Named::What::script, uses[i], node.is_sequence() ? node.items[i].place : node.place);
  return uses;
}

}  // namespace

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
  script.reviewed_by = reader.scalar_of(root, "reviewed_by");
  script.languages = reader.words_of(root, "languages");
  if (script.languages.empty()) script.languages = {"id"};
  if (const auto* block = root.find("uses")) script.uses = load_uses(reader, *block);
  if (const auto* block = root.find("starts_when")) script.starts_when = load_starts(reader, *block);
  if (const auto* block = root.find("draft")) script.draft = load_draft(reader, *block);
  if (const auto* block = root.find("slots")) script.slots = load_slots(reader, *block);
  if (const auto* block = root.find("steps")) script.steps = load_steps(reader, *block);
  if (const auto* block = root.find("interrupts")) script.interrupts = load_interrupts(reader, *block);
  for (const auto& entry : root.entries) {
    if (std::ranges::find(script_blocks, entry.key) == script_blocks.end())
      load_texts(reader, entry.value, entry.key, script.texts);
  }
  return script;
}

Translation load_translation(FileReader& reader, const yaml::Node& root, const std::string& name,
                             const std::string& language) {
  Translation translation;
  reader.only_keys(root, "terjemahan", {"of", "language", "reviewed_by", "texts"});
  translation.of = reader.scalar_of(root, "of");
  translation.language = language;
  translation.mark = reader.mark({1, 1});
  translation.reviewed_by = reader.scalar_of(root, "reviewed_by");
  if (translation.of != name) reader.error({1, 1}, "P0142", "of harus sama dengan nama berkas: " + name + ".");
  if (const auto* given = root.find("language"); given != nullptr && reader.scalar(*given, "language") != language)
    reader.error(given->place, "P0142", "language harus sama dengan nama berkas: " + language + ".");
  const auto* texts = root.find("texts");
  if (texts == nullptr || !reader.want_mapping(*texts, "texts")) return translation;
  for (const auto& entry : texts->entries) {
    if (!reader.want_mapping(entry.value, "Terjemahan \"" + entry.key + "\"")) continue;
    reader.only_keys(entry.value, "terjemahan", {"base", "text", "also"});
    Translation::Entry out{
        reader.scalar_of(entry.value, "base"), {}, reader.words_of(entry.value, "also"), reader.mark(entry.place)};
    if (const auto* text = entry.value.find("text")) {
      out.text = reader.text(*text, entry.key).base;
      reader.notes().texts.back().mark = reader.mark(entry.place);
    }
    const bool to_be_said = entry.value.find("text") != nullptr;
    if (!to_be_said && out.also.empty())
      reader.error(entry.place, "P0148", "Terjemahan \"" + entry.key + "\" belum punya text.",
                   "Tambahkan text: \"\" bila belum diterjemahkan.");
    translation.texts[entry.key] = std::move(out);
  }
  return translation;
}

}  // namespace pintu::dialogs
