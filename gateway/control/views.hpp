// SPDX-License-Identifier: Apache-2.0
// Rows as the JSON that commands print and the demo page reads.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>

#include "store/store.hpp"

namespace pintu::control {

nlohmann::json view(const store::JobRow& job);
nlohmann::json view(const store::ReportRow& report);
nlohmann::json view(const store::ReportEventRow& event);
nlohmann::json view(const store::ParkedRow& parked, bool whole);
nlohmann::json view(const store::MessageRow& message);
nlohmann::json view(const store::CaseRow& opened);
nlohmann::json view(const store::Counts& counts);

// The whole life of a message, job, report (its number too) or case; nullopt when there is no such thing.
// {"about":"message","id","life":[{"at","what","detail"}],"message":{…},"report":{…}}
std::optional<nlohmann::json> why(store::Store& store, const std::string& id);

}  // namespace pintu::control
