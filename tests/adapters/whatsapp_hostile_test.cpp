// SPDX-License-Identifier: Apache-2.0
// What people send who wish us no good (and what broken programs send) behind a right signature: nothing of it may
// throw, hang or come through.
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "adapters/damage.hpp"
#include "adapters/whatsapp_support.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::whatsapp_body;
using test::whatsapp_lines;
using test::whatsapp_post;
using test::whatsapp_said;

namespace {

Inbound one(const std::string& body) {
  const auto received = test::whatsapp()->receive(whatsapp_post(body));
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  return received->events.front();
}

std::string said_text(const std::string& literal) {
  return whatsapp_said(R"("type":"text","text":{"body":)" + literal + "}");
}

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string message(const std::string& members) { return whatsapp_body("\"messages\":[{" + members + "}]"); }

}  // namespace

TEST_CASE("a body that is no webhook of WhatsApp is refused whole") {
  const auto body =
      GENERATE(as<std::string>{}, "", " ", "x", "null", "7", "[]", "{}", "{\"entry\":[]}", "{\"object\":null}",
               "{\"object\":7,\"entry\":[]}", "{\"object\":\"page\",\"entry\":[]}", "[{\"object\":1}]",
               R"({"object":"whatsapp_business_account","entry":[)", R"({"object":"whatsapp_business_account"}x)",
               R"({"object":["whatsapp_business_account"]})", "<html></html>");
  CAPTURE(body);
  CHECK(whatsapp_lines(*test::whatsapp(), body) == "refused\n");
}

TEST_CASE("an envelope of the wrong shape is rejected where it is wrong") {
  const auto body = GENERATE(
      as<std::string>{}, R"({"object":"whatsapp_business_account"})",
      R"({"object":"whatsapp_business_account","entry":null})", R"({"object":"whatsapp_business_account","entry":{}})",
      R"({"object":"whatsapp_business_account","entry":[7]})",
      R"({"object":"whatsapp_business_account","entry":[null]})",
      R"({"object":"whatsapp_business_account","entry":[{}]})",
      R"({"object":"whatsapp_business_account","entry":[{"changes":{}}]})",
      R"({"object":"whatsapp_business_account","entry":[{"changes":[7]}]})",
      R"({"object":"whatsapp_business_account","entry":[{"changes":[{}]}]})",
      R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":7,"value":{}}]}]})",
      R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages"}]}]})",
      R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":[]}]}]})",
      whatsapp_body(R"("messages":null)"), whatsapp_body(R"("messages":{})"), whatsapp_body(R"("messages":"x")"),
      whatsapp_body(R"("statuses":7)"), whatsapp_body(R"("errors":{})"), whatsapp_body(R"("messages":[null])"),
      whatsapp_body(R"("messages":[[]])"), whatsapp_body(R"("statuses":["x"])"));
  CAPTURE(body);
  CHECK(one(body).kind == InboundKind::rejected);
  CHECK_FALSE(one(body).reason.empty());
}

TEST_CASE("metadata that names no number is nobody's number") {
  const auto metadata = GENERATE(as<std::string>{}, "null", "7", "{}", R"({"phone_number_id":null})",
                                 R"({"phone_number_id":["1062"]})", R"({"phone_number_id":1062.0})");
  const auto body = R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":)"
                    R"({"metadata":)" +
                    metadata + R"(,"messages":[{"from":"6281","id":"a","type":"text","text":{"body":"x"}}]}}]}]})";
  CHECK(whatsapp_lines(*test::whatsapp(), body) == "{\"event\":\"ignored\",\"reason\":\"unknown-number\"}\n");
}

TEST_CASE("an empty webhook says nothing") {
  CHECK(whatsapp_lines(*test::whatsapp(), R"({"object":"whatsapp_business_account","entry":[]})").empty());
  CHECK(whatsapp_lines(*test::whatsapp(), whatsapp_body(R"("messages":[],"statuses":[])")).empty());
}

