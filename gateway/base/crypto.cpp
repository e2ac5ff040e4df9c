// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/crypto.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>

namespace pintu::crypto {

namespace {

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

void ready() {
  static const int once = sodium_init();
  if (once < 0) throw std::runtime_error("libsodium cannot start: the system has no random source");
}

// Nonces are drawn by the block: a system call for each would cost more than the sealing. Each byte is given out once;
// a forked child, which would give them out again, draws its own.
void fresh_nonce(std::span<unsigned char> out) {
  struct Pool {
    std::array<unsigned char, 4096> bytes;
    std::size_t used = sizeof bytes;
    pid_t owner = 0;
  };
  static thread_local Pool pool;
  if (pool.used + out.size() > pool.bytes.size() || pool.owner != ::getpid()) {
    ready();
    randombytes_buf(pool.bytes.data(), pool.bytes.size());
    pool.used = 0;
    pool.owner = ::getpid();
  }
  std::copy_n(pool.bytes.begin() + static_cast<std::ptrdiff_t>(pool.used), out.size(), out.begin());
  pool.used += out.size();
}

std::string hmac(const EVP_MD* digest, std::string_view key, std::string_view bytes) {
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned int length = 0;
  HMAC(digest, key.data(), static_cast<int>(key.size()), bytes_of(bytes), bytes.size(), bytes_of(out), &length);
  out.resize(length);
  return out;
}

std::string base64(std::string_view bytes, int variant) {
  ready();
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
  out.pop_back();
  return out;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string out(32, '\0');
  EVP_Digest(bytes.data(), bytes.size(), bytes_of(out), nullptr, EVP_sha256(), nullptr);
  return out;
}

std::string md5(std::string_view bytes) {
  std::string out(16, '\0');
  EVP_Digest(bytes.data(), bytes.size(), bytes_of(out), nullptr, EVP_md5(), nullptr);
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view bytes) { return hmac(EVP_sha256(), key, bytes); }
std::string hmac_sha1(std::string_view key, std::string_view bytes) { return hmac(EVP_sha1(), key, bytes); }
std::string hmac_sha512(std::string_view key, std::string_view bytes) { return hmac(EVP_sha512(), key, bytes); }
std::string hmac_md5(std::string_view key, std::string_view bytes) { return hmac(EVP_md5(), key, bytes); }

KeyedHash::KeyedHash(std::string_view key) {
  auto state = std::make_shared<crypto_auth_hmacsha256_state>();
  crypto_auth_hmacsha256_init(state.get(), bytes_of(key), key.size());
  prepared_ = std::move(state);
}

std::string KeyedHash::of(std::initializer_list<std::string_view> parts) const {
  auto state = *static_cast<const crypto_auth_hmacsha256_state*>(prepared_.get());
  for (const auto part : parts) crypto_auth_hmacsha256_update(&state, bytes_of(part), part.size());
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_final(&state, bytes_of(out));
  return out;
}

bool equal(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string random_bytes(std::size_t count) {
  ready();
  std::string out(count, '\0');
  randombytes_buf(out.data(), out.size());
  return out;
}

std::uint32_t random_below(std::uint32_t bound) {
  ready();
  return randombytes_uniform(bound);
}

std::string to_hex(std::string_view bytes) {
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes_of(bytes), bytes.size());
  out.pop_back();
  return out;
}

std::optional<std::string> from_hex(std::string_view text) {
  std::string out(text.size() / 2, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (text.size() % 2 != 0) return std::nullopt;
  if (sodium_hex2bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &length, &end) != 0)
    return std::nullopt;
  if (end != text.data() + text.size()) return std::nullopt;
  return out;
}

std::string to_base64(std::string_view bytes) { return base64(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::string to_base64url(std::string_view bytes) { return base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }

std::optional<std::string> from_base64(std::string_view text) {
  std::string plain(text);
  while (!plain.empty() && plain.back() == '=') plain.pop_back();
  for (char& c : plain) c = c == '+' ? '-' : c == '/' ? '_' : c;
  std::string out(plain.size() * 3 / 4 + 1, '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes_of(out), out.size(), plain.data(), plain.size(), nullptr, &length, &end,
                        sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
    return std::nullopt;
  }
  if (end != plain.data() + plain.size()) return std::nullopt;
  out.resize(length);
  return out;
}

Shard shard_of(std::string_view channel, std::string_view address) {
  static constexpr unsigned char key[crypto_shorthash_KEYBYTES] = {'p', 'i', 'n', 't', 'u', ' ', 's', 'h',
                                                                   'a', 'r', 'd', 's', ' ', 'v', '1', '.'};
  std::string text(channel);
  text += '\0';
  text += address;
  unsigned char out[crypto_shorthash_BYTES];
  crypto_shorthash(out, bytes_of(std::string_view(text)), text.size(), key);
  return static_cast<Shard>((out[0] | (out[1] << 8U)) % shard_count);
}

std::string seal(std::string_view key, std::string_view plain, std::string_view context) {
  constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  if (key.size() != key_size) throw std::invalid_argument("a sealing key has 32 bytes");
  std::string out(nonce_size + plain.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  fresh_nonce(std::span(bytes_of(out), nonce_size));
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(out) + nonce_size, nullptr, bytes_of(plain), plain.size(),
                                             bytes_of(context), context.size(), nullptr, bytes_of(out), bytes_of(key));
  return out;
}

std::optional<std::string> open(std::string_view key, std::string_view sealed, std::string_view context) {
  constexpr std::size_t nonce_size = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES;
  constexpr std::size_t overhead = nonce_size + crypto_aead_xchacha20poly1305_ietf_ABYTES;
  if (key.size() != key_size || sealed.size() < overhead) return std::nullopt;
  std::string out(sealed.size() - overhead, '\0');
  const int bad = crypto_aead_xchacha20poly1305_ietf_decrypt(
      bytes_of(out), nullptr, nullptr, bytes_of(sealed) + nonce_size, sealed.size() - nonce_size, bytes_of(context),
      context.size(), bytes_of(sealed), bytes_of(key));
  if (bad != 0) return std::nullopt;
  return out;
}

}  // namespace pintu::crypto
