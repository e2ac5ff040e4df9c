// SPDX-License-Identifier: Apache-2.0
#include "bench/bare_server.hpp"

#include "gateway/base/asio_loop.hpp"
#include "gateway/http/server.hpp"

namespace pintu::bench {

int run_bare_server(std::uint16_t port) {
  AsioLoop loop;
  http::Route route;
  route.method = "POST";
  route.path = "/hooks/tg";
  route.handle = [](const http::Request&, const http::Respond& respond) { respond({}); };
  http::ServerOptions options;
  options.port = port;
  const auto server = http::serve(loop, options, {route});
  if (!server) return 1;
  loop.run();
  return 0;
}

}  // namespace pintu::bench
