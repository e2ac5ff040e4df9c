// SPDX-License-Identifier: Apache-2.0
#include "dialogs/diagram/ways.hpp"

#include <fmt/format.h>

#include "gateway/base/overloaded.hpp"

namespace pintu::dialogs::diagram {

namespace {

using To = Way::To;

std::string name_of(const Script& script, const std::string& slot) {
  const auto* found = script.slot(slot);
  return found == nullptr || found->label.empty() ? slot : found->label.base;
}

std::string value_of(const Script& script, const std::string& slot, const std::string& value) {
  if (value == "filled") return "terisi";
  if (value == "empty") return "kosong";
  if (value == "yes" || value == "true") return "ya";
  if (value == "no" || value == "false") return "tidak";
  if (value == "unknown") return "tidak tahu";
  if (const auto* found = script.slot(slot)) {
    for (const auto& option : found->options) {
      if (option.id == value) return option.label.base;
    }
  }
  return value;
}

void also(std::string& list, const std::string& what) { list += (list.empty() ? "" : ", ") + what; }

// Actions in written order: what they do besides, and where the last one leads.
struct Doings {
  const Script& script;
  Way& way;

  void operator()(const DoSay& say) const { also(way.does, "“" + in_a_line(script, say.text.base) + "”"); }
  void operator()(const DoSet& set) const {
    for (const auto& [slot, value] : set.values)
      also(way.does, fmt::format("isi {}: {}", name_of(script, slot), value_of(script, slot, value)));
  }
  void operator()(const DoFlag& flag) const { also(way.does, "beri tanda " + flag.flag); }
  void operator()(const DoKeepText&) const { also(way.does, "simpan jawabannya apa adanya"); }
  void operator()(const DoSkip&) const { also(way.does, "lewati"); }
  void operator()(const DoGo& go) const { lead(To::step, go.step); }
  void operator()(const DoUse& use) const { lead(To::script, use.script); }
  void operator()(const DoHandoff& handoff) const { lead(To::desk, handoff.desk); }
  void operator()(const DoBack&) const { lead(To::question, {}); }
  void operator()(const DoPause&) const { lead(To::pause, {}); }
  void operator()(const DoCorrect&) const { also(way.does, "ubah isian"); }
  void operator()(const DoLanguage& chosen) const { also(way.does, "bahasa " + chosen.language); }
  void operator()(const DoErase& erase) const {
    also(way.does, erase.what == "person" ? "hapus semua data" : "hapus isian");
    way.to = To::end;
  }
  void operator()(const DoEnd&) const { lead(To::end, {}); }

 private:
  void lead(To to, const std::string& target) const {
    way.to = to;
    way.target = target;
  }
};

Way way(const Script& script, std::string label, const Actions& actions) {
  Way out;
  out.label = std::move(label);
  for (const auto& action : actions) std::visit(Doings{script, out}, action);
  return out;
}

std::string condition(const Script& script, const WhenStep& when) {
  std::string all;
  for (const auto& [slot, values] : when.conditions) {
    std::string any;
    for (const auto& value : values) any += (any.empty() ? "" : " atau ") + value_of(script, slot, value);
    all += (all.empty() ? "" : " dan ") + fmt::format("{}: {}", name_of(script, slot), any);
  }
  return all;
}

std::string outcome_words(const std::string& outcome) {
  if (outcome == "diterima") return "diterima";
  if (outcome == "tertunda") return "tertunda (sesudah 60 detik)";
  if (outcome == "perlu_orang") return "perlu diperiksa orang";
  return outcome;
}

std::string pause_words(Duration duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration).count();
  return seconds % 60 == 0 && seconds >= 120 ? fmt::format("{} menit", seconds / 60) : fmt::format("{} detik", seconds);
}

void add_notes(const Script& script, const Step& step, Box& box) {
  const auto* ask = std::get_if<AskStep>(&step.body);
  const auto* slot = ask == nullptr ? nullptr : script.slot(ask->slot);
  if (step.with_previous) box.notes.emplace_back("satu pesan dengan yang di atas");
  if (slot != nullptr && !slot->guess_from.empty())
    box.notes.push_back(fmt::format("ditebak dari {}{}", name_of(script, slot->guess_from),
                                    step.guessed.empty() ? "; tidak ditanya bila sudah jelas" : ", lalu ditanyakan"));
  if (step.joins > Duration(0)) box.notes.push_back("beberapa pesan digabung, jeda " + pause_words(step.joins));
  if (slot != nullptr && slot->optional) box.notes.emplace_back("boleh dilewati");
  for (const auto& channel : slot != nullptr ? slot->skip_on : step.skip_on)
    box.notes.push_back("tidak ditanyakan di " + channel);
  if (step.gives_up_after > Duration(0))
    box.notes.push_back(fmt::format("tanpa jawaban {}: lanjut", pause_words(step.gives_up_after)));
}

}  // namespace

std::string in_a_line(const Script& script, std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '*') continue;
    if (text[i] == '\n') {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    const auto end = text[i] == '{' ? text.find('}', i) : std::string_view::npos;
    if (end == std::string_view::npos) {
      out += text[i];
      continue;
    }
    out += "‹" + name_of(script, std::string(text.substr(i + 1, end - i - 1))) + "›";
    i = end;
  }
  return out;
}

void add_ways(const Script& script, const Step& step, Box& box) {
  add_notes(script, step, box);
  std::visit(overloaded{
                 [&](const ChooseStep& choose) {
                   for (const auto& each : choose.options)
                     box.ways.push_back(way(script, each.option.label.base, each.then));
                 },
                 [&](const ReviewStep& review) {
                   if (!review.change.empty()) box.ways.push_back({To::question, review.change.base, "ubah isian", {}});
                   if (!review.stop.empty()) box.ways.push_back({To::pause, review.stop.base, {}, {}});
                 },
                 [&](const WhenStep& when) {
                   box.ways.push_back(way(script, "bila " + condition(script, when), when.then));
                   if (!when.otherwise.empty()) box.ways.push_back(way(script, "selain itu", when.otherwise));
                 },
                 [&](const UseStep& use) { box.ways.push_back({To::script, {}, {}, use.script}); },
                 [&](const HandoffStep& handoff) { box.ways.push_back({To::desk, {}, {}, handoff.desk}); },
                 [](const auto&) {},
             },
             step.body);
  if (!step.skip_label.empty()) box.ways.push_back({To::next, step.skip_label.base, "lewati", {}});
  for (const auto& [tries, actions] : step.after_tries)
    box.ways.push_back(way(script, fmt::format("sesudah {} kali belum dimengerti", tries), actions));
  for (const auto& [name, outcome] : step.outcomes) {
    auto leads = way(script, outcome_words(name), outcome.then);
    if (!outcome.say.empty())
      leads.does.insert(0, "“" + in_a_line(script, outcome.say.base) + "”" + (leads.does.empty() ? "" : ", "));
    box.ways.push_back(std::move(leads));
  }
  if (!step.then.empty()) box.ways.push_back(way(script, "sesudah dijawab", step.then));
  if (!step.go.empty()) box.ways.push_back({To::step, "lalu", {}, step.go});
  if (step.end) box.ways.push_back({To::end, {}, {}, {}});
}

}  // namespace pintu::dialogs::diagram
