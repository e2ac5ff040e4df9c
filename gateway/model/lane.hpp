// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

namespace pintu {

// What leaves first. Status is news about a report; bulk is everything that can wait (polls, media, callbacks).
enum class Lane { emergency = 0, reply = 1, status = 2, bulk = 3 };

std::string_view to_string(Lane lane);
std::optional<Lane> lane_from(std::string_view text);

}  // namespace pintu
