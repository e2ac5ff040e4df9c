// SPDX-License-Identifier: Apache-2.0
// A kept connection that turns out to be dead: curl would send the request again by itself.
#include <catch2/catch.hpp>

#include "http/client_fixture.hpp"
#include "http/scripted_server.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// Answers the first request of the first connection, takes the second one and ends without a word; every later
// connection works.
void die_on_second(ScriptedServer::Peer& peer, bool by_reset) {
  peer.request();
  peer.say(ok);
  if (peer.number > 0) return;
  peer.request();
  if (by_reset) peer.reset();
}

}  // namespace

TEST_CASE("client: what creates something is sent once, even when a kept connection dies under it", "[http][retry]") {
  const bool by_reset = GENERATE(false, true);
  const bool with_body = GENERATE(false, true);
  INFO((by_reset ? "reset" : "close") << (with_body ? ", POST" : ", GET"));
  ScriptedServer server([&](ScriptedServer::Peer& peer) { die_on_second(peer, by_reset); });
  Client client({.allowed_bases = {server.base()}});
  REQUIRE(text_of(client.ask(get(server.base() + "/first"))) == "200 ok");
  auto request = with_body ? post(server.base() + "/send", "isi") : get(server.base() + "/cgi-bin/sendsms?to=1");
  request.effect = http::Effect::creates;
  CHECK_THAT(text_of(client.ask(request)), Catch::StartsWith("no answer:"));
  CHECK(server.requests().size() == 2);
  // And the client works on.
  CHECK(text_of(client.ask(request)) == "200 ok");
  CHECK(server.requests().size() == 3);
}

TEST_CASE("client: a large body is sent once too", "[http][retry]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) { die_on_second(peer, false); });
  Client client({.allowed_bases = {server.base()}});
  REQUIRE(text_of(client.ask(get(server.base() + "/first"))) == "200 ok");
  CHECK_THAT(text_of(client.ask(post(server.base() + "/send", std::string(3 << 20, 'x')))),
             Catch::StartsWith("no answer:"));
  CHECK(server.requests().size() == 2);
}

TEST_CASE("client: what creates nothing may be tried again by curl", "[http][retry]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) { die_on_second(peer, false); });
  Client client({.allowed_bases = {server.base()}});
  REQUIRE(text_of(client.ask(get(server.base() + "/first"))) == "200 ok");
  CHECK(text_of(client.ask(get(server.base() + "/again"))) == "200 ok");
  CHECK(server.requests().size() == 3);
}

TEST_CASE("client: a connection that was closed while it idled is replaced", "[http][retry]") {
  ScriptedServer server([&](ScriptedServer::Peer& peer) {
    peer.request();
    peer.say(ok);
  });
  Client client({.allowed_bases = {server.base()}});
  for (int i = 0; i < 3; ++i) {
    const auto answer = text_of(client.ask(post(server.base() + "/send", "isi")));
    // The close may cross the request; then it is "no answer", never a second copy.
    const bool fine = answer == "200 ok" || answer.starts_with("no answer:");
    CHECK(fine);
  }
  CHECK(server.requests().size() <= 3);
}
