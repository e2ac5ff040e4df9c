// SPDX-License-Identifier: Apache-2.0
#include "gateway/model/lane.hpp"

namespace pintu {

std::string_view to_string(Lane lane) {
  switch (lane) {
    case Lane::emergency:
      return "emergency";
    case Lane::reply:
      return "reply";
    case Lane::status:
      return "status";
    case Lane::bulk:
      return "bulk";
  }
  return "bulk";
}

std::optional<Lane> lane_from(std::string_view text) {
  for (const auto lane : {Lane::emergency, Lane::reply, Lane::status, Lane::bulk}) {
    if (to_string(lane) == text) return lane;
  }
  return std::nullopt;
}

}  // namespace pintu
