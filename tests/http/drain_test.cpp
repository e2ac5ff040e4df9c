// SPDX-License-Identifier: Apache-2.0
// How a server ends: drained, or destroyed with everything still open.
#include <catch2/catch.hpp>

#include "gateway/base/metrics.hpp"
#include "http/loop_thread.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

// A server whose handler leaves its answers with the test.
struct Slow {
  explicit Slow(const std::string& name)
      : served(thread, {.server_name = name},
               {{.method = "POST", .path = "/", .handle = [this](http::Request request, http::Respond respond) {
                   waiting.push_back(std::move(respond));
                   arrived.set_value(std::move(request.body));
                 }}}) {}
  ~Slow() {
    thread.call([&] { waiting.clear(); });
  }
  Slow(const Slow&) = delete;
  Slow& operator=(const Slow&) = delete;

  LoopThread thread;
  std::vector<http::Respond> waiting;
  std::promise<std::string> arrived;
  Served served;
};

const std::string request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi";

}  // namespace

TEST_CASE("drain: a request in flight is answered, an idle connection closed, a new one refused", "[http][drain]") {
  Slow slow("drained");
  RawSocket busy(slow.served.port());
  RawSocket idle(slow.served.port());
  busy.send(request);
  CHECK(slow.arrived.get_future().get() == "hi");
  const auto port = slow.served.port();
  auto drained = slow.served.start_drain(5s);
  CHECK(idle.read_all().empty());
  CHECK_THROWS(RawSocket(port));
  CHECK(drained.wait_for(0s) == std::future_status::timeout);
  slow.thread.call([&] { slow.waiting.at(0)({.body = "done"}); });
  const auto answer = busy.read_all();
  CHECK(answer.ends_with("\r\n\r\ndone"));
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  busy.close();
  drained.get();
  CHECK(metrics::value("pintu_http_connections", {{"server", "drained"}}) == 0);
}

TEST_CASE("drain: a request that is half sent may still be finished", "[http][drain]") {
  Slow slow("half");
  RawSocket socket(slow.served.port());
  socket.send(request.substr(0, request.size() - 1));
  RawSocket prod(slow.served.port());  // accepted after the other: its 400 says that the first was read
  prod.send("x\n");
  CHECK(status_of(prod.read_all()) == 400);
  prod.close();
  auto drained = slow.served.start_drain(5s);
  socket.send("i");
  CHECK(slow.arrived.get_future().get() == "hi");
  slow.thread.call([&] { slow.waiting.at(0)({.body = "done"}); });
  CHECK(socket.read_all().ends_with("done"));
  socket.close();
  drained.get();
}

TEST_CASE("drain: who was accepted and has asked nothing yet still gets an answer", "[http][drain]") {
  Slow slow("fresh");
  RawSocket fresh(slow.served.port());
  RawSocket prod(slow.served.port());  // accepted after the other: its 400 says that the first was too
  prod.send("x\n");
  CHECK(status_of(prod.read_all()) == 400);
  prod.close();
  auto drained = slow.served.start_drain(5s);
  fresh.send(request);
  CHECK(slow.arrived.get_future().get() == "hi");
  slow.thread.call([&] { slow.waiting.at(0)({.body = "done"}); });
  CHECK(fresh.read_all().ends_with("done"));
  fresh.close();
  drained.get();
}

TEST_CASE("drain: what does not end in time is cut", "[http][drain]") {
  Slow slow("cut");
  RawSocket socket(slow.served.port());
  socket.send(request);
  slow.arrived.get_future().get();
  slow.served.drain(30ms);
  CHECK(socket.read_all().empty());
  slow.thread.call([&] { slow.waiting.at(0)({.body = "too late"}); });
}

TEST_CASE("drain: with nobody there it is done at once", "[http][drain]") {
  LoopThread thread;
  Served served(thread, {}, {});
  served.drain(5s);
}

TEST_CASE("server: destroyed with requests in flight, it cuts them and calls nobody", "[http][drain]") {
  Slow slow("destroyed");
  RawSocket socket(slow.served.port());
  RawSocket idle(slow.served.port());
  socket.send(request);
  slow.arrived.get_future().get();
  slow.served.stop();
  CHECK(socket.read_all().empty());
  CHECK(idle.read_all().empty());
  slow.thread.call([&] { slow.waiting.at(0)({.body = "too late"}); });
}

TEST_CASE("server: destroyed while its loop never runs again, it leaves nothing behind", "[http][drain]") {
  // What a crash on the way down looks like; the address sanitizer is the judge.
  http::Respond kept;
  {
    auto thread = std::make_unique<LoopThread>();
    std::promise<void> arrived;
    auto server = thread->call([&] {
      return *http::serve(thread->loop, {}, {{.method = "POST", .path = "/", .handle = [&](auto&&, auto respond) {
                                                kept = std::move(respond);
                                                arrived.set_value();
                                              }}});
    });
    RawSocket socket(server->port());
    RawSocket idle(server->port());
    socket.send(request);
    arrived.get_future().get();
    thread->halt();
    server.reset();
    thread.reset();
  }
  kept({.body = "much too late"});
}

TEST_CASE("server: destroyed by its own handler, it is gone without harm", "[http][drain]") {
  LoopThread thread;
  std::unique_ptr<http::Server> server;
  thread.call([&] {
    server = *http::serve(thread.loop, {}, {{.method = "POST", .path = "/", .handle = [&](auto&&, auto respond) {
                                               server.reset();
                                               respond({.body = "gone"});
                                             }}});
  });
  RawSocket socket(thread.call([&] { return server->port(); }));
  socket.send(request);
  CHECK(socket.read_all().empty());
  CHECK(thread.call([&] { return server == nullptr; }));
}
