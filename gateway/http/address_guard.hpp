// SPDX-License-Identifier: Apache-2.0
// Which addresses an outgoing connection may go to: a URL that somebody else chose must not reach this machine's own
// network (SSRF). Pure.
#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>
#include <vector>

#include "gateway/http/origin.hpp"

namespace pintu::http {

// Global unicast and nothing else: not private, loopback, link-local, shared (CGNAT), multicast, documentation,
// benchmark or reserved, and no IPv6 form that carries an IPv4 address (mapped, compatible, NAT64, 6to4, Teredo).
// Families other than IPv4 and IPv6 are not public.
bool is_public(const sockaddr& address, std::size_t size);
// The same for text; false also for what is no address. A zone ("%eth0") is not public.
bool is_public(std::string_view address);

// Hosts and ports of the configuration, which may be private.
class AllowedPlaces {
 public:
  void add(const Origin& origin) { origins_.push_back(origin); }
  bool contains(const Origin& origin) const;

 private:
  std::vector<Origin> origins_;
};

// "localhost", or an address that is not public: no proxy could reach what is meant.
bool is_local_name(std::string_view host);

}  // namespace pintu::http
