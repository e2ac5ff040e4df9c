// SPDX-License-Identifier: Apache-2.0
// Who is at the other end of a URL. Pure; read by curl's own parser, so that what is checked is what is connected to.
#pragma once

#include <optional>
#include <string>

namespace pintu::http {

// Scheme, host and port of a URL as they are compared: host in lower case, default ports filled in.
struct Origin {
  std::string scheme;
  std::string host;  // an IPv6 address without brackets
  std::string port;
  friend bool operator==(const Origin&, const Origin&) = default;
};

// nullopt: not an absolute http or https URL, or one with a user name in it.
std::optional<Origin> origin_of(const std::string& url);

}  // namespace pintu::http
