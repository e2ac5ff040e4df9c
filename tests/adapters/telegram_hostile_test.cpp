// SPDX-License-Identifier: Apache-2.0
// What people send who wish us no good (and what broken programs send): nothing of it may throw, hang or come through.
#include <random>
#include <string>

#include "adapters/damage.hpp"
#include "adapters/telegram_support.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::lines;
using test::post;

namespace {

std::string with_text(const std::string& literal) {
  return R"({"update_id":7,"message":{"message_id":12,"date":1,"chat":{"id":4711,"type":"private"},"text":)" + literal +
         "}}";
}

Inbound one(const std::string& body) {
  const auto received = test::telegram()->receive(post(body));
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  return received->events.front();
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a body that is no update is refused whole") {
  const auto body = GENERATE(as<std::string>{}, "", " ", "x", "null", "7", "\"a\"", "[]", "{}", "[{\"update_id\":1}]",
                             "{\"update_id\":1", "{\"update_id\":1}x", "{\"ok\":false,\"error_code\":400}",
                             "{\"ok\":true}", "{\"ok\":true,\"result\":{}}", "{\"ok\":\"true\",\"result\":[]}",
                             "{'update_id':1}", "<html></html>", "{\"update_id\":01}");
  CAPTURE(body);
  CHECK(lines(*test::telegram(), body) == "refused\n");
}

TEST_CASE("depth bombs are refused before anything is built") {
  for (const int depth : {65, 1000, 1000000}) {
    CHECK(lines(*test::telegram(), repeated("[", depth)) == "refused\n");
    CHECK(lines(*test::telegram(), R"({"update_id":1,"x":)" + repeated("{\"a\":", depth) + "1" + repeated("}", depth) +
                                       "}") == "refused\n");
  }
  CHECK(lines(*test::telegram(), R"({"update_id":1,"x":)" + repeated("[", 63) + repeated("]", 63) + "}") ==
        "{\"event\":\"ignored\",\"id\":\"1\",\"reason\":\"x\"}\n");
  CHECK(lines(*test::telegram(), with_text("\"" + repeated("[{", 5000) + "\"")).find("message") != std::string::npos);
}

TEST_CASE("one bad item is rejected and nothing else") {
  const auto body = GENERATE(
      as<std::string>{}, R"({"update_id":"7","message":{}})", R"({"update_id":7.0})", R"({"update_id":-1})",
      R"({"update_id":null})", R"({"update_id":9223372036854775808})", R"({"update_id":1e400})",
      R"({"update_id":7,"message":7})", R"({"update_id":7,"message":{}})", R"({"update_id":7,"message":[]})",
      R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":7,"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":"4711","type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":4711.0,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":1e19,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":18446744073709551616,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":4711},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":"1","date":1,"chat":{"id":4711,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":"asdf","chat":{"id":4711,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":9223372036854775807,"chat":{"id":4711,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"message":{"message_id":1,"date":-5,"chat":{"id":4711,"type":"private"},"text":"a"}})",
      R"({"update_id":7,"edited_message":{"message_id":1}})", R"({"update_id":7,"callback_query":[]})",
      R"({"update_id":7,"my_chat_member":{}})", R"({"update_id":7,"message_reaction":"x"})");
  CAPTURE(body);
  CHECK(one(body).kind == InboundKind::rejected);
  CHECK_FALSE(one(body).reason.empty());
}

TEST_CASE("contents of the wrong shape are rejected") {
  const auto keys =
      GENERATE(as<std::string>{}, R"("text":7)", R"("text":["a"])", R"("caption":{})", R"("photo":[])",
               R"("photo":{"file_id":"a"})", R"("photo":[7])", R"("photo":[{"file_id":7}])", R"("voice":{})",
               R"("voice":"v")", R"("document":[])", R"("contact":{})", R"("location":{})",
               R"("location":{"latitude":"1","longitude":"2"})", R"("location":{"latitude":1e400,"longitude":2})",
               R"("location":{"latitude":91,"longitude":2})", R"("location":{"latitude":1,"longitude":-180.5})",
               R"("location":{"latitude":null,"longitude":2})", R"("venue":{"title":"x"})");
  CAPTURE(keys);
  const auto event =
      one(R"({"update_id":7,"message":{"message_id":12,"date":1,"chat":{"id":4711,"type":"private"},)" + keys + "}}");
  CHECK(event.kind == InboundKind::rejected);
  CHECK(event.id == "7");
}

TEST_CASE("broken characters are mended, the message stays") {
  struct Row {
    std::string literal;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({{"\"a\\ud83db\"", "a\uFFFDb"},
                                         {"\"a\\ude00\"", "a\uFFFD"},
                                         {"\"\\ud83d\\ud83d\\ude00\"", "\uFFFD😀"},
                                         {"\"\\ud83d\\u0041\"", "\uFFFDA"},
                                         {"\"\\\\ud83d\"", "\\ud83d"},
                                         {"\"a\xFF"
                                          "b\"",
                                          "a\uFFFDb"},
                                         {"\"\xC0\xAF\"", "\uFFFD\uFFFD"},
                                         {"\"a\\u0000b\"", "ab"}}));
  CAPTURE(row.literal);
  const auto event = one(with_text(row.literal));
  CHECK(event.kind == InboundKind::message);
  CHECK(event.text == row.text);
}

TEST_CASE("a raw control character or half an escape in a string is no JSON") {
  CHECK(lines(*test::telegram(), with_text("\"a\x01\"")) == "refused\n");
  CHECK(lines(*test::telegram(), with_text("\"a\\")) == "refused\n");
  CHECK(lines(*test::telegram(), with_text("\"a\\u12\"")) == "refused\n");
}

TEST_CASE("names and texts are data, at a length that fits") {
  const std::string evil = R"(<script>alert(1)</script> =cmd|' /C' ; DROP TABLE x;-- \u202E \u001b[31m)";
  CHECK(one(with_text("\"" + evil + "\"")).text.find("<script>") == 0);
  CHECK(utf8::code_points(one(with_text("\"" + repeated("é", 70000) + "\"")).text) == 16384);
  const auto event =
      one(R"({"update_id":7,"message":{"message_id":1,"date":1,"chat":{"id":4711,"type":"private","first_name":")" +
          repeated("n", 65536) + R"("},"text":"a"}})");
  CHECK(utf8::code_points(event.name) == 256);
}

