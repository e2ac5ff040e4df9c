// SPDX-License-Identifier: Apache-2.0
#include "store/vault.hpp"

#include "gateway/base/crypto.hpp"

namespace pintu::store {

Vault::Vault(std::string master_key)
    : master_key_(std::move(master_key)), index_(crypto::hmac_sha256(master_key_, "pintu look-up index")) {}

std::string Vault::fresh_key() { return crypto::random_bytes(crypto::key_size); }

std::string Vault::wrap(std::string_view key, std::string_view what, std::int64_t id) const {
  return crypto::seal(master_key_, key, context_of(what, id));
}

std::optional<std::string> Vault::unwrap(std::string_view wrapped, std::string_view what, std::int64_t id) const {
  return crypto::open(master_key_, wrapped, context_of(what, id));
}

std::string Vault::hash(std::string_view use, std::string_view channel, std::string_view text) const {
  constexpr std::string_view end("\0", 1);
  return index_.of({use, end, channel, end, text});
}

std::string context_of(std::string_view column, std::int64_t row) {
  return std::string(column) + ":" + std::to_string(row);
}

}  // namespace pintu::store
