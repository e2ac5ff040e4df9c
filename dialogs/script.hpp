// SPDX-License-Identifier: Apache-2.0
// A dialog script as data: what the loader makes of NAME.yaml and the engine walks. SCRIPTS.md section 3.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gateway/base/clock.hpp"

namespace pintu::dialogs {

// Where something stands in a file; 1-based; 0 = not from a file.
struct Mark {
  std::string file;
  int line = 0;
  int column = 0;
  friend bool operator==(const Mark&, const Mark&) = default;
};

// A text with its overrides: `text:` and `on: {sms: {text: …}}`. Channel kinds "whatsapp", "telegram", "sms".
struct Text {
  std::string base;
  std::map<std::string, std::string> on;
  std::string path;  // "cerita.text": what translations are keyed by
  Mark mark;
  bool empty() const { return base.empty() && on.empty(); }
  // The text for a channel kind ("sms" also serves "sms/kannel").
  const std::string& for_channel(std::string_view kind) const;
  friend bool operator==(const Text&, const Text&) = default;
};

// ---- slots ---------------------------------------------------------------------------------------------------------

enum class SlotKind { text, choice, yesno, number, date, phone, place, photo, secret };

struct Option {
  std::string id;
  Text label;
  Text hint;
  std::vector<std::string> also;
  bool sensitive = false;
  std::string code;  // two-digit SMS code, where one is fixed
  friend bool operator==(const Option&, const Option&) = default;
};

struct Must {
  int at_least = 0;  // letters
  int at_most = 0;   // letters; 0 = no limit
  bool not_after_today = false;
  std::string inside;     // region name: "jawa-barat"
  std::string otherwise;  // "pass_on"
  friend bool operator==(const Must&, const Must&) = default;
};

struct Slot {
  std::string name;
  SlotKind kind = SlotKind::text;
  std::vector<std::string> names;  // words people use for it; the first is the one shown
  Text label;
  bool optional = false;
  std::string guess_from;         // guess: {from: SLOT}
  std::string first_sentence_of;  // guess: {first_sentence_of: SLOT}
  Must must;
  int shown_at_most = 60;
  std::string to;  // the agency's field
  bool never_a_command = false;
  bool unknown_allowed = false;  // yesno: `unknown: true`
  std::vector<Option> options;
  std::string default_value;         // option id
  int up_to = 1;                     // photo
  std::vector<std::string> skip_on;  // channel kinds
  Mark mark;
  friend bool operator==(const Slot&, const Slot&) = default;
};

// ---- actions -------------------------------------------------------------------------------------------------------

struct DoSay {
  Text text;
  friend bool operator==(const DoSay&, const DoSay&) = default;
};
struct DoSet {
  std::map<std::string, std::string> values;
  friend bool operator==(const DoSet&, const DoSet&) = default;
};
struct DoFlag {
  std::string flag;
  friend bool operator==(const DoFlag&, const DoFlag&) = default;
};
struct DoKeepText {
  friend bool operator==(const DoKeepText&, const DoKeepText&) = default;
};
struct DoSkip {
  friend bool operator==(const DoSkip&, const DoSkip&) = default;
};
// moves
struct DoGo {
  std::string step;
  friend bool operator==(const DoGo&, const DoGo&) = default;
};
struct DoUse {
  std::string script;
  friend bool operator==(const DoUse&, const DoUse&) = default;
};
struct DoHandoff {
  std::string desk;
  friend bool operator==(const DoHandoff&, const DoHandoff&) = default;
};
struct DoBack {
  bool to_question = false;
  friend bool operator==(const DoBack&, const DoBack&) = default;
};
struct DoPause {
  friend bool operator==(const DoPause&, const DoPause&) = default;
};
struct DoCorrect {
  friend bool operator==(const DoCorrect&, const DoCorrect&) = default;
};
struct DoLanguage {
  std::string language;
  friend bool operator==(const DoLanguage&, const DoLanguage&) = default;
};
struct DoErase {
  std::string what;
  friend bool operator==(const DoErase&, const DoErase&) = default;
};  // "draft", "person"
struct DoEnd {
  friend bool operator==(const DoEnd&, const DoEnd&) = default;
};

using Action = std::variant<DoSay, DoSet, DoFlag, DoKeepText, DoSkip, DoGo, DoUse, DoHandoff, DoBack, DoPause,
                            DoCorrect, DoLanguage, DoErase, DoEnd>;
using Actions = std::vector<Action>;  // in written order, at most one move, last

// ---- steps ---------------------------------------------------------------------------------------------------------

struct SayStep {
  Text text;
  std::string mode;
  friend bool operator==(const SayStep&, const SayStep&) = default;
};  // mode: "live"
struct AskStep {
  std::string slot;
  friend bool operator==(const AskStep&, const AskStep&) = default;
};
struct ChooseOption {
  Option option;
  Actions then;
  friend bool operator==(const ChooseOption&, const ChooseOption&) = default;
};
struct ChooseStep {
  std::vector<ChooseOption> options;
  friend bool operator==(const ChooseStep&, const ChooseStep&) = default;
};
struct ReviewStep {
  std::vector<std::string> slots;
  Text ok, change, stop;  // the buttons' labels
  friend bool operator==(const ReviewStep&, const ReviewStep&) = default;
};
struct WhenStep {
  // all of them; a list = any; "empty" and "filled" are values of their own
  std::map<std::string, std::vector<std::string>> conditions;
  Actions then, otherwise;
  friend bool operator==(const WhenStep&, const WhenStep&) = default;
};
struct CallStep {
  std::string connector;
  std::vector<std::string> with = {};   // slots that the connector is told
  std::vector<std::string> gives = {};  // slots that its answer may fill
  friend bool operator==(const CallStep&, const CallStep&) = default;
};
struct UseStep {
  std::string script;
  friend bool operator==(const UseStep&, const UseStep&) = default;
};
struct SendStep {
  std::string to;
  std::string as;
  friend bool operator==(const SendStep&, const SendStep&) = default;
};
struct HandoffStep {
  std::string desk;
  friend bool operator==(const HandoffStep&, const HandoffStep&) = default;
};

using StepBody =
    std::variant<SayStep, AskStep, ChooseStep, ReviewStep, WhenStep, CallStep, UseStep, SendStep, HandoffStep>;

struct Outcome {
  Text say;
  Actions then;
  friend bool operator==(const Outcome&, const Outcome&) = default;
};

struct Step {
  std::string id;
  StepBody body;
  Text text;     // of ask, choose, review, send, handoff, call
  Text guessed;  // asks whether the guess is right
  Text skip_label;
  Duration joins{0};                               // pieces of one answer add up for so long; 0 = not
  Duration gives_up_after{0};                      // 0 = never
  bool with_previous = false;                      // in one message with the step before
  std::vector<std::string> skip_on;                // channel kinds
  std::map<std::string, std::vector<Text>> hints;  // by kind of failure; "" = any
  std::map<int, Actions> after_tries;
  std::map<std::string, Outcome> outcomes;
  Actions then;    // after the answer
  std::string go;  // next step, when not the following one
  bool end = false;
  Mark mark;
  friend bool operator==(const Step&, const Step&) = default;
};

// ---- scripts -------------------------------------------------------------------------------------------------------

struct StartsWhen {
  std::vector<std::string> says_only;  // the whole message
  bool anything = false;               // any story starts it
  std::string menu;                    // label in the menu
  bool question = false;               // a first message that asks for information starts it
  friend bool operator==(const StartsWhen&, const StartsWhen&) = default;
};

struct DraftRules {
  Duration keep = std::chrono::hours(24 * 7);
  Duration nudge_after{0};
  Text nudge, nudge_quiet, last_call, resume;
  Duration last_call_before{0};
  std::vector<Text> resume_choose;  // continue, new, delete
  friend bool operator==(const DraftRules&, const DraftRules&) = default;
};

// umum.yaml's interruptions: one always-working word or kind of message. `texts` holds its named texts
// ("ask_first", "open", "closed", "which", "done", "cannot", "hint_line", "maybe_ask", "after_no", "say").
struct Interrupt {
  std::string id;
  std::vector<std::vector<std::string>> says_like;  // one word of each group, at most 8 words in all
  std::vector<std::string> certain, ignore_phrase;
  std::map<std::string, Text> texts;
  std::map<std::string, Text> buttons;
  std::vector<ChooseOption> choose;
  Actions then;
  std::string afterwards = "resume";  // or "offer_resume"
  Mark mark;
  friend bool operator==(const Interrupt&, const Interrupt&) = default;
};

struct Script {
  std::string name;
  std::string title;
  std::string reviewed_by;  // who answers for the emergency advice
  std::vector<std::string> languages;
  std::vector<std::string> uses;
  StartsWhen starts_when;
  DraftRules draft;
  std::vector<Slot> slots;            // in written order
  std::vector<Step> steps;            // in written order
  std::vector<Interrupt> interrupts;  // umum only
  // Every other text of the file by path: "greeting.with_story", "small_talk.thanks", "media.voice_first",
  // "other_topic", "after_filing.addition", "events.taken", "saran.kebakaran".
  std::map<std::string, Text> texts;

  const Slot* slot(std::string_view name) const;
  const Step* step(std::string_view id) const;
  const Interrupt* interrupt(std::string_view id) const;
  const Text* text(std::string_view path) const;
  friend bool operator==(const Script&, const Script&) = default;
};

// A sidecar NAME.LANG.yaml.
struct Translation {
  std::string of;
  std::string language;
  std::string reviewed_by;
  struct Entry {
    std::string base, text;  // what was translated, and the translation; an empty text is still to be done
    std::vector<std::string> also;
    Mark mark;
    friend bool operator==(const Entry&, const Entry&) = default;
  };
  std::map<std::string, Entry> texts;  // by path; "cerita.text.sms" is a channel's own wording of "cerita.text"
  Mark mark;
  friend bool operator==(const Translation&, const Translation&) = default;
};

}  // namespace pintu::dialogs
