// SPDX-License-Identifier: Apache-2.0
// Whether a message is what a test's line says, and in which points it is not.
#pragma once

#include <string>
#include <vector>

#include "gateway/trial/simulator.hpp"
#include "gateway/trial/test_file.hpp"

namespace pintu::trial {

// What the phone shows, without marks, bubbles one below the other.
std::string visible_text(const Shown& shown);
// "text", "buttons", "list", "numbers", "location_request", "contact_request"
std::string renders(const Shown& shown);
// The options' ids, in their order.
std::vector<std::string> offers(const Shown& shown);
// The part of a button's id that the script gave it.
std::string option_of(const std::string& id);

struct Viewer {
  const dialogs::ScriptSet& scripts;
  std::string channel;
  std::string language;
};

// An Indonesian sentence for each point in which it differs; empty = it is what the line says.
std::vector<std::string> differences(const BotLine& line, const Shown& shown, const Viewer& viewer);
// What the line wants, in one sentence.
std::string wanted(const BotLine& line);
// One message for a person who looks for the difference; no line break at the end.
std::string described(const Shown& shown);

// Contains, whatever the case.
bool contains(std::string_view text, std::string_view part);
std::string joined(const std::vector<std::string>& words);

}  // namespace pintu::trial
