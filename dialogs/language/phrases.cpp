// SPDX-License-Identifier: Apache-2.0
#include "dialogs/language/phrases.hpp"

#include <algorithm>

namespace pintu::dialogs::language {

std::size_t Phrases::shape_of(const std::string& word) {
  if (word.empty()) return 0;
  const auto byte = [&word](std::size_t i) { return static_cast<std::size_t>(static_cast<unsigned char>(word[i])); };
  return (byte(0) * 131 + byte(word.size() / 2) * 31 + byte(word.size() - 1) * 7 + word.size()) % shapes;
}

void Phrases::add(std::string_view phrase, std::size_t value, Expand expand) {
  const auto words = split(phrase, expand);
  if (words.empty()) return;
  Entry entry{{}, value};
  for (const auto& word : std::span(words).subspan(1)) entry.rest.push_back(word.text);
  begins_.set(shape_of(words.front().text));
  auto& entries = by_first_[words.front().text];
  if (std::ranges::any_of(entries, [&](const Entry& e) { return e.rest == entry.rest; })) return;
  const auto place = std::ranges::find_if(entries, [&](const Entry& e) { return e.rest.size() < entry.rest.size(); });
  entries.insert(place, std::move(entry));
}

std::optional<Phrases::Hit> Phrases::at(std::span<const Word> words, std::size_t i) const {
  if (!begins_.test(shape_of(words[i].text))) return std::nullopt;
  const auto found = by_first_.find(words[i].text);
  if (found == by_first_.end()) return std::nullopt;
  for (const auto& entry : found->second) {
    if (i + entry.rest.size() >= words.size()) continue;
    std::size_t same = 0;
    while (same < entry.rest.size() && words[i + 1 + same].text == entry.rest[same]) ++same;
    if (same == entry.rest.size()) return Hit{i, same + 1, entry.value};
  }
  return std::nullopt;
}

std::vector<Phrases::Hit> Phrases::in(std::span<const Word> words, const std::vector<bool>* taken) const {
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < words.size();) {
    const auto hit = at(words, i);
    const auto free = [&] {
      for (std::size_t k = i; k < i + hit->count; ++k)
        if ((*taken)[k]) return false;
      return true;
    };
    if (!hit || (taken != nullptr && !free())) {
      ++i;
      continue;
    }
    hits.push_back(*hit);
    i += hit->count;
  }
  return hits;
}

std::optional<std::size_t> Phrases::whole(std::span<const Word> words) const {
  if (words.empty() || !begins_.test(shape_of(words.front().text))) return std::nullopt;
  const auto found = by_first_.find(words.front().text);
  if (found == by_first_.end()) return std::nullopt;
  for (const auto& entry : found->second) {
    if (entry.rest.size() + 1 != words.size()) continue;
    const auto rest = words.subspan(1);
    if (std::ranges::equal(entry.rest, rest, {}, {}, &Word::text)) return entry.value;
  }
  return std::nullopt;
}

}  // namespace pintu::dialogs::language
