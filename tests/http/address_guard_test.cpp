// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/address_guard.hpp"

#include <netinet/in.h>

#include <array>
#include <catch2/catch.hpp>
#include <cstring>

#include "gateway/http/origin.hpp"

using namespace pintu::http;

namespace {

constexpr auto public_ones = std::to_array<const char*>({"8.8.8.8",
                                                         "1.1.1.1",
                                                         "36.66.1.1",
                                                         "9.255.255.255",
                                                         "11.0.0.0",
                                                         "100.63.255.255",
                                                         "100.128.0.0",
                                                         "126.255.255.255",
                                                         "128.0.0.1",
                                                         "169.253.255.255",
                                                         "169.255.0.0",
                                                         "172.15.255.255",
                                                         "172.32.0.0",
                                                         "192.167.255.255",
                                                         "192.169.0.0",
                                                         "198.17.255.255",
                                                         "198.20.0.0",
                                                         "223.255.255.255",
                                                         "2001:4860:4860::8888",
                                                         "2404:6800:4003::1",
                                                         "2606:4700::1111",
                                                         "2001:200::1",
                                                         "2a00:1450::1"});
constexpr auto special_ones = std::to_array<const char*>({"0.0.0.0",
                                                          "0.1.2.3",
                                                          "10.0.0.1",
                                                          "10.255.255.255",
                                                          "100.64.0.1",
                                                          "100.127.255.255",
                                                          "127.0.0.1",
                                                          "127.255.255.254",
                                                          "169.254.169.254",
                                                          "172.16.0.1",
                                                          "172.31.255.255",
                                                          "192.0.0.8",
                                                          "192.0.2.1",
                                                          "192.88.99.1",
                                                          "192.168.0.1",
                                                          "192.168.255.255",
                                                          "198.18.0.1",
                                                          "198.19.255.255",
                                                          "198.51.100.7",
                                                          "203.0.113.9",
                                                          "224.0.0.1",
                                                          "239.255.255.255",
                                                          "240.0.0.1",
                                                          "255.255.255.255",
                                                          "::",
                                                          "::1",
                                                          "::7f00:1",
                                                          "::ffff:8.8.8.8",
                                                          "::ffff:127.0.0.1",
                                                          "::ffff:10.0.0.1",
                                                          "64:ff9b::808:808",
                                                          "64:ff9b::7f00:1",
                                                          "64:ff9b:1::1",
                                                          "100::1",
                                                          "2001::1",
                                                          "2001:10::1",
                                                          "2001:db8::1",
                                                          "2002:7f00:1::",
                                                          "2002:808:808::1",
                                                          "3fff::1",
                                                          "fc00::1",
                                                          "fdff::1",
                                                          "fe80::1",
                                                          "febf::1",
                                                          "fec0::1",
                                                          "ff02::1",
                                                          "ff0e::1",
                                                          "4000::1",
                                                          "fe80::1%eth0",
                                                          "",
                                                          "localhost",
                                                          "8.8.8",
                                                          "0x7f.1",
                                                          "2130706433",
                                                          "[::1]",
                                                          "8.8.8.8 "});

}  // namespace

TEST_CASE("addresses: only global unicast is public", "[http][guard]") {
  for (const auto* address : public_ones) {
    INFO(address);
    CHECK(is_public(address));
  }
  for (const auto* address : special_ones) {
    INFO(address);
    CHECK_FALSE(is_public(address));
  }
}

TEST_CASE("addresses: as the kernel takes them", "[http][guard]") {
  sockaddr_in four{};
  four.sin_family = AF_INET;
  four.sin_addr.s_addr = htonl(0x08080808);
  CHECK(is_public(reinterpret_cast<const sockaddr&>(four), sizeof four));
  CHECK_FALSE(is_public(reinterpret_cast<const sockaddr&>(four), sizeof four - 1));
  four.sin_addr.s_addr = htonl(0x7f000001);
  CHECK_FALSE(is_public(reinterpret_cast<const sockaddr&>(four), sizeof four));
  sockaddr_in6 six{};
  six.sin6_family = AF_INET6;
  six.sin6_addr.s6_addr[15] = 1;
  CHECK_FALSE(is_public(reinterpret_cast<const sockaddr&>(six), sizeof six));
  six.sin6_addr.s6_addr[0] = 0x24;
  CHECK(is_public(reinterpret_cast<const sockaddr&>(six), sizeof six));
  sockaddr other{};
  other.sa_family = AF_UNIX;
  CHECK_FALSE(is_public(other, sizeof other));
}

TEST_CASE("origins: what a URL's host and port are", "[http][guard]") {
  const auto origin = [](const char* url) {
    const auto o = origin_of(url);
    return o ? o->scheme + " " + o->host + " " + o->port : "none";
  };
  CHECK(origin("https://API.Telegram.org/bot1/x") == "https api.telegram.org 443");
  CHECK(origin("http://127.0.0.1:9000/") == "http 127.0.0.1 9000");
  CHECK(origin("http://[::1]:80/") == "http ::1 80");
  CHECK(origin("http://example.org./") == "http example.org 80");
  // Other ways to write 127.0.0.1 come out as what the resolver would make of them.
  CHECK(origin("http://2130706433/") == "http 127.0.0.1 80");
  CHECK(origin("http://0x7f.1/") == "http 127.0.0.1 80");
  CHECK(origin("http://0177.0.0.1/") == "http 127.0.0.1 80");
  CHECK(origin("ftp://example.org/") == "none");
  CHECK(origin("http://user@example.org/") == "none");
  CHECK(origin("//example.org/") == "none");
  CHECK(origin("") == "none");
}

TEST_CASE("origins: an allowed place is its host and port, whatever the path", "[http][guard]") {
  AllowedPlaces allowed;
  allowed.add(*origin_of("http://127.0.0.1:9000/api"));
  CHECK(allowed.contains(*origin_of("http://127.0.0.1:9000/other")));
  CHECK_FALSE(allowed.contains(*origin_of("http://127.0.0.1:9001/api")));
  CHECK_FALSE(allowed.contains(*origin_of("http://127.0.0.2:9000/api")));
}
