// SPDX-License-Identifier: Apache-2.0
// Every message as each phone would show it, with the longest values that can be known.
#include <algorithm>

#include "dialogs/check/longest.hpp"
#include "dialogs/check/passes.hpp"

namespace pintu::dialogs {

namespace {

constexpr int review_segments = 3;

struct Label {
  std::string text, hint;
  std::string code;
  Mark mark;
};

struct Shown {
  std::string text;
  Mark mark;
  std::vector<Label> options;
  bool review = false;
};

OutboundMessage message_of(const Shown& shown, std::string text) {
  OutboundMessage message;
  message.text = std::move(text);
  for (std::size_t i = 0; i < shown.options.size(); ++i) {
    const auto& option = shown.options[i];
    message.choices.push_back({"o" + std::to_string(i), option.text, option.hint, option.code});
  }
  return message;
}

std::vector<std::string> faults_of(const Renderer& renderer, const OutboundMessage& message, bool review) {
  auto rendering = renderer.render(message);
  if (!review || renderer.kind() != "sms" || rendering.faults.size() != 1) return rendering.faults;
  int segments = 0;
  for (const auto& bubble : rendering.bubbles) segments += bubble.segments;
  // A review by SMS may be longer than other messages.
  auto bare = message;
  bare.text = "x";
  bare.choices.clear();
  const bool plain = segments > 0 && renderer.render(bare).faults.empty();
  const bool only_length = rendering.faults.front().starts_with("SMS ");
  return plain && only_length && segments <= review_segments ? std::vector<std::string>() : rendering.faults;
}

class Phones {
 public:
  Phones(const ReadSet& set, const Surroundings& around, const Script& script, const ReadFile& file, Findings& findings)
      : set_(set),
        around_(around),
        script_(script),
        file_(file),
        findings_(findings),
        longest_(set.loaded.set, script, around) {}

  void look() {
    for (std::size_t i = 0; i < script_.steps.size(); ++i) step(i);
    for (const auto& [path, text] : script_.texts) {
      if (text.mark.file == file_.file) texts({&text}, nullptr, {});
    }
    for (const auto& interrupt : script_.interrupts) {
      for (const auto& [path, text] : interrupt.texts) texts({&text}, nullptr, {});
      std::vector<const Text*> labels;
      for (const auto& each : interrupt.choose) labels.push_back(&each.option.label);
      choices(labels);
      labels.clear();
      for (const auto& [path, text] : interrupt.buttons) labels.push_back(&text);
      choices(labels);
    }
    const auto& draft = script_.draft;
    for (const auto* text : {&draft.nudge, &draft.nudge_quiet, &draft.last_call, &draft.resume})
      texts({text}, nullptr, {});
    std::vector<const Text*> labels;
    for (const auto& text : draft.resume_choose) labels.push_back(&text);
    choices(labels);
  }

 private:
  void choices(const std::vector<const Text*>& labels) {
    if (labels.empty()) return;
    for (const auto* renderer : around_.renderers) {
      Shown shown{"x", labels.front()->mark, {}, false};
      for (const auto* label : labels)
        shown.options.push_back({label->for_channel(renderer->kind()), {}, {}, label->mark});
      measure(*renderer, shown);
    }
  }

  std::vector<const Option*> options_of(const Step& step) const {
    std::vector<const Option*> options;
    if (const auto* choose = std::get_if<ChooseStep>(&step.body)) {
      for (const auto& each : choose->options) options.push_back(&each.option);
    }
    const auto* ask = std::get_if<AskStep>(&step.body);
    const auto* slot = ask == nullptr ? nullptr : script_.slot(ask->slot);
    if (slot != nullptr && slot->kind == SlotKind::choice)
      for (const auto& option : slot->options) options.push_back(&option);
    return options;
  }

  bool skipped(const Step& step, std::string_view channel) const {
    const auto on = [&](const std::vector<std::string>& list) {
      return std::ranges::find(list, channel) != list.end();
    };
    const auto* ask = std::get_if<AskStep>(&step.body);
    const auto* slot = ask == nullptr ? nullptr : script_.slot(ask->slot);
    return on(step.skip_on) || (slot != nullptr && on(slot->skip_on));
  }

  void step(std::size_t i) {
    const auto& step = script_.steps[i];
    const auto* say = std::get_if<SayStep>(&step.body);
    std::vector<const Text*> parts;
    if (step.with_previous && i > 0) parts.push_back(&script_.steps[i - 1].text);
    parts.push_back(say == nullptr ? &step.text : &say->text);
    texts(parts, &step, options_of(step));
    if (const auto* review = std::get_if<ReviewStep>(&step.body)) {
      std::vector<const Text*> labels;
      for (const auto* text : {&review->ok, &review->change, &review->stop})
        if (!text->empty()) labels.push_back(text);
      choices(labels);
    }
    texts({&step.guessed}, &step, {});
    for (const auto& [kind, list] : step.hints)
      for (const auto& text : list) texts({&text}, &step, {});
    for (const auto& [name, outcome] : step.outcomes) texts({&outcome.say}, &step, {});
    for (const auto* actions : actions_in(step)) {
      for (const auto& action : *actions)
        if (const auto* done = std::get_if<DoSay>(&action)) texts({&done->text}, &step, {});
    }
    if (!step.skip_label.empty()) {
      Text label = step.skip_label;
      label.mark = mark_of(file_, step_node(file_, step), "skip_label", step.mark);
      choices({&label});
    }
  }

