// SPDX-License-Identifier: Apache-2.0
// What one try of a job needs: its payload read, its files loaded, and the adapter's next step. No I/O of its own.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "gateway/base/result.hpp"
#include "gateway/flow/world.hpp"
#include "store/store.hpp"

namespace pintu::flow {

struct ToPerson {
  OutboundMessage message;
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
};
struct FetchFile {
  Attachment attachment;
};

struct Sending {
  std::variant<ToPerson, ToAgency, Poll, FollowUp, FetchFile> what;
  std::optional<AgencyStatus> status;  // what a poll found
  std::optional<FetchedFile> file;     // what a fetch brought
};

// malformed: the payload cannot be read (its person was erased); configuration: its channel or agency is gone.
Result<Sending> prepare(const World& world, const store::JobRow& job);

bool wants_files(const Sending& sending);
// nullopt: some are still being fetched and the report is younger than 2 minutes. Ledger thread.
std::optional<std::vector<ReportFile>> read_files(store::Store& store, const Sending& sending, Instant now);
void set_files(Sending& sending, std::vector<ReportFile> files);

SendStep next_step(const World& world, const store::JobRow& job, Sending& sending, std::span<const Exchange> so_far);

}  // namespace pintu::flow
