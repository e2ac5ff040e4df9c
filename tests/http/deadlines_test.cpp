// SPDX-License-Identifier: Apache-2.0
// Deadlines. They are tens of milliseconds here; a test waits only for an answer.
#include <poll.h>

#include <catch2/catch.hpp>
#include <functional>

#include "gateway/base/metrics.hpp"
#include "http/loop_thread.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

const std::string ping = "GET /ping HTTP/1.1\r\nHost: x\r\n\r\n";

std::vector<http::Route> routes() {
  return {{.method = "GET",
           .path = "/ping",
           .handle = [](const http::Request&, const http::Respond& respond) { respond({.body = "pong"}); }},
          {.method = "POST",
           .path = "/in",
           .body_limit = 1 << 20,
           .handle = [](const http::Request& r, const http::Respond& respond) {
             respond({.body = std::to_string(r.body.size())});
           }}};
}

// Feeds one byte at a time, each well within any limit, until the far end has had enough.
void trickle(RawSocket& socket, std::string_view bytes) {
  for (const char c : bytes) {
    if (!socket.send(std::string_view(&c, 1))) return;
    pollfd readable{.fd = socket.fd(), .events = POLLIN, .revents = 0};
    if (::poll(&readable, 1, 5) > 0) return;
  }
}

// Looks again at each turn of the loop, for five seconds at most.
bool becomes_true(LoopThread& thread, const std::function<bool()>& condition) {
  for (int i = 0; i < 1000; ++i) {
    if (condition()) return true;
    auto tick = std::make_shared<std::promise<void>>();
    thread.call([&] { thread.loop.after(5ms, [tick] { tick->set_value(); }); });
    tick->get_future().get();
  }
  return false;
}

double refused(const std::string& reason) { return metrics::value("pintu_http_refused_total", {{"reason", reason}}); }

}  // namespace

TEST_CASE("server: a header must be whole in time, however its bytes trickle", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.header_limit = 50ms}, routes());
  const auto before = refused("timeout");
  const auto start = std::chrono::steady_clock::now();
  RawSocket socket(served.port());
  trickle(socket, "GET /ping HTTP/1.1\r\nHost: x\r\nX-A: " + std::string(1000, 'x'));
  CHECK(status_of(socket.read_all()) == 408);
  const auto took = std::chrono::steady_clock::now() - start;
  CHECK(took >= 50ms);
  CHECK(took < 2s);
  CHECK(refused("timeout") == before + 1);
}

TEST_CASE("server: a connection that says nothing is closed without a word", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.header_limit = 40ms}, routes());
  RawSocket socket(served.port());
  CHECK(socket.read_all().empty());
}

TEST_CASE("server: a body must be whole in time, however its bytes trickle", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.body_limit = 50ms}, routes());
  RawSocket socket(served.port());
  socket.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n");
  trickle(socket, std::string(1000, 'x'));
  CHECK(status_of(socket.read_all()) == 408);
}

TEST_CASE("server: a kept connection is closed when it idles", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.idle_limit = 40ms}, routes());
  RawSocket socket(served.port());
  socket.send(ping);
  CHECK(socket.read_until("pong").ends_with("pong"));
  CHECK(socket.read_all().empty());
}

TEST_CASE("server: each phase has its own limit", "[http][limits]") {
  // Three requests with waits between that together are longer than the header limit.
  LoopThread thread;
  Served served(thread, {.header_limit = 300ms, .idle_limit = 5s}, routes());
  RawSocket socket(served.port());
  for (int i = 0; i < 3; ++i) {
    pollfd nothing{.fd = socket.fd(), .events = POLLIN, .revents = 0};
    if (i > 0) CHECK(::poll(&nothing, 1, 160) == 0);
    socket.send(ping);
    CHECK(status_of(socket.read_until("pong")) == 200);
  }
}

TEST_CASE("server: a handler that never answers is given up", "[http][limits]") {
  LoopThread thread;
  http::Respond kept;
  Served served(thread, {.handler_limit = 40ms},
                {{.method = "GET", .path = "/", .handle = [&](const http::Request&, http::Respond respond) {
                    kept = std::move(respond);
                  }}});
  RawSocket socket(served.port());
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = socket.read_all();
  CHECK(status_of(answer) == 503);
  CHECK(answer.find("Retry-After: ") != std::string::npos);
  thread.call([&] {
    kept({.body = "too late"});
    kept = nullptr;
  });
}

TEST_CASE("server: a client that never reads its answer is cut", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.body_limit = 50ms, .server_name = "unread"},
                {{.method = "GET", .path = "/", .handle = [](const http::Request&, const http::Respond& respond) {
                    respond({.body = std::string(std::size_t{32} << 20, 'x')});
                  }}});
  RawSocket socket(served.port());
  socket.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answered = [] {
    return metrics::value("pintu_http_requests_total", {{"server", "unread"}, {"route", "/"}, {"code", "200"}}) == 1;
  };
  const auto gone = [] { return metrics::value("pintu_http_connections", {{"server", "unread"}}) == 0; };
  CHECK(becomes_true(thread, answered));
  CHECK(becomes_true(thread, gone));
  std::size_t received = 0;
  for (auto some = socket.read_some(); some && !some->empty(); some = socket.read_some()) received += some->size();
  CHECK(received < std::size_t{32} << 20);
}
