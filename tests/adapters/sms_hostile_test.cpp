// SPDX-License-Identifier: Apache-2.0
// What people send who wish us no good (and what broken programs send): nothing of it may throw, hang or come through.
#include <random>
#include <string>

#include "adapters/damage.hpp"
#include "adapters/sms_support.hpp"
#include "gateway/base/utf8.hpp"

using namespace pintu;
using namespace std::string_literals;
using test::form;
using test::get;
using test::one;

namespace {

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::vector<std::unique_ptr<Channel>> everyone() {
  std::vector<std::unique_ptr<Channel>> all;
  for (const auto* kind : {"sms/twilio", "sms/kannel", "sms/vonage", "sms/infobip", "sms/generic"}) {
    all.push_back(test::sms(kind));
  }
  all.push_back(test::generic({{"from", "/a/0/f"}, {"text", "/a/0/t"}, {"lat", "/a/0/lat"}, {"lon", "/a/0/lon"}}));
  all.push_back(
      test::generic({{"items", "/a"}, {"from", "f"}, {"text", "t"}, {"media", "u"}}, {{"charset", "utf-16be"}}));
  all.push_back(test::generic({{"from", "m/f"}, {"text", "m/t/@v"}, {"id", "m/@id"}}));
  return all;
}

// Whatever came of it can be stored and shown.
void check(const Channel& channel, const http::Request& request) {
  static_cast<void>(channel.authentic(request));
  const auto received = channel.receive(request);
  if (!received) {
    REQUIRE((received.error().code() == Errc::malformed || received.error().code() == Errc::unsupported));
    return;
  }
  for (const auto& event : received->events) {
    const auto line = parse_line(event);
    REQUIRE(utf8::valid(line));
    REQUIRE(utf8::valid(event.text));
    REQUIRE(event.text.find('\0') == std::string::npos);
    REQUIRE(event.from.find('\0') == std::string::npos);
    REQUIRE(event.id.find('\0') == std::string::npos);
    REQUIRE(utf8::code_points(event.text) <= 16384);
    if (event.part) REQUIRE((event.part->number >= 1 && event.part->number <= event.part->total));
  }
}

}  // namespace

TEST_CASE("sms: odd bodies and types on every gateway") {
  const auto all = everyone();
  const std::vector<std::string> bodies{
      "",
      " ",
      "\0"s,
      "x",
      "{",
      "[",
      "{}",
      "[]",
      "null",
      "7",
      "\"a\"",
      "a=b&&c",
      "=",
      "%",
      "%%%",
      "&&&",
      "\xEF\xBB\xBF{}",
      "<",
      "<a",
      "<a/>",
      "<a></b>",
      "<?xml version=\"1.0\"?>",
      "<!DOCTYPE a>",
      R"({"results":[{"messageId":{},"from":[],"text":7,"message":"x","status":[]}]})",
      R"({"a":[{"f":{},"t":[]}]})",
      R"({"a":{"0":1}})",
      R"({"a":[{"f":628123456789,"t":1e400}]})",
      R"({"a":[{"f":"\ud83d","t":"\u0000x\ude00"}]})"};
  for (const auto& body : bodies) {
    for (const std::string type :
         {"", "application/json", "text/xml", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data",
          "application/octet-stream", "\xFF;charset="}) {
      CAPTURE(body, type);
      for (const auto& channel : all) check(*channel, test::post(type, body));
    }
  }
}

TEST_CASE("sms: a compressed body is never unpacked") {
  for (const auto& channel : everyone()) {
    auto request = form("From=%2B62812345678&Body=a&MessageSid=1&msisdn=62812345678&body=a&messageId=1&text=a");
    request.headers.add("Content-Encoding", "gzip");
    CAPTURE(channel->kind());
    const auto received = channel->receive(request);
    REQUIRE_FALSE(received);
    CHECK(received.error().code() == Errc::unsupported);
  }
}