TEST_CASE("a thousand keys, double keys and a BOM do no harm") {
  std::string keys;
  for (int i = 0; i < 100000; ++i) keys += "\"k" + std::to_string(i) + "\":0,";
  CHECK(one("{" + keys + "\"update_id\":7}").kind == InboundKind::ignored);
  CHECK(one(R"({"update_id":6,"update_id":7,"poll":{}})").id == "7");
  CHECK(one("\xEF\xBB\xBF{\"update_id\":7,\"poll\":{}}").id == "7");
}

TEST_CASE("any byte changed, cut or doubled gives an event or a refusal, never an exception") {
  const std::string good =
      R"({"update_id":7,"message":{"message_id":12,"date":1777700000,"chat":{"id":4711,"type":"private","first_name":"Siti"},)"
      R"("caption":"Lampu \u00e9 \ud83d\ude00","photo":[{"file_id":"a","width":1,"height":2}],"venue":{"title":"x"},)"
      R"("location":{"latitude":-6.9,"longitude":107.6},"reply_to_message":{"message_id":3}}})";
  const auto channel = test::telegram();
  std::mt19937 random(20261124);
  for (int round = 0; round < 5000; ++round) {
    const auto body = test::damaged(good, random, 1);
    const auto received = channel->receive(post(body));
    if (!received) {
      CHECK(received.error().code() == Errc::malformed);
      continue;
    }
    for (const auto& event : received->events) {
      REQUIRE(utf8::valid(parse_line(event)));
      REQUIRE(utf8::valid(event.text));
      REQUIRE(event.text.find('\0') == std::string::npos);
    }
  }
}
