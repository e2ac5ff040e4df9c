// SPDX-License-Identifier: Apache-2.0
// Everything that happens to the ledger. One road: no state changes except by one of these.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/channel.hpp"
#include "gateway/model/ids.hpp"
#include "gateway/model/inbound.hpp"
#include "gateway/model/outcome.hpp"
#include "gateway/model/report.hpp"
#include "gateway/model/turn.hpp"
#include "store/store.hpp"

namespace pintu::flow {

struct Arrived {        // one item of a webhook or of a poll
  std::string channel;  // configured name
  Inbound inbound;
  std::string raw;  // the body it came in; kept aside when the item cannot be used
};
struct TimerDue {
  store::TimerRow timer;
};
struct JobStarted {  // committed before an agency is called
  JobId job;
  std::string files;  // what became of the files that it takes along (attachments.hpp); empty = it has none
};
struct ConnectorAnswer {
  std::string outcome;
  std::map<std::string, std::string> give;  // slot to value
};
struct JobEnded {
  JobId job;
  SendOutcome outcome;
  std::optional<AgencyStatus> status;          // of a poll that was answered
  std::optional<FetchedFile> file;             // of a file that was fetched
  std::optional<ConnectorAnswer> answer = {};  // of a connector that was called
};
struct JobResolved {  // a person decided about a job whose outcome is unknown, or that is exhausted
  JobId job;
  enum class How { sent, not_sent, drop, retry } how = How::retry;
  std::string external_id;  // with sent
  std::string who;
};
struct ReportNumbered {  // an operator typed the agency's id
  ReportId report;
  std::string agency_id;
  std::string who;
  bool replace = false;  // instead of the one it has
};
struct ParkedHandled {  // an operator replays or drops a parked event
  ParkedId parked;
  bool replay = false;
  std::string who;
};
struct OfficerActed {  // an officer about a person: takes or closes their case, writes to them, leaves
  PartyId party;
  OfficerHappened act;
};
struct PersonErased {  // by an operator: same as the person's own `hapus data`
  PartyId party;
  std::string who;
};

using EventBody = std::variant<Arrived, TimerDue, JobStarted, JobEnded, JobResolved, ReportNumbered, ParkedHandled,
                               OfficerActed, PersonErased>;

inline constexpr int suspect_limit = 6;

struct Event {
  EventBody body;
  bool emergency = false;  // graded by intake: jumps other people's events
  int suspicion = 0;       // gathered by deaths of the process while this was in hand; parked at suspect_limit
};

// Events that are answered together: a webhook's. `done` is called on the loop thread, once: true when all of them are
// on disk, false when the store could not take them (the provider must send again).
struct Submission {
  std::vector<Event> events;
  std::function<void(bool stored)> done;
};

// Text to keep an event in hand or parked, and back; only Arrived and TimerDue have one ("" for others).
std::string to_json(const Event& event);
std::optional<Event> event_from_json(std::string_view json);

}  // namespace pintu::flow
