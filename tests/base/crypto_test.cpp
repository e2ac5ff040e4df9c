// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/crypto.hpp"

#include <mutex>
#include <set>
#include <thread>

#include "support/catch.hpp"

using namespace pintu;

TEST_CASE("crypto: digests and codes are those of the standards") {
  // FIPS 180-2 appendix B.1, RFC 4231 test case 2, RFC 2202 test case 2.
  CHECK(crypto::to_hex(crypto::sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(crypto::to_hex(crypto::hmac_sha256("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(crypto::to_hex(crypto::hmac_sha1("Jefe", "what do ya want for nothing?")) ==
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
  CHECK(crypto::to_hex(crypto::hmac_sha512("Jefe", "what do ya want for nothing?")) ==
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea250554"
        "9758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737");
  CHECK(crypto::to_hex(crypto::md5("abc")) == "900150983cd24fb0d6963f7d28e17f72");
  CHECK(crypto::to_hex(crypto::hmac_md5("Jefe", "what do ya want for nothing?")) == "750c783e6ab0b503eaa86e310a5db738");
}

TEST_CASE("crypto: hex and base64 there and back, and nothing else is read") {
  const std::string bytes("\x00\xff\x10 pintu", 9);
  CHECK(crypto::from_hex(crypto::to_hex(bytes)) == bytes);
  CHECK(crypto::from_base64(crypto::to_base64(bytes)) == bytes);
  CHECK(crypto::from_base64(crypto::to_base64url(bytes)) == bytes);
  CHECK_FALSE(crypto::from_hex("abc"));
  CHECK_FALSE(crypto::from_hex("zz"));
  CHECK_FALSE(crypto::from_base64("a!b"));
}

TEST_CASE("crypto: what is sealed opens with its key and its context alone") {
  const std::string key(32, 'k');
  const auto sealed = crypto::seal(key, "isi", "messages.body:1");
  CHECK(sealed != crypto::seal(key, "isi", "messages.body:1"));
  CHECK(crypto::open(key, sealed, "messages.body:1") == "isi");
  CHECK_FALSE(crypto::open(key, sealed, "messages.body:2"));
  CHECK_FALSE(crypto::open(std::string(32, 'x'), sealed, "messages.body:1"));
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    auto changed = sealed;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    CHECK_FALSE(crypto::open(key, changed, "messages.body:1"));
  }
  CHECK_FALSE(crypto::open(key, "", "messages.body:1"));
}

TEST_CASE("crypto: shards spread and never move") {
  std::set<Shard> shards;
  for (int i = 0; i < 4000; ++i) shards.insert(crypto::shard_of("tg", std::to_string(i)));
  CHECK(shards.size() > 950);
  CHECK(*shards.rbegin() < shard_count);
  CHECK(crypto::shard_of("tg", "4711") == crypto::shard_of("tg", "4711"));
  CHECK(crypto::shard_of("a", "bc") != crypto::shard_of("ab", "c"));
}

TEST_CASE("crypto: comparing in constant time compares") {
  CHECK(crypto::equal("abc", "abc"));
  CHECK_FALSE(crypto::equal("abc", "abd"));
  CHECK_FALSE(crypto::equal("abc", "abcd"));
  CHECK(crypto::equal("", ""));
}

TEST_CASE("a prepared keyed hash is the HMAC of its parts in a row, as often as it is asked") {
  const std::string key(40, 'k');
  const crypto::KeyedHash hash(key);
  CHECK(hash.of({"seen", "tg", "4711"}) == crypto::hmac_sha256(key, "seentg4711"));
  CHECK(hash.of({"seen", "tg", "4711"}) == crypto::hmac_sha256(key, "seentg4711"));
  CHECK(hash.of({}) == crypto::hmac_sha256(key, ""));
}

TEST_CASE("no nonce is given out twice, past every block of them and on other threads") {
  const std::string key(crypto::key_size, 'k');
  std::set<std::string> nonces;
  std::mutex mutex;
  const auto seal_many = [&] {
    for (int i = 0; i < 1000; ++i) {
      auto nonce = crypto::seal(key, "x", "c").substr(0, 24);
      const std::lock_guard lock(mutex);
      nonces.insert(std::move(nonce));
    }
  };
  std::thread other(seal_many);
  seal_many();
  other.join();
  CHECK(nonces.size() == 2000);
}