TEST_CASE("a message without what we know it by is rejected alone") {
  const auto members = GENERATE(
      as<std::string>{}, R"("from":"6281","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":null,"type":"text","text":{"body":"a"})",
      R"("from":"6281","id":7,"type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a\u0000b","type":"text","text":{"body":"a"})",
      R"("id":"a","type":"text","text":{"body":"a"})", R"("from":null,"id":"a","type":"text","text":{"body":"a"})",
      R"("from":6281,"id":"a","type":"text","text":{"body":"a"})",
      R"("from":["6281"],"id":"a","type":"text","text":{"body":"a"})",
      R"("from":"<PHONE>","id":"a","type":"text","text":{"body":"a"})",
      R"("from":"+6281","id":"a","type":"text","text":{"body":"a"})",
      R"("from":"foo_bar","id":"a","type":"text","text":{"body":"a"})",
      R"("from_user_id":"foo_bar","id":"a","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","text":{"body":"a"})", R"("from":"6281","id":"a","type":7,"text":{"body":"a"})",
      R"("from":"6281","id":"a","type":null)",
      R"("from":"6281","id":"a","timestamp":1777700000,"type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","timestamp":"asdf","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","timestamp":"","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","timestamp":"-5","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","timestamp":"1777700000x","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","timestamp":"99999999999999999999","type":"text","text":{"body":"a"})",
      R"("from":"6281","id":"a","timestamp":"999999999999999999","type":"text","text":{"body":"a"})");
  CAPTURE(members);
  const auto event = one(message(members));
  CHECK(event.kind == InboundKind::rejected);
  CHECK_FALSE(event.reason.empty());
  const auto received = test::whatsapp()->receive(whatsapp_post(message(members)));
  CHECK(received->at_once.empty());
  CHECK(received->answer.status == 200);
}

TEST_CASE("an id that is too long is none") {
  CHECK(one(message(R"("from":"6281","id":")" + repeated("i", 513) + R"(","type":"text","text":{"body":"a"})")).kind ==
        InboundKind::rejected);
  CHECK(one(message(R"("from":"6281","id":")" + repeated("i", 512) + R"(","type":"text","text":{"body":"a"})")).kind ==
        InboundKind::message);
}

TEST_CASE("contents of the wrong shape of WhatsApp are rejected") {
  const auto members = GENERATE(
      as<std::string>{}, R"("type":"text")", R"("type":"text","text":"a")", R"("type":"text","text":null)",
      R"("type":"text","text":{"body":7})", R"("type":"text","text":[])", R"("type":"image")",
      R"("type":"image","image":{})", R"("type":"image","image":{"id":null})", R"("type":"image","image":{"id":[]})",
      R"("type":"image","image":{"id":"7","caption":{}})", R"("type":"document","document":[])",
      R"("type":"location","location":{})", R"("type":"location","location":{"latitude":"1","longitude":"2"})",
      R"("type":"location","location":{"latitude":1e400,"longitude":2})",
      R"("type":"location","location":{"latitude":91,"longitude":2})",
      R"("type":"location","location":{"latitude":1,"longitude":-180.5})",
      R"("type":"location","location":{"latitude":null,"longitude":2})", R"("type":"contacts","contacts":{})",
      R"("type":"contacts","contacts":[])", R"("type":"contacts","contacts":[7])", R"("type":"button","button":{})",
      R"("type":"button","button":{"payload":""})", R"("type":"button","button":"x")",
      R"("type":"interactive","interactive":"x")",
      R"("type":"interactive","interactive":{"type":"button_reply","button_reply":7})",
      R"("type":"interactive","interactive":{"type":"button_reply","button_reply":{}})",
      R"("type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":7}})",
      R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":[]})",
      R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":{}}})",
      R"("type":"order","order":7)", R"("type":"order","order":{"text":7})", R"("type":"reaction")",
      R"("type":"reaction","reaction":{})", R"("type":"reaction","reaction":{"message_id":"a","emoji":7})",
      R"("type":"revoke","revoke":{"original_message_id":7})", R"("type":"edit","edit":{})",
      R"("type":"edit","edit":{"original_message_id":"a","message":7})",
      R"("type":"edit","edit":{"original_message_id":"a","message":{"type":"text","text":7}})");
  CAPTURE(members);
  const auto event = one(whatsapp_said(members));
  CHECK(event.kind == InboundKind::rejected);
  CHECK(event.id == "wamid.1");
  CHECK_FALSE(event.reason.empty());
}

