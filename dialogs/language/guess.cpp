// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <unordered_map>

#include "dialogs/language/place_spans.hpp"

namespace pintu::dialogs::language {

namespace {

// How well a story speaks of an option: the longest phrase first (in words), then how many.
struct Score {
  std::size_t words = 0, times = 0;
  auto operator<=>(const Score&) const = default;
};

// lubangnya → lubang, when only the shorter is a word of the options.
void drop_endings(std::vector<Word>& words, const Phrases& phrases) {
  for (auto& word : words) {
    if (word.text.size() < 6 || phrases.at({&word, 1}, 0)) continue;
    for (const std::string_view ending : {"nya", "na"}) {
      if (word.text.ends_with(ending)) {
        word.text.resize(word.text.size() - ending.size());
        break;
      }
    }
  }
}

bool negated(std::span<const Word> words, std::size_t i) {
  return i > 0 && (words[i - 1].text == "tidak" || words[i - 1].text == "bukan" || words[i - 1].text == "teu");
}

// "jalan di depan SD rusak": the words of a phrase in their order with a few others between, outside places.
bool spread(std::span<const Word> words, const std::vector<bool>& taken, const std::vector<Word>& phrase) {
  constexpr std::size_t between = 4;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (taken[i] || words[i].text != phrase.front().text || negated(words, i)) continue;
    std::size_t found = 1;
    for (auto k = i + 1; k < words.size() && k <= i + between * (phrase.size() - 1) && found < phrase.size(); ++k)
      found += !taken[k] && words[k].text == phrase[found].text;
    if (found == phrase.size()) return true;
  }
  return false;
}

std::string best_of(const std::vector<Score>& scores, std::span<const Option> options) {
  const auto best = std::ranges::max_element(scores);
  if (best == scores.end() || best->times == 0 || std::ranges::count(scores, *best) > 1) return {};
  return options[static_cast<std::size_t>(best - scores.begin())].id;
}

}  // namespace

std::string guess_choice(std::string_view story, std::span<const Option> options) {
  story = story.substr(0, 16 * 1024);
  auto all = split(story, Expand::by_length);
  Phrases phrases;
  for (std::size_t i = 0; i < options.size(); ++i)
    for (const auto& also : options[i].also) phrases.add(also, i, Expand::never);
  std::vector<bool> taken(all.size(), false);
  for (const auto& span : place_spans(story, all, false)) {
    if (span.thing) continue;
    for (auto i = span.first; i <= span.last; ++i) taken[i] = true;
  }
  drop_endings(all, phrases);
  std::vector<Score> scores(options.size());
  for (const auto& hit : phrases.in(all, &taken)) {
    if (negated(all, hit.first)) continue;
    auto& score = scores[hit.value];
    score = {std::max(score.words, hit.count), score.times + 1};
  }
  if (std::ranges::any_of(scores, [](const Score& s) { return s.times > 0; })) return best_of(scores, options);
  for (std::size_t i = 0; i < options.size(); ++i) {
    for (const auto& also : options[i].also) {
      const auto phrase = split(also, Expand::never);
      if (phrase.size() >= 2 && spread(all, taken, phrase)) scores[i] = {phrase.size(), 1};
    }
  }
  return best_of(scores, options);
}

}  // namespace pintu::dialogs::language
