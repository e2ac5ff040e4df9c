// SPDX-License-Identifier: Apache-2.0
#include "adapters/registry.hpp"

#include <fmt/format.h>

#include <array>

#include "adapters/telegram/telegram.hpp"

namespace pintu {

namespace {

struct ChannelRow {
  std::string_view kind;
  Result<std::unique_ptr<Channel>> (*make)(const ChannelConfig&);
};
constexpr std::array channels{ChannelRow{"telegram", telegram::make}};

}  // namespace

Result<std::unique_ptr<Channel>> make_channel(const ChannelConfig& config) {
  for (const auto& row : channels) {
    if (row.kind == config.kind) return row.make(config);
  }
  return fail(Errc::configuration,
              fmt::format("channels.{}.kind: there is no kind \"{}\"; write telegram", config.name, config.kind));
}

}  // namespace pintu
