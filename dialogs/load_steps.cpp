// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <set>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

const std::vector<std::string> kinds{"say", "ask", "choose", "review", "when", "call", "use", "send", "handoff"};

void load_when(FileReader& reader, const yaml::Node& node, const yaml::Node& step, const std::string& id,
               WhenStep& when) {
  if (reader.want_mapping(node, "when")) {
    for (const auto& entry : node.entries) when.conditions[entry.key] = reader.words(entry.value);
  }
  if (const auto* then = step.find("then")) when.then = load_actions(reader, *then, id + ".then");
  if (const auto* otherwise = step.find("else")) when.otherwise = load_actions(reader, *otherwise, id + ".else");
}

StepBody load_body(FileReader& reader, const yaml::Node& step, const std::string& kind, const std::string& id) {
  const auto& node = *step.find(kind);
  if (kind == "say") return SayStep{reader.text_of(step, "say", id), reader.scalar_of(step, "mode")};
  if (kind == "ask") return AskStep{reader.scalar(node, "ask")};
  if (kind == "choose") return ChooseStep{load_choose(reader, node, id + ".choose")};
  if (kind == "call") return CallStep{reader.scalar(node, "call")};
  if (kind == "use") return UseStep{reader.scalar(node, "use")};
  if (kind == "handoff") return HandoffStep{reader.scalar(node, "handoff")};
  if (kind == "when") {
    WhenStep when;
    load_when(reader, node, step, id, when);
    return when;
  }
  if (kind == "review") {
    ReviewStep review;
    review.slots = reader.words(node);
    if (const auto* buttons = step.find("buttons"); buttons != nullptr && reader.want_mapping(*buttons, "buttons")) {
      reader.only_keys(*buttons, "buttons", {"ok", "change", "stop"});
      review.ok = reader.text_of(*buttons, "ok", id + ".buttons");
      review.change = reader.text_of(*buttons, "change", id + ".buttons");
      review.stop = reader.text_of(*buttons, "stop", id + ".buttons");
    }
    return review;
  }
  SendStep send;
  if (reader.want_mapping(node, "send")) {
    reader.only_keys(node, "send", {"to", "as"});
    send.to = reader.scalar_of(node, "to");
    send.as = reader.scalar_of(node, "as");
  }
  return send;
}

// A list is for any failure; a map says which.
void load_hints(FileReader& reader, const yaml::Node& node, Step& step) {
  const auto list = [&](const yaml::Node& each, const std::string& kind) {
    const std::string path = step.id + ".hints" + (kind.empty() ? "" : "." + kind);
    if (each.is_scalar()) {
      step.hints[kind].push_back(reader.text(each, path + ".1"));
      return;
    }
    for (std::size_t i = 0; i < each.items.size(); ++i) {
      step.hints[kind].push_back(reader.text(each.items[i], path + "." + std::to_string(i + 1)));
    }
  };
  if (!node.is_mapping()) {
    list(node, "");
    return;
  }
  reader.only_keys(node, "hints", {"too_short", "not_understood", "digits", "unclear_place"});
  for (const auto& entry : node.entries) list(entry.value, entry.key);
}

void load_tries(FileReader& reader, const yaml::Node& node, Step& step) {
  if (!reader.want_mapping(node, "after_tries")) return;
  for (const auto& entry : node.entries) {
    int tries = 0;
    const auto [end, problem] = std::from_chars(entry.key.data(), entry.key.data() + entry.key.size(), tries);
    if (problem != std::errc{} || end != entry.key.data() + entry.key.size() || tries < 1) {
      reader.error(entry.place, "P0130", "after_tries ditulis angka percobaan, lalu tindakannya.",
                   "Contoh: after_tries: {2: {skip: true}}.");
      continue;
    }
    step.after_tries[tries] = load_actions(reader, entry.value, step.id + ".after_tries." + entry.key);
  }
}

void load_outcomes(FileReader& reader, const yaml::Node& node, Step& step) {
  if (!reader.want_mapping(node, "outcomes")) return;
  for (const auto& entry : node.entries) {
    if (!reader.want_mapping(entry.value, "Hasil \"" + entry.key + "\"")) continue;
    const std::string path = step.id + ".outcomes." + entry.key;
    Outcome outcome;
    outcome.say = reader.text_of(entry.value, "say", path);
    outcome.then = load_actions_among(reader, entry.value, path, {"say", "on"});
    step.outcomes[entry.key] = std::move(outcome);
  }
}

void load_common(FileReader& reader, const yaml::Node& node, const std::string& kind, Step& step) {
  step.text = reader.text_of(node, "text", step.id);
  step.guessed = reader.text_of(node, "guessed", step.id);
  step.skip_label = reader.scalar_of(node, "skip_label");
  step.joins = reader.duration_of(node, "joins", {});
  step.gives_up_after = reader.duration_of(node, "gives_up_after", {});
  step.with_previous = reader.flag_of(node, "with_previous");
  step.skip_on = reader.words_of(node, "skip_on");
  step.go = reader.scalar_of(node, "go");
  step.end = reader.flag_of(node, "end");
  if (const auto* hints = node.find("hints")) load_hints(reader, *hints, step);
  if (const auto* tries = node.find("after_tries")) load_tries(reader, *tries, step);
  if (const auto* outcomes = node.find("outcomes")) load_outcomes(reader, *outcomes, step);
  if (const auto* then = node.find("then"); then != nullptr && kind != "when")
    step.then = load_actions(reader, *then, step.id + ".then");
}

}  // namespace

std::vector<Step> load_steps(FileReader& reader, const yaml::Node& block) {
  std::vector<Step> steps;
  if (!block.is_sequence()) {
    reader.error(block.place, "P0107", "steps harus berupa daftar langkah.", "Contoh: - id: cerita.");
    return steps;
  }
  std::set<std::string> seen;
  for (const auto& node : block.items) {
    if (!reader.want_mapping(node, "Langkah")) continue;
    reader.only_keys(node, "langkah", {"id",      "say",     "ask",        "choose",      "review",
                                       "when",    "call",    "use",        "send",        "handoff",
                                       "text",    "on",      "hints",      "after_tries", "gives_up_after",
                                       "joins",   "guessed", "skip_label", "outcomes",    "then",
                                       "else",    "go",      "end",        "buttons",     "with_previous",
                                       "skip_on", "mode"});
    Step step;
    step.id = reader.scalar_of(node, "id");
    step.mark = reader.mark(node.place);
    if (step.id.empty()) reader.error(node.place, "P0131", "Langkah ini belum punya id.");
    if (!step.id.empty() && !seen.insert(step.id).second) {
      reader.error(node.place, "P0132", "Langkah \"" + step.id + "\" ada dua kali.", "Ganti id salah satunya.");
    }
    std::vector<std::string> found;
    for (const auto& kind : kinds) {
      if (node.find(kind) != nullptr) found.push_back(kind);
    }
    if (found.size() != 1) {
      reader.error(node.place, "P0133",
                   "Satu langkah berisi tepat satu dari: say, ask, choose, review, when, call, use, send, handoff.");
      continue;
    }
    step.body = load_body(reader, node, found.front(), step.id);
    load_common(reader, node, found.front(), step);
    const bool asks = found.front() == "ask" || found.front() == "choose" || found.front() == "review";
    if (asks && step.text.empty()) reader.error(node.place, "P0134", "Langkah \"" + step.id + "\" belum punya text.");
    steps.push_back(std::move(step));
  }
  return steps;
}

}  // namespace pintu::dialogs
