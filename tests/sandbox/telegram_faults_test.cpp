// SPDX-License-Identifier: Apache-2.0
// Every fault as a client meets it. What was done is what the phone shows.
#include "http/raw_socket.hpp"
#include "sandbox/telegram_house.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

struct Faulty {
  Telegram telegram;
  Faulty() { telegram.say("halo"); }
  http::Exchange send(const std::string& text = "jawaban") {
    return telegram.call("sendMessage", {{"chat_id", person}, {"text", text}});
  }
  std::size_t shown() { return telegram.phone().size() - 1; }
};

}  // namespace

TEST_CASE("faults: refusals come before anything is done, as often as planned") {
  Faulty far;
  far.telegram.plan("429,500,503:2,garbage,refuse");
  const auto busy = answered(far.send());
  CHECK(busy.status == 429);
  CHECK(busy.headers.only("Retry-After") == "1");
  CHECK(Json::parse(busy.body)["parameters"]["retry_after"] == 1);
  CHECK(answered(far.send()).status == 500);
  CHECK(answered(far.send()).status == 503);
  CHECK(answered(far.send()).status == 503);
  CHECK(answered(far.send()).body.starts_with("<html>"));
  CHECK(json_of(far.send())["success"] == false);
  CHECK(far.shown() == 0);
  CHECK(answered(far.send()).status == 200);
  CHECK(far.shown() == 1);
}

TEST_CASE("faults: a slow answer is the right one, three seconds late") {
  Faulty far;
  far.telegram.plan("slow");
  const auto start = std::chrono::steady_clock::now();
  CHECK(json_of(far.send())["ok"] == true);
  CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(2990));
  CHECK(far.shown() == 1);
}

TEST_CASE("faults: half of the JSON, in a proper answer") {
  Faulty far;
  far.telegram.plan("truncated");
  const auto answer = answered(far.send());
  CHECK(answer.status == 200);
  CHECK(Json::parse(answer.body, nullptr, false).is_discarded());
  CHECK(far.shown() == 1);
}

TEST_CASE("faults: done, and the connection ends in the answer or before it") {
  Faulty far;
  const auto fault = GENERATE("half-closed", "accept-then-drop", "drop");
  // A connection that is kept from before is the harder case: nothing may be sent a second time on a new one.
  REQUIRE(answered(far.send()).status == 200);
  far.telegram.plan(fault);
  CHECK(std::holds_alternative<http::NoAnswer>(far.send()));
  CHECK(far.shown() == 2);
  CHECK(answered(far.send()).status == 200);
  CHECK(far.shown() == 3);
}

TEST_CASE("faults: done, and no answer at all") {
  Faulty far;
  far.telegram.plan("silent");
  auto request = far.telegram.request("sendMessage", {{"chat_id", person}, {"text", "jawaban"}});
  request.timeout = std::chrono::milliseconds(300);
  CHECK(std::holds_alternative<http::NoAnswer>(far.telegram.house.ask(request)));
  CHECK(far.shown() == 1);
}

TEST_CASE("faults: what is cut on the wire is cut in the middle, and no mark of it leaves") {
  Faulty far;
  far.telegram.plan("half-closed");
  const auto base = far.telegram.base();
  RawSocket socket(static_cast<std::uint16_t>(std::stoi(base.substr(base.rfind(':') + 1))));
  socket.send("GET /bot700001:test/getMe HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = socket.read_all();
  CHECK(answer.starts_with("HTTP/1.1 200"));
  CHECK(answer.find("Sandbox") == std::string::npos);
  const auto body = answer.substr(answer.find("\r\n\r\n") + 4);
  const auto length = std::stoul(answer.substr(answer.find("Content-Length: ") + 16));
  CHECK(body.size() == length / 2);
}

TEST_CASE("faults: after some requests, on some calls, and taken back") {
  Faulty far;
  const auto plan = [&](const Json& order) {
    return answered(far.telegram.house.ask(post(far.telegram.base() + "/faults", order))).status;
  };
  CHECK(plan({{"fault", "500"}, {"times", 2}, {"after", 1}}) == 200);
  CHECK(answered(far.send()).status == 200);
  CHECK(answered(far.send()).status == 500);
  CHECK(answered(far.send()).status == 500);
  CHECK(answered(far.send()).status == 200);
  CHECK(plan({{"fault", "503"}, {"on", "getFile"}}) == 200);
  CHECK(answered(far.send()).status == 200);
  CHECK(answered(far.telegram.call("getFile", {{"file_id", "x"}})).status == 503);
  CHECK(plan({{"fault", "429"}, {"times", 1000}}) == 200);
  // A poller is left alone unless it is meant.
  CHECK(answered(far.telegram.call("getUpdates", Json::object())).status == 200);
  CHECK(plan({{"fault", "500"}, {"on", "getUpdates"}}) == 200);
  CHECK(answered(far.telegram.call("getUpdates", Json::object())).status == 500);
  CHECK(plan({{"fault", "none"}}) == 200);
  CHECK(answered(far.send()).status == 200);
  CHECK(plan({{"fault", "500"}, {"times", 0}}) == 400);
  CHECK(plan({{"fault", "500"}, {"after", -1}}) == 400);
  CHECK(plan({{"times", 3}}) == 400);
}

TEST_CASE("faults: the list of the command line") {
  AsioLoop loop;
  sandbox::Faults faults(loop);
  CHECK(faults.add("429:3,slow"));
  CHECK(faults.planned() == 4);
  CHECK(faults.add(""));
  for (const auto* wrong : {"nonsense", "429:x", "429:", "429:0", "429:-1", "slow,", ",slow", "slow,nonsense"}) {
    CAPTURE(wrong);
    const auto before = faults.planned();
    const bool taken = faults.add(wrong);
    CHECK(taken == (std::string_view(wrong) == "slow,"));
    if (!taken) CHECK(faults.planned() == before);
  }
  using sandbox::Fault;
  CHECK(faults.next({Fault::slow}) == Fault::slow);
  CHECK(faults.next({Fault::too_many}) == Fault::too_many);
  CHECK_FALSE(faults.next({Fault::garbage}));
  for (const auto* name : {"429", "500", "503", "slow", "garbage", "truncated", "half-closed", "accept-then-drop",
                           "silent", "refuse", "duplicate", "reorder"}) {
    CAPTURE(name);
    REQUIRE(sandbox::fault_from(name));
    CHECK(to_string(*sandbox::fault_from(name)) == name);
    CHECK(sandbox::fault_names().find(name) != std::string::npos);
  }
}
