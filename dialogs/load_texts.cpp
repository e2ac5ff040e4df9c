// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

std::string joined(const std::string& path, const std::string& key) { return path.empty() ? key : path + "." + key; }

// `on: {sms: {KEY: …}}` beside texts: each KEY is one of them.
void add_overrides(FileReader& reader, const yaml::Node& on, const yaml::Node& texts, const std::string& path,
                   Texts& into) {
  for (const auto& channel : on.entries) {
    if (!channel.value.is_mapping()) continue;
    for (const auto& each : channel.value.entries) {
      const auto* base = texts.find(each.key);
      if (base == nullptr || !base->is_scalar()) {
        std::vector<std::string> names;
        for (const auto& entry : texts.entries) names.push_back(entry.key);
        reader.error(each.place, "P0102", "\"" + each.key + "\" tidak dikenal di on: " + channel.key + ".",
                     did_you_mean(each.key, names));
        continue;
      }
      const auto key = joined(path, each.key);
      into[key].on[channel.key] = reader.text(each.value, key + "." + channel.key).base;
    }
  }
}

// The texts of a script by the path that the engine says them by.
std::map<std::string, const Text*> spoken(const Script& script) {
  std::map<std::string, const Text*> out;
  for (const auto& [path, text] : script.texts) out[path] = &text;
  for (const auto& interrupt : script.interrupts) {
    const auto prefix = "interrupts." + interrupt.id + ".";
    for (const auto& [path, text] : interrupt.texts) out[prefix + path] = &text;
    for (const auto& [path, text] : interrupt.buttons) out[prefix + "buttons." + path] = &text;
  }
  return out;
}

std::map<std::string, Script> read_shipped() {
  std::map<std::string, Script> scripts;
  std::vector<Finding> findings;
  for (const auto& file : shipped()) {
    const auto name = file.name.substr(0, file.name.find('.'));
    if (file.name != name + ".yaml") continue;
    FileReader reader(file.name, findings);
    scripts[name] = load_script(reader, yaml::parse(file.bytes).root, name);
  }
  return scripts;
}

const Script* shipped_script(const std::string& name) {
  static const auto scripts = read_shipped();
  const auto it = scripts.find(name);
  return it == scripts.end() ? nullptr : &it->second;
}

// What an installation's own file may name freely, beside what the shipped one names.
bool is_free(std::string_view path) { return path.starts_with("saran."); }

// Whether the shipped script of this name says a text of the path, or some text under it.
bool says(const Script* ours, const std::string& path) {
  if (is_free(path + ".")) return true;
  if (ours == nullptr) return false;
  const auto texts = spoken(*ours);
  const auto it = texts.lower_bound(path);
  return it != texts.end() && (it->first == path || it->first.starts_with(path + "."));
}

void refuse_blocks(FileReader& reader, const yaml::Node& root, const Script* ours) {
  std::vector<std::string> known = script_blocks;
  if (ours != nullptr) {
    for (const auto& [path, text] : ours->texts) known.push_back(path.substr(0, path.find('.')));
  }
  for (const auto& entry : root.entries) {
    if (std::ranges::find(script_blocks, entry.key) != script_blocks.end() || says(ours, entry.key)) continue;
    reader.error(entry.place, "P0102", "\"" + entry.key + "\" tidak dikenal di naskah ini.",
                 did_you_mean(entry.key, known));
  }
}

void refuse_unspoken(FileReader& reader, const Script& script, const Script& ours) {
  std::vector<std::string> known;
  for (const auto& [path, text] : spoken(ours)) known.push_back(path);
  for (const auto& [path, text] : spoken(script)) {
    const bool block = path.starts_with("interrupts.") || says(&ours, path.substr(0, path.find('.')));
    if (!block || is_free(path) || std::ranges::find(known, path) != known.end()) continue;
    reader.error({text->mark.line, text->mark.column}, "P0149",
                 "Teks \"" + path + "\" tidak pernah diucapkan di naskah " + script.name + ".",
                 did_you_mean(path, known));
  }
}

void fill(FileReader& reader, const Texts& ours, const std::string& prefix, Texts& into) {
  for (const auto& [path, text] : ours) {
    if (is_free(path) || into.contains(path)) continue;
    into[path] = text;
    reader.warning({1, 1}, "P0154", "Teks \"" + prefix + path + "\" belum ada; dipakai teks bawaan.");
  }
}

}  // namespace

void load_texts(FileReader& reader, const yaml::Node& node, const std::string& path, Texts& into) {
  if (node.is_scalar()) {
    auto own = std::move(into[path].on);
    into[path] = reader.text(node, path);
    into[path].on = std::move(own);
    return;
  }
  for (std::size_t i = 0; i < node.items.size(); ++i)
    load_texts(reader, node.items[i], joined(path, std::to_string(i + 1)), into);
  for (const auto& entry : node.entries) {
    if (entry.key != "on") load_texts(reader, entry.value, joined(path, entry.key), into);
  }
  if (const auto* on = node.find("on"); on != nullptr && reader.want_mapping(*on, "on")) {
    reader.check_channels(*on);
    add_overrides(reader, *on, node, path, into);
  }
}

void check_texts(FileReader& reader, const yaml::Node& root, Script& script) {
  const auto* ours = shipped_script(script.name);
  refuse_blocks(reader, root, ours);
  if (ours == nullptr) return;
  refuse_unspoken(reader, script, *ours);
  fill(reader, ours->texts, "", script.texts);
  for (const auto& interrupt : ours->interrupts) {
    const auto own = std::ranges::find(script.interrupts, interrupt.id, &Interrupt::id);
    if (own == script.interrupts.end()) {
      script.interrupts.push_back(interrupt);
      reader.warning({1, 1}, "P0154", "Sela \"" + interrupt.id + "\" belum ada; dipakai yang bawaan.");
      continue;
    }
    fill(reader, interrupt.texts, interrupt.id + ".", own->texts);
    fill(reader, interrupt.buttons, interrupt.id + ".buttons.", own->buttons);
  }
}

}  // namespace pintu::dialogs
