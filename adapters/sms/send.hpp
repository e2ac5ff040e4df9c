// SPDX-License-Identifier: Apache-2.0
// What sending has in common over all gateways of this family.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/channel.hpp"
#include "adapters/sms/number.hpp"

namespace pintu::sms {

struct Ready {
  std::string to;                  // E.164 with +
  std::vector<std::string> texts;  // messages in their order, none empty
};

// What to send to whom; or rejected: no number (unreachable), or nothing to say (an empty SMS is never sent: gateways
// take it and charge for it).
std::variant<Ready, SendOutcome> prepare(const OutboundMessage& message, const Renderer& renderer,
                                         const Numbers& numbers);

// Adds "name=value" to a form or query, value encoded.
void add_pair(std::string& form, std::string_view name, std::string_view value);

// POST of a form that creates a message.
http::Request form_request(std::string url, std::string form);

}  // namespace pintu::sms
