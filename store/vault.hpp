// SPDX-License-Identifier: Apache-2.0
// Keys: the master key wraps everybody's own key, and gives the key of the look-up hashes. No I/O.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/base/crypto.hpp"

namespace pintu::store {

class Vault {
 public:
  explicit Vault(std::string master_key);  // 32 bytes

  static std::string fresh_key();  // 32 random bytes
  // `what` and `id` say whose key it is: a wrapped key moved to another row does not open.
  std::string wrap(std::string_view key, std::string_view what, std::int64_t id) const;
  std::optional<std::string> unwrap(std::string_view wrapped, std::string_view what, std::int64_t id) const;

  // Keyed look-up hash (HMAC-SHA256) of a channel and an address or provider's id; `use` keeps the kinds apart.
  std::string hash(std::string_view use, std::string_view channel, std::string_view text) const;

 private:
  std::string master_key_;
  crypto::KeyedHash index_;
};

// "messages.body:4711": what a sealed field is bound to.
std::string context_of(std::string_view column, std::int64_t row);

}  // namespace pintu::store
