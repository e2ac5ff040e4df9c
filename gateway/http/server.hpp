// SPDX-License-Identifier: Apache-2.0
// The only place where foreign bytes come in. Loop thread only.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "gateway/base/result.hpp"
#include "gateway/http/message.hpp"

namespace pintu {
class AsioLoop;
}

namespace pintu::http {

// Call once, on the loop thread, now or later; a second call is ignored, and so is one for a connection that died. When
// the last copy goes (on the loop thread) without a call, the answer is 500.
using Respond = std::function<void(Response)>;

// A response without end (server-sent events). Kept by whoever writes; closed() when the far end left.
class Stream {
 public:
  virtual ~Stream() = default;
  virtual void write(std::string bytes) = 0;  // dropped, and the stream closed, when over 1 MiB waits unread
  virtual bool closed() const = 0;
};

struct Route {
  std::string method = {};             // "GET"; HEAD is answered by GET's handler without the body
  std::string path = {};               // exact ("/hooks/tg"), or ending in "/*" for everything below
  std::size_t body_limit = 64 * 1024;  // bytes; over it: 413 and close
  std::function<void(Request, Respond)> handle = {};
  // Instead of `handle`: answers 200 with these bytes as they come, Content-Type text/event-stream.
  std::function<void(Request, std::shared_ptr<Stream>)> stream = {};
  std::string label = {};  // what metrics and logs call it, when the path is a secret; empty = the path
};

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;                  // 0 = any free one
  int inherited = -1;                      // a listening TCP socket at that address, opened for us: ours from now on
  std::string unix_path = {};              // instead of address and port; mode 0600, an old socket file is replaced
  std::string certificate = {}, key = {};  // files; TLS when both are set
  std::size_t connections = 1024;          // over it a new one waits in the kernel's queue
  std::size_t per_peer = 0;                // connections of one address; over it a new one is closed; 0 = no bound
  std::size_t bodies = std::size_t{64} << 20;        // bytes of request bodies held at once; over it: 503 and close
  Duration header_limit = std::chrono::seconds(10);  // from the first wait for a request's first byte after accept
  Duration body_limit = std::chrono::seconds(30);
  Duration idle_limit = std::chrono::seconds(60);    // between requests of a kept connection
  Duration handler_limit = std::chrono::minutes(5);  // a handler that has not answered by then: 503 and close
  std::string server_name = "web";                   // what metrics call it
};

class Server {
 public:
  virtual ~Server() = default;  // closes everything at once
  virtual std::uint16_t port() const = 0;
  // Stops accepting, lets requests in flight finish for at most `limit`, closes the rest, then calls `done`.
  virtual void drain(Duration limit, std::function<void()> done) = 0;
};

// Binds and listens at once; an unknown path is 404, a known path with another method 405 with Allow.
Result<std::unique_ptr<Server>> serve(AsioLoop& loop, ServerOptions options, std::vector<Route> routes);

}  // namespace pintu::http
