// SPDX-License-Identifier: Apache-2.0
// Many exchanges at once, and clients that go away in the middle.
#include <catch2/catch.hpp>

#include "http/client_fixture.hpp"
#include "http/scripted_server.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

std::vector<http::Route> echo() {
  return {{.method = "POST",
           .path = "/in",
           .body_limit = 1 << 20,
           .handle = [](http::Request r, const http::Respond& respond) { respond({.body = std::move(r.body)}); }}};
}

std::string base(const Served& served) { return "http://127.0.0.1:" + std::to_string(served.port()); }

}  // namespace

TEST_CASE("client: many exchanges at once each get their own answer", "[http][pool]") {
  LoopThread thread;
  Served served(thread, {}, echo());
  Client client({.allowed_bases = {base(served)}, .connections_per_host = 8});
  std::vector<std::future<http::Exchange>> answers;
  answers.reserve(300);
  for (int i = 0; i < 300; ++i) answers.push_back(client.start(post(base(served) + "/in", std::to_string(i))));
  for (int i = 0; i < 300; ++i) {
    INFO(i);
    CHECK(text_of(answers.at(static_cast<std::size_t>(i)).get()) == "200 " + std::to_string(i));
  }
}

TEST_CASE("client: no more connections to a host than configured", "[http][pool]") {
  std::atomic<int> open = 0;
  std::atomic<int> most = 0;
  ScriptedServer server([&](ScriptedServer::Peer& peer) {
    most = std::max(most.load(), ++open);
    while (!peer.request().empty()) peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    --open;
  });
  Client client({.allowed_bases = {server.base()}, .connections_per_host = 3});
  std::vector<std::future<http::Exchange>> answers;
  for (int i = 0; i < 30; ++i) answers.push_back(client.start(get(server.base() + "/")));
  for (auto& answer : answers) CHECK(text_of(answer.get()) == "200 ok");
  CHECK(most <= 3);
  CHECK(server.connections() <= 3);
}

TEST_CASE("client: a hung exchange holds up no other to the same host", "[http][pool]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) {
    for (auto seen = peer.request(); !seen.empty(); seen = peer.request()) {
      if (seen.find("/hang ") != std::string::npos) return peer.wait_for_end();
      peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
    }
  });
  Client client({.allowed_bases = {server.base()}});
  auto hung = get(server.base() + "/hang");
  hung.timeout = 300ms;
  auto hanging = client.start(hung);
  CHECK(text_of(client.ask(get(server.base() + "/x"))) == "200 ok");
  CHECK(hanging.wait_for(0s) == std::future_status::timeout);
  CHECK_THAT(text_of(hanging.get()), Catch::StartsWith("no answer:"));
  CHECK(text_of(client.ask(get(server.base() + "/x"))) == "200 ok");
}

TEST_CASE("client: an answer may start the next exchange", "[http][pool]") {
  LoopThread thread;
  Served served(thread, {}, echo());
  auto client = thread.call([&] { return http::make_client(thread.loop, {.allowed_bases = {base(served)}}); });
  std::promise<std::string> told;
  std::function<void(int)> next = [&](int left) {
    client->exchange(post(base(served) + "/in", std::to_string(left)), [&, left](const http::Exchange& exchange) {
      if (left == 0) return told.set_value(text_of(exchange));
      next(left - 1);
    });
  };
  thread.call([&] { next(20); });
  CHECK(told.get_future().get() == "200 0");
  thread.call([&] { client.reset(); });
}

TEST_CASE("client: whoever throws on an answer costs nobody else theirs", "[http][pool]") {
  LoopThread thread;
  Served served(thread, {}, echo());
  auto client = thread.call([&] { return http::make_client(thread.loop, {.allowed_bases = {base(served)}}); });
  std::promise<std::string> told;
  thread.call([&] {
    for (int i = 0; i < 3; ++i) {
      client->exchange(post(base(served) + "/in", "x"), [&, i](const http::Exchange&) {
        if (i == 2)
          client->exchange(post(base(served) + "/in", "y"), [&](const auto& e) { told.set_value(text_of(e)); });
        throw std::runtime_error("thrown");
      });
    }
  });
  CHECK(told.get_future().get() == "200 y");
  thread.call([&] { client.reset(); });
}

TEST_CASE("client: destroyed by an answer, with others under way, it calls nobody else", "[http][pool]") {
  std::promise<void> first;
  ScriptedServer server([](ScriptedServer::Peer& peer) {
    const auto seen = peer.request();
    if (seen.find("/hang ") != std::string::npos) return peer.wait_for_end();
    peer.say("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok");
  });
  LoopThread thread;
  auto client = thread.call([&] { return http::make_client(thread.loop, {.allowed_bases = {server.base()}}); });
  int others = 0;
  thread.call([&] {
    client->exchange(get(server.base() + "/hang"), [&](const http::Exchange&) { ++others; });
    client->exchange(get("nonsense"), [&](const http::Exchange&) { ++others; });
    client->exchange(get(server.base() + "/x"), [&](const http::Exchange&) {
      client.reset();
      first.set_value();
    });
  });
  first.get_future().get();
  CHECK(thread.call([&] { return others; }) == 1);  // the nonsense, which was refused before
}

TEST_CASE("client: destroyed while its loop never runs again, it leaves nothing behind", "[http][pool]") {
  ScriptedServer server([](ScriptedServer::Peer& peer) {
    peer.request();
    peer.wait_for_end();
  });
  auto thread = std::make_unique<LoopThread>();
  auto client = thread->call([&] { return http::make_client(thread->loop, {.allowed_bases = {server.base()}}); });
  bool called = false;
  thread->call([&] { client->exchange(get(server.base() + "/"), [&](const http::Exchange&) { called = true; }); });
  thread->halt();
  client.reset();
  thread.reset();
  CHECK_FALSE(called);
}
