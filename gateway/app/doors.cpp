// SPDX-License-Identifier: Apache-2.0
// The three doors: webhooks, the admin listener, and the socket for commands.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/app/daemon.hpp"
#include "gateway/base/metrics.hpp"

namespace pintu::app {

using namespace std::chrono_literals;

namespace {

http::Response text(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.body = std::move(body);
  return response;
}

}  // namespace

Result<void> take_sockets(Installation& installation, const std::vector<PassedSocket>& sockets) {
  const auto wrong = [](std::string what) { return fail(Errc::configuration, "the socket unit " + std::move(what)); };
  for (const auto& socket : sockets) {
    if (socket.name != "hooks" && socket.name != "admin") {
      return wrong("passes a socket called '" + socket.name +
                   "': write FileDescriptorName=hooks, or admin for the one of admin:");
    }
    if (socket.name == "admin" && !installation.admin_on) {
      return wrong("passes one for admin, and the configuration says admin: off: remove one of them");
    }
    auto& options = socket.name == "hooks" ? installation.hooks : installation.admin;
    if (options.inherited >= 0) return wrong("passes two sockets called '" + socket.name + "': one ListenStream= each");
    options.inherited = socket.descriptor;
  }
  return {};
}

std::vector<http::Route> Daemon::hook_routes() {
  std::vector<http::Route> routes;
  for (const auto& door : installation_.doors) {
    for (const auto* method : {"GET", "POST"}) {
      http::Route route;
      route.method = method;
      route.path = door.path;
      route.label = door.label;
      route.body_limit = door.body_limit;
      route.handle = [this, name = door.name](http::Request request, http::Respond respond) {
        intake_->receive(name, std::move(request), std::move(respond));
      };
      routes.push_back(std::move(route));
    }
  }
  return routes;
}

std::vector<http::Route> Daemon::admin_routes() {
  const auto get = [](std::string path, std::function<http::Response()> answer) {
    http::Route route;
    route.method = "GET";
    route.path = std::move(path);
    route.handle = [answer = std::move(answer)](const http::Request&, const http::Respond& respond) {
      respond(answer());
    };
    return route;
  };
  return {
      get("/metrics",
          [] {
            auto response = text(200, metrics::exposition());
            response.headers.set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
            return response;
          }),
      get("/health/live", [] { return text(200, "live\n"); }),
      // A silent agency or provider does not make us unready; a store that does not answer does.
      get("/health/ready",
          [this] {
            const bool fresh = clock_.now() - last_probe_ < 10s;
            return ready_ && !draining_ && fresh ? text(200, "ready\n") : text(503, "not ready\n");
          }),
  };
}

Result<void> Daemon::listen() {
  auto hooks = http::serve(loop_, installation_.hooks, hook_routes());
  if (!hooks) return std::unexpected(hooks.error());
  hooks_ = *std::move(hooks);
  if (installation_.admin_on) {
    auto admin = http::serve(loop_, installation_.admin, admin_routes());
    if (!admin) return std::unexpected(admin.error());
    admin_ = *std::move(admin);
  }
  http::ServerOptions at_socket;
  at_socket.unix_path = installation_.data + "/pintu.sock";
  at_socket.server_name = "socket";
  at_socket.handler_limit = 2h;  // the backup of a large store
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST"}) {
    http::Route route;
    route.method = method;
    route.path = "/*";
    route.body_limit = 32 << 20;  // a whole set of scripts
    route.handle = [this](const http::Request& request, http::Respond respond) {
      operations_->handle(request, "command", std::move(respond));
    };
    routes.push_back(std::move(route));
  }
  auto socket = http::serve(loop_, at_socket, std::move(routes));
  if (!socket) return std::unexpected(socket.error());
  socket_ = *std::move(socket);
  return {};
}

}  // namespace pintu::app
