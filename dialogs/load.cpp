// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

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

Loaded load(const std::vector<SourceFile>& files) {
  Loaded loaded;
  for (const auto& file : files) {
    if (!std::string_view(file.name).ends_with(extension)) continue;
    const auto [name, language] = split(file.name);
    if (language == "test") continue;
    FileReader reader(file.name, loaded.findings);
    const auto parsed = yaml::parse(file.bytes);
    reader.take(parsed.faults);
    if (!parsed.root.is_mapping()) {
      reader.error({1, 1}, "P0101", "Naskah harus berupa daftar \"nama: isi\".");
      continue;
    }
    // After a fault of syntax the rest of the file is missing, and every complaint about that would be noise.
    if (!parsed.whole) continue;
    if (language.empty()) {
      loaded.set.scripts[name] = load_script(reader, parsed.root, name);
    } else {
      loaded.set.translations[name].push_back(load_translation(reader, parsed.root, language));
    }
  }
  check_names(loaded.set, loaded.findings);
  std::ranges::sort(loaded.findings, {},
                    [](const Finding& f) { return std::tuple(f.mark.file, f.mark.line, f.mark.column, f.code); });
  return loaded;
}

}  // namespace pintu::dialogs
