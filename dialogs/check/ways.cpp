// SPDX-License-Identifier: Apache-2.0
#include "dialogs/check/ways.hpp"

#include <algorithm>
#include <map>

namespace pintu::dialogs {

namespace {

template <class T>
constexpr bool is(const Action& action) {
  return std::holds_alternative<T>(action);
}

bool asks(const Step& step) {
  return std::holds_alternative<AskStep>(step.body) || std::holds_alternative<ChooseStep>(step.body) ||
         std::holds_alternative<ReviewStep>(step.body);
}

// A script and those below it.
template <class F>
void each_below(const std::string& name, const ScriptSet& set, const Uses& uses, F look) {
  if (const auto* script = set.find(name)) look(*script);
  for (const auto& each : uses.below(name)) {
    if (const auto* script = set.find(each); script != nullptr && each != name) look(*script);
  }
}

class Builder {
 public:
  Builder(const Script& script, const ScriptSet& set, const Uses& uses) : script_(script), set_(set), uses_(uses) {
    for (std::size_t i = 0; i < script.steps.size(); ++i) index_.emplace(script.steps[i].id, i);
  }

  Ways build() {
    const auto count = script_.steps.size();
    ways_.next.resize(count);
    ways_.asks.resize(count);
    for (std::size_t i = 0; i < count; ++i) step(i);
    for (auto& next : ways_.next) {
      std::ranges::sort(next);
      const auto same = std::ranges::unique(next);
      next.erase(same.begin(), same.end());
    }
    return std::move(ways_);
  }

 private:
  void add(std::size_t from, std::size_t to) { ways_.next[from].push_back(to); }

  void go(std::size_t from, const std::string& target) {
    const auto it = index_.find(target);
    if (it == index_.end()) {
      ways_.known = false;
    } else {
      add(from, it->second);
    }
  }

  void onward(std::size_t i) {
    const auto& step = script_.steps[i];
    if (step.end) {
      add(i, script_.steps.size());
    } else if (!step.go.empty()) {
      go(i, step.go);
    } else {
      add(i, i + 1);
    }
  }

  // Without a move the next step follows.
  void follow(std::size_t i, const Actions& actions) {
    for (const auto& action : actions) {
      if (const auto* to = std::get_if<DoGo>(&action)) return go(i, to->step);
      if (is<DoEnd>(action) || is<DoErase>(action) || is<DoPause>(action)) return add(i, script_.steps.size());
      if (is<DoBack>(action) || is<DoCorrect>(action)) return;
    }
    onward(i);
  }

  void step(std::size_t i) {
    const auto& step = script_.steps[i];
    const auto& body = step.body;
    ways_.asks[i] = asks(step) || std::ranges::any_of(used_by(step), [&](const auto& name) { return asked_in(name); });
    for (const auto& [tries, actions] : step.after_tries) follow(i, actions);
    for (const auto& [name, outcome] : step.outcomes) follow(i, outcome.then);
    if (const auto* when = std::get_if<WhenStep>(&body)) {
      follow(i, when->then);
      follow(i, when->otherwise);
    } else if (const auto* choose = std::get_if<ChooseStep>(&body)) {
      for (const auto& option : choose->options) follow(i, option.then.empty() ? step.then : option.then);
    } else if (std::holds_alternative<CallStep>(body) && !step.outcomes.empty()) {
      return;
    } else {
      follow(i, step.then);
    }
  }

  // What is not there may ask.
  bool asked_in(const std::string& name) {
    const auto [known, added] = asked_.emplace(name, set_.find(name) == nullptr);
    if (added) {
      each_below(name, set_, uses_,
                 [&](const Script& used) { known->second = known->second || std::ranges::any_of(used.steps, asks); });
    }
    return known->second;
  }

