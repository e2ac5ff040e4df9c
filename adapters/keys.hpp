// SPDX-License-Identifier: Apache-2.0
// What the configuration may say of each kind, so that a wrong key is named with its line before an adapter is made.
#pragma once

#include <span>
#include <string_view>

namespace pintu {

struct KindKeys {
  std::string_view kind;
  std::span<const std::string_view> keys;    // beside those every channel has: kind, path, secret_path, allow_from
  std::span<const std::string_view> needed;  // those of them that cannot be left out
  bool proves_sender = true;  // signs its requests or sends a secret with them; else the operator must guard the door
  std::string_view proof_key = {};  // the key that makes it prove its sender after all, when it is given
};

// One row a kind of registry.hpp.
std::span<const KindKeys> channel_keys();
std::span<const KindKeys> agency_keys();

}  // namespace pintu
