// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "adapters/sms_support.hpp"
#include "gateway/base/crypto.hpp"

using namespace pintu;
using test::json;
using test::one;
using test::response;
using test::told;

namespace {

const std::string kind = "sms/infobip";

std::string message(const std::string& keys, const std::string& id = "m1") {
  return R"({"messageId":")" + id +
         R"(","from":"628123456789","to":"6281100001","receivedAt":"2026-11-24T03:23:40.000+0000",)" + keys + "}";
}

http::Request batch(const std::string& items) {
  return json(R"({"results":[)" + items + R"(],"messageCount":1,"pendingMessageCount":0})");
}

Attachment file(const std::string& url) {
  Attachment attachment;
  attachment.ref = url;
  return attachment;
}

}  // namespace

TEST_CASE("infobip: a batch, in its order, each item once") {
  const auto received = test::sms(kind)->receive(
      batch(message(R"("text":"satu","cleanText":"x")") + "," + message(R"("text":"dua")", "m2") + "," +
            message(R"("text":"satu lagi")") + ",7," + message(R"("text":"")", "m3")));
  REQUIRE(received);
  std::string lines;
  for (const auto& event : received->events) lines += parse_line(event) + "\n";
  CHECK(lines == R"({"event":"message","from":"+628123456789","id":"m1","at":"2026-11-24T03:23:40Z","text":"satu"})"
                 "\n"
                 R"({"event":"message","from":"+628123456789","id":"m2","at":"2026-11-24T03:23:40Z","text":"dua"})"
                 "\n"
                 R"({"event":"rejected","reason":"message-without-id"})"
                 "\n"
                 R"({"event":"ignored","from":"+628123456789","id":"m3","at":"2026-11-24T03:23:40Z","reason":"empty"})"
                 "\n");
  CHECK(received->answer.status == 200);
}

TEST_CASE("infobip: an MMS has texts and files") {
  const auto event =
      one(*test::sms(kind), batch(message(R"("message":[{"contentType":"text/plain","value":"Jalan"},)"
                                          R"({"contentType":"image/jpeg","url":"https://api.infobip.com/f/1"},)"
                                          R"({"contentType":"text/plain; charset=utf-8","value":"rusak"},)"
                                          R"({"contentType":"application/smil","value":"<smil/>"},7,{}])")));
  CHECK(event.text == "Jalan\nrusak");
  REQUIRE(event.attachments.size() == 1);
  CHECK(event.attachments[0].kind == AttachmentKind::image);
  CHECK(event.attachments[0].ref == "https://api.infobip.com/f/1");
}

TEST_CASE("infobip: reports") {
  const auto channel = test::sms(kind);
  struct Row {
    std::string keys;
    std::string line;
  };
  const auto row = GENERATE(values<Row>({
      {R"("status":{"groupName":"DELIVERED"})",
       R"({"event":"receipt","id":"m1:DELIVERED","reply_to":"m1","status":"delivered"})"},
      {R"("status":{"groupName":"PENDING","name":"PENDING_ENROUTE"})",
       R"({"event":"receipt","id":"m1:PENDING","reply_to":"m1","status":"sent"})"},
      {R"("status":{"groupName":"UNDELIVERABLE"},"error":{"name":"EC_ABSENT_SUBSCRIBER"})",
       R"({"event":"receipt","id":"m1:UNDELIVERABLE","reply_to":"m1","status":"failed","reason":"EC_ABSENT_SUBSCRIBER"})"},
      {R"("status":{"groupName":"EXPIRED"},"error":{"name":"NO_ERROR"})",
       R"({"event":"receipt","id":"m1:EXPIRED","reply_to":"m1","status":"failed","reason":"EXPIRED"})"},
      {R"("status":{"groupName":"REJECTED"},"error":{"name":"<b>kata</b>"})",
       R"({"event":"receipt","id":"m1:REJECTED","reply_to":"m1","status":"failed","reason":"REJECTED"})"},
      {R"("status":{"groupName":"SEEN"})",
       R"({"event":"ignored","id":"m1:SEEN","reply_to":"m1","reason":"unknown-status"})"},
  }));
  CAPTURE(row.keys);
  const auto event = one(*channel, batch(R"({"messageId":"m1","callbackData":"77",)" + row.keys + "}"));
  CHECK(parse_line(event) == row.line);
  CHECK(event.key == "77");
}

