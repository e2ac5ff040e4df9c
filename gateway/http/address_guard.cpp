// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/address_guard.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

namespace pintu::http {

namespace {

struct V4Block {
  std::uint32_t net;
  int bits;
};

constexpr std::uint32_t v4(std::uint32_t a, std::uint32_t b, std::uint32_t c, std::uint32_t d) {
  return (a << 24U) | (b << 16U) | (c << 8U) | d;
}

// IANA IPv4 Special-Purpose Address Registry, and multicast and class E above it.
constexpr std::array<V4Block, 15> v4_blocks{{
    {v4(0, 0, 0, 0), 8},
    {v4(10, 0, 0, 0), 8},
    {v4(100, 64, 0, 0), 10},
    {v4(127, 0, 0, 0), 8},
    {v4(169, 254, 0, 0), 16},
    {v4(172, 16, 0, 0), 12},
    {v4(192, 0, 0, 0), 24},
    {v4(192, 0, 2, 0), 24},
    {v4(192, 88, 99, 0), 24},
    {v4(192, 168, 0, 0), 16},
    {v4(198, 18, 0, 0), 15},
    {v4(198, 51, 100, 0), 24},
    {v4(203, 0, 113, 0), 24},
    {v4(224, 0, 0, 0), 4},
    {v4(240, 0, 0, 0), 4},
}};

bool public_v4(std::uint32_t address) {
  return std::ranges::none_of(v4_blocks,
                              [&](const V4Block& b) { return ((address ^ b.net) >> (32U - unsigned(b.bits))) == 0; });
}

using V6 = std::array<std::uint8_t, 16>;

struct V6Block {
  V6 net;
  int bits;
};

// What lies inside 2000::/3 and is not a host on the internet: Teredo, documentation, ORCHID and benchmark (all in
// 2001::/23), 2001:db8::/32, 6to4, documentation 3fff::/20.
constexpr std::array<V6Block, 4> v6_blocks{{
    {{0x20, 0x01, 0x00, 0x00}, 23},
    {{0x20, 0x01, 0x0d, 0xb8}, 32},
    {{0x20, 0x02}, 16},
    {{0x3f, 0xff, 0x00}, 20},
}};

bool within(const V6& address, const V6Block& block) {
  const auto whole = static_cast<std::size_t>(block.bits / 8);
  if (!std::equal(block.net.begin(), block.net.begin() + static_cast<std::ptrdiff_t>(whole), address.begin())) {
    return false;
  }
  const auto rest = unsigned(block.bits % 8);
  return rest == 0 || ((address[whole] ^ block.net[whole]) >> (8U - rest)) == 0;
}

// Everything outside 2000::/3 (loopback, mapped, compatible, NAT64, unique local, link-local, multicast) is special.
bool public_v6(const V6& address) {
  if ((address[0] >> 5U) != 1) return false;
  return std::ranges::none_of(v6_blocks, [&](const V6Block& block) { return within(address, block); });
}

}  // namespace

bool is_public(const sockaddr& address, std::size_t size) {
  if (address.sa_family == AF_INET && size >= sizeof(sockaddr_in)) {
    sockaddr_in in{};
    std::memcpy(&in, &address, sizeof in);
    return public_v4(ntohl(in.sin_addr.s_addr));
  }
  if (address.sa_family == AF_INET6 && size >= sizeof(sockaddr_in6)) {
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    V6 bytes{};
    std::memcpy(bytes.data(), &in.sin6_addr, bytes.size());
    return public_v6(bytes);
  }
  return false;
}

bool is_public(std::string_view address) {
  const std::string text(address);
  in_addr four{};
  if (::inet_pton(AF_INET, text.c_str(), &four) == 1) return public_v4(ntohl(four.s_addr));
  V6 six{};
  return ::inet_pton(AF_INET6, text.c_str(), six.data()) == 1 && public_v6(six);
}

bool AllowedPlaces::contains(const Origin& origin) const {
  return std::ranges::any_of(origins_, [&](const Origin& o) { return o.host == origin.host && o.port == origin.port; });
}

bool is_local_name(std::string_view host) {
  if (host == "localhost" || host.ends_with(".localhost")) return true;
  const std::string text(host);
  V6 bytes{};
  const bool address =
      ::inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || ::inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
  return address && !is_public(host);
}

}  // namespace pintu::http
