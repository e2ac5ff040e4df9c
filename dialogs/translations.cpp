// SPDX-License-Identifier: Apache-2.0
#include "dialogs/translations.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "dialogs/language/language.hpp"
#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

Freshness freshness(std::string_view base, const Translation::Entry* entry) {
  if (entry == nullptr || entry->text.empty()) return Freshness::missing;
  if (entry->base == base) return Freshness::current;
  const int little = static_cast<int>(std::max(base.size(), entry->base.size()) / 5);
  return language::distance(base, entry->base, little) <= little ? Freshness::check : Freshness::outdated;
}

std::vector<Text> texts_of(const SourceFile& script) {
  std::vector<Finding> findings;
  FileReader reader(script.name, findings);
  const auto parsed = yaml::parse(script.bytes);
  static_cast<void>(load_script(reader, parsed.root, script.name.substr(0, script.name.find('.'))));
  std::vector<Text> texts;
  std::set<std::string> seen;
  for (auto& text : reader.notes().texts) {
    if (!text.base.empty() && seen.insert(text.path).second) texts.push_back(std::move(text));
  }
  // What is read later in the file stands later; blocks of a step are read in another order than they are written.
  std::ranges::sort(texts, {}, [](const Text& text) { return std::pair(text.mark.line, text.mark.column); });
  return texts;
}

std::vector<Finding> translation_findings(const std::vector<Text>& texts, const Translation& translation) {
  std::vector<Finding> findings;
  const auto warn = [&](const Mark& mark, std::string code, std::string message, std::string fix) {
    findings.push_back({Finding::Severity::warning, mark, std::move(code), std::move(message), std::move(fix)});
  };
  std::string absent;
  int count = 0;
  constexpr int most_named = 3;
  for (const auto& text : texts) {
    const auto it = translation.texts.find(text.path);
    const auto* entry = it == translation.texts.end() ? nullptr : &it->second;
    const auto named = "Terjemahan \"" + text.path + "\" ";
    switch (freshness(text.base, entry)) {
      case Freshness::current:
        break;
      case Freshness::missing:
        if (entry != nullptr) {
          warn(entry->mark, "P0170", named + "belum ada; dipakai teks asal.", "Isi text: dengan terjemahannya.");
        } else if (++count <= most_named) {
          absent += (absent.empty() ? "\"" : ", \"") + text.path + "\"";
        }
        break;
      case Freshness::check:
        warn(entry->mark, "P0171", named + "perlu dicek: teks asalnya berubah sedikit.",
             "Bandingkan, lalu jalankan: pintu translate " + translation.language + " --accept " + text.path + ".");
        break;
      case Freshness::outdated:
        warn(entry->mark, "P0172", named + "usang: teks asalnya berubah banyak.",
             "Terjemahkan ulang, lalu jalankan: pintu translate " + translation.language + " --accept " + text.path +
                 ".");
        break;
    }
  }
  if (count > 0) {
    if (count > most_named) absent += ", …";
    warn(translation.mark, "P0170", std::to_string(count) + " teks belum diterjemahkan: " + absent + ".",
         "Jalankan: pintu translate " + translation.language + ".");
  }
  return findings;
}

namespace {

void add(const std::vector<std::string>& words, std::vector<std::string>& into) {
  for (const auto& word : words) {
    if (std::ranges::find(into, word) == into.end()) into.push_back(word);
  }
}

// The lists of words of a script, by the path of the text that they belong to.
std::map<std::string, std::vector<std::string>*> lists_of(Script& script) {
  std::map<std::string, std::vector<std::string>*> lists{{"starts_when.says_only", &script.starts_when.says_only}};
  for (auto& slot : script.slots) {
    lists[slot.label.path] = &slot.names;
    for (auto& option : slot.options) lists[option.label.path] = &option.also;
  }
  for (auto& step : script.steps) {
    if (auto* choose = std::get_if<ChooseStep>(&step.body)) {
      for (auto& each : choose->options) lists[each.option.label.path] = &each.option.also;
    }
  }
  for (auto& interrupt : script.interrupts) {
    for (auto& each : interrupt.choose) lists[each.option.label.path] = &each.option.also;
  }
  return lists;
}

}  // namespace

void take_words(ScriptSet& set) {
  for (const auto& [name, sidecars] : set.translations) {
    const auto script = set.scripts.find(name);
    if (script == set.scripts.end()) continue;
    const auto lists = lists_of(script->second);
    for (const auto& sidecar : sidecars) {
      for (const auto& [path, entry] : sidecar.texts) {
        if (const auto list = lists.find(path); list != lists.end()) add(entry.also, *list->second);
      }
    }
  }
}

}  // namespace pintu::dialogs
