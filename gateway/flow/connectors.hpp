// SPDX-License-Identifier: Apache-2.0
// What a connector is asked and what it answers. Signed as https://www.standardwebhooks.com says. No I/O.
#pragma once

#include <string>
#include <variant>

#include "gateway/flow/event.hpp"
#include "gateway/flow/world.hpp"
#include "gateway/http/message.hpp"
#include "gateway/model/turn.hpp"

namespace pintu::flow {

// The job's payload; `channel` is the kind.
std::string call_payload(const CallConnector& call, const std::string& channel, const std::string& language);
std::optional<std::uint32_t> epoch_of_call(const std::string& payload);

// POST with webhook-id, webhook-timestamp and webhook-signature. The id is the job's: the same call has the same id.
http::Request call_request(const Connector& connector, const store::JobRow& job, const std::string& payload,
                           Instant now);

// {"outcome": "NAME", "give": {"SLOT": "VALUE"}}; numbers and true are taken as their text. An outcome that the step
// does not route, and any answer that cannot be read, is Rejected.
std::variant<ConnectorAnswer, SendOutcome> read_answer(const http::Exchange& exchange, const std::string& payload);

// The bytes behind "whsec_…", else the text as it stands.
std::string connector_key(const std::string& secret);

}  // namespace pintu::flow
