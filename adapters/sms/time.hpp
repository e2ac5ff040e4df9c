// SPDX-License-Identifier: Apache-2.0
// Times as SMS providers write them.
#pragma once

#include <optional>
#include <string_view>

#include "gateway/base/clock.hpp"

namespace pintu::sms {

// Seconds or milliseconds since 1970, "2016-10-06T09:28:39.220+0000", "2026-11-24 03:23:40", "2016-03-3019:33:06",
// "20230418", "20230418093000", "Fri Nov 22 2013 12:12:13 GMT+0000 (UTC)", "Fri, 22 Nov 2013 12:12:13 +0000"; a time
// without a zone is read in `zone` (east of Greenwich). nullopt for anything else, and before 2000 or after 2100.
std::optional<Instant> read_time(std::string_view text, std::chrono::minutes zone = {});

// "+07:00", "+0700", "Z"; nullopt for anything else.
std::optional<std::chrono::minutes> read_zone(std::string_view text);

}  // namespace pintu::sms
