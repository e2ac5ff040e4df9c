// SPDX-License-Identifier: Apache-2.0
// What stands on a button and comes back as a tap: epoch, version, step and option, with a part nobody can guess.
#pragma once

#include <optional>

#include "dialogs/engine/scene.hpp"

namespace pintu::dialogs::engine {

struct TapRead {
  std::uint32_t epoch = 0;
  std::int64_t version = 0;
  std::string step;
  std::string option;
};

// "EPOCH.VERSION.STEP.OPTION.MAC", at most 64 bytes.
std::string option_id(const Conversation& conversation, std::int64_t version, std::uint32_t epoch,
                      const std::string& step, const std::string& option);
// nullopt: it is no id of ours for this person.
std::optional<TapRead> read_option_id(const Conversation& conversation, const std::string& id);

// Whether the step part of an id names this step: a long name stands there as its hash.
bool names_step(const std::string& part, const std::string& step);

}  // namespace pintu::dialogs::engine
