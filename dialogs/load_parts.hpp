// SPDX-License-Identifier: Apache-2.0
// The parts of a script file, each read from its block.
#pragma once

#include "dialogs/load_reader.hpp"

namespace pintu::dialogs {

std::vector<Slot> load_slots(FileReader& reader, const yaml::Node& block);
Option load_option(FileReader& reader, const yaml::Node& node, const std::string& prefix);
Actions load_actions(FileReader& reader, const yaml::Node& block, const std::string& prefix);
// The actions among a mapping's keys, in written order; the keys in `others` are somebody else's.
Actions load_actions_among(FileReader& reader, const yaml::Node& block, const std::string& prefix,
                           const std::vector<std::string>& others);
std::vector<ChooseOption> load_choose(FileReader& reader, const yaml::Node& block, const std::string& prefix);
std::vector<Step> load_steps(FileReader& reader, const yaml::Node& block);
std::vector<Interrupt> load_interrupts(FileReader& reader, const yaml::Node& block);
void load_texts(FileReader& reader, const yaml::Node& node, const std::string& path, std::map<std::string, Text>& into);
Script load_script(FileReader& reader, const yaml::Node& root, const std::string& name);
Translation load_translation(FileReader& reader, const yaml::Node& root, const std::string& language);

// Names that must exist: steps, slots, options, scripts, and what stands in braces.
void check_names(const ScriptSet& set, std::vector<Finding>& findings);

}  // namespace pintu::dialogs