TEST_CASE("a tap that is too long is none, and one we never sent is a tap") {
  const auto tap = [](const std::string& id) {
    return one(whatsapp_said(R"("type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":")" +
                             id + R"(","title":"Ya"}})"));
  };
  CHECK(tap(repeated("x", 257)).kind == InboundKind::rejected);
  CHECK(tap(repeated("x", 256)).kind == InboundKind::tap);
  CHECK(tap("' OR 1=1").tap == "' OR 1=1");
}

TEST_CASE("what takes back a message is taken from a placeholder, too") {
  const auto event = one(message(
      R"("from":"<PHONE>","id":"<ID>","timestamp":"1","type":"revoke","revoke":{"original_message_id":"<OTHER>"})"));
  CHECK(event.kind == InboundKind::revoke);
  CHECK(event.from == "<PHONE>");
  CHECK(event.reply_to == "<OTHER>");
}

TEST_CASE("depth bombs of WhatsApp are refused before anything is built") {
  const auto channel = test::whatsapp();
  for (const int depth : {65, 1000, 1000000}) {
    CHECK(whatsapp_lines(*channel, repeated("[", depth)) == "refused\n");
    CHECK(whatsapp_lines(*channel, R"({"object":"whatsapp_business_account","entry":)" + repeated("[", depth) +
                                       repeated("]", depth) + "}") == "refused\n");
  }
  const auto form = [](const std::string& raw) {
    return one(whatsapp_said(R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"response_json":)" +
                             nlohmann::json(raw).dump() + "}}"));
  };
  CHECK(form(repeated("[", 10000)).kind == InboundKind::message);
  CHECK(form("{\"a\":" + repeated("[", 10000)).text.starts_with("{\"a\":[["));
  CHECK(utf8::code_points(form(repeated("x", 70000)).text) == 16384);
}

TEST_CASE("broken characters of WhatsApp are mended, the message stays") {
  struct Row {
    std::string literal;
    std::string text;
  };
  const auto row = GENERATE(values<Row>({{"\"a\\ud83db\"", "a\uFFFDb"},
                                         {"\"a\\ude00\"", "a\uFFFD"},
                                         {"\"Jl. A\\/B \\u00e9\"", "Jl. A/B é"},
                                         {"\"a\xFF"
                                          "b\"",
                                          "a\uFFFDb"},
                                         {"\"\xC0\xAF\"", "\uFFFD\uFFFD"},
                                         {"\"a\\u0000b\"", "ab"}}));
  CAPTURE(row.literal);
  const auto event = one(said_text(row.literal));
  CHECK(event.kind == InboundKind::message);
  CHECK(event.text == row.text);
}

TEST_CASE("names and texts of WhatsApp are data, at a length that fits") {
  const std::string evil = R"(<script>alert(1)</script> =cmd|' /C' ; DROP TABLE x;-- \u202E \u001b[31m)";
  CHECK(one(said_text("\"" + evil + "\"")).text.starts_with("<script>"));
  CHECK(utf8::code_points(one(said_text("\"" + repeated("é", 70000) + "\"")).text) == 16384);
  const auto event = one(whatsapp_body(R"("contacts":[{"wa_id":"6281","profile":{"name":")" + repeated("n", 65536) +
                                       R"("}}],"messages":[{"from":"6281","id":"a","type":"document","document":{)"
                                       R"("id":"7","filename":")" +
                                       repeated("f", 65536) + R"(","mime_type":")" + repeated("m", 65536) + "\"}}]"));
  CHECK(utf8::code_points(event.name) == 256);
  CHECK(utf8::code_points(event.attachments.at(0).name) == 256);
  CHECK(utf8::code_points(event.attachments.at(0).mime) == 256);
}

