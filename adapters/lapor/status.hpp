// SPDX-License-Identifier: Apache-2.0
// What LAPOR says about a report, in our words.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/base/clock.hpp"
#include "gateway/model/report.hpp"

namespace pintu::lapor {

// LAPOR's word for a state ("Terdisposisi ke Dinas …"); unknown for one we do not know, which is shown as it is.
ReportState state_of(std::string_view word);

// "24-11-2026 08:05:00", Western Indonesian time.
std::optional<Instant> read_date(std::string_view text);

// The answer of /complaints/{id}/complaint: nullopt when it has no status. The note is the newest line of its log with
// its {{institution_from}} … filled in. `version` is left empty.
std::optional<AgencyStatus> read_status(std::string_view body);

// The newest answer that is not by `user_id` in the answer of /complaints/{id}/followups; empty when there is none,
// nullopt when the body is no such answer.
std::optional<std::string> read_newest_answer(std::string_view body, std::string_view user_id);

// Changes exactly when anything that we show changes.
std::string version_of(const AgencyStatus& status);

}  // namespace pintu::lapor
