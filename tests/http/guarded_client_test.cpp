// SPDX-License-Identifier: Apache-2.0
// Where the client goes and where it does not: addresses, redirects, proxies.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "gateway/http/curl_transfer.hpp"
#include "http/client_fixture.hpp"
#include "http/scripted_server.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

const std::string ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

void answer_all(ScriptedServer::Peer& peer) {
  while (!peer.request().empty()) peer.say(ok);
}

std::function<void(ScriptedServer::Peer&)> redirect_to(std::string location) {
  return [location = std::move(location)](ScriptedServer::Peer& peer) {
    while (!peer.request().empty()) {
      peer.say("HTTP/1.1 302 Found\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n");
    }
  };
}

http::Request file(const std::string& url) {
  auto request = get(url);
  request.to_file_host = true;
  request.headers.add("Authorization", "Bearer rahasia");
  request.headers.add("Accept", "image/jpeg");
  return request;
}

std::string port_of(const ScriptedServer& server) { return server.base().substr(17); }

// One blocking transfer whose host name resolves to `address`, whatever the world says.
http::Exchange resolved(const http::TransferRules& rules, const std::string& url, const std::string& entry) {
  http::Transfer transfer(rules);
  curl_slist* hosts = curl_slist_append(nullptr, entry.c_str());
  curl_easy_setopt(transfer.handle(), CURLOPT_RESOLVE, hosts);
  REQUIRE_FALSE(transfer.aim(get(url)));
  const auto code = curl_easy_perform(transfer.handle());
  auto exchange = transfer.judge(code);
  curl_slist_free_all(hosts);
  return exchange;
}

}  // namespace

TEST_CASE("client: an address of our own network is not connected to", "[http][guard]") {
  ScriptedServer server(answer_all);
  Client client({.allowed_bases = {"http://127.0.0.1:1"}});
  for (const auto* host : {"127.0.0.1", "localhost", "LOCALHOST", "localhost.", "a.localhost", "2130706433", "0x7f.1",
                           "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "169.254.169.254", "10.0.0.1"}) {
    INFO(host);
    const auto url = std::string("http://") + host + ":" + port_of(server) + "/";
    CHECK(text_of(client.ask(get(url))) == "not sent: private address");
  }
  CHECK(server.connections() == 0);
}

TEST_CASE("client: a name that resolves into our own network is not connected to", "[http][guard]") {
  ScriptedServer server(answer_all);
  const auto host = "rebound.example:" + port_of(server);
  http::TransferRules rules;
  for (const std::string address : {"127.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "0.0.0.0"}) {
    INFO(address);
    CHECK(text_of(resolved(rules, "http://" + host + "/", host + ":" + address)) == "not sent: private address");
  }
  CHECK(server.connections() == 0);
  rules.allowed.add(*http::origin_of("http://" + host));
  CHECK(text_of(resolved(rules, "http://" + host + "/", host + ":127.0.0.1")) == "200 ok");
}

TEST_CASE("client: redirects are answers, unless a file host was asked", "[http][redirect]") {
  ScriptedServer there(answer_all);
  ScriptedServer here(redirect_to(there.base() + "/file"));
  Client client({.allowed_bases = {here.base(), there.base()}});
  auto plain = get(here.base() + "/");
  CHECK(text_of(client.ask(plain)) == "302 ");
  CHECK(there.connections() == 0);
  CHECK(text_of(client.ask(file(here.base() + "/"))) == "200 ok");
  auto posted = post(here.base() + "/", "isi");
  posted.to_file_host = true;
  CHECK(text_of(client.ask(posted)) == "302 ");
}

TEST_CASE("client: no credential follows a redirect to another host", "[http][redirect]") {
  ScriptedServer there(answer_all);
  ScriptedServer here(redirect_to(there.base() + "/file"));
  Client client({.allowed_bases = {here.base(), there.base()}});
  CHECK(text_of(client.ask(file(here.base() + "/"))) == "200 ok");
  CHECK(here.requests().at(0).find("Bearer rahasia") != std::string::npos);
  const auto seen = there.requests().at(0);
  CHECK(seen.starts_with("GET /file HTTP/1.1\r\n"));
  CHECK(seen.find("rahasia") == std::string::npos);
  CHECK(seen.find("Accept: image/jpeg\r\n") != std::string::npos);
}

TEST_CASE("client: a redirect within one host keeps its headers, two at most are followed", "[http][redirect]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) {
    for (int i = 1; !peer.request().empty(); ++i) {
      peer.say("HTTP/1.1 301 Moved\r\nLocation: /" + std::to_string(i) + "\r\nContent-Length: 0\r\n\r\n");
    }
  });
  Client client({.allowed_bases = {server.base()}});
  CHECK(text_of(client.ask(file(server.base() + "/0"))) == "301 ");
  const auto seen = server.requests();
  REQUIRE(seen.size() == 3);
  CHECK(seen.at(2).starts_with("GET /2 HTTP/1.1\r\n"));
  CHECK(seen.at(2).find("Bearer rahasia") != std::string::npos);
  // A handle that followed redirects starts again from none.
  CHECK(text_of(client.ask(file(server.base() + "/0"))) == "301 ");
  CHECK(server.requests().size() == 6);
}

TEST_CASE("client: a redirect into our own network is not followed", "[http][redirect]") {
  ScriptedServer inside(answer_all);
  ScriptedServer here(redirect_to(inside.base() + "/secret"));
  Client client({.allowed_bases = {here.base()}});
  CHECK(text_of(client.ask(file(here.base() + "/"))) == "not sent: private address");
  CHECK(inside.connections() == 0);
}

TEST_CASE("client: a redirect to another scheme is an answer", "[http][redirect]") {
  for (const std::string to : {"file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x"}) {
    INFO(to);
    ScriptedServer here(redirect_to(to));
    Client client({.allowed_bases = {here.base()}});
    CHECK(text_of(client.ask(file(here.base() + "/"))) == "302 ");
  }
}

TEST_CASE("client: the configured proxy is used, but not for what is on this machine", "[http][proxy]") {
  ScriptedServer proxy(answer_all);
  ScriptedServer local(answer_all);
  Client client({.allowed_bases = {local.base()}, .proxy = proxy.base()});
  CHECK(text_of(client.ask(get("http://api.example/x"))) == "200 ok");
  CHECK(proxy.requests().at(0).starts_with("GET http://api.example/x HTTP/1.1\r\n"));
  CHECK(text_of(client.ask(get(local.base() + "/x"))) == "200 ok");
  CHECK(local.requests().at(0).starts_with("GET /x HTTP/1.1\r\n"));
  CHECK(proxy.requests().size() == 1);
  // The proxy is no way around the guard.
  CHECK(text_of(client.ask(get("http://10.0.0.1/x"))) == "not sent: private address");
}

TEST_CASE("client: the environment's proxies are not read", "[http][proxy]") {
  ScriptedServer proxy(answer_all);
  ScriptedServer server(answer_all);
  ::setenv("http_proxy", proxy.base().c_str(), 1);
  ::setenv("ALL_PROXY", proxy.base().c_str(), 1);
  {
    Client client({.allowed_bases = {server.base()}});
    CHECK(text_of(client.ask(get(server.base() + "/x"))) == "200 ok");
  }
  ::unsetenv("http_proxy");
  ::unsetenv("ALL_PROXY");
  CHECK(proxy.connections() == 0);
}
