// SPDX-License-Identifier: Apache-2.0
// What officers read about reports, in Indonesian. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "gateway/base/clock.hpp"
#include "gateway/model/outbound.hpp"
#include "gateway/model/report.hpp"
#include "store/store.hpp"

namespace pintu::flow {

// A message of these words and nothing else.
OutboundMessage saying(std::string text);
// Without our marks for bold.
std::string unmarked(std::string text);

// Why a report is at the desk.
enum class AtDesk {
  by_hand,   // no machine takes it there
  refused,   // the agency refused it
  unsure,    // it may be there already
  given_up,  // it could not be sent
};
AtDesk why_at_desk(const store::ReportRow& report);

// Only one named officer may see it. Also when its contents cannot be read any more: better one reader too few.
bool is_confidential(const store::ReportRow& report);

// The fields of SP4N-LAPOR!'s form in its order, a line each but for the story: to be copied whole. Our marks are taken
// out of the citizen's words; nothing else is.
std::string form_text(const Report& report);

// What goes before it: which report, since when, and what to do. `reason` is the agency's when it refused.
std::string head_text(const Report& report, AtDesk why, std::string_view reason);

// Both as one SMS, without a word of the citizen's.
std::string short_text(const Report& report, AtDesk why);

// "3 hari", "5 jam", "12 menit".
std::string age_text(Duration age);

// Open reports with their age, in the order given, at most 20 of them; then how many secret ones a verifier has.
std::string list_text(std::span<const store::ReportRow> open, std::size_t secret, Instant now);

// Open for more than a working day (Saturday and Sunday are none; holidays are not known).
bool is_overdue(Instant filed, Instant now);
// 08.00 WIB of the next working day.
Instant next_morning(Instant now);

}  // namespace pintu::flow
