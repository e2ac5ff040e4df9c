// SPDX-License-Identifier: Apache-2.0
// One test from its first line to its last, or to the first that does not come true.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "gateway/trial/matching.hpp"
#include "gateway/trial/simulator.hpp"
#include "gateway/trial/test_file.hpp"
#include "gateway/trial/trial.hpp"

namespace pintu::trial {

class Play {
 public:
  Play(const Test& test, std::shared_ptr<const dialogs::ScriptSet> scripts, const Options& options);

  std::vector<Failure> run();
  // "SCRIPT/STEP" and outcome, "" for the step itself.
  std::set<std::pair<std::string, std::string>> reached();

 private:
  using Wrong = std::optional<Failure>;

  Wrong act(const UserLine& line);
  Wrong act(const WaitLine& line);
  Wrong act(const BotLine& line);
  Wrong act(const OfficerLine& line);
  Wrong act(const ExpectLine& line);
  Wrong at_the_end();
  Wrong threw();
  // A fault that never came about proves nothing.
  Wrong missing_fault();

  void say(const Said& said);
  void say_what_is_held();
  void pause_before(const UserLine& line);
  Result<Said> said_by(const UserLine& line);
  Result<void> tap(const UserLine& line, Said& said);
  std::optional<std::size_t> find(const BotLine& line);
  Failure not_shown(const BotLine& line);
  // The first thing that is not so yet, if any.
  Wrong missing(const ExpectLine& line);
  Wrong missing_sent(const SentExpected& sent);
  Wrong missing_handoff(const ExpectLine& line);
  Wrong missing_slots(const ExpectLine& line);
  std::vector<std::string> screen(std::size_t from);

  const Test& test_;
  Simulator simulator_;
  Viewer viewer_;
  std::size_t next_ = 0;  // the first message that no line has matched yet
  Instant last_said_{};
  bool heard_any_ = false;
  std::optional<Said> held_;  // the later one goes first
  bool reorder_ = false;
  bool followed_by_user_ = false;  // the line after the present one is a person's too
  bool double_digits_ = false;
  int swapped_ = 0;
  int doubled_ = 0;
  int heard_ = 0;
  int heard_before_held_ = 0;
};

}  // namespace pintu::trial
