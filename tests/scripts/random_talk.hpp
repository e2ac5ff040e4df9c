// SPDX-License-Identifier: Apache-2.0
// One person, any script set, and what must hold after every turn.
#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <vector>

#include "dialogs/advance.hpp"
#include "scripts/random_script.hpp"

namespace pintu::dialogs::test {

// What a turn broke; its text says which rule, how, and what was said before.
struct Broken : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class RandomTalk {
 public:
  RandomTalk(ScriptSet set, std::string channel);

  // Something that a person, a provider, a clock, an agency or an officer may do.
  void random_event(Tape& tape);
  void says(const std::string& text);
  void sends(AttachmentKind kind);
  void pins();
  void taps(const std::string& id);
  void waits(Duration by);
  void reports(ReportHappened::What what);
  void officer(OfficerHappened::What what);

  // ---- what came of the last turn or wait
  const std::vector<Reply>& replies() const { return replies_; }
  const std::string& rule() const { return rule_; }
  Conversation& conversation() { return conversation_; }
  const ScriptSet& set() const { return library_.newest(); }
  std::size_t cases() const { return cases_; }
  Instant now() const { return now_; }

 private:
  Turn advanced(const DialogEvent& event) const;
  void happen(const DialogEvent& event);
  void take(const Effect& effect);
  void tell(std::string line);
  [[noreturn]] void broken(const std::string& what) const;
  void check_reply(const Reply& reply) const;
  void check_ends_well() const;
  void check_nothing_lost(const Conversation& before) const;

  Library library_;
  std::string channel_;
  const Renderer& renderer_;
  Contacts contacts_;
  std::map<std::string, std::string> promises_;
  Conversation conversation_;
  Instant now_;
  std::vector<SetTimer> timers_;
  std::vector<Reply> replies_;
  std::vector<std::string> ids_;  // of every button ever shown
  std::string rule_;
  std::vector<std::string> told_;  // the last lines of both, for who reads what broke
  std::size_t cases_ = 0;
  bool erased_ = false;
  int messages_ = 0;
};

}  // namespace pintu::dialogs::test
