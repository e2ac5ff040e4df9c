// SPDX-License-Identifier: Apache-2.0
// JSON text of what is stored or shown. Every from_... gives nullopt for text that to_json did not write; keys it does
// not know are ignored and missing ones take their default, so that a newer row can be read.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gateway/model/inbound.hpp"
#include "gateway/model/outbound.hpp"
#include "gateway/model/outcome.hpp"
#include "gateway/model/report.hpp"
#include "gateway/model/turn.hpp"

namespace pintu {

// One object as `pintu parse` prints it (DESIGN 7): event, from, id, at, text, tap, attachments, location, reply_to,
// status, reason; absent keys left out. Not meant to be read back.
std::string parse_line(const Inbound& inbound);

std::string to_json(const Inbound& inbound);
std::optional<Inbound> inbound_from_json(std::string_view json);

std::string to_json(const OutboundMessage& message);
std::optional<OutboundMessage> outbound_from_json(std::string_view json);

std::string to_json(const Report& report);  // files not included
std::optional<Report> report_from_json(std::string_view json);

std::string to_json(const AgencyStatus& status);
std::optional<AgencyStatus> agency_status_from_json(std::string_view json);

// {"bubbles":[{"text","bold":[[0,4]],"keyboard":"inline","rows":[[{"label","id",...}]]}],"faults":[]}
struct Rendering;
std::string to_json(const Rendering& rendering);

}  // namespace pintu
