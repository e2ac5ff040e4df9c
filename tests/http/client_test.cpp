// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/client.hpp"

#include <catch2/catch.hpp>
#include <chrono>

#include "http/client_fixture.hpp"
#include "http/scripted_server.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

// A port where nobody listens.
std::string refused_base() {
  const ScriptedServer gone([](ScriptedServer::Peer&) {});
  return gone.base();
}

using Peer = ScriptedServer::Peer;
using Script = std::function<void(Peer&)>;

// Takes one request, says this, and closes.
Script says(std::string bytes) {
  return [bytes = std::move(bytes)](Peer& peer) {
    peer.request();
    peer.say(bytes);
  };
}

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("client: an exchange carries method, headers and body there and the answer back", "[http]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) {
    while (!peer.request().empty()) peer.say("HTTP/1.1 429 Slow\r\nRetry-After: 7\r\nContent-Length: 3\r\n\r\nno!");
  });
  Client client({.allowed_bases = {server.base()}});
  auto request = post(server.base() + "/bot1:a/sendMessage?x=1", R"({"a":1})");
  request.headers.add("Content-Type", "application/json");
  request.headers.add("X-Empty", "");
  const auto exchange = client.ask(request);
  REQUIRE(text_of(exchange) == "429 no!");
  CHECK(std::get<http::Response>(exchange).headers.only("retry-after") == "7");
  const auto seen = server.requests().at(0);
  CHECK(seen.starts_with("POST /bot1:a/sendMessage?x=1 HTTP/1.1\r\n"));
  CHECK(seen.find("Content-Type: application/json\r\n") != std::string::npos);
  CHECK(seen.find("X-Empty:\r\n") != std::string::npos);
  CHECK(seen.find("Expect") == std::string::npos);
  CHECK(seen.ends_with("\r\n\r\n{\"a\":1}"));
}

TEST_CASE("client: one handle and one connection serve methods of every kind in turn", "[http]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) {
    for (std::string seen = peer.request(); !seen.empty(); seen = peer.request()) {
      peer.say(seen.starts_with("HEAD") ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n" : ok);
    }
  });
  Client client({.allowed_bases = {server.base()}});
  const auto url = server.base() + "/";
  for (const std::string method : {"POST", "GET", "HEAD", "GET", "PUT", "DELETE", "POST", "HEAD", "PATCH", "GET"}) {
    INFO(method);
    auto request = get(url);
    request.method = method;
    if (method == "POST" || method == "PUT" || method == "PATCH") request.body = "body";
    CHECK(text_of(client.ask(request)) == (method == "HEAD" ? "200 " : "200 ok"));
    const auto seen = server.requests().back();
    CHECK(seen.starts_with(method + " / HTTP/1.1\r\n"));
    CHECK(seen.ends_with(request.body.empty() ? "\r\n\r\n" : "\r\n\r\nbody"));
  }
  CHECK(server.connections() == 1);
}

TEST_CASE("client: what did not leave is told apart from what may have arrived", "[http]") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  struct Row {
    std::string label;
    Script script;
    std::string expected;
  };
  const std::vector<Row> rows{
      {"close before the answer", says(""), "no answer:"},
      {"reset before the answer", [](Peer& peer) { peer.request(), peer.reset(); }, "no answer:"},
      {"close in the header", says(head + "Content-Le"), "no answer:"},
      {"close before the header's end", says(head + "X: y\r\n"), "no answer:"},
      {"half a body", says(head + "Content-Length: 10\r\n\r\nhalf"), "no answer:"},
      {"half a chunk", says(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nha"), "no answer:"},
      {"not HTTP", says("220 smtp ready\r\n"), "no answer:"},
      {"silence", [](Peer& peer) { peer.request(), peer.wait_for_end(); }, "no answer:"},
      {"too large", says(head + "\r\n" + std::string(2000, 'x')), "no answer: too large"},
      {"a header flood", says(head + repeated("X: " + std::string(1000, 'x') + "\r\n", 100)), "no answer: header"},
      {"whole when the connection ends", says(head + "\r\nwhole"), "200 whole"},
      {"early and close", says("HTTP/1.1 503 Busy\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"), "503 "},
      {"after a 1xx", says("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n" + head + "Content-Length: 0\r\n\r\n"), "200 "},
  };
  const auto [label, script, expected] = GENERATE_COPY(from_range(rows));
  INFO(label);
  ScriptedServer server(script);
  Client client({.allowed_bases = {server.base()}});
  for (const bool posting : {true, false}) {
    auto request = posting ? post(server.base() + "/", "isi") : get(server.base() + "/");
    request.timeout = label == "silence" ? 250ms : 10000ms;
    request.answer_limit = 1000;
    CHECK_THAT(text_of(client.ask(request)), Catch::StartsWith(expected));
  }
  CHECK(server.requests().size() == 2);
}

TEST_CASE("client: without a connection nothing was sent", "[http]") {
  const auto base = refused_base();
  Client client({.allowed_bases = {base, "https://127.0.0.1:1"}});
  CHECK_THAT(text_of(client.ask(post(base + "/", "isi"))), Catch::StartsWith("not sent:"));
  CHECK_THAT(text_of(client.ask(get(base + "/"))), Catch::StartsWith("not sent:"));
  CHECK_THAT(text_of(client.ask(post("http://nobody.invalid/", "isi"))), Catch::StartsWith("not sent:"));
}

TEST_CASE("client: a TLS handshake that fails has sent nothing", "[http]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) { peer.say("this is no TLS\r\n"); });
  const auto base = "https" + server.base().substr(4);
  Client client({.allowed_bases = {base}});
  CHECK_THAT(text_of(client.ask(post(base + "/", "isi"))), Catch::StartsWith("not sent:"));
}

TEST_CASE("client: requests that cannot be sent are refused, after exchange has returned", "[http]") {
  Client client({});
  auto broken = get("http://192.0.2.1/");
  broken.headers.add("X-Name", "a\r\nX-Other: b");
  for (const auto& request : {get("ftp://127.0.0.1/x"), get("file:///etc/passwd"), get("/relative"), get(""),
                              get("http://user:pw@192.0.2.1/"), broken}) {
    INFO(request.target);
    CHECK_THAT(text_of(client.ask(request)), Catch::StartsWith("not sent:"));
  }
}
