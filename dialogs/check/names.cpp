// SPDX-License-Identifier: Apache-2.0
// Names of the installation, and names that look as if somebody had renamed them in one place only.
#include <algorithm>
#include <map>

#include "dialogs/check/passes.hpp"
#include "dialogs/language/language.hpp"

namespace pintu::dialogs {

namespace {

using What = Named::What;

struct Place {
  What what;
  std::string_view code, noun, section;
  std::set<std::string> defaults;
};

const std::vector<Place>& kinds() {
  static const std::vector<Place> all{{What::desk, "P0155", "Meja", "desks", {"darurat", "umum", "verifikator"}},
                                      {What::agency, "P0160", "Tujuan", "agencies", {"lapor"}},
                                      {What::connector, "P0161", "Penghubung", "connectors", {}}};
  return all;
}

const std::set<std::string>& installed_of(const Installed& installed, What what) {
  if (what == What::desk) return installed.desks;
  return what == What::agency ? installed.agencies : installed.connectors;
}

std::set<std::string> named_by_others(const ReadSet& set, const ReadFile& own, What what) {
  std::set<std::string> names;
  for (const auto& file : set.files) {
    if (&file == &own) continue;
    for (const auto& named : file.notes.names) {
      if (named.what == what) names.insert(named.name);
    }
  }
  return names;
}

// Slots, steps and options that a file defines and nothing in it names.
struct Unnamed {
  std::string_view noun;
  What what;
  std::string name;
  Mark mark;
};

std::vector<Unnamed> unnamed(const ReadFile& file, const Script& script) {
  std::set<std::pair<What, std::string>> named;
  for (const auto& each : file.notes.names) named.emplace(each.what, each.name);
  const auto used = [&](What what, const std::string& name) {
    return named.contains({what, name}) || (what == What::slot && named.contains({What::slot_or_flag, name}));
  };
  std::vector<Unnamed> out;
  for (const auto& step : script.steps) {
    if (!used(What::step, step.id))
      out.push_back({"Langkah", What::step, step.id, mark_of(file, step_node(file, step), "id", step.mark)});
  }
  for (const auto& slot : script.slots) {
    if (!used(What::slot, slot.name)) out.push_back({"Isian", What::slot, slot.name, slot.mark});
    for (const auto& option : slot.options) {
      if (!used(What::option, option.id)) out.push_back({"Pilihan", What::option, option.id, option.label.mark});
    }
  }
  return out;
}

bool close(const std::string& a, const std::string& b) {
  const int limit = std::max(static_cast<int>(std::min(a.size(), b.size())) / 3, 1);
  return language::distance(a, b, limit) <= limit;
}

std::set<std::pair<What, std::string>> defined(const Script& script) {
  std::set<std::pair<What, std::string>> names;
  for (const auto& step : script.steps) names.emplace(What::step, step.id);
  for (const auto& slot : script.slots) {
    names.emplace(What::slot, slot.name);
    for (const auto& option : slot.options) names.emplace(What::option, option.id);
    if (slot.kind != SlotKind::choice)
      for (const auto* word : {"yes", "no", "unknown"}) names.emplace(What::option, word);
  }
  for (const auto* word : {"empty", "filled", "true", "false"}) names.emplace(What::option, word);
  return names;
}

}  // namespace

void check_installed(const ReadSet& set, const Surroundings& around, Findings& findings) {
  for (const auto& kind : kinds()) {
    for (const auto& file : set.files) {
      auto known = kind.defaults;
      if (around.installed) {
        const auto& installed = installed_of(*around.installed, kind.what);
        if (kind.what != What::desk) known.clear();
        known.insert(installed.begin(), installed.end());
      } else {
        known.merge(named_by_others(set, file, kind.what));
      }
      for (const auto& named : file.notes.names) {
        if (named.what != kind.what || named.name.empty() || known.contains(named.name)) continue;
        auto fix = did_you_mean(named.name, {known.begin(), known.end()});
        if (fix.empty())
          fix = "Pastikan ada di konfigurasi (" + std::string(kind.section) + "), lalu periksa dengan -c.";
        findings.error(named.mark, std::string(kind.code),
                       std::string(kind.noun) + " \"" + named.name + "\" tidak dikenal.", std::move(fix));
      }
    }
  }
}

void check_renamed(const ReadSet& set, const Surroundings&, Findings& findings) {
  constexpr std::size_t most = 50;
  each_whole_script(set, [&](const Script& script, const ReadFile& file) {
    const auto known = defined(script);
    std::vector<const Named*> missing;
    for (const auto& named : file.notes.names) {
      const bool local = named.what == What::step || named.what == What::slot || named.what == What::option;
      if (local && !known.contains({named.what, named.name}) && missing.size() < most) missing.push_back(&named);
    }
    if (missing.empty()) return;
    for (const auto& each : unnamed(file, script)) {
      const auto wanted = std::ranges::find_if(
          missing, [&](const Named* named) { return named->what == each.what && close(named->name, each.name); });
      if (wanted == missing.end()) continue;
      findings.warning(each.mark, "P0158",
                       std::string(each.noun) + " \"" + each.name + "\" tidak disebut di mana pun; baris " +
                           std::to_string((*wanted)->mark.line) + " menyebut \"" + (*wanted)->name + "\".",
                       "Samakan keduanya.");
    }
  });
}

}  // namespace pintu::dialogs
