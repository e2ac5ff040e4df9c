// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <charconv>
#include <map>

#include "dialogs/load_parts.hpp"

namespace pintu::dialogs {

namespace {

using Keys = FileReader::Keys;

// What a step of each kind may hold, beside what every step may: id, go, end, skip_on, with_previous, on.
struct Kind {
  std::string_view name;
  Keys keys;
};
constexpr Keys of_say{"mode"};
constexpr Keys of_ask{"text", "hints", "after_tries", "gives_up_after", "joins", "guessed", "skip_label", "then"};
constexpr Keys of_choose{"text", "hints", "after_tries", "gives_up_after", "then"};
constexpr Keys of_review{"text", "hints", "gives_up_after", "buttons", "then"};
constexpr Keys of_when{"then", "else"};
constexpr Keys of_call{"text", "outcomes", "with", "gives"};
constexpr Keys of_use{};
constexpr Keys of_send{"text", "outcomes"};
constexpr Keys of_handoff{"text"};
constexpr Kind kinds[] = {{"say", of_say},       {"ask", of_ask},   {"choose", of_choose},
                          {"review", of_review}, {"when", of_when}, {"call", of_call},
                          {"use", of_use},       {"send", of_send}, {"handoff", of_handoff}};
constexpr Keys of_all{"id", "go", "end", "skip_on", "with_previous", "on"};

void load_when(FileReader& reader, const yaml::Node& node, const yaml::Node& step, const std::string& id,
               WhenStep& when) {
  if (reader.want_mapping(node, "when")) {
    for (const auto& entry : node.entries) {
      when.conditions[entry.key] = reader.words(entry.value);
      reader.names(Named::What::slot_or_flag, entry.key, entry.place);
      const auto& values = when.conditions[entry.key];
      for (std::size_t i = 0; i < values.size(); ++i)
        reader.names(Named::What::option, values[i],
                     entry.value.is_sequence() ? entry.value.items[i].place : entry.value.place, entry.key);
    }
  }
  if (const auto* then = step.find("then")) when.then = load_actions(reader, *then, id + ".then");
  if (const auto* otherwise = step.find("else")) when.otherwise = load_actions(reader, *otherwise, id + ".else");
}

ReviewStep load_review(FileReader& reader, const yaml::Node& node, const yaml::Node& step, const std::string& id) {
  ReviewStep review;
  review.slots = reader.words(node);
  for (std::size_t i = 0; i < review.slots.size(); ++i)
    reader.names(Named::What::slot, review.slots[i], node.is_sequence() ? node.items[i].place : node.place);
  if (const auto* buttons = step.find("buttons"); buttons != nullptr && reader.want_mapping(*buttons, "buttons")) {
    reader.only_keys(*buttons, "buttons", {"ok", "change", "stop", "on"});
    reader.check_on(*buttons, {"ok", "change", "stop"});
    review.ok = reader.text_of(*buttons, "ok", id + ".buttons");
    review.change = reader.text_of(*buttons, "change", id + ".buttons");
    review.stop = reader.text_of(*buttons, "stop", id + ".buttons");
  }
  return review;
}

SendStep load_send(FileReader& reader, const yaml::Node& node) {
  SendStep send;
  if (!reader.want_mapping(node, "send")) return send;
  reader.only_keys(node, "send", {"to", "as"});
  send.to = reader.scalar_of(node, "to");
  if (const auto* to = node.find("to")) reader.names(Named::What::agency, send.to, to->place);
  send.as = reader.scalar_of(node, "as");
  if (send.to.empty()) reader.error(node.place, "P0137", "send belum menyebut tujuan.", "Contoh: send: {to: lapor}.");
  return send;
}

CallStep load_call(FileReader& reader, const yaml::Node& node, const yaml::Node& step) {
  CallStep call{reader.scalar(node, "call"), {}, {}};
  reader.names(Named::What::connector, call.connector, node.place);
  for (const auto& [key, into] : {std::pair{"with", &call.with}, std::pair{"gives", &call.gives}}) {
    const auto* list = step.find(key);
    if (list == nullptr) continue;
    *into = reader.words(*list);
    for (const auto& slot : *into) reader.names(Named::What::slot, slot, list->place);
  }
  return call;
}

StepBody load_body(FileReader& reader, const yaml::Node& step, std::string_view kind, const std::string& id) {
  const auto& node = *step.find(kind);
  if (kind == "say") return SayStep{reader.text_of(step, "say", id), reader.word_of(step, "mode", {"live"})};
  if (kind == "choose") return ChooseStep{load_choose(reader, node, id + ".choose")};
  if (kind == "review") return load_review(reader, node, step, id);
  if (kind == "send") return load_send(reader, node);
  if (kind == "when") {
    WhenStep when;
    load_when(reader, node, step, id, when);
    return when;
  }
  if (kind == "call") return load_call(reader, node, step);
  const auto word = reader.scalar(node, kind);
  if (kind == "ask") {
    reader.names(Named::What::slot, word, node.place);
    return AskStep{word};
  }
  if (kind == "use") {
    reader.names(Named::What::script, word, node.place);
    return UseStep{word};
  }
  reader.names(Named::What::desk, word, node.place);
  return HandoffStep{word};
}

// A list is for any failure; a map says which.
void load_hints(FileReader& reader, const yaml::Node& node, Step& step) {
  const auto list = [&](const yaml::Node& each, const std::string& kind) {
    const std::string path = step.id + ".hints" + (kind.empty() ? "" : "." + kind);
    if (each.is_scalar()) {
      step.hints[kind].push_back(reader.text(each, path + ".1"));
      return;
    }
    if (!each.is_sequence()) {
      reader.error(each.place, "P0107", "hints harus berupa daftar teks.", "Contoh: [\"Coba lagi.\"].");
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

void load_outcomes(FileReader& reader, const yaml::Node& node, bool sends, Step& step) {
  if (!reader.want_mapping(node, "outcomes")) return;
  if (sends) reader.only_keys(node, "outcomes", {"diterima", "tertunda", "ditolak", "perlu_orang"});
  for (const auto& entry : node.entries) {
    if (!reader.want_mapping(entry.value, "Hasil \"" + entry.key + "\"")) continue;
    const std::string path = step.id + ".outcomes." + entry.key;
    reader.check_on(entry.value, {"say"});
    Outcome outcome;
    outcome.say = reader.text_of(entry.value, "say", path);
    outcome.then = load_actions_among(reader, entry.value, path, {"say"});
    if (sends && outcome.say.empty())
      reader.error(entry.place, "P0138", "Hasil \"" + entry.key + "\" belum punya say.");
    step.outcomes[entry.key] = std::move(outcome);
  }
}

void load_common(FileReader& reader, const yaml::Node& node, std::string_view kind, Step& step) {
  reader.check_on(node, {"text", "say", "guessed", "skip_label"});
  step.text = reader.text_of(node, "text", step.id);
  step.guessed = reader.text_of(node, "guessed", step.id);
  step.skip_label = reader.text_of(node, "skip_label", step.id);
  step.joins = reader.duration_of(node, "joins", {});
  step.gives_up_after = reader.duration_of(node, "gives_up_after", {});
  step.with_previous = reader.flag_of(node, "with_previous");
  step.skip_on = reader.channels_of(node, "skip_on");
  step.go = reader.scalar_of(node, "go");
  if (const auto* go = node.find("go")) reader.names(Named::What::step, step.go, go->place);
  step.end = reader.flag_of(node, "end");
  if (const auto* hints = node.find("hints")) load_hints(reader, *hints, step);
  if (const auto* tries = node.find("after_tries")) load_tries(reader, *tries, step);
  if (const auto* outcomes = node.find("outcomes")) load_outcomes(reader, *outcomes, kind == "send", step);
  if (const auto* then = node.find("then"); then != nullptr && kind != "when")
    step.then = load_actions(reader, *then, step.id + ".then");
}

// The one kind of a step; nullptr, with a finding, when it is none or several.
const Kind* kind_of(FileReader& reader, const yaml::Node& node) {
  const Kind* found = nullptr;
  for (const auto& kind : kinds) {
    if (node.find(kind.name) == nullptr) continue;
    if (found != nullptr) {
      reader.error(node.place, "P0133",
                   "Langkah ini berisi " + std::string(found->name) + " dan " + std::string(kind.name) + " sekaligus.",
                   "Pecah menjadi dua langkah.");
      return nullptr;
    }
    found = &kind;
  }
  if (found != nullptr) return found;
  const auto known = [&](const std::string& key) { return std::ranges::find(of_all, key) != of_all.end(); };
  std::vector<std::string> names;
  for (const auto& kind : kinds) names.emplace_back(kind.name);
  std::string fix;
  for (const auto& entry : node.entries) {
    if (fix.empty() && !known(entry.key)) fix = did_you_mean(entry.key, names);
  }
  reader.error(node.place, "P0133",
               "Langkah ini tidak berisi satu pun dari: say, ask, choose, review, when, call, use, send, handoff.",
               fix);
  return nullptr;
}

void check_keys(FileReader& reader, const yaml::Node& node, const Kind& kind) {
  std::vector<std::string> known(of_all.begin(), of_all.end());
  known.insert(known.end(), kind.keys.begin(), kind.keys.end());
  known.emplace_back(kind.name);
  for (const auto& entry : node.entries) {
    if (std::ranges::find(known, entry.key) != known.end()) continue;
    const bool elsewhere = std::ranges::any_of(
        kinds, [&](const Kind& other) { return std::ranges::find(other.keys, entry.key) != other.keys.end(); });
    if (elsewhere) {
      reader.error(entry.place, "P0135",
                   "\"" + entry.key + "\" tidak berlaku di langkah " + std::string(kind.name) + ".");
    } else {
      reader.error(entry.place, "P0102", "\"" + entry.key + "\" tidak dikenal di langkah.",
                   did_you_mean(entry.key, known));
    }
  }
}

Step load_step(FileReader& reader, const yaml::Node& node, const Kind& kind, std::string id) {
  Step step;
  step.id = std::move(id);
  step.mark = reader.mark(node.place);
  check_keys(reader, node, kind);
  step.body = load_body(reader, node, kind.name, step.id);
  load_common(reader, node, kind.name, step);
  const auto* say = std::get_if<SayStep>(&step.body);
  const bool speaks = std::ranges::find(kind.keys, "text") != kind.keys.end() && kind.name != "call";
  if ((speaks && step.text.base.empty()) || (say != nullptr && say->text.base.empty()))
    reader.error(node.place, "P0134", "Langkah \"" + step.id + "\" belum punya text.");
  return step;
}

}  // namespace

std::vector<Step> load_steps(FileReader& reader, const yaml::Node& block) {
  std::vector<Step> steps;
  if (!block.is_sequence()) {
    reader.error(block.place, "P0107", "steps harus berupa daftar langkah.", "Contoh: - id: cerita.");
    return steps;
  }
  std::map<std::string, int> seen;  // the line
  for (const auto& node : block.items) {
    if (!reader.want_mapping(node, "Langkah")) continue;
    std::string id;
    if (const auto* given = node.find("id")) {
      id = reader.id(*given, "id langkah");
    } else {
      reader.error(node.place, "P0131", "Langkah ini belum punya id.", "Contoh: - id: cerita.");
    }
    if (const auto [first, added] = seen.emplace(id, node.place.line); !added && !id.empty()) {
      reader.error(node.place, "P0132",
                   "Langkah \"" + id + "\" ada dua kali, yang pertama di baris " + std::to_string(first->second) + ".",
                   "Ganti id salah satunya.");
    }
    if (const auto* kind = kind_of(reader, node)) steps.push_back(load_step(reader, node, *kind, std::move(id)));
  }
  return steps;
}

}  // namespace pintu::dialogs
