// SPDX-License-Identifier: Apache-2.0
#include "dialogs/library.hpp"

#include <algorithm>
#include <stdexcept>

#include "shipped_scripts.hpp"

namespace pintu::dialogs {

std::string to_string(const Finding& finding) {
  const auto& m = finding.mark;
  std::string out = m.file + ":" + std::to_string(m.line) + ":" + std::to_string(m.column) + ": ";
  out += finding.severity == Finding::Severity::error ? "galat " : "peringatan ";
  out += finding.code + ": " + finding.message;
  if (!finding.fix.empty()) out += " " + finding.fix;
  return out;
}

const Script* ScriptSet::find(std::string_view name) const {
  const auto it = scripts.find(std::string(name));
  return it == scripts.end() ? nullptr : &it->second;
}

const Translation* ScriptSet::translation(std::string_view script, std::string_view language) const {
  const auto sidecars = translations.find(std::string(script));
  if (sidecars == translations.end()) return nullptr;
  const auto it = std::ranges::find(sidecars->second, language, &Translation::language);
  return it == sidecars->second.end() ? nullptr : &*it;
}

const std::string& ScriptSet::say(const Script& script, const Text& text, std::string_view language,
                                  std::string_view channel) const {
  const std::string& base = text.for_channel(channel);
  const auto* sidecar = translation(script.name, language);
  if (sidecar == nullptr) return base;
  const bool own = &base != &text.base;
  const auto kind = channel.substr(0, channel.find('/'));
  const auto entry = sidecar->texts.find(own ? text.path + "." + std::string(kind) : text.path);
  return entry == sidecar->texts.end() || entry->second.text.empty() ? base : entry->second.text;
}

bool Loaded::good() const {
  return std::ranges::none_of(findings, [](const Finding& f) { return f.severity == Finding::Severity::error; });
}

std::vector<SourceFile> shipped() {
  std::vector<SourceFile> files;
  for (const auto& file : embedded::shipped_scripts())
    files.push_back({std::string(file.name), std::string(file.bytes)});
  return files;
}

void Library::add(std::shared_ptr<const ScriptSet> set) {
  if (!sets_.empty() && set->version <= sets_.rbegin()->first)
    throw std::invalid_argument("a script set's version must rise");
  const auto version = set->version;
  sets_[version] = {std::move(set), ++uses_};
}

const ScriptSet& Library::newest() const { return *sets_.rbegin()->second.set; }

const ScriptSet& Library::at(std::int64_t version) const {
  auto it = sets_.find(version);
  if (it == sets_.end() && loader_ && version > 0 && version < sets_.rbegin()->first) {
    if (auto set = loader_(version)) it = sets_.emplace(version, Held{std::move(set), 0}).first;
  }
  if (it == sets_.end()) return newest();
  it->second.used = ++uses_;
  return *it->second.set;
}

void Library::tidy(std::size_t most) {
  while (sets_.size() > most + 1) {
    auto oldest = sets_.begin();
    for (auto it = sets_.begin(); std::next(it) != sets_.end(); ++it) {
      if (it->second.used < oldest->second.used) oldest = it;
    }
    sets_.erase(oldest);
  }
}

}  // namespace pintu::dialogs
