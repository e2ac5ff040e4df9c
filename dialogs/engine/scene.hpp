// SPDX-License-Identifier: Apache-2.0
// One turn in the making: what came in, the conversation as it changes, the effects so far, and the text that waits for
// its message. Everything the engine's parts share.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "dialogs/advance.hpp"

namespace pintu::dialogs::engine {

using Values = std::map<std::string, std::string>;

// Past it a message of ours waits until its person writes.
inline constexpr Duration window_of_whatsapp = std::chrono::hours(24);

struct Scene {
  const Library& library;
  const Context& context;
  Conversation& talk_with;  // the conversation
  std::vector<Effect> effects;
  std::string waiting;  // said in this turn, not yet sent: begins the next message
  Lane lane = Lane::reply;
  std::string maybe;                // kind of danger that the next message asks about
  bool edits = false;               // the question takes the place of our last message where a channel can
  bool may_greet = true;            // false: this answer goes without the greeting
  std::vector<std::string> passed;  // rules that were tried and did not fit
  std::string took;
  int steps = 0;  // walked in this turn

  // ---- scripts
  const ScriptSet& set() const;  // of the talk, else the newest
  const Script& umum() const;
  const Script* script_of(const Frame& frame) const { return set().find(frame.script); }
  Frame* top();  // nullptr without a talk
  const Script* open_script();
  const Step* open_step();  // the step that waits for an answer; nullptr when none
  const Slot* open_slot();  // of an open `ask`
  bool sms() const { return context.channel.starts_with("sms"); }
  bool on_channel(const std::vector<std::string>& channels) const;

  // ---- texts (text.cpp)
  std::string say(const ScriptSet& from, const Script& script, const Text& text, const Values& more) const;
  std::string say(const Script& script, const Text& text, const Values& more = {}) const;
  std::string say(std::string_view umum_path, const Values& more = {}) const;  // "" when there is no such text
  std::string label(const Script& script, const Text& text) const;             // as it stands on a button
  std::string slot_name(const Slot& slot) const;                               // the word people use for it
  std::string of(std::string_view script, std::string_view path, const Values& more = {}) const;  // a script's own text
  std::string darurat(const std::string& path, const Values& more = {}) const;  // a named text of darurat.yaml

  // ---- effects
  void add(Effect effect) { effects.push_back(std::move(effect)); }
  const Script* complaint() const;     // the script that any story starts; nullptr when the set has none
  void hold(const std::string& text);  // begins the next message of this turn
  // What an aside answers: begins the open question again, or stands alone when none is open.
  void answer(const std::string& text);
  std::string opening();
  void flush();  // what waits becomes a message of its own
  void reply(OutboundMessage message, std::string asks = {}, std::string step = {}, std::string guesses = {});
  void speak(std::string text) {  // a message without a question
    OutboundMessage message;
    message.text = std::move(text);
    reply(std::move(message));
  }
  void rule(std::string name) {
    if (took.empty()) took = std::move(name);
  }
  void pass(std::string name) { passed.push_back(std::move(name)); }
  void timer(const std::string& name, Duration in, std::string detail = {});
};

}  // namespace pintu::dialogs::engine
