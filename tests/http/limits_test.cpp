// SPDX-License-Identifier: Apache-2.0
// Caps: of connections, requests, bodies.
#include <poll.h>

#include <catch2/catch.hpp>

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

double refused(const std::string& reason) { return metrics::value("pintu_http_refused_total", {{"reason", reason}}); }

}  // namespace

TEST_CASE("server: an answer after the connection died does nothing", "[http][limits]") {
  LoopThread thread;
  std::promise<http::Respond> asked;
  Served served(thread, {}, {{.method = "GET", .path = "/", .handle = [&](const http::Request&, http::Respond respond) {
                                asked.set_value(std::move(respond));
                              }}});
  auto socket = std::make_optional<RawSocket>(served.port());
  socket->send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  auto respond = asked.get_future().get();
  socket.reset();
  thread.call([&] {
    respond({.body = std::string(1 << 20, 'x')});
    respond({.body = "again"});
    respond = nullptr;
  });
  served.drain(2s);
}

TEST_CASE("server: over the cap a connection waits its turn", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.connections = 2, .server_name = "capped"}, routes());
  RawSocket one(served.port());
  RawSocket two(served.port());
  one.send(ping);
  two.send(ping);
  one.read_until("pong");
  two.read_until("pong");
  CHECK(metrics::value("pintu_http_connections", {{"server", "capped"}}) == 2);
  RawSocket three(served.port());
  three.send(ping);
  pollfd readable{.fd = three.fd(), .events = POLLIN, .revents = 0};
  CHECK(::poll(&readable, 1, 60) == 0);
  one.close();
  CHECK(status_of(three.read_until("pong")) == 200);
}

TEST_CASE("server: pipelined requests are answered one after the other, in order", "[http][limits]") {
  LoopThread thread;
  int in_hand = 0;
  int most = 0;
  const auto slow = [&](const http::Request& request, const http::Respond& respond) {
    most = std::max(most, ++in_hand);
    thread.loop.after(1ms, [&in_hand, respond, body = std::string(request.query())] {
      --in_hand;
      respond({.body = body});
    });
  };
  Served served(thread, {}, {{.method = "GET", .path = "/", .handle = slow}});
  RawSocket socket(served.port());
  std::string all;
  for (int i = 0; i < 20; ++i) all += "GET /?" + std::to_string(i) + "; HTTP/1.1\r\nHost: x\r\n\r\n";
  socket.send(all);
  const auto answers = socket.read_until("19;");
  std::size_t at = 0;
  for (int i = 0; i < 20; ++i) at = answers.find("\r\n\r\n" + std::to_string(i) + ";", at);
  CHECK(at != std::string::npos);
  CHECK(thread.call([&] { return most; }) == 1);
}

TEST_CASE("server: a connection ends after a thousand requests", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {}, routes());
  RawSocket socket(served.port());
  for (int i = 1; i < 1000; ++i) {
    socket.send(ping);
    const auto answer = socket.read_until("pong");
    if (answer.find("Connection: close") != std::string::npos) FAIL("closed after " << i);
  }
  socket.send(ping + ping);
  const auto last = socket.read_all();
  CHECK(status_of(last) == 200);
  CHECK(last.find("Connection: close") != std::string::npos);
  CHECK(last.find("HTTP/1.1", 1) == std::string::npos);
}

