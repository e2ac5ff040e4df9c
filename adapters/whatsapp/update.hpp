// SPDX-License-Identifier: Apache-2.0
// One entry of a webhook body as events of ours.
// https://developers.facebook.com/docs/whatsapp/cloud-api/webhooks/components
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "gateway/model/inbound.hpp"

namespace pintu::whatsapp {

// Appends what happened to `events`, in its order. `number` is our phone_number_id: a change for another one is one
// ignored event; empty takes all. What has the wrong shape is a rejected event and costs its neighbours nothing. Never
// throws.
void read_entry(const nlohmann::json& entry, const std::string& number, std::vector<Inbound>& events);

}  // namespace pintu::whatsapp
