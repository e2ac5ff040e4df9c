// SPDX-License-Identifier: Apache-2.0
// A talk as a test: what the person did is done once more with invented names, numbers and places, and what the phone
// shows then is what the test demands. So it passes when it is run again.
#pragma once

#include <string>
#include <vector>

#include "gateway/trial/simulator.hpp"

namespace pintu::trial {

// One thing that was done in a talk, and how long after the one before.
struct Deed {
  Duration after{0};
  Said said;
  std::string tapped;       // the option's id in the script, when `said` is a tap
  bool by_officer = false;  // `act` happened, and nothing was said
  OfficerHappened act;
};

struct Recorded {
  std::string script;
  std::string head;                   // what begins a NAME.test.yaml
  std::string test;                   // one item of its `tests`
  std::vector<std::string> replaced;  // "081234567890 → 081200000000", for the operator to look over
  bool same = true;                   // the invented words led to the same questions as the true ones
};

// `places`: what the talk understood as places, at any time of it.
Recorded record(const Setting& setting, const std::vector<Deed>& deeds, const std::vector<Shown>& shown,
                std::vector<std::string> places, const std::string& name);

// What stands in the slots of places now, and stood there before corrections.
std::vector<std::string> places_of(const Conversation& conversation, const dialogs::ScriptSet& scripts);

// The text with names, numbers and places of real people and streets replaced by invented ones of the same kind.
class Disguise {
 public:
  // `places`: what the talk understood as places.
  explicit Disguise(std::vector<std::string> places) : places_(std::move(places)) {}
  std::string of(const std::string& text);
  Location of(const Location& pin) const;
  const std::vector<std::string>& replaced() const { return replaced_; }

 private:
  std::string without_places(std::string text);
  std::string without_numbers(const std::string& text);
  std::string without_names(const std::string& text);
  void note(const std::string& from, const std::string& to);

  std::vector<std::string> places_;
  std::vector<std::string> replaced_;
};

}  // namespace pintu::trial
