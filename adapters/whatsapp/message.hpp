// SPDX-License-Identifier: Apache-2.0
// One item of a change as an event of ours.
// https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "adapters/whatsapp/parts.hpp"
#include "gateway/model/inbound.hpp"

namespace pintu::whatsapp {

// An item of `messages`: what a person wrote, tapped, changed, took back or answered with an emoji, or news about their
// number. Never throws.
Inbound read_message(const nlohmann::json& message, const Contacts& contacts);

// An item of `statuses`, as a receipt. Its id is our message's id with the status behind it: "wamid.x:read".
Inbound read_status(const nlohmann::json& status);

// The content of a message of this type: text, files, place, cards, a tap. False, with the reason in `event`, when it
// has the wrong shape. A type that we do not know is a message with the reason "unsupported".
bool read_content(const nlohmann::json& message, std::string_view type, Inbound& event);

}  // namespace pintu::whatsapp
