// SPDX-License-Identifier: Apache-2.0
// One person and one phone before a whole gateway: real ledger, delivery, timers and store, the store in memory, no
// sockets, time moved by hand. For script tests and for the chat in the terminal.
#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "dialogs/library.hpp"
#include "dialogs/start_at.hpp"
#include "gateway/base/manual_loop.hpp"
#include "gateway/base/unheard.hpp"
#include "gateway/flow/delivery.hpp"
#include "gateway/flow/intake.hpp"
#include "gateway/flow/ledger.hpp"
#include "gateway/flow/timers.hpp"
#include "gateway/trial/far_ends.hpp"

namespace pintu::trial {

// Monday, 4 May 2026, 10.00 WIB: what "kemarin" means is the same in every run.
inline constexpr Instant usual_start{std::chrono::sys_days{std::chrono::year{2026} / 5 / 4} + std::chrono::hours(3)};

struct Setting {
  std::shared_ptr<const dialogs::ScriptSet> scripts;
  std::string channel = "telegram";  // a kind that has a renderer
  std::string language = "id";
  dialogs::Contacts contacts;
  std::map<std::string, std::string> promises;
  std::map<std::string, Behaviour> agencies;  // by name; those that scripts send to and are not here accept everything
  Instant start = usual_start;
};

// A message as the phone shows it, and what the engine meant by it.
struct Shown {
  Instant at;
  OutboundMessage message;
  Rendering rendering;
  std::string asks;
  std::string step;  // "lapor-aduan/di-mana"
  std::string guesses;
  bool opening = false;  // it was there before the test's first line
};

struct Note {  // to an officer
  Instant at;
  std::string desk;
  std::string text;
  Lane lane = Lane::status;
};

struct Said {  // by the person
  std::string text;
  std::string tap;  // an option's id as it stands on the button
  std::optional<Location> pin;
  int photos = 0;
  bool voice = false;
  bool sticker = false;
  bool edits_last = false;  // instead of their last message
};

enum class CrashAt { before_commit, after_commit };

class Simulator {
 public:
  explicit Simulator(Setting setting);
  ~Simulator();
  Simulator(const Simulator&) = delete;
  Simulator& operator=(const Simulator&) = delete;

  // Before anything else: the talk stands in the middle of a script, its question on the phone.
  Result<void> start_at(const dialogs::StartAt& start);

  // The provider brings it, as often as it brings each message; what is not answered comes again.
  void hear(const Said& said);
  void pass(Duration by);
  void officer(const OfficerHappened& act);
  // The gateway ends and starts again, as after a kill.
  void restart();

  int deliveries = 1;              // of each webhook
  std::deque<CrashAt> next_crash;  // one for each message of the person

  FarEnds& far() { return *far_; }
  Instant now() const { return clock_.now(); }
  const std::vector<Shown>& shown();  // on the person's phone, oldest first
  std::vector<Note> notes();
  std::optional<Conversation> conversation();
  std::vector<store::ReportRow> reports();
  std::vector<std::string> parked();  // why messages were set aside: the script cannot be walked
  std::string rule();  // how the person's last message was taken: "rule=… not=…"; empty when there is none
  const std::vector<std::string>& walked() const { return walked_; }
  const std::string& channel() const { return setting_.channel; }
  const dialogs::ScriptSet& scripts() const { return *setting_.scripts; }
  int restarts() const { return restarts_; }
  int brought() const { return brought_; }  // webhooks, each time that one came
  int lost() const { return lost_; }        // restarts before which the person's last message was not kept

 private:
  struct Process;
  void put_person(const Conversation& conversation, const std::vector<SetTimer>& timers);
  void bring(const http::Request& request);
  template <class Work>
  bool survives(Work&& work);
  Shown shown_of(const Arrival& arrival);

  Unheard unheard_;
  Setting setting_;
  std::string folder_;
  ManualClock clock_;
  ManualLoop loop_;
  flow::World world_;
  dialogs::Library library_;
  std::unique_ptr<FarEnds> far_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Process> process_;
  std::multimap<Instant, http::Request> redeliveries_;
  std::optional<CrashAt> armed_;
  std::vector<std::string> walked_;
  std::vector<Shown> shown_;
  std::size_t arrivals_seen_ = 0;
  std::string last_said_;  // the provider's id of the person's last message
  int last_id_ = 0;
  int restarts_ = 0;
  int brought_ = 0;
  int lost_ = 0;
};

}  // namespace pintu::trial
