// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/address_guard.hpp"

#include <netinet/in.h>

#include <catch2/catch.hpp>
#include <cstring>

#include "gateway/http/origin.hpp"

using namespace pintu::http;

TEST_CASE("addresses: only global unicast is public", "[http][guard]") {
  const auto [address, is_it] = GENERATE(table<const char*, bool>({
      {"8.8.8.8", true},
      {"1.1.1.1", true},
      {"36.66.1.1", true},
      {"9.255.255.255", true},
      {"11.0.0.0", true},
      {"100.63.255.255", true},
      {"100.128.0.0", true},
      {"126.255.255.255", true},
      {"128.0.0.1", true},
      {"169.253.255.255", true},
      {"169.255.0.0", true},
      {"172.15.255.255", true},
      {"172.32.0.0", true},
      {"192.167.255.255", true},
      {"192.169.0.0", true},
      {"198.17.255.255", true},
      {"198.20.0.0", true},
      {"223.255.255.255", true},
      {"2001:4860:4860::8888", true},
      {"2404:6800:4003::1", true},
      {"2606:4700::1111", true},
      {"2001:200::1", true},
      {"2a00:1450::1", true},
      {"0.0.0.0", false},
      {"0.1.2.3", false},
      {"10.0.0.1", false},
      {"10.255.255.255", false},
      {"100.64.0.1", false},
      {"100.127.255.255", false},
      {"127.0.0.1", false},
      {"127.255.255.254", false},
      {"169.254.169.254", false},
      {"172.16.0.1", false},
      {"172.31.255.255", false},
      {"192.0.0.8", false},
      {"192.0.2.1", false},
      {"192.88.99.1", false},
      {"192.168.0.1", false},
      {"192.168.255.255", false},
      {"198.18.0.1", false},
      {"198.19.255.255", false},
      {"198.51.100.7", false},
      {"203.0.113.9", false},
      {"224.0.0.1", false},
      {"239.255.255.255", false},
      {"240.0.0.1", false},
      {"255.255.255.255", false},
      {"::", false},
      {"::1", false},
      {"::7f00:1", false},
      {"::ffff:8.8.8.8", false},
      {"::ffff:127.0.0.1", false},
      {"::ffff:10.0.0.1", false},
      {"64:ff9b::808:808", false},
      {"64:ff9b::7f00:1", false},
      {"64:ff9b:1::1", false},
      {"100::1", false},
      {"2001::1", false},
      {"2001:10::1", false},
      {"2001:db8::1", false},
      {"2002:7f00:1::", false},
      {"2002:808:808::1", false},
      {"3fff::1", false},
      {"fc00::1", false},
      {"fdff::1", false},
      {"fe80::1", false},
      {"febf::1", false},
      {"fec0::1", false},
      {"ff02::1", false},
      {"ff0e::1", false},
      {"4000::1", false},
      {"fe80::1%eth0", false},
      {"", false},
      {"localhost", false},
      {"8.8.8", false},
      {"0x7f.1", false},
      {"2130706433", false},
      {"[::1]", false},
      {"8.8.8.8 ", false},
  }));
  INFO(address);
  CHECK(is_public(address) == is_it);
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
