// SPDX-License-Identifier: Apache-2.0
// Where one person's talk stands: the whole state that dialogs keep between two events. Stored sealed, as JSON.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gateway/base/clock.hpp"
#include "gateway/model/inbound.hpp"
#include "gateway/model/report.hpp"

namespace pintu {

struct SlotValue {
  std::string text;      // what the person wrote (pieces joined), or the label they tapped
  std::string value;     // option id, ISO date "2026-05-02" or range "2026-05-01/2026-05-02", number, E.164,
                         // place code, "ya" | "tidak" | "tidak-tahu"; equals text for texts
  std::string shown;     // as the review shows it
  bool guessed = false;  // read from the story, not yet confirmed
  bool skipped = false;  // the person skipped it, or gave up
  std::optional<Location> pin;
  std::vector<std::string> media;    // MediaId values as text
  std::vector<std::string> earlier;  // what it was before corrections, oldest first (shown form)
  friend bool operator==(const SlotValue&, const SlotValue&) = default;
};

// One script on the stack.
struct Frame {
  std::string script;
  std::string step;                        // the open step
  std::map<std::string, SlotValue> slots;  // shared keys are copied between frames by `use`
  std::vector<std::string> flags;
  std::vector<std::string> path;    // steps that asked, in order, for `kembali`
  std::string return_to;            // after a correction: the step that was open
  int tries = 0;                    // failed tries at the open step
  std::vector<std::string> pieces;  // a `joins` answer that is still coming
  std::string bookkeeping;          // the engine's own word for the sub-state of a step ("guess", "which", ...)
  friend bool operator==(const Frame&, const Frame&) = default;
};

struct Talk {
  std::int64_t version = 0;  // of the script set it began with
  std::uint32_t epoch = 0;   // +1 with each question; timers and option ids of an earlier one are void
  Instant began;
  std::vector<Frame> stack;  // innermost last; at most 4
  int questions = 0;         // asked so far, for "2/5"
  int calls = 0;             // of connectors, since the person last wrote
  friend bool operator==(const Talk&, const Talk&) = default;
};

struct Draft {
  Talk talk;
  Instant put_aside;
  Instant until;
  std::string title;
  Instant offered_from{};  // not before: some hours after the emergency that interrupted it
  bool parked = false;     // a second complaint told in the middle of another: offered when that one is filed
  friend bool operator==(const Draft&, const Draft&) = default;
};

// What the person may ask about with `status`; the contents are in the reports table.
struct OwnReport {
  std::int64_t id = 0;
  std::string number;  // compact form
  std::string title;
  Instant filed;
  ForwardState forward = ForwardState::waiting;
  ReportState state = ReportState::submitted;
  std::string agency_id;
  std::string raw;  // the agency's word
  std::string office;
  std::string note;
  std::string script;  // whose outcomes speak about it
  std::string step;    // the send step
  std::int64_t version = 0;
  bool told_accepted = false;
  bool told_delayed = false;
  std::string question;         // what the office asks and has no answer to; empty when nothing is open
  bool question_waits = false;  // it came in the middle of a talk and is put again after it
  Instant question_read;        // when it was surely on the phone; {} while a channel may still hold it
  Instant answer_by;            // the office closes the report then
  friend bool operator==(const OwnReport&, const OwnReport&) = default;
};

struct OpenCase {
  std::int64_t id = 0;
  std::string kind;  // "kebakaran"
  Instant opened;
  friend bool operator==(const OpenCase&, const OpenCase&) = default;
};

struct Said {  // the last 3 minutes, for triage together
  Instant at;
  std::string text;
  friend bool operator==(const Said&, const Said&) = default;
};

struct Piece {  // of a long SMS that waits for its other pieces
  Instant at;
  Part part;
  std::string text;
  std::string message_id;
  friend bool operator==(const Piece&, const Piece&) = default;
};

struct Waiting {  // a message that came while a connector was asked
  Inbound inbound;
  std::vector<std::string> media;  // MediaId as text
  friend bool operator==(const Waiting&, const Waiting&) = default;
};

struct Conversation {
  std::int64_t sequence = 0;  // +1 each event
  std::string language = "id";
  bool language_offered = false;
  std::string offers_language;  // the next message offers it; empty for none
  std::optional<Talk> talk;
  std::vector<Draft> drafts;       // at most 3
  std::vector<OwnReport> reports;  // newest last; at most 20 are kept here
  std::optional<OpenCase> open_case;
  std::vector<Said> recent;
  std::uint32_t last_epoch = 0;  // never goes back, also across talks
  Instant first_seen;
  Instant last_inbound;
  Instant small_talk;      // when thanks or ok was last answered
  Instant silenced_maybe;  // "Bukan" silences maybe of that kind until then
  std::string silenced_kind;
  std::string asked_maybe;               // kind of the maybe that the last bot message asked about
  std::string pending_ask;               // a question outside any script: "batal", "hapus-data", "resume", "berhenti"
  std::vector<std::string> early_media;  // photos before any story
  std::optional<Location> early_pin;
  bool stopped = false;                               // berhenti: no news, no nudges
  std::string secret;                                 // random, makes option ids unguessable
  std::string last_asked_message;                     // provider id of our last question, for edits
  bool greeted = false;                               // the greeting stood in a message of ours
  bool owes_hint = false;                             // the next message begins with the numbers to call
  bool unseen = false;                                // the open question waits behind "is it happening now?"
  bool keyboard_up = false;                           // the last question showed a "send my place" keyboard
  Instant last_asked;                                 // when a question last went out
  Instant maybe_asked;                                // when "is it happening now?" last went out
  Instant last_photo;                                 // photos that come together get one answer
  Instant live_until;                                 // an officer reads along until then
  std::string officer;                                // who that is; empty before they wrote
  std::string alias;                                  // the other address that is known to be theirs
  std::vector<Piece> pieces;                          // at most 64
  std::vector<Waiting> waiting;                       // read in order once the connector's answer is here; at most 64
  std::vector<std::string> held;                      // replies that may go when they write again: ids of jobs
  std::map<std::string, std::string> pending_values;  // slot to words: corrections to be read back
  friend bool operator==(const Conversation&, const Conversation&) = default;
};

// JSON as stored. from_json ignores keys it does not know and defaults the missing ones, so that a newer row can be
// read.
std::string to_json(const Conversation& conversation);
std::optional<Conversation> conversation_from_json(std::string_view json);

}  // namespace pintu
