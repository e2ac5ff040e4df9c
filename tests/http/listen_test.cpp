// SPDX-License-Identifier: Apache-2.0
#include <sys/stat.h>
#include <sys/un.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "http/certificate.hpp"
#include "http/client_fixture.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

std::vector<http::Route> routes() {
  return {{.method = "POST",
           .path = "/why/*",
           .body_limit = 1024,
           .handle = [](const http::Request& r, const http::Respond& respond) {
             respond({.status = 202, .headers = {{"X-Peer", "[" + r.peer + "]"}}, .body = r.target + " " + r.body});
           }}};
}

std::string error_of(LoopThread& thread, http::ServerOptions options) {
  return thread.call([&] {
    auto served = http::serve(thread.loop, std::move(options), {});
    return served ? std::string("served") : served.error().message();
  });
}

}  // namespace

TEST_CASE("unix socket: a command asks the daemon over it", "[http][unix]") {
  const Folder folder;
  const auto path = folder.file("pintu.sock");
  LoopThread thread;
  Served served(thread, {.unix_path = path}, routes());
  struct stat found{};
  REQUIRE(::stat(path.c_str(), &found) == 0);
  CHECK((found.st_mode & 07777) == 0600);
  const auto exchange = http::exchange_over_socket(path, post("http://pintu/why/1?x=2", "isi"));
  REQUIRE(text_of(exchange) == "202 /why/1?x=2 isi");
  CHECK(std::get<http::Response>(exchange).headers.only("x-peer") == "[]");
  CHECK(text_of(http::exchange_over_socket(path, get("http://pintu/why/1"))) == "405 405 Method Not Allowed\n");
  served.drain(2s);
  CHECK(::stat(path.c_str(), &found) != 0);
  CHECK_THAT(text_of(http::exchange_over_socket(path, post("http://pintu/why/1", "isi"))),
             Catch::StartsWith("not sent:"));
}

TEST_CASE("unix socket: an old one is replaced, another file is not", "[http][unix]") {
  const Folder folder;
  const auto path = folder.file("pintu.sock");
  LoopThread thread;
  {
    // What a daemon that was killed leaves behind.
    const int left = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un at{};
    at.sun_family = AF_UNIX;
    path.copy(at.sun_path, sizeof at.sun_path - 1);
    REQUIRE(::bind(left, reinterpret_cast<const sockaddr*>(&at), sizeof at) == 0);
    ::close(left);
  }
  {
    Served served(thread, {.unix_path = path}, routes());
    CHECK(text_of(http::exchange_over_socket(path, post("http://pintu/why/1", "a"))) == "202 /why/1 a");
  }
  std::ofstream(path) << "somebody's";
  CHECK_THAT(error_of(thread, {.unix_path = path}), Catch::StartsWith("there is something else than a socket"));
  CHECK(std::filesystem::file_size(path) == 10);
  CHECK_THAT(error_of(thread, {.unix_path = "/" + std::string(200, 'x')}),
             Catch::StartsWith("the socket path is longer"));
  CHECK_THAT(error_of(thread, {.unix_path = folder.file("no/such/folder")}), Catch::StartsWith("cannot listen on"));
}

TEST_CASE("server: an address that cannot be had says so", "[http]") {
  LoopThread thread;
  Served served(thread, {}, routes());
  CHECK_THAT(error_of(thread, {.port = served.port()}),
             Catch::StartsWith("cannot listen on 127.0.0.1:" + std::to_string(served.port())));
  CHECK_THAT(error_of(thread, {.address = "localhost"}), Catch::EndsWith("not an IP address"));
  CHECK_THAT(error_of(thread, {.address = "192.0.2.1"}), Catch::StartsWith("cannot listen on 192.0.2.1:0"));
}

TEST_CASE("server: its port is free again as soon as it is gone", "[http]") {
  LoopThread thread;
  std::uint16_t port = 0;
  {
    Served served(thread, {}, routes());
    port = served.port();
    RawSocket socket(port);
    socket.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
    CHECK(status_of(socket.read_all()) == 404);
  }
  CHECK(error_of(thread, {.port = port}) == "served");
}

TEST_CASE("server: the peer is an IPv4 address also when it came over IPv6", "[http]") {
  LoopThread thread;
  Served served(thread, {.address = "::"}, routes());
  RawSocket socket(served.port());
  socket.send("POST /why/1 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(socket.read_all().find("X-Peer: [127.0.0.1]\r\n") != std::string::npos);
}
