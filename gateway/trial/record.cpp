// SPDX-License-Identifier: Apache-2.0
#include "gateway/trial/record.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/trial/matching.hpp"

namespace pintu::trial {

using namespace std::chrono_literals;

namespace {

constexpr Duration looks_for = 2s;  // what a `bot` line waits by itself
constexpr std::size_t most_said = 40;
constexpr Duration after_the_last = 2min;

// A JSON string is a quoted text of YAML.
std::string quoted(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

std::string in_words(Duration by) {
  const auto seconds = std::chrono::ceil<std::chrono::seconds>(by).count();
  if (seconds % 86400 == 0 && seconds > 0) return fmt::format("{}d", seconds / 86400);
  if (seconds % 3600 == 0 && seconds > 0) return fmt::format("{}h", seconds / 3600);
  if (seconds % 60 == 0 && seconds > 0) return fmt::format("{}m", seconds / 60);
  return fmt::format("{}s", seconds);
}

// What stays the same in every run: the first words, up to a number, a name or the end of their line.
std::string lasting_words(const Shown& shown) {
  auto text = visible_text(shown);
  text.resize(std::min(text.find('\n'), text.size()));
  std::size_t end = 0;
  while (end < text.size()) {
    const auto next = std::min(text.find(' ', end + 1), text.size());
    auto word = text.substr(end, next - end);
    std::erase_if(word, [](char c) { return c == ' ' || c == '.' || c == ',' || c == ':' || c == '*'; });
    // A report's number may well be all letters.
    const bool number = word.find_first_of("0123456789") != std::string::npos || ReportNumber::read(word);
    if (number || next > most_said) break;
    end = next;
  }
  text.resize(end);
  while (!text.empty() && (text.back() == ' ' || static_cast<unsigned char>(text.back()) >= 0x80)) text.pop_back();
  return text;
}

std::string line_of(const Shown& shown) {
  std::string line;
  const auto add = [&](const std::string& key, const std::string& value) {
    line += (line.empty() ? "" : ", ") + key + ": " + value;
  };
  // A question of the engine's own has a name only; a step of a script may be asked under its slot's.
  if (!shown.asks.empty()) add("asks", shown.asks);
  if (!shown.guesses.empty()) add("guesses", shown.guesses);
  add("renders", renders(shown));
  if (!shown.message.choices.empty()) {
    std::string list;
    for (const auto& id : offers(shown)) list += (list.empty() ? "" : ", ") + id;
    add("offers", "[" + list + "]");
  }
  if (const auto words = lasting_words(shown); shown.asks.empty() && !words.empty()) add("says", quoted(words));
  return "      - bot: {" + line + "}\n";
}

std::string user_of(const Deed& deed) {
  const auto& said = deed.said;
  if (!deed.tapped.empty()) return "{tap: " + deed.tapped + "}";
  std::string line;
  const auto add = [&](const std::string& part) { line += (line.empty() ? "" : ", ") + part; };
  if (said.edits_last) add("edit: " + quoted(said.text));
  if (said.pin) add(fmt::format("pin: [{}, {}]", said.pin->latitude, said.pin->longitude));
  if (said.photos > 0) add(fmt::format("photo: {}", said.photos));
  if (said.voice) add("voice: true");
  if (said.sticker) add("sticker: true");
  if (line.empty()) return quoted(said.text);
  if (!said.edits_last && !said.text.empty()) add("text: " + quoted(said.text));
  return "{" + line + "}";
}

std::string officer_of(const OfficerHappened& act) {
  using What = OfficerHappened::What;
  switch (act.what) {
    case What::said:
      return "{says: " + quoted(act.text) + "}";
    case What::left:
      return "{leaves: true}";
    case What::took_case:
      return "{takes_case: true}";
    case What::closed_case:
      return "{closes_case: " + quoted(act.text) + "}";
  }
  return {};
}

std::vector<std::string> questions(const std::vector<Shown>& shown) {
  std::vector<std::string> out;
  for (const auto& each : shown) out.push_back(each.asks + "/" + each.guesses);
  return out;
}

// Does it again and writes down what is seen, as it is seen.
class Again {
 public:
  explicit Again(Setting setting) : simulator_(std::move(setting)) {}

  void perform(const Deed& deed) {
    const Instant until = simulator_.now() + std::chrono::ceil<std::chrono::seconds>(deed.after);
    simulator_.pass(until - simulator_.now());
    write_shown();
    const auto wait = until - written_to_;
    const bool waits = wait > Duration{0};
    if (deed.by_officer) {
      if (waits) yaml_ += "      - wait: " + in_words(wait) + "\n";
      yaml_ += "      - officer: " + officer_of(deed.act) + "\n";
      simulator_.officer(deed.act);
    } else {
      yaml_ += waits ? "      - {user: " + user_of(deed) + ", wait: " + in_words(wait) + "}\n"
                     : "      - {user: " + user_of(deed) + ", wait: 0s}\n";
      simulator_.hear(said_again(deed));
    }
    written_to_ = until;
  }

  void end() {
    simulator_.pass(after_the_last);
    write_shown();
  }

  const std::string& yaml() const { return yaml_; }
  const std::vector<Shown>& shown() { return simulator_.shown(); }

 private:
  // A button of then is another one now: its id is drawn anew.
  Said said_again(const Deed& deed) {
    Said said = deed.said;
    if (deed.tapped.empty()) return said;
    const auto& shown = simulator_.shown();
    for (auto message = shown.rbegin(); message != shown.rend(); ++message) {
      for (const auto& choice : message->message.choices) {
        if (option_of(choice.id) != deed.tapped) continue;
        said.tap = choice.id;
        said.text = choice.label;
        return said;
      }
    }
    return said;
  }

  void write_shown() {
    const auto& shown = simulator_.shown();
    for (; written_ < shown.size(); ++written_) {
      const auto& each = shown[written_];
      if (each.at - written_to_ > looks_for) {
        const auto wait = std::chrono::ceil<std::chrono::seconds>(each.at - written_to_);
        yaml_ += "      - wait: " + in_words(wait) + "\n";
        written_to_ += wait;
      }
      yaml_ += line_of(each);
    }
  }

  Simulator simulator_;
  std::string yaml_;
  std::size_t written_ = 0;
  Instant written_to_ = usual_start;
};

}  // namespace

std::vector<std::string> places_of(const Conversation& conversation, const dialogs::ScriptSet& scripts) {
  std::vector<std::string> places;
  const auto look = [&](const std::vector<Frame>& stack) {
    for (const auto& frame : stack) {
      const auto* script = scripts.find(frame.script);
      for (const auto& [name, value] : frame.slots) {
        const auto* slot = script == nullptr ? nullptr : script->slot(name);
        if (slot == nullptr || slot->kind != dialogs::SlotKind::place) continue;
        places.push_back(value.text);
        places.push_back(value.shown);
        places.insert(places.end(), value.earlier.begin(), value.earlier.end());
      }
    }
  };
  if (conversation.talk) look(conversation.talk->stack);
  for (const auto& draft : conversation.drafts) look(draft.talk.stack);
  return places;
}

Recorded record(const Setting& setting, const std::vector<Deed>& deeds, const std::vector<Shown>& shown,
                std::vector<std::string> places, const std::string& name) {
  // A longer one first: it may hold a shorter one.
  std::ranges::sort(places,
                    [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() > b.size() : a < b; });
  places.erase(std::ranges::unique(places).begin(), places.end());
  Disguise disguise(std::move(places));
  Setting then = setting;
  then.start = usual_start;
  Again again(then);
  for (auto deed : deeds) {
    if (deed.tapped.empty()) deed.said.text = disguise.of(deed.said.text);
    if (deed.said.pin) deed.said.pin = disguise.of(*deed.said.pin);
    if (deed.by_officer) deed.act.text = disguise.of(deed.act.text);
    again.perform(deed);
  }
  again.end();
  std::string script = "lapor-aduan";
  for (const auto& each : again.shown()) {
    const auto first = each.step.substr(0, each.step.find('/'));
    if (setting.scripts->find(first) == nullptr) continue;
    script = first;
    break;
  }
  Recorded recorded;
  recorded.script = script;
  recorded.head = "script: " + script + "\ntests:\n";
  recorded.test = "  - test: " + quoted(name) + "\n    channel: " + setting.channel + "\n";
  if (setting.language != "id") recorded.test += "    language: " + setting.language + "\n";
  recorded.test += "    talk:\n" + again.yaml();
  recorded.replaced = disguise.replaced();
  const auto were = questions(shown);
  const auto are = questions(again.shown());
  recorded.same = are.size() >= were.size() && std::equal(were.begin(), were.end(), are.begin());
  return recorded;
}

}  // namespace pintu::trial
