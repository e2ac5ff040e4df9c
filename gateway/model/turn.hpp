// SPDX-License-Identifier: Apache-2.0
// What a dialog takes and gives. Dialogs, flow and store meet here.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <variant>
#include <vector>

#include "gateway/model/conversation.hpp"
#include "gateway/model/inbound.hpp"
#include "gateway/model/lane.hpp"
#include "gateway/model/outbound.hpp"
#include "gateway/model/report.hpp"

namespace pintu {

// ---- what happened -------------------------------------------------------------------------------------------------

struct InboundHappened {  // message, tap, edit, revoke or reaction of the person
  Inbound inbound;
  std::vector<std::string> media;  // MediaId as text of each attachment that is worth keeping, in order
};
struct TimerHappened {
  std::string name;  // as in SetTimer
  std::uint32_t epoch = 0;
  std::string detail;
};
struct ReportHappened {  // news about one of the person's reports
  std::int64_t report = 0;
  enum class What { accepted, delayed, rejected, needs_person, status } what = What::status;
  std::string agency_id;  // accepted
  std::string reason;     // rejected
  AgencyStatus status;    // status
};
struct OfficerHappened {  // an officer answers in this chat
  std::string name;
  std::string text;
  enum class What { said, left, took_case, closed_case } what = What::said;
};
struct ErasedHappened {};   // the data are gone; what remains is one answer
struct CallHappened {       // a connector answered, or did not in time
  std::uint32_t epoch = 0;  // of the CallConnector that asked
  std::string outcome;      // one that the step routes; `failed_call` when there was no usable answer
  std::map<std::string, std::string> give = {};  // slot to value: option id, ISO date, "yes", words
};
inline constexpr const char* failed_call = "gagal";

using DialogEvent =
    std::variant<InboundHappened, TimerHappened, ReportHappened, OfficerHappened, ErasedHappened, CallHappened>;

// ---- what has to happen --------------------------------------------------------------------------------------------

struct Reply {
  OutboundMessage message;  // `to` and `key` are the ledger's
  Lane lane = Lane::reply;
  std::string asks;         // slot or pending question it asks, for tests and `why`
  std::string step;         // "lapor-aduan/di-mana"
  std::string guesses;      // option id it guesses
  bool edits_last = false;  // replaces our last message where the channel can
};
struct FileReport {  // issues Context::fresh; the ledger stores it and writes the agency's job
  Report report;     // id is the ledger's
};
struct SetTimer {
  std::string name;  // one of a kind a conversation: setting it again moves it
  Instant due;
  std::uint32_t epoch = 0;
  std::string detail;
};
struct StopTimer {
  std::string name;
};
struct Handoff {
  std::string desk;         // "verifikator", "umum", "darurat"
  std::string text;         // what the officer reads; Indonesian
  std::int64_t report = 0;  // about this report, or 0
  Lane lane = Lane::status;
  std::string number = {};  // of a report that is filed in the same turn and has no id yet; compact form
  bool sensitive = false;   // for the desk's one named person only
};
struct RaiseCase {  // opens a case, or adds to the open one
  std::string kind;
  std::string grade;  // "certain", "maybe"
  std::string text;
  std::optional<Location> pin;
};
struct AnswerAgency {  // the person's answer to an agency's question, or what they add to a report
  std::int64_t report = 0;
  std::string text;                     // may be empty when there are files
  std::vector<std::string> media = {};  // MediaId as text
};
struct CallConnector {  // asks an outside service; the talk waits for its CallHappened
  std::string connector;
  std::string script;
  std::string step;
  std::uint32_t epoch = 0;
  Duration hold{0};                        // how long the talk waits
  std::map<std::string, SlotValue> slots;  // what the step names of the person's answers
  std::vector<std::string> outcomes;       // that the step routes
};
struct EraseParty {};   // destroys the person's key; nothing of theirs can be read afterwards
struct ExportParty {};  // sends them what we hold
struct Took {           // which rule took the message, and which earlier ones did not fit (pintu why)
  std::string rule;
  std::vector<std::string> passed;
  std::string step = {};     // the question that was open when it came, "lapor-aduan/di-mana"; empty for none
  std::int64_t version = 0;  // of the script set that decided
};

using Effect = std::variant<Reply, FileReport, SetTimer, StopTimer, Handoff, RaiseCase, AnswerAgency, CallConnector,
                            EraseParty, ExportParty, Took>;

struct Turn {
  Conversation next;
  std::vector<Effect> effects;  // in the order they happen
};

}  // namespace pintu