TEST_CASE("sms: bombs of depth and number") {
  const auto all = everyone();
  for (const int depth : {65, 100000}) {
    for (const auto& channel : all) {
      check(*channel, test::json(repeated("[", depth)));
      check(*channel, test::json(R"({"a":)" + repeated("[", depth) + repeated("]", depth) + "}"));
      check(*channel, test::post("text/xml", repeated("<m>", depth) + repeated("</m>", depth)));
    }
  }
  std::string pairs = "msisdn=62812345678&body=a&msgid=1";
  for (int i = 0; i < 100000; ++i) pairs += "&k" + std::to_string(i) + "=v";
  CHECK(one(*test::sms("sms/generic"), form(pairs)).text == "a");
  CHECK_FALSE(test::sms("sms/generic")->receive(form(pairs.substr(34) + "&msisdn=62812345678&body=a")));
  const auto items = test::sms("sms/infobip")->receive(test::json("{\"results\":[" + repeated("7,", 5000) + "7]}"));
  REQUIRE(items);
  CHECK(items->events.size() == 1000);
}

TEST_CASE("sms: texts are data, at a length that fits") {
  const std::string evil = "<script>alert(1)</script> =cmd|' /C' ; DROP TABLE x;-- \u202E \x1B[31m\r\nX: y";
  const auto query = "from=0812345678&to=1708&id=1&text=" + http::url_encode(evil);
  CHECK(one(*test::sms("sms/kannel"), get(query)).text == evil);
  const auto answer =
      test::sms("sms/twilio")->receive(form("From=%2B62812345678&MessageSid=1&Body=" + http::url_encode(evil)));
  REQUIRE(answer);
  CHECK(answer->answer.body == "<Response/>");
  CHECK(utf8::code_points(
            one(*test::sms("sms/kannel"), get("from=0812345678&id=1&text=" + repeated("%C3%A9", 70000))).text) ==
        16384);
  const auto id = one(*test::sms("sms/kannel"), get("from=0812345678&text=a&id=" + repeated("x", 70000))).id;
  CHECK(id.size() <= 260);
}

TEST_CASE("sms: any byte changed, cut or doubled gives an event or a refusal, never an exception") {
  const std::vector<http::Request> good{
      form("MessageSid=SM1&From=%2B628123456789&To=%2B15005550006&Body=Halo+%F0%9F%98%80&NumMedia=1&MediaUrl0=https%3A%"
           "2F%2Fa.b%2Fc.jpg&Latitude=1&Longitude=2"),
      get("from=%2B628123456789&to=1708&text=%00H%00i%D8%3D%DE%00&ts=1795490546&id=a1&coding=2&charset=UTF-16BE&udh=%"
          "05%00%03w%02%01"),
      get("id=77&type=16&fid=&reply=NACK%2F0x0000000b%2FInvalid&to=%2B62812"),
      form("msisdn=628123456789&to=1708&messageId=0A1&text=Halo&concat=true&concat-ref=7&concat-total=3&concat-part=2"),
      test::json(
          R"({"results":[{"messageId":"m1","from":"628123456789","text":"Halo \ud83d\ude00","receivedAt":"2016-10-06T09:28:39.220+0000"},{"messageId":"m2","status":{"groupName":"DELIVERED"}}]})"),
      test::json(R"({"a":[{"f":"628123456789","t":"%00H%00i","lat":1.5,"lon":2,"u":["https://a.b/c"]}]})"),
      test::post("text/xml", "<?xml version=\"1.0\"?><m id=\"1\"><f>628123456789</f><t v=\"Halo &amp; &#233;\"/></m>")};
  const auto all = everyone();
  std::mt19937 random(20261124);
  for (int round = 0; round < 4000; ++round) {
    auto request = good[random() % good.size()];
    auto& bytes = request.body.empty() ? request.target : request.body;
    bytes = test::damaged(std::move(bytes), random, 1);
    for (const auto& channel : all) check(*channel, request);
  }
}