TEST_CASE("very many keys, items, cards and contacts do no harm") {
  std::string keys;
  for (int i = 0; i < 100000; ++i) keys += "\"k" + std::to_string(i) + "\":0,";
  CHECK(one("{" + keys + whatsapp_said(R"("type":"text","text":{"body":"a"})").substr(1)).text == "a");
  CHECK(one(whatsapp_body(keys + R"("messages":[{"from":"6281","id":"a","type":"interactive"}])")).reason ==
        "unsupported");
  const auto cards = one(whatsapp_said(R"("type":"contacts","contacts":[{})" + repeated(",{}", 10000) + "]"));
  CHECK(cards.attachments.size() == 50);
  std::string contacts;
  std::string messages;
  for (int i = 0; i < 10000; ++i) {
    const auto number = std::to_string(6281000 + i);
    contacts += std::string(i == 0 ? "" : ",") + R"({"wa_id":")" + number + "\"}";
    messages += std::string(i == 0 ? "" : ",") + R"({"from":")" + number + R"(","id":")" + number +
                R"(","type":"text","text":{"body":"a"}})";
  }
  const auto received = test::whatsapp()->receive(
      whatsapp_post(whatsapp_body("\"contacts\":[" + contacts + "],\"messages\":[" + messages + "]")));
  REQUIRE(received);
  CHECK(received->events.size() == 10000);
  CHECK(one("\xEF\xBB\xBF" + whatsapp_said(R"("type":"text","text":{"body":"a"})")).text == "a");
}

TEST_CASE("any byte of a WhatsApp webhook changed, cut or doubled gives events or a refusal, never an exception") {
  const std::string good = whatsapp_body(
      R"("contacts":[{"wa_id":"6281","user_id":"ID.5","profile":{"name":"Siti"}}],"messages":[)"
      R"({"from":"6281","id":"a","timestamp":"1777700000","type":"image","image":{"id":"7","caption":"\u00e9 \ud83d\ude00"}},)"
      R"({"from_user_id":"ID.5","id":"b","type":"location","location":{"latitude":-6.9,"longitude":107.6}},)"
      R"({"from":"6281","id":"c","type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"1","title":"A"}}},)"
      R"({"from":"6281","id":"d","type":"contacts","contacts":[{"name":{"formatted_name":"x"},"phones":[{"phone":"1"}]}]},)"
      R"({"from":"6281","id":"e","type":"edit","edit":{"original_message_id":"a","message":{"type":"text","text":{"body":"x"}}}},)"
      R"({"from":"6281","id":"f","type":"order","order":{"product_items":[{"product_retailer_id":"x","quantity":2}]}}],)"
      R"("statuses":[{"id":"s","status":"failed","timestamp":"1","errors":[{"code":131047}]}],"errors":[{"code":1}])");
  const auto channel = test::whatsapp();
  std::mt19937 random(20261124);
  for (int round = 0; round < 5000; ++round) {
    const auto body = test::damaged(good, random, 1);
    const auto received = channel->receive(whatsapp_post(body));
    if (!received) {
      CHECK(received.error().code() == Errc::malformed);
      continue;
    }
    for (const auto& event : received->events) {
      REQUIRE(utf8::valid(parse_line(event)));
      REQUIRE(utf8::valid(event.text + event.from + event.id + event.name));
      REQUIRE(event.text.find('\0') == std::string::npos);
      REQUIRE((event.kind == InboundKind::rejected || event.kind == InboundKind::ignored ||
               event.kind == InboundKind::system || !event.from.empty() || event.status));
    }
  }
}
