// SPDX-License-Identifier: Apache-2.0
// What every message that we send begins with.
// https://developers.facebook.com/docs/whatsapp/cloud-api/reference/messages
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "gateway/model/outbound.hpp"

namespace pintu::whatsapp {

// The body without its content: to whom, and our key, which comes back with each status.
nlohmann::json frame_of(const OutboundMessage& message);

}  // namespace pintu::whatsapp