  const Script& script_;
  const ScriptSet& set_;
  const Uses& uses_;
  std::map<std::string, bool> asked_;
  std::map<std::string, std::size_t> index_;
  Ways ways_;
};

void add_filled(const Step& step, std::set<std::string>& into) {
  if (const auto* ask = std::get_if<AskStep>(&step.body)) into.insert(ask->slot);
  if (const auto* when = std::get_if<WhenStep>(&step.body)) {
    for (const auto& [name, values] : when->conditions) {
      if (std::ranges::any_of(values, [](const auto& v) { return v == "empty" || v == "filled"; })) into.insert(name);
    }
  }
  for (const auto* actions : actions_of(step)) {
    for (const auto& action : *actions) {
      if (const auto* done = std::get_if<DoSet>(&action))
        for (const auto& [name, value] : done->values) into.insert(name);
    }
  }
}

}  // namespace

std::vector<bool> Ways::from(std::vector<std::size_t> from, const std::function<bool(std::size_t)>& stop) const {
  std::vector<bool> seen(end() + 1);
  while (!from.empty()) {
    const auto at = from.back();
    from.pop_back();
    if (at > end() || seen[at]) continue;
    seen[at] = true;
    if (at == end() || (stop && stop(at))) continue;
    from.insert(from.end(), next[at].begin(), next[at].end());
  }
  return seen;
}

Uses::Uses(const ScriptSet& set) {
  for (const auto& [name, script] : set.scripts) {
    for (const auto& step : script.steps) {
      for (auto& used : used_by(step)) direct_[name].insert(std::move(used));
    }
  }
  for (const auto& [name, first] : direct_) {
    auto& all = all_[name];
    std::vector<std::string> open(first.begin(), first.end());
    while (!open.empty()) {
      const auto each = std::move(open.back());
      open.pop_back();
      if (!all.insert(each).second) continue;
      if (const auto it = direct_.find(each); it != direct_.end())
        open.insert(open.end(), it->second.begin(), it->second.end());
    }
  }
}

const std::set<std::string>& Uses::below(const std::string& name) const {
  static const std::set<std::string> none;
  const auto it = all_.find(name);
  return it == all_.end() ? none : it->second;
}

int Uses::depth(const std::string& name, int most) const {
  std::set<std::string> level{name};
  for (int depth = 1; depth <= most; ++depth) {
    std::set<std::string> next;
    for (const auto& each : level) {
      if (const auto it = direct_.find(each); it != direct_.end()) next.insert(it->second.begin(), it->second.end());
    }
    if (next.empty()) return depth;
    level = std::move(next);
  }
  return most + 1;
}

Ways ways_of(const Script& script, const ScriptSet& set, const Uses& uses) {
  return Builder(script, set, uses).build();
}

std::set<std::string> filled_by(const Step& step, const ScriptSet& set, const Uses& uses) {
  std::set<std::string> names;
  add_filled(step, names);
  for (const auto& used : used_by(step)) {
    each_below(used, set, uses, [&](const Script& script) {
      for (const auto& each : script.steps) add_filled(each, names);
    });
  }
  return names;
}

std::vector<const Actions*> actions_of(const Step& step) {
  std::vector<const Actions*> all{&step.then};
  for (const auto& [tries, actions] : step.after_tries) all.push_back(&actions);
  for (const auto& [name, outcome] : step.outcomes) all.push_back(&outcome.then);
  if (const auto* when = std::get_if<WhenStep>(&step.body)) {
    all.push_back(&when->then);
    all.push_back(&when->otherwise);
  }
  if (const auto* choose = std::get_if<ChooseStep>(&step.body))
    for (const auto& option : choose->options) all.push_back(&option.then);
  return all;
}

std::vector<std::string> used_by(const Step& step) {
  std::vector<std::string> names;
  if (const auto* use = std::get_if<UseStep>(&step.body)) names.push_back(use->script);
  for (const auto* actions : actions_of(step)) {
    for (const auto& action : *actions)
      if (const auto* use = std::get_if<DoUse>(&action)) names.push_back(use->script);
  }
  return names;
}

}  // namespace pintu::dialogs
