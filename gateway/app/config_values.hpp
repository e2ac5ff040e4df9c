// SPDX-License-Identifier: Apache-2.0
// Small readers of the configuration's values. Pure.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gateway/app/config.hpp"

namespace pintu::app {

// 32 bytes written raw, as 64 hexadecimal digits or in base64.
std::optional<std::string> read_master_key(const std::string& text);

// The candidate that `word` was probably meant to be (at most two slips of the finger); "" when none is near.
std::string nearest(std::string_view word, std::span<const std::string_view> candidates);

// An IP address in the one spelling that the server gives ("2001:DB8::0:1" → "2001:db8::1"); nullopt for anything else.
std::optional<std::string> read_address(const std::string& text);

// "https://host[:port][/path]" or http; nothing after the path, no user name, no space.
bool is_base_url(std::string_view text);

}  // namespace pintu::app
