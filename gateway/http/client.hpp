// SPDX-License-Identifier: Apache-2.0
// Outgoing HTTP. Loop thread only.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/http/message.hpp"

namespace pintu {
class AsioLoop;
}

namespace pintu::http {

class HttpClient {
 public:
  virtual ~HttpClient() = default;
  // Calls `done` once, on the loop thread, never before exchange returns. No redirects are followed (a 3xx is a
  // Response) unless request.to_file_host, then at most 2 and without credentials on another host.
  virtual void exchange(Request request, std::function<void(Exchange)> done) = 0;
};

struct ClientOptions {
  // Base URLs of the configuration ("http://127.0.0.1:9000"): their host and port may be private or link-local
  // addresses; every other connection to such an address is refused before it is made (NotSent "private address").
  std::vector<std::string> allowed_bases = {};
  std::string ca_file = {};  // empty = the system's
  std::string proxy = {};    // empty = none; the environment is not read
  Duration connect_timeout = std::chrono::seconds(5);
  int connections_per_host = 64;
  // An answer that drips for longer than this, at fewer bytes a second, is left (NoAnswer "too slow"): its own timeout
  // may be minutes away. One that begins and then pauses is not: that far end may be at work.
  Duration slow_after = std::chrono::seconds(10);
  double slowest_answer = 100;
};

// libcurl multi on the loop: pool, TLS verified always, HTTP/2 where offered.
std::unique_ptr<HttpClient> make_client(AsioLoop& loop, ClientOptions options);

// One blocking exchange over a unix socket, for pintu's commands ("http://pintu/why/1" at <data>/pintu.sock).
Exchange exchange_over_socket(const std::string& socket_path, Request request);

}  // namespace pintu::http
