// SPDX-License-Identifier: Apache-2.0
#include "adapters/keys.hpp"

#include <algorithm>
#include <array>

namespace pintu {

namespace {

constexpr std::string_view telegram[] = {"api", "token", "secret", "receive"};
constexpr std::string_view lapor_json[] = {"api",     "authorization", "token", "path", "user_id",
                                           "channel", "categories",    "rate",  "poll"};

constexpr std::array channels{KindKeys{"telegram", telegram}};
constexpr std::array agencies{KindKeys{"lapor/json", lapor_json}};

const KindKeys* find(std::span<const KindKeys> table, std::string_view kind) {
  const auto row = std::ranges::find(table, kind, &KindKeys::kind);
  return row == table.end() ? nullptr : &*row;
}

}  // namespace

const KindKeys* channel_keys(std::string_view kind) { return find(channels, kind); }
const KindKeys* agency_keys(std::string_view kind) { return find(agencies, kind); }

}  // namespace pintu
