// SPDX-License-Identifier: Apache-2.0
// A talk that stands in the middle of a script, for tests and simulators: as if the person had come there by answering.
#pragma once

#include <map>
#include <string>

#include "dialogs/advance.hpp"

namespace pintu::dialogs {

struct StartAt {
  std::string script;
  std::string step;
  std::map<std::string, std::string> slots;  // what was answered, in the person's words or as an option's id
};

// The talk at that step of the newest set, its question asked. Slots of the steps before it that are not named get the
// sample of their kind. not_found: the script, the step or a slot does not exist; malformed: a value that its slot
// cannot read.
Result<Turn> start_at(const Library& library, const Context& context, Conversation conversation, const StartAt& start);

// What stands for an answer of this kind where nobody gave one.
std::string sample_of(const Slot& slot);

}  // namespace pintu::dialogs