TEST_CASE("server: 100 Continue is said only for a body that is allowed", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {}, routes());
  const std::string head = "POST /in HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nConnection: close\r\n";
  RawSocket allowed(served.port());
  allowed.send(head + "Content-Length: 3\r\n\r\n");
  CHECK(allowed.read_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  allowed.send("abc");
  CHECK(allowed.read_all().ends_with("\r\n\r\n3"));
  RawSocket chunked(served.port());
  chunked.send(head + "Transfer-Encoding: chunked\r\n\r\n");
  CHECK(status_of(chunked.read_until("\r\n\r\n")) == 100);
  chunked.send("2\r\nab\r\n0\r\n\r\n");
  CHECK(chunked.read_all().ends_with("\r\n\r\n2"));
  RawSocket too_long(served.port());
  too_long.send(head + "Content-Length: 9000000\r\n\r\n");
  CHECK(status_of(too_long.read_all()) == 413);
  RawSocket nowhere(served.port());
  nowhere.send("POST /none HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  CHECK(status_of(nowhere.read_all()) == 404);
}

TEST_CASE("server: whoever is still sending a body that is refused hears why", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {}, routes());
  RawSocket socket(served.port());
  socket.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 4000000\r\n\r\n");
  for (int i = 0; i < 8; ++i) socket.send(std::string(65536, 'x'));
  CHECK(status_of(socket.read_all()) == 413);
}

TEST_CASE("server: large bodies arrive whole, by length and in chunks", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {}, routes());
  RawSocket socket(served.port());
  socket.send("POST /in HTTP/1.1\r\nHost: x\r\nContent-Length: 1048576\r\n\r\n" + std::string(1 << 20, 'x'));
  CHECK(status_of(socket.read_until("\r\n\r\n1048576")) == 200);
  std::string chunks = "POST /in HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (int i = 0; i < 10; ++i) chunks += "2710\r\n" + std::string(10000, 'x') + "\r\n";
  socket.send(chunks + "0\r\n\r\n");
  CHECK(socket.read_all().ends_with("\r\n\r\n100000"));
}

TEST_CASE("server: all bodies together have a bound, and what is answered is free again", "[http][limits]") {
  LoopThread thread;
  std::promise<http::Respond> asked;
  Served served(thread, {.bodies = 1500},
                {{.method = "POST",
                  .path = "/",
                  .body_limit = 1000,
                  .handle = [&](const http::Request& r, http::Respond respond) {
                    if (r.query() == "wait") return asked.set_value(std::move(respond));
                    respond({.body = "taken"});
                  }}});
  const auto post = [](const std::string& target) {
    return "POST " + target + " HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" + std::string(1000, 'x');
  };
  RawSocket first(served.port());
  first.send(post("/?wait"));
  auto respond = asked.get_future().get();
  const auto before = refused("overload");
  RawSocket second(served.port());
  second.send(post("/"));
  const auto answer = second.read_all();
  CHECK(status_of(answer) == 503);
  CHECK(answer.find("Retry-After: 5\r\n") != std::string::npos);
  CHECK(refused("overload") == before + 1);
  thread.call([&] {
    respond({.body = "done"});
    respond = nullptr;
  });
  first.read_until("done");
  RawSocket third(served.port());
  for (int i = 0; i < 3; ++i) {
    third.send(post("/"));
    CHECK(status_of(third.read_until("taken")) == 200);
  }
}

TEST_CASE("server: a thousand requests are the end also when nothing is found", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {}, routes());
  RawSocket socket(served.port());
  std::string requests;
  for (int i = 0; i < 1001; ++i) requests += "GET /none HTTP/1.1\r\nHost: x\r\n\r\n";
  socket.send(requests);
  const auto answers = socket.read_all();
  std::size_t count = 0;
  for (auto at = answers.find("HTTP/1.1 404"); at != std::string::npos; at = answers.find("HTTP/1.1 404", at + 1)) {
    ++count;
  }
  CHECK(count == 1000);
}

TEST_CASE("server: one address may hold only its share of the connections", "[http][limits]") {
  LoopThread thread;
  Served served(thread, {.per_peer = 2}, routes());
  const auto before = refused("per_peer");
  RawSocket one(served.port());
  RawSocket two(served.port());
  RawSocket three(served.port());
  CHECK(three.read_all().empty());
  CHECK(refused("per_peer") == before + 1);
  one.send(ping);
  CHECK(status_of(one.read_until("pong")) == 200);
}
