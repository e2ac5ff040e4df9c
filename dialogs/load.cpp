// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include "dialogs/load_set.hpp"
#include "dialogs/translations.hpp"
#include "dialogs/yaml_blocks.hpp"

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

void load_file(const SourceFile& source, ReadSet& set) {
  ReadFile file;
  file.file = source.name;
  std::tie(file.name, file.language) = split(source.name);
  if (file.language == "test") return;
  if (file.language.empty()) set.present.insert(file.name);
  auto& findings = set.loaded.findings;
  FileReader reader(source.name, findings);
  yaml::Node named;
  named.text = file.name;
  named.place = {1, 1};
  reader.id(named, "Nama berkas");
  auto parsed = yaml::parse_blocks(source.bytes);
  reader.take(parsed.faults);
  if (parsed.unreadable || !reader.want_mapping(parsed.root, "Naskah")) return;
  file.bytes = source.bytes;
  file.broken = std::move(parsed.broken);
  file.root = std::move(parsed.root);
  const auto first_of_meaning = findings.size();
  if (!file.language.empty()) {
    set.loaded.set.translations[file.name].push_back(load_translation(reader, file.root, file.name, file.language));
  } else {
    auto script = load_script(reader, file.root, file.name);
    check_texts(reader, file.root, script);
    set.loaded.set.scripts[file.name] = std::move(script);
  }
  // What stands in a block that cannot be read is not missing.
  if (!file.broken.empty()) {
    const auto missing = [](const Finding& f) { return f.code == "P0141" || f.code == "P0142" || f.code == "P0154"; };
    findings.erase(
        std::remove_if(findings.begin() + static_cast<std::ptrdiff_t>(first_of_meaning), findings.end(), missing),
        findings.end());
  }
  file.notes = std::move(reader.notes());
  set.files.push_back(std::move(file));
}

}  // namespace

const ReadFile* ReadSet::script_file(std::string_view name) const {
  const auto it =
      std::ranges::find_if(files, [&](const ReadFile& file) { return file.language.empty() && file.name == name; });
  return it == files.end() ? nullptr : &*it;
}

ReadSet read_set(const std::vector<SourceFile>& files) {
  ReadSet set;
  for (const auto& file : files) {
    if (std::string_view(file.name).ends_with(extension)) load_file(file, set);
  }
  take_words(set.loaded.set);
  check_names(set);
  return set;
}

Loaded load(const std::vector<SourceFile>& files) {
  auto loaded = read_set(files).loaded;
  std::ranges::sort(loaded.findings, {},
                    [](const Finding& f) { return std::tuple(f.mark.file, f.mark.line, f.mark.column, f.code); });
  return loaded;
}

}  // namespace pintu::dialogs
