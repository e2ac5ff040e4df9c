// SPDX-License-Identifier: Apache-2.0
#include "dialogs/diagram/chart.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "dialogs/diagram/ways.hpp"
#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs::diagram {

namespace {

constexpr std::size_t most_words_shown = 4;

Box::Kind kind_of(const Step& step) { return static_cast<Box::Kind>(step.body.index()); }

std::string about(const Script& script, const Step& step) {
  return std::visit(overloaded{
                        [&](const AskStep& ask) {
                          const auto* slot = script.slot(ask.slot);
                          return slot == nullptr || slot->label.empty() ? ask.slot : slot->label.base;
                        },
                        [](const CallStep& call) { return call.connector; },
                        [](const UseStep& use) { return use.script; },
                        [](const SendStep& send) { return send.to; },
                        [](const HandoffStep& handoff) { return handoff.desk; },
                        [](const auto&) { return std::string(); },
                    },
                    step.body);
}

const std::string& text_of(const Step& step) {
  if (const auto* say = std::get_if<SayStep>(&step.body)) return say->text.base;
  return step.text.base;
}

// False: what comes after it is never the step below.
bool goes_on(const Step& step) {
  if (step.end || !step.go.empty()) return false;
  if (const auto* when = std::get_if<WhenStep>(&step.body)) {
    const auto moves = [](const Actions& actions) {
      return !actions.empty() &&
             (std::holds_alternative<DoGo>(actions.back()) || std::holds_alternative<DoEnd>(actions.back()));
    };
    return !moves(when->then) || !moves(when->otherwise);
  }
  if (const auto* choose = std::get_if<ChooseStep>(&step.body)) {
    return std::ranges::any_of(choose->options, [](const ChooseOption& each) {
      return each.then.empty() ||
             !(std::holds_alternative<DoGo>(each.then.back()) || std::holds_alternative<DoEnd>(each.then.back()));
    });
  }
  return true;
}

std::string starts(const Script& script) {
  std::string out;
  const auto& words = script.starts_when.says_only;
  for (std::size_t i = 0; i < std::min(words.size(), most_words_shown); ++i) out += (i == 0 ? "" : ", ") + words[i];
  if (words.size() > most_words_shown) out += ", …";
  if (script.starts_when.anything) out += std::string(out.empty() ? "" : " · ") + "cerita apa saja";
  if (!script.starts_when.menu.empty())
    out += fmt::format("{}menu “{}”", out.empty() ? "" : " · ", script.starts_when.menu);
  return out;
}

std::string always(const ScriptSet& set, const Script& script) {
  std::string out;
  const auto add = [&](const Script& from) {
    for (const auto& interrupt : from.interrupts) out += (out.empty() ? "" : " · ") + interrupt.id;
  };
  add(script);
  for (const auto& used : script.uses) {
    if (const auto* from = set.find(used); from != nullptr && from->steps.empty()) add(*from);
  }
  return out;
}

void mark_faults(const Script& script, const std::vector<Finding>& findings, Chart& chart) {
  for (const auto& finding : findings) {
    if (finding.mark.file != script.name + ".yaml") continue;
    auto sentence = fmt::format("baris {}: {} {}", finding.mark.line, finding.code, finding.message);
    const bool elsewhere =
        std::ranges::any_of(script.texts, [&](const auto& text) { return text.second.mark.line == finding.mark.line; });
    Box* inside = nullptr;
    for (std::size_t i = 0; i < script.steps.size() && !elsewhere; ++i) {
      if (script.steps[i].mark.line <= finding.mark.line) inside = &chart.boxes[i];
    }
    (inside == nullptr ? chart.faults : inside->faults).push_back(std::move(sentence));
  }
}

}  // namespace

Chart chart(const ScriptSet& set, const Script& script, const std::vector<Finding>& findings, const Counts* counts) {
  Chart out;
  out.name = script.name;
  out.title = script.title;
  out.starts = starts(script);
  out.always = always(set, script);
  for (const auto& step : script.steps) {
    Box box;
    box.kind = kind_of(step);
    box.id = step.id;
    box.about = about(script, step);
    box.text = in_a_line(script, text_of(step));
    add_ways(script, step, box);
    box.goes_on = goes_on(step) && &step != &script.steps.back();
    if (counts != nullptr) {
      const auto it = counts->find(step.id);
      box.people = it == counts->end() ? 0 : it->second;
    }
    out.boxes.push_back(std::move(box));
  }
  if (!out.boxes.empty()) {
    auto& last = out.boxes.back();
    if (goes_on(script.steps.back())) last.ways.push_back({Way::To::end, {}, {}, {}});
  }
  mark_faults(script, findings, out);
  return out;
}

}  // namespace pintu::dialogs::diagram
