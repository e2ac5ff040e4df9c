// SPDX-License-Identifier: Apache-2.0
// Steps that nothing leads to, talks that never end, loops that ask nobody, scripts within scripts.
#include <algorithm>

#include "dialogs/check/passes.hpp"
#include "dialogs/check/ways.hpp"

namespace pintu::dialogs {

namespace {

constexpr int most_frames = 4;

// The line behind which the step is never reached: `end` or `go` of the step before it.
void tell_unreached(const Script& script, const ReadFile& file, std::size_t step, Findings& findings) {
  const auto& lost = script.steps[step];
  const auto* before = step == 0 ? nullptr : &script.steps[step - 1];
  const auto* node = before == nullptr ? nullptr : step_node(file, *before);
  findings.error(lost.mark, "P0201", "Langkah \"" + lost.id + "\" tidak pernah tercapai.",
                 before == nullptr ? std::string()
                                   : "Langkah \"" + before->id +
                                         "\" di atasnya selalu pindah atau selesai; tambahkan go: " + lost.id +
                                         " di tempat yang tepat, atau hapus langkah ini.");
  for (const std::string_view key : {"end", "go"}) {
    if (node == nullptr || node->find(key) == nullptr) continue;
    findings.error(mark_of(file, node, key, before->mark), "P0201",
                   "Sesudah ini langkah \"" + lost.id + "\" tidak pernah tercapai.",
                   "Hapus \"" + std::string(key) + "\" bila langkah berikutnya masih perlu.");
    return;
  }
}

void look_for_endless(const Script& script, const ReadFile& file, const Ways& ways, const std::vector<bool>& reached,
                      Findings& findings) {
  std::vector<std::vector<std::size_t>> before(ways.end() + 1);
  for (std::size_t i = 0; i < ways.end(); ++i)
    for (const auto to : ways.next[i]) before[std::min(to, ways.end())].push_back(i);
  std::vector<bool> ends(ways.end() + 1);
  std::vector<std::size_t> open{ways.end()};
  while (!open.empty()) {
    const auto at = open.back();
    open.pop_back();
    if (ends[at]) continue;
    ends[at] = true;
    open.insert(open.end(), before[at].begin(), before[at].end());
  }
  const std::size_t none = ways.end();
  std::size_t first = none;
  for (std::size_t i = 0; i < ways.end(); ++i) {
    if (!reached[i] || ends[i]) continue;
    first = std::min(first, i);
    const auto back = std::ranges::find_if(ways.next[i], [&](std::size_t to) { return to <= i; });
    if (back == ways.next[i].end()) continue;
    findings.error(mark_of_go(file, script, i, script.steps[*back].id), "P0204",
                   "Dari langkah \"" + script.steps[i].id + "\" percakapan tidak pernah bisa selesai.",
                   "Beri satu jalan ke end: true atau ke langkah sesudahnya.");
    return;
  }
  if (first != none)
    findings.error(script.steps[first].mark, "P0204",
                   "Dari langkah \"" + script.steps[first].id + "\" percakapan tidak pernah bisa selesai.",
                   "Beri satu jalan ke end: true.");
}

// A step that comes back to itself without a question in between.
void look_for_silent_loops(const Script& script, const ReadFile& file, const Ways& ways,
                           const std::vector<bool>& reached, Findings& findings) {
  for (std::size_t i = 0; i < ways.end(); ++i) {
    if (!reached[i] || ways.asks[i]) continue;
    for (const auto to : ways.next[i]) {
      if (to > i || ways.asks[to]) continue;
      const auto round = ways.from({to}, [&](std::size_t at) { return ways.asks[at]; });
      if (!round[i]) continue;
      findings.error(mark_of_go(file, script, i, script.steps[to].id), "P0203",
                     "Langkah \"" + script.steps[to].id + "\" sampai \"" + script.steps[i].id +
                         "\" berputar tanpa bertanya kepada warga.",
                     "Taruh satu pertanyaan di dalam putaran itu, atau pindahkan go.");
      return;
    }
  }
}

}  // namespace

void check_ways(const ReadSet& set, const Surroundings&, Findings& findings) {
  const Uses uses(set.loaded.set);
  each_whole_script(set, [&](const Script& script, const ReadFile& file) {
    const auto ways = ways_of(script, set.loaded.set, uses);
    const auto* steps = file.root.find("steps");
    const bool all = steps != nullptr && steps->items.size() == script.steps.size();
    if (!ways.known || !all || script.steps.empty()) return;
    const auto reached = ways.from({0});
    for (std::size_t i = 0; i < ways.end(); ++i) {
      if (!reached[i] && (i == 0 || reached[i - 1])) tell_unreached(script, file, i, findings);
    }
    look_for_endless(script, file, ways, reached, findings);
    look_for_silent_loops(script, file, ways, reached, findings);
  });
}

void check_depth(const ReadSet& set, const Surroundings&, Findings& findings) {
  const Uses uses(set.loaded.set);
  for (const auto& file : set.files) {
    if (!file.language.empty()) continue;
    for (const auto& named : file.notes.names) {
      if (named.what != Named::What::script || !set.loaded.set.scripts.contains(named.name)) continue;
      const auto* rules = file.root.find("uses");
      const bool rule = rules != nullptr && (rules->place.line == named.mark.line ||
                                             std::ranges::any_of(rules->items, [&](const yaml::Node& item) {
                                               return item.place.line == named.mark.line;
                                             }));
      if (rule || uses.depth(named.name, most_frames) < most_frames) continue;
      findings.error(named.mark, "P0205",
                     "Naskah \"" + named.name + "\" memakai naskah lain terlalu dalam (paling banyak 4 tingkat).",
                     "Pindahkan langkahnya ke satu naskah.");
    }
  }
}

}  // namespace pintu::dialogs
