// SPDX-License-Identifier: Apache-2.0
// The only door to OpenSSL's and libsodium's primitives. Thread-safe.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "gateway/base/strong_id.hpp"

namespace pintu::crypto {

std::string sha256(std::string_view bytes);                             // 32 raw bytes
std::string hmac_sha256(std::string_view key, std::string_view bytes);  // 32 raw bytes
std::string hmac_sha1(std::string_view key, std::string_view bytes);    // 20 raw bytes
std::string hmac_sha512(std::string_view key, std::string_view bytes);  // 64 raw bytes

// For providers that sign so and in no other way; proves little. 16 raw bytes.
std::string md5(std::string_view bytes);
std::string hmac_md5(std::string_view key, std::string_view bytes);

// HMAC-SHA256 under one key, prepared once: half the work where short texts are hashed all day. 32 raw bytes.
class KeyedHash {
 public:
  explicit KeyedHash(std::string_view key);
  std::string of(std::initializer_list<std::string_view> parts) const;  // of all of them, one after another

 private:
  std::shared_ptr<const void> prepared_;
};

// Equal, in a time that tells nothing but the lengths.
bool equal(std::string_view a, std::string_view b);

std::string random_bytes(std::size_t count);
std::uint32_t random_below(std::uint32_t bound);

std::string to_hex(std::string_view bytes);  // lower case
std::optional<std::string> from_hex(std::string_view text);
std::string to_base64(std::string_view bytes);                  // standard alphabet, padded
std::string to_base64url(std::string_view bytes);               // no padding
std::optional<std::string> from_base64(std::string_view text);  // either alphabet, padded or not

// Which of the 1024 shards a party belongs to: SipHash-2-4 of channel NUL address, fixed for the life of an
// installation.
Shard shard_of(std::string_view channel, std::string_view address);

inline constexpr std::size_t key_size = 32;

// XChaCha20-Poly1305 with a random nonce in front. `context` is authenticated, not stored: give where the text lives
// ("messages.text:4711"), so that a sealed text moved to another row does not open.
std::string seal(std::string_view key, std::string_view plain, std::string_view context);
// nullopt when the key or the context is another one, or a byte was changed.
std::optional<std::string> open(std::string_view key, std::string_view sealed, std::string_view context);

}  // namespace pintu::crypto