  static std::vector<const Actions*> actions_in(const Step& step) {
    std::vector<const Actions*> all{&step.then};
    for (const auto& [tries, actions] : step.after_tries) all.push_back(&actions);
    for (const auto& [name, outcome] : step.outcomes) all.push_back(&outcome.then);
    return all;
  }

  // The parts of one message, each in its language's wording.
  void texts(const std::vector<const Text*>& parts, const Step* step, const std::vector<const Option*>& options) {
    if (parts.back()->empty() && options.empty()) return;
    std::vector<std::string> languages{"id"};
    const auto sidecars = set_.loaded.set.translations.find(script_.name);
    if (sidecars != set_.loaded.set.translations.end())
      for (const auto& each : sidecars->second) languages.push_back(each.language);
    for (const auto* renderer : around_.renderers) {
      if (step != nullptr && skipped(*step, renderer->kind())) continue;
      std::string base;
      for (const auto& language : languages) {
        Shown shown;
        const auto say = [&](const Text& text) {
          return set_.loaded.set.say(script_, text, language, renderer->kind());
        };
        for (const auto* part : parts) shown.text += (shown.text.empty() ? "" : "\n") + say(*part);
        std::string whole = shown.text;
        for (const auto* option : options) {
          shown.options.push_back({say(option->label), option->hint.empty() ? std::string() : say(option->hint),
                                   option->code, place(option->label, language)});
          whole += "\n" + shown.options.back().text;
        }
        if (language == "id") base = whole;
        if (language != "id" && whole == base) continue;
        shown.text = longest_.filled(shown.text, step);
        shown.mark = place_of_wording(*parts.back(), language, renderer->kind());
        shown.review = step != nullptr && std::holds_alternative<ReviewStep>(step->body);
        measure(*renderer, shown);
      }
    }
  }

  Mark place(const Text& text, const std::string& language) const {
    return language == "id" ? text.mark : place(text, language, text.path);
  }

  Mark place(const Text& text, const std::string& language, const std::string& path) const {
    const bool base = language == "id";
    const auto translation = std::ranges::find_if(
        set_.files, [&](const ReadFile& each) { return each.name == script_.name && each.language == language; });
    if (!base && translation == set_.files.end()) return text.mark;
    const auto& texts = base ? file_.notes.texts : translation->notes.texts;
    const auto own = std::ranges::find(texts, path, &Text::path);
    return own == texts.end() ? text.mark : own->mark;
  }

  // A channel's own wording stands on a line of its own.
  Mark place_of_wording(const Text& text, const std::string& language, std::string_view channel) const {
    if (&text.for_channel(channel) == &text.base) return language == "id" ? text.mark : place(text, language);
    return place(text, language, text.path + "." + std::string(channel.substr(0, channel.find('/'))));
  }

  void measure(const Renderer& renderer, const Shown& shown) {
    if (faults_of(renderer, message_of(shown, shown.text), shown.review).empty()) return;
    bool told = false;
    const bool sms = renderer.kind() == "sms";
    OutboundMessage alone;
    alone.text = shown.text;
    for (const auto& fault : faults_of(renderer, alone, shown.review)) {
      tell(shown.mark, sms ? "P0302" : "P0301", fault);
      told = true;
    }
    for (std::size_t i = 0; i < shown.options.size(); ++i) {
      auto probe = shown;
      for (std::size_t other = 0; other < probe.options.size(); ++other) {
        if (other == i) continue;
        probe.options[other].text = "P" + std::to_string(other);
        probe.options[other].hint.clear();
      }
      for (const auto& fault : faults_of(renderer, message_of(probe, "x"), false)) {
        tell(shown.options[i].mark, sms ? "P0302" : "P0303", fault);
        told = true;
      }
    }
    if (!told) {
      for (const auto& fault : faults_of(renderer, message_of(shown, shown.text), shown.review))
        tell(shown.mark, sms ? "P0302" : "P0301", fault);
    }
  }

  void tell(const Mark& mark, const std::string& code, const std::string& fault) {
    findings_.error(mark, code, fault,
                    code == "P0302" ? "Pendekkan, atau beri teks sendiri: on: {sms: {text: \"...\"}}." : "Pendekkan.");
  }

  const ReadSet& set_;
  const Surroundings& around_;
  const Script& script_;
  const ReadFile& file_;
  Findings& findings_;
  Longest longest_;
};

}  // namespace

void check_channels(const ReadSet& set, const Surroundings& around, Findings& findings) {
  each_whole_script(
      set, [&](const Script& script, const ReadFile& file) { Phones(set, around, script, file, findings).look(); });
}

}  // namespace pintu::dialogs
