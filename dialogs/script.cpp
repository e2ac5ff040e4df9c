// SPDX-License-Identifier: Apache-2.0
#include "dialogs/script.hpp"

#include <algorithm>

namespace pintu::dialogs {

const std::string& Text::for_channel(std::string_view kind) const {
  const auto it = on.find(std::string(kind.substr(0, kind.find('/'))));
  return it == on.end() ? base : it->second;
}

const Slot* Script::slot(std::string_view wanted) const {
  const auto it = std::ranges::find(slots, wanted, &Slot::name);
  return it == slots.end() ? nullptr : &*it;
}

const Step* Script::step(std::string_view wanted) const {
  const auto it = std::ranges::find(steps, wanted, &Step::id);
  return it == steps.end() ? nullptr : &*it;
}

const Interrupt* Script::interrupt(std::string_view wanted) const {
  const auto it = std::ranges::find(interrupts, wanted, &Interrupt::id);
  return it == interrupts.end() ? nullptr : &*it;
}

const Text* Script::text(std::string_view path) const {
  const auto it = texts.find(std::string(path));
  return it == texts.end() ? nullptr : &it->second;
}

}  // namespace pintu::dialogs
