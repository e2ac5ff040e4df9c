// SPDX-License-Identifier: Apache-2.0
// The parts of a script file, each read from its block. `prefix` is the path of the texts in it.
#pragma once

#include <map>

#include "dialogs/load_reader.hpp"

namespace pintu::dialogs {

using Texts = std::map<std::string, Text>;

std::vector<Slot> load_slots(FileReader& reader, const yaml::Node& block);
// An option; its other keys are somebody else's.
Option load_option(FileReader& reader, const yaml::Node& node, const std::string& prefix);
Actions load_actions(FileReader& reader, const yaml::Node& block, const std::string& prefix);
// The actions among a mapping's keys, in written order; the keys in `others` are somebody else's.
Actions load_actions_among(FileReader& reader, const yaml::Node& block, const std::string& prefix,
                           FileReader::Keys others);
std::vector<ChooseOption> load_choose(FileReader& reader, const yaml::Node& block, const std::string& prefix);
std::vector<Step> load_steps(FileReader& reader, const yaml::Node& block);
std::vector<Interrupt> load_interrupts(FileReader& reader, const yaml::Node& block);
// All texts of a tree, by path: "greeting.with_story".
void load_texts(FileReader& reader, const yaml::Node& node, const std::string& path, Texts& into);
Script load_script(FileReader& reader, const yaml::Node& root, const std::string& name);
Translation load_translation(FileReader& reader, const yaml::Node& root, const std::string& name,
                             const std::string& language);

// Texts that the engine says by itself: those of a shipped script that this one of the same name lacks are filled in
// with a warning; others than those are a fault, for nobody would ever say them.
void check_texts(FileReader& reader, const yaml::Node& root, Script& script);
// The blocks of a script that are no texts.
inline const std::vector<std::string> script_blocks{"script",      "title", "languages", "uses",  "starts_when",
                                                    "reviewed_by", "draft", "slots",     "steps", "interrupts"};

struct ReadSet;

// Names that must exist: steps, slots, options, scripts, and what stands in braces.
void check_names(ReadSet& set);

}  // namespace pintu::dialogs
