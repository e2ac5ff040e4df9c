// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

constexpr std::string_view extension = ".yaml";

// "lapor-aduan.su.yaml" → {"lapor-aduan", "su"}
std::pair<std::string, std::string> split(std::string_view file) {
  const auto slash = file.rfind('/');
  if (slash != std::string_view::npos) file.remove_prefix(slash + 1);
  file.remove_suffix(extension.size());
  const auto dot = file.rfind('.');
  if (dot == std::string_view::npos) return {std::string(file), {}};
  return {std::string(file.substr(0, dot)), std::string(file.substr(dot + 1))};
}

}  // namespace

namespace {

struct Gathered {
  std::set<std::string> present;                            // scripts that have a file, be it broken
  std::map<std::string, Notes> scripts;                     // by script
  std::vector<std::pair<std::string, Notes>> translations;  // of which script
};

void load_file(const SourceFile& file, Loaded& loaded, Gathered& gathered) {
  const auto [name, language] = split(file.name);
  if (language == "test") return;
  if (language.empty()) gathered.present.insert(name);
  FileReader reader(file.name, loaded.findings);
  yaml::Node named;
  named.text = name;
  named.place = {1, 1};
  reader.id(named, "Nama berkas");
  const auto parsed = yaml::parse(file.bytes);
  reader.take(parsed.faults);
  // After a fault of syntax the rest of the file is missing, and every complaint about that would be noise.
  if (!parsed.whole || !reader.want_mapping(parsed.root, "Naskah")) return;
  if (!language.empty()) {
    loaded.set.translations[name].push_back(load_translation(reader, parsed.root, name, language));
    gathered.translations.emplace_back(name, std::move(reader.notes()));
    return;
  }
  auto script = load_script(reader, parsed.root, name);
  check_texts(reader, parsed.root, script);
  loaded.set.scripts[name] = std::move(script);
  gathered.scripts[name] = std::move(reader.notes());
}

}  // namespace

Loaded load(const std::vector<SourceFile>& files) {
  Loaded loaded;
  Gathered gathered;
  for (const auto& file : files) {
    if (std::string_view(file.name).ends_with(extension)) load_file(file, loaded, gathered);
  }
  check_names(loaded.set, gathered.scripts, gathered.present, loaded.findings);
  for (const auto& [name, notes] : gathered.translations) {
    const auto base = gathered.scripts.find(name);
    check_translation(loaded.set, base == gathered.scripts.end() ? nullptr : &base->second, name, notes,
                      loaded.findings);
  }
  std::ranges::sort(loaded.findings, {},
                    [](const Finding& f) { return std::tuple(f.mark.file, f.mark.line, f.mark.column, f.code); });
  return loaded;
}

}  // namespace pintu::dialogs
