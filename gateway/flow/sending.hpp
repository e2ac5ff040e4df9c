// SPDX-License-Identifier: Apache-2.0
// What one try of a job needs: its payload read, its files loaded, and the adapter's next step. No I/O of its own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "gateway/base/result.hpp"
#include "gateway/flow/attachments.hpp"
#include "gateway/flow/event.hpp"
#include "gateway/flow/world.hpp"
#include "store/store.hpp"

namespace pintu::flow {

struct ToPerson {
  OutboundMessage message;
  std::vector<ReportFile> files;
};
struct ToAgency {
  Report report;
  std::vector<ReportFile> files;
};
struct Poll {
  std::string agency_id;
};
struct FollowUp {
  std::string agency_id;
  std::string text;
  std::vector<std::string> media;  // MediaId as text
  std::vector<ReportFile> files;
};
struct FetchFile {
  Attachment attachment;
};

struct Call {
  std::string payload;  // as apply(CallConnector) wrote it
  Instant at;
};

struct Sending {
  std::variant<ToPerson, ToAgency, Poll, FollowUp, FetchFile, Call> what;
  std::optional<AgencyStatus> status;          // what a poll found
  std::optional<FetchedFile> file;             // what a fetch brought
  std::optional<ConnectorAnswer> answer = {};  // what a connector said
};

// malformed: the payload cannot be read (its person was erased).
Result<Sending> prepare(const store::JobRow& job, Instant now);

// The files that this try takes along; nullopt when there are none. A report waits for files at most 2 minutes from its
// filing, a late file as long as it is tried to be fetched.
std::optional<FilesWanted> files_wanted(const World& world, const store::JobRow& job, const Sending& sending,
                                        Instant now);
void set_files(Sending& sending, std::vector<ReportFile> files);

// A fetched file as it is kept: its type by its bytes. Rejected when it is none that we take; its bytes are then gone.
std::variant<FetchedFile, SendOutcome> judge_file(FetchedFile file);

SendStep next_step(const World& world, const store::JobRow& job, Sending& sending, std::span<const Exchange> so_far);

}  // namespace pintu::flow
