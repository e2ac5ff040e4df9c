// SPDX-License-Identifier: Apache-2.0
// The longest that a text can become once its braces are filled, as far as that can be known.
#pragma once

#include "dialogs/check/check.hpp"

namespace pintu::dialogs {

class Longest {
 public:
  Longest(const ScriptSet& set, const Script& script, const Surroundings& around)
      : set_(set), script_(script), around_(around) {}
  std::string filled(const std::string& text, const Step* step) const;

 private:
  std::string value(const std::string& name, const Step* step) const;
  std::string of_slot(const Slot& slot) const;
  std::string review(const ReviewStep& review, bool brief) const;

  const ScriptSet& set_;
  const Script& script_;
  const Surroundings& around_;
};

}  // namespace pintu::dialogs
