// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/server.hpp"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "gateway/base/metrics.hpp"
#include "http/loop_thread.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

http::Response text(std::string body) { return {.status = 200, .headers = {}, .body = std::move(body)}; }

std::vector<http::Route> echo_routes() {
  return {
      {.method = "POST",
       .path = "/echo",
       .body_limit = 1024,
       .handle = [](http::Request r, const http::Respond& respond) { respond(text(r.method + " " + r.body)); },
       .stream = {}},
      {.method = "GET",
       .path = "/hello",
       .body_limit = 0,
       .handle = [](const http::Request& r, const http::Respond& respond) { respond(text("hello " + r.peer)); },
       .stream = {}},
      {.method = "GET",
       .path = "/files/*",
       .body_limit = 0,
       .handle = [](const http::Request& r, const http::Respond& respond) { respond(text(r.target)); },
       .stream = {}},
      {.method = "GET",
       .path = "/throws",
       .body_limit = 0,
       .handle = [](const http::Request&, const http::Respond&) { throw std::runtime_error("rahasia"); },
       .stream = {}},
      {.method = "GET",
       .path = "/drops",
       .body_limit = 0,
       .handle = [](const http::Request&, const http::Respond&) {},
       .stream = {}},
  };
}

std::string ask(std::uint16_t port, std::string_view bytes) {
  RawSocket socket(port);
  socket.send(bytes);
  return socket.read_all();
}

}  // namespace

TEST_CASE("server: a request is handled and answered", "[http]") {
  LoopThread thread;
  Served served(thread, {}, echo_routes());
  const auto answer =
      ask(served.port(), "POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhalo!");
  CHECK(status_of(answer) == 200);
  CHECK(answer.ends_with("\r\n\r\nPOST halo!"));
  CHECK(answer.find("X-Content-Type-Options: nosniff\r\n") != std::string::npos);
  CHECK(answer.find("Content-Length: 10\r\n") != std::string::npos);
  CHECK(answer.find("Server: pintu\r\n") != std::string::npos);
}

TEST_CASE("server: 404, 405 with Allow, HEAD, prefix routes", "[http]") {
  LoopThread thread;
  Served served(thread, {}, echo_routes());
  const auto get = [&](const std::string& line) {
    return ask(served.port(), line + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  };
  CHECK(status_of(get("GET /none")) == 404);
  const auto refused = get("GET /echo");
  CHECK(status_of(refused) == 405);
  CHECK(refused.find("Allow: POST\r\n") != std::string::npos);
  const auto head = get("HEAD /hello");
  CHECK(status_of(head) == 200);
  CHECK(head.find("Content-Length: 15\r\n") != std::string::npos);
  CHECK(head.ends_with("\r\n\r\n"));
  CHECK(get("GET /files/a/b?c=1").ends_with("/files/a/b?c=1"));
  CHECK(get("GET /hello").ends_with("hello 127.0.0.1"));
}

TEST_CASE("server: a handler that throws or forgets costs only its request", "[http]") {
  LoopThread thread;
  Served served(thread, {}, echo_routes());
  RawSocket socket(served.port());
  socket.send("GET /throws HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto thrown = socket.read_until("500 Internal Server Error\n");
  CHECK(status_of(thrown) == 500);
  CHECK(thrown.find("rahasia") == std::string::npos);
  socket.send("GET /drops HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(socket.read_until("500 Internal Server Error\n")) == 500);
  socket.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(socket.read_until("hello 127.0.0.1")) == 200);
}
