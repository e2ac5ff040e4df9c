// SPDX-License-Identifier: Apache-2.0
#include <catch2/catch.hpp>
#include <stdexcept>

#include "http/loop_thread.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

using StreamPtr = std::shared_ptr<http::Stream>;

struct Streaming {
  Streaming()
      : served(thread, {.body_limit = 200ms},
               {{.method = "GET", .path = "/events", .stream = [this](const http::Request&, StreamPtr opened) {
                   stream = std::move(opened);
                   stream->write("data: hello\n\n");
                   arrived.set_value();
                 }}}) {}
  ~Streaming() {
    thread.call([&] { stream.reset(); });
  }
  Streaming(const Streaming&) = delete;
  Streaming& operator=(const Streaming&) = delete;

  // Whether the stream found out within five seconds that nobody reads it any more.
  bool closes() {
    for (int i = 0; i < 5000; ++i) {
      auto tick = std::make_shared<std::promise<void>>();
      thread.call([&] { thread.loop.after(1ms, [tick] { tick->set_value(); }); });
      tick->get_future().get();
      if (thread.call([&] { return stream->closed(); })) return true;
    }
    return false;
  }

  LoopThread thread;
  StreamPtr stream;
  std::promise<void> arrived;
  Served served;
};

const std::string request = "GET /events HTTP/1.1\r\nHost: x\r\n\r\n";

}  // namespace

TEST_CASE("stream: events arrive as they are written", "[http][stream]") {
  Streaming s;
  RawSocket socket(s.served.port());
  socket.send(request);
  const auto head = socket.read_until("data: hello\n\n");
  CHECK(status_of(head) == 200);
  CHECK(head.find("Content-Type: text/event-stream\r\n") != std::string::npos);
  CHECK(head.find("X-Content-Type-Options: nosniff\r\n") != std::string::npos);
  CHECK(head.find("Content-Length") == std::string::npos);
  for (int i = 0; i < 3; ++i) {
    const auto event = "data: " + std::to_string(i) + "\n\n";
    s.thread.call([&] { s.stream->write(event); });
    CHECK(socket.read_until(event) == event);
  }
  CHECK_FALSE(s.thread.call([&] { return s.stream->closed(); }));
}

TEST_CASE("stream: quiet for longer than every limit, it stays open", "[http][stream]") {
  Streaming s;
  RawSocket socket(s.served.port());
  socket.send(request);
  socket.read_until("hello\n\n");
  auto later = std::make_shared<std::promise<void>>();
  s.thread.call([&] {
    s.thread.loop.after(300ms, [&s, later] {
      s.stream->write("data: still here\n\n");
      later->set_value();
    });
  });
  later->get_future().get();
  CHECK(socket.read_until("still here\n\n") == "data: still here\n\n");
}

TEST_CASE("stream: the writer finds out that the far end left", "[http][stream]") {
  Streaming s;
  {
    RawSocket socket(s.served.port());
    socket.send(request);
    socket.read_until("hello\n\n");
  }
  CHECK(s.closes());
  s.thread.call([&] { s.stream->write("to nobody"); });
}

TEST_CASE("stream: it ends when the writer lets go, after the last byte", "[http][stream]") {
  Streaming s;
  RawSocket socket(s.served.port());
  socket.send(request);
  socket.read_until("hello\n\n");
  s.thread.call([&] {
    s.stream->write("data: last\n\n");
    s.stream.reset();
  });
  CHECK(socket.read_all() == "data: last\n\n");
}

TEST_CASE("stream: a far end that does not read is cut at one mebibyte", "[http][stream]") {
  Streaming s;
  RawSocket socket(s.served.port());
  socket.send(request);
  s.arrived.get_future().get();
  const std::string block(256 * 1024, 'x');
  int written = 0;
  // The kernel takes some; then our own limit is what stops it.
  while (written < 400 && !s.thread.call([&] { return s.stream->closed(); })) {
    s.thread.call([&] { s.stream->write(block); });
    ++written;
  }
  CHECK(written < 400);
  CHECK(written >= 4);
  CHECK(s.thread.call([&] { return s.stream->closed(); }));
}

TEST_CASE("stream: a drain does not wait for it", "[http][stream]") {
  Streaming s;
  RawSocket socket(s.served.port());
  socket.send(request);
  socket.read_until("hello\n\n");
  s.served.drain(60s);
  CHECK(socket.read_all().empty());
  CHECK(s.thread.call([&] { return s.stream->closed(); }));
}

TEST_CASE("stream: a handler that throws answers 500", "[http][stream]") {
  LoopThread thread;
  Served served(thread, {}, {{.method = "GET", .path = "/events", .stream = [](const http::Request&, const StreamPtr&) {
                                throw std::runtime_error("no");
                              }}});
  RawSocket socket(served.port());
  socket.send(request);
  CHECK(status_of(socket.read_all()) == 500);
}

TEST_CASE("stream: HEAD gets the head of it", "[http][stream]") {
  Streaming s;
  RawSocket socket(s.served.port());
  socket.send("HEAD /events HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto head = socket.read_all();
  CHECK(status_of(head) == 200);
  CHECK(head.ends_with("\r\n\r\n"));
}
