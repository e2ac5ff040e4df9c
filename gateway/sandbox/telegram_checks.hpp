// SPDX-License-Identifier: Apache-2.0
// What the Bot API refuses about a call's parameters, in its own words. Pure. https://core.telegram.org/bots/api
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pintu::sandbox {

inline constexpr std::size_t longest_text = 4096;     // UTF-16 units
inline constexpr std::size_t longest_caption = 1024;  // UTF-16 units
inline constexpr std::size_t longest_data = 64;       // bytes of callback_data

// Each gives the description of the 400 answer; "" when all is well.
std::string text_fault(const nlohmann::json& parameters);           // text, entities, parse_mode
std::string markup_fault(const nlohmann::json& parameters);         // reply_markup of any kind
std::string inline_markup_fault(const nlohmann::json& parameters);  // an edit may carry an inline keyboard only
std::string caption_fault(const nlohmann::json& parameters);
std::string webhook_fault(const nlohmann::json& parameters);  // url, secret_token, max_connections

}  // namespace pintu::sandbox
