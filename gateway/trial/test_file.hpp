// SPDX-License-Identifier: Apache-2.0
// NAME.test.yaml as data: what a person, an officer and the clock do, and what must be seen.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "dialogs/library.hpp"
#include "dialogs/start_at.hpp"
#include "gateway/model/inbound.hpp"
#include "gateway/model/turn.hpp"

namespace pintu::trial {

struct UserLine {
  std::string text;
  std::string tap;  // an option's id, or its label
  std::string from_step;
  std::optional<Location> pin;
  int photos = 0;
  bool voice = false;
  bool sticker = false;
  bool edit = false;             // `text` takes the place of their last message
  std::optional<Duration> wait;  // before it
};

struct WaitLine {
  Duration by{0};
};

// Everything that is said must hold of one message.
struct BotLine {
  std::optional<std::string> asks;  // a slot, a step, or a question of the engine's own
  std::optional<std::string> guesses;
  std::optional<std::string> renders;
  std::vector<std::string> says;        // each stands in the visible text
  std::vector<std::string> never_says;  // none does
  std::optional<std::vector<std::string>> offers;
  std::optional<std::vector<std::string>> reviews;
  std::optional<int> segments;
  std::string charset;       // "gsm7", "ucs2"; "" = any
  std::optional<int> times;  // so many such messages in the whole test
  bool exactly = false;      // nothing stands between this and what was matched before
};

struct OfficerLine {
  OfficerHappened act;
};

struct SentExpected {
  std::string to;
  std::optional<int> times;
  std::map<std::string, std::string> fields;
};

struct ExpectLine {
  std::vector<SentExpected> sent;
  bool nothing_sent = false;
  std::optional<int> bot_messages_at_most;
  std::optional<std::string> handoff;  // a desk; "none"
  std::string lane;
  std::optional<Duration> within;
  std::map<std::string, std::string> slots;
  std::map<std::string, std::vector<std::string>> history;
  std::optional<int> numbers_issued;
  std::string language;
};

struct Line {
  dialogs::Mark mark;
  std::variant<UserLine, WaitLine, BotLine, OfficerLine, ExpectLine> what;
};

struct Stub {
  std::string outcome;
  std::map<std::string, std::string> give;
};

struct Fault {
  enum class Kind {
    duplicate_webhooks,
    duplicate_digit,
    reorder,
    crash_before_commit,
    crash_after_commit,
    crash_after_send,
    down,
    slow,
    refuses,
    throttled,
    window_closed,
  } kind = Kind::reorder;
  int times = 0;       // duplicate_webhooks
  Duration lasts{0};   // down, slow, throttled
  std::string target;  // agency or connector of down, slow, refuses, crash_after_send
  std::string reason;  // refuses
};

struct Test {
  dialogs::Mark mark;
  std::string name;
  std::string script;
  std::string channel;
  std::string language = "id";
  std::optional<dialogs::StartAt> start_at;
  dialogs::Mark start_mark;
  std::map<std::string, Stub> stubs;
  std::vector<Fault> faults;
  std::vector<Line> lines;
};

struct TestFile {
  std::string script;
  std::vector<Test> tests;
};

// Every fault of the file goes to `findings`; a file with one is not run. Never throws on any bytes.
TestFile read_test_file(const dialogs::SourceFile& file, const dialogs::ScriptSet& scripts,
                        std::vector<dialogs::Finding>& findings);

}  // namespace pintu::trial