TEST_CASE("infobip: what has no results is refused, an odd item costs only itself") {
  const auto channel = test::sms(kind);
  for (const std::string body :
       {"", "{}", "[]", "7", R"({"results":null})", R"({"results":{}})", R"({"unexpected":[]})"}) {
    CAPTURE(body);
    CHECK_FALSE(channel->receive(json(body)));
  }
  const auto received = channel->receive(batch(R"(null,[],"a",{"messageId":7},)" + message(R"("text":"a")")));
  REQUIRE(received);
  CHECK(received->events.size() == 5);
  CHECK(received->events.back().text == "a");
  CHECK(one(*channel, batch(R"({"messageId":"m","text":"a"})")).reason == "no-sender");
  CHECK(one(*channel, batch(R"({"messageId":"m","text":"a","from":["628"]})")).reason == "no-sender");
}

TEST_CASE("infobip: a login guards the door when one is configured") {
  auto config = test::sms_config(kind);
  config.values["webhook_user"] = "ib";
  config.values["webhook_password"] = "rahasia";
  const auto channel = *make_channel(config);
  auto request = batch("");
  CHECK_FALSE(channel->authentic(request));
  request.headers.set("Authorization", "Basic " + crypto::to_base64("ib:salah"));
  CHECK_FALSE(channel->authentic(request));
  request.headers.set("Authorization", "Basic " + crypto::to_base64("ib:rahasia"));
  CHECK(channel->authentic(request));
  CHECK(test::sms(kind)->authentic(batch("")));
}

TEST_CASE("infobip: what is sent") {
  const auto channel = test::sms(kind);
  const auto request = test::request_of(*channel, test::to_phone("Halo \"x\" *ya*"));
  CHECK(request.method == "POST");
  CHECK(request.target == "https://ib.example/sms/3/messages");
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.headers.first("Authorization") == "App key");
  CHECK(
      request.body ==
      R"({"messages":[{"content":{"text":"Halo \"x\" YA"},"destinations":[{"to":"628123456789"}],"sender":"Pintu",)"
      R"("webhooks":{"callbackData":"77","contentType":"application/json","delivery":{"url":"https://pintu.example.go.id/hooks/sms"}}}]})");
  auto config = test::sms_config(kind);
  config.values.erase("api_key");
  config.values["username"] = "u";
  config.values["password"] = "p";
  config.public_url.clear();
  const auto plain = test::request_of(**make_channel(config), test::to_phone("a"));
  CHECK(plain.headers.first("Authorization") == "Basic " + crypto::to_base64("u:p"));
  CHECK(plain.body.find("webhooks") == std::string::npos);
}

TEST_CASE("infobip: what its answers mean") {
  struct Row {
    int status;
    std::string body;
    std::string outcome;
  };
  const auto row = GENERATE(values<Row>({
      {200, R"({"messages":[{"messageId":"i1","status":{"groupName":"PENDING"}}]})", "done i1"},
      {200, R"({"messages":[{"messageId":"i1"}]})", "done i1"},
      {200, R"({"messages":[{"messageId":"i1","status":{"groupName":"REJECTED","name":"REJECTED_DESTINATION"}}]})",
       "rejected REJECTED_DESTINATION unreachable"},
      {200,
       R"({"messages":[{"messageId":"i1","status":{"groupName":"REJECTED","name":"REJECTED_NOT_ENOUGH_CREDITS"}}]})",
       "retry credentials channel"},
      {200, R"({"messages":[{"status":{"groupName":"REJECTED","name":"kata <b>"}}]})", "rejected rejected unreachable"},
      {200, R"({"messages":[{}]})", "unknown accepted-without-id"},
      {200, "{}", "unknown accepted-without-id"},
      {400, R"({"requestError":{}})", "rejected bad-request"},
      {401, "", "retry credentials channel"},
      {429, "", "retry too-many-requests channel"},
      {500, "", "unknown server-error"},
  }));
  CAPTURE(row.status, row.body);
  CHECK(told(*test::sms(kind), response(row.status, row.body)) == row.outcome);
}

TEST_CASE("infobip: our key goes to Infobip's hosts only") {
  auto config = test::sms_config(kind);
  config.lists["media_hosts"] = {"cdn.example"};
  const auto channel = *make_channel(config);
  const auto authorized = [&](const std::string& url) {
    const auto step = channel->fetch(file(url), {});
    const auto* request = std::get_if<http::Request>(&step);
    return request == nullptr ? std::string("refused")
                              : std::string(request->headers.first("Authorization").value_or("none"));
  };
  CHECK(authorized("https://api.infobip.com/f/1") == "App key");
  CHECK(authorized("https://ib.example/f/1") == "App key");
  CHECK(authorized("https://cdn.example/f/1") == "none");
  CHECK(authorized("http://cdn.example/f/1") == "refused");
  CHECK(authorized("https://infobip.com.evil.example/f") == "refused");
  CHECK(authorized("https://127.0.0.1/f") == "refused");
}
