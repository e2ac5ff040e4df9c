// SPDX-License-Identifier: Apache-2.0
#include "gateway/flow/note.hpp"

#include <charconv>

namespace pintu::flow {

std::string note_of(const Reply& reply) {
  std::string note;
  const auto add = [&](const char* name, const std::string& value) {
    if (!value.empty()) note += (note.empty() ? "" : " ") + std::string(name) + "=" + value;
  };
  add("asks", reply.asks);
  add("step", reply.step);
  add("guesses", reply.guesses);
  return note;
}

std::string note_of(const Took& took) {
  std::string note = "rule=" + took.rule;
  for (const auto& passed : took.passed) note += " not=" + passed;
  if (!took.step.empty()) note += " at=" + took.step;
  return note + " set=" + std::to_string(took.version);
}

std::optional<Took> took_of(std::string_view note) {
  if (!note.starts_with("rule=")) return std::nullopt;
  Took took;
  while (!note.empty()) {
    const auto word = note.substr(0, note.find(' '));
    note.remove_prefix(std::min(word.size() + 1, note.size()));
    const auto key = word.substr(0, word.find('='));
    const auto value = word.substr(std::min(key.size() + 1, word.size()));
    if (key == "rule") took.rule = value;
    if (key == "not") took.passed.emplace_back(value);
    if (key == "at") took.step = value;
    if (key == "set") std::from_chars(value.data(), value.data() + value.size(), took.version);
  }
  return took;
}

}  // namespace pintu::flow
