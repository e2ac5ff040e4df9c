// SPDX-License-Identifier: Apache-2.0
// The tables of what we speak. A new channel or agency is one folder and one line in registry.cpp.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "adapters/agency.hpp"
#include "adapters/channel.hpp"

namespace pintu {

// configuration error: which key is missing or wrong, and what to write
Result<std::unique_ptr<Channel>> make_channel(const ChannelConfig& config);
Result<std::unique_ptr<Agency>> make_agency(const AgencyConfig& config);

// A renderer without an account, for checker, tests and `pintu chat`: "whatsapp", "telegram" or "sms"; nullptr else.
const Renderer* renderer_for(std::string_view kind);

std::vector<std::string_view> channel_kinds();
std::vector<std::string_view> agency_kinds();

}  // namespace pintu
