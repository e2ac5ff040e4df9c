// SPDX-License-Identifier: Apache-2.0
// A folder that holds only what an installation changes: the shipped scripts that it needs beside are put in.
#include <algorithm>
#include <set>

#include "dialogs/library.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs {

namespace {

// What the engine itself speaks from, whatever the scripts are.
constexpr std::string_view always[] = {"umum",         "umum-darurat",      "darurat",
                                       "darurat-jiwa", "darurat-kekerasan", "cek-status"};
constexpr std::string_view takes_any_story = "lapor-aduan";

std::string script_of(std::string_view file) { return std::string(file.substr(0, file.find('.'))); }

// Tests and translations are named after their script, and are not it.
bool is_script(std::string_view file) { return file == script_of(file) + ".yaml"; }

void gather(const Actions& actions, std::set<std::string>& names) {
  for (const auto& action : actions) {
    if (const auto* use = std::get_if<DoUse>(&action)) names.insert(use->script);
  }
}

void gather(const Script& script, std::set<std::string>& names) {
  names.insert(script.uses.begin(), script.uses.end());
  for (const auto& step : script.steps) {
    std::visit(overloaded{
                   [&](const UseStep& use) { names.insert(use.script); },
                   [&](const WhenStep& when) {
                     gather(when.then, names);
                     gather(when.otherwise, names);
                   },
                   [&](const ChooseStep& choose) {
                     for (const auto& option : choose.options) gather(option.then, names);
                   },
                   [](const auto&) {},
               },
               step.body);
    gather(step.then, names);
    for (const auto& [tries, actions] : step.after_tries) gather(actions, names);
    for (const auto& [outcome, routed] : step.outcomes) gather(routed.then, names);
  }
  for (const auto& interrupt : script.interrupts) gather(interrupt.then, names);
}

}  // namespace

std::vector<SourceFile> completed(std::vector<SourceFile> files, std::vector<SourceFile> beside) {
  std::set<std::string> present;
  for (const auto& file : beside) {
    if (is_script(file.name)) present.insert(script_of(file.name));
  }
  for (auto& file : shipped()) {
    if (!present.contains(script_of(file.name))) beside.push_back(std::move(file));
  }
  present.clear();
  std::set<std::string> named;
  for (const auto& file : files) {
    const auto name = script_of(file.name);
    named.insert(name);
    if (is_script(file.name)) present.insert(name);
  }
  for (bool added = true; added;) {
    added = false;
    const auto set = load(files).set;
    std::set<std::string> wanted(std::begin(always), std::end(always));
    wanted.insert(named.begin(), named.end());
    const bool any_story =
        std::ranges::any_of(set.scripts, [](const auto& each) { return each.second.starts_when.anything; });
    if (!any_story) wanted.emplace(takes_any_story);
    for (const auto& [name, script] : set.scripts) gather(script, wanted);
    for (const auto& file : beside) {
      const auto name = script_of(file.name);
      if (present.contains(name) || !wanted.contains(name) || file.name.ends_with(".test.yaml")) continue;
      if (std::ranges::find(files, file.name, &SourceFile::name) != files.end()) continue;
      files.push_back(file);
      files.back().beside = true;
      added = true;
    }
    for (const auto& file : files) present.insert(script_of(file.name));
  }
  return files;
}

}  // namespace pintu::dialogs
