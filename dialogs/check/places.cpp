// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "dialogs/check/passes.hpp"

namespace pintu::dialogs {

const yaml::Node* step_node(const ReadFile& file, const Step& step) {
  const auto* steps = file.root.find("steps");
  if (steps == nullptr) return nullptr;
  const yaml::Place place{step.mark.line, step.mark.column};
  const auto it = std::ranges::find(steps->items, place, &yaml::Node::place);
  return it == steps->items.end() ? nullptr : &*it;
}

const yaml::Node* slot_node(const ReadFile& file, std::string_view slot) {
  const auto* slots = file.root.find("slots");
  return slots == nullptr ? nullptr : slots->find(slot);
}

Mark mark_of(const ReadFile& file, const yaml::Node* node, std::string_view key, const Mark& otherwise) {
  if (node == nullptr) return otherwise;
  const auto entry = std::ranges::find(node->entries, key, &yaml::Node::Entry::key);
  if (entry == node->entries.end()) return otherwise;
  return {file.file, entry->place.line, entry->place.column};
}

Mark mark_in(const ReadFile& file, const yaml::Node* node, std::string_view key, std::string_view value,
             const Mark& otherwise) {
  const auto* list = node == nullptr ? nullptr : node->find(key);
  if (list == nullptr) return otherwise;
  const auto item = std::ranges::find(list->items, value, &yaml::Node::text);
  const auto place = item == list->items.end() ? list->place : item->place;
  return {file.file, place.line, place.column};
}

Mark mark_of_go(const ReadFile& file, const Script& script, std::size_t step, const std::string& target) {
  const auto& from = script.steps[step].mark;
  const int end = step + 1 < script.steps.size() ? script.steps[step + 1].mark.line : 1 << 30;
  for (const auto& named : file.notes.names) {
    const bool here = named.mark.line >= from.line && named.mark.line < end;
    if (here && named.what == Named::What::step && named.name == target) return named.mark;
  }
  return from;
}

}  // namespace pintu::dialogs
