// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "adapters/whatsapp_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using nlohmann::json;
using test::whatsapp_body;
using test::whatsapp_lines;
using test::whatsapp_post;
using test::whatsapp_said;

namespace {

Received received_from(const std::string& body) {
  auto received = test::whatsapp()->receive(whatsapp_post(body));
  REQUIRE(received);
  return *std::move(received);
}

Inbound one(const std::string& body) {
  const auto received = received_from(body);
  REQUIRE(received.events.size() == 1);
  return received.events.front();
}

// A message's event without what all of them share.
std::string content_of(const std::string& members) {
  auto event = one(whatsapp_said(members));
  CHECK(event.id == "wamid.1");
  CHECK(event.from == "6281234");
  event.id.clear();
  event.from.clear();
  event.at.reset();
  return parse_line(event);
}

std::string status(const std::string& word, const std::string& more = "") {
  return R"({"id":"wamid.9","status":")" + word + R"(","timestamp":"1777700000","recipient_id":"6281234")" + more + "}";
}

}  // namespace

TEST_CASE("a text is a message with sender, alias, name, id and time") {
  const auto event = one(whatsapp_said(R"("type":"text","text":{"body":"Lampu mati"})"));
  CHECK(event.kind == InboundKind::message);
  CHECK(event.from == "6281234");
  CHECK(event.alias == "ID.55");
  CHECK(event.name == "Siti");
  CHECK(event.id == "wamid.1");
  CHECK(event.message_id == "wamid.1");
  CHECK(to_rfc3339(*event.at) == "2026-05-02T05:33:20Z");
  CHECK(event.text == "Lampu mati");
}

TEST_CASE("every type of message") {
  struct Row {
    std::string members;
    std::string line;
  };
  const auto row = GENERATE(values<Row>({
      {R"("type":"text","text":{"body":""})", R"({"event":"message","reason":"empty"})"},
      {R"("type":"image","image":{"id":"7","mime_type":"image/jpeg","caption":"ini"})",
       R"({"event":"message","text":"ini","attachments":[{"kind":"image","ref":"7","mime":"image/jpeg"}]})"},
      {R"("type":"video","video":{"id":7})", R"({"event":"message","attachments":[{"kind":"video","ref":"7"}]})"},
      {R"("type":"audio","audio":{"id":"7","voice":false})",
       R"({"event":"message","attachments":[{"kind":"audio","ref":"7"}]})"},
      {R"("type":"audio","audio":{"id":"7","voice":true})",
       R"({"event":"message","attachments":[{"kind":"voice","ref":"7"}]})"},
      {R"("type":"voice","voice":{"id":"7"})", R"({"event":"message","attachments":[{"kind":"voice","ref":"7"}]})"},
      {R"("type":"sticker","sticker":{"id":"7","animated":true})",
       R"({"event":"message","attachments":[{"kind":"sticker","ref":"7"}]})"},
      {R"("type":"document","document":{"id":"7","filename":"surat.pdf"})",
       R"({"event":"message","attachments":[{"kind":"document","ref":"7"}]})"},
      {R"("type":"location","location":{"latitude":0,"longitude":0})",
       R"({"event":"message","location":{"lat":0.0,"lon":0.0}})"},
      {R"("type":"contacts","contacts":[{"name":{"formatted_name":"Pak RT"},"phones":[{"phone":"+62 811"},{"wa_id":"62812"}]},{"emails":[]}])",
       R"({"event":"message","text":"+62 811\n62812","attachments":[{"kind":"contact"},{"kind":"contact"}]})"},
      {R"("type":"button","button":{"payload":"p","text":"Ya"})", R"({"event":"tap","text":"Ya","tap":"p"})"},
      {R"("type":"button","button":{"text":"Ya"})", R"({"event":"message","text":"Ya"})"},
      {R"("type":"interactive","interactive":{"type":"button_reply","button_reply":{"id":"1.ya","title":"Ya"}})",
       R"({"event":"tap","text":"Ya","tap":"1.ya"})"},
      {R"("type":"interactive","interactive":{"type":"list_reply","list_reply":{"id":"1.a","title":"A","description":"x"}})",
       R"({"event":"tap","text":"A","tap":"1.a"})"},
      {R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"{\"flow_token\":\"t\",\"nama\":\"Siti\",\"umur\":3}"}})",
       R"({"event":"message","text":"nama: Siti\numur: 3"})"},
      {R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{"body":"Sent","response_json":"{\"flow_token\":\"t\"}"}})",
       R"({"event":"message","text":"Sent"})"},
      {R"("type":"interactive","interactive":{"type":"nfm_reply","nfm_reply":{}})",
       R"({"event":"message","reason":"empty"})"},
      {R"("type":"interactive")", R"({"event":"message","reason":"unsupported"})"},
      {R"("type":"interactive","interactive":{"type":"button_reply"})",
       R"({"event":"message","reason":"unsupported"})"},
      {R"("type":"interactive","interactive":{"type":"call_permission_reply","call_permission_reply":{}})",
       R"({"event":"message","reason":"unsupported"})"},
      {R"("type":"order","order":{"text":"cepat","product_items":[{"product_retailer_id":"A1","quantity":2},7]})",
       R"({"event":"message","text":"cepat\n2 × A1"})"},
      {R"("type":"order","order":{})", R"({"event":"message","reason":"empty"})"},
      {R"("type":"unsupported","errors":[{"code":131051,"title":"x"}])",
       R"({"event":"message","reason":"unsupported"})"},
      {R"("type":"image","errors":[{"code":131052}])", R"({"event":"message","reason":"unsupported"})"},
      {R"("type":"hologram","hologram":{})", R"({"event":"message","reason":"unsupported"})"},
      {R"("type":"request_welcome")", R"({"event":"system","reason":"request_welcome"})"},
      {R"("type":"reaction","reaction":{"message_id":"wamid.0","emoji":"👍"})",
       R"({"event":"reaction","text":"👍","reply_to":"wamid.0"})"},
      {R"("type":"reaction","reaction":{"message_id":"wamid.0"})", R"({"event":"reaction","reply_to":"wamid.0"})"},
      {R"("type":"revoke","revoke":{"original_message_id":"wamid.0"})", R"({"event":"revoke","reply_to":"wamid.0"})"},
      {R"("type":"edit","edit":{"original_message_id":"wamid.0","message":{"type":"text","text":{"body":"baru"}}})",
       R"({"event":"edit","text":"baru","reply_to":"wamid.0"})"},
      {R"("type":"system","system":{"type":"user_changed_number","wa_id":"62899","body":"x"})",
       R"({"event":"system","reason":"migrated"})"},
      {R"("type":"system","system":{"type":"user_changed_number","body":"x"})",
       R"({"event":"system","reason":"user_changed_number"})"},
      {R"("type":"system","system":{"type":"customer_identity_changed"})",
       R"({"event":"system","reason":"customer_identity_changed"})"},
      {R"("type":"system")", R"({"event":"system","reason":"unknown"})"},
  }));
  CAPTURE(row.members);
  CHECK(content_of(row.members) == row.line);
}

TEST_CASE("where a person moves to") {
  auto event =
      one(whatsapp_said(R"("type":"system","system":{"type":"user_changed_number","wa_id":"62899","user_id":"ID.9"})"));
  CHECK(event.moved_to == "62899");
  event = one(whatsapp_said(R"("type":"system","system":{"type":"user_changed_user_id","user_id":"ID.9"})"));
  CHECK(event.moved_to == "ID.9");
  event = one(whatsapp_said(R"("type":"system","system":{"type":"user_changed_number","wa_id":"6281234"})"));
  CHECK(event.moved_to.empty());
  event = one(whatsapp_said(R"("type":"system","system":{"type":"user_changed_number","wa_id":"../x"})"));
  CHECK(event.moved_to.empty());
}

TEST_CASE("what stands beside the content") {
  auto event = one(whatsapp_said(R"("type":"text","text":{"body":"a"},"context":{"from":"62811","id":"wamid.0"})"));
  CHECK(event.reply_to == "wamid.0");
  CHECK_FALSE(event.forwarded);
  event = one(whatsapp_said(R"("type":"text","text":{"body":"a"},"context":{"frequently_forwarded":true})"));
  CHECK(event.forwarded);
  CHECK(event.reply_to.empty());
  event = one(whatsapp_said(R"("type":"text","text":{"body":"a"},"referral":{"source_id":"12","source_url":"u"})"));
  CHECK(event.referral == "u");
  event = one(whatsapp_said(R"("type":"text","text":{"body":"a"},"referral":{"source_id":"12"})"));
  CHECK(event.referral == "12");
  event = one(whatsapp_said(R"("type":"document","document":{"id":"7","filename":"../surat.pdf"})"));
  CHECK(event.attachments[0].name == "../surat.pdf");
  event =
      one(whatsapp_said(R"("type":"location","location":{"latitude":-6.9,"longitude":107.6,"address":"Jl. Asia"})"));
  CHECK(event.location->name == "Jl. Asia");
}

TEST_CASE("a group's message is kept apart") {
  const auto received = received_from(whatsapp_said(R"("type":"text","text":{"body":"a"},"group_id":"G1")"));
  REQUIRE(received.events.size() == 1);
  CHECK(received.events[0].kind == InboundKind::ignored);
  CHECK(received.events[0].reason == "group");
  CHECK(received.events[0].chat == "G1");
  CHECK(received.at_once.empty());
}

TEST_CASE("times in milliseconds, and without one") {
  const auto with = [](const std::string& time) {
    return one(whatsapp_body(R"("messages":[{"from":"6281234","id":"wamid.1",)" + time +
                             R"("type":"text","text":{"body":"a"}}])"));
  };
  CHECK(to_rfc3339(*with(R"("timestamp":"1777700000123",)").at) == "2026-05-02T05:33:20Z");
  CHECK_FALSE(with("").at);
  CHECK(with("").kind == InboundKind::message);
}

TEST_CASE("who somebody is, by number or id and never by place") {
  struct Row {
    std::string contacts;
    std::string sender;
    std::string is;
  };
  const auto row = GENERATE(values<Row>({
      {R"([{"wa_id":"62800","profile":{"name":"Lain"}},{"wa_id":"62811","user_id":"ID.7","profile":{"name":"Siti"}}])",
       R"("from":"62811",)", "62811 ID.7 Siti"},
      {R"([{"wa_id":"62800","profile":{"name":"Lain"}}])", R"("from":"62811",)", "62811  "},
      {R"([{"user_id":"ID.7","profile":{"username":"siti"}}])", R"("from_user_id":"ID.7",)", "ID.7  siti"},
      {R"([{"wa_id":"62811","user_id":"ID.7","profile":{}}])", R"("from_user_id":"ID.7",)", "62811 ID.7 "},
      {R"([{"wa_id":"62811","user_id":"x"}])", R"("from":"62811","from_user_id":"foo_bar",)", "62811  "},
      {"null", R"("from":"ID.7",)", "ID.7  "},
      {"null", R"("from":"bla","from_user_id":"ID.7",)", "ID.7  "},
      {"[7,null,[]]", R"("from":"62811","from_user_id":"ID.7",)", "62811 ID.7 "},
  }));
  CAPTURE(row.contacts, row.sender);
  const auto event = one(whatsapp_body("\"contacts\":" + row.contacts + R"(,"messages":[{)" + row.sender +
                                       R"("id":"wamid.1","type":"text","text":{"body":"a"}}])"));
  CHECK(event.kind == InboundKind::message);
  CHECK(event.from + " " + event.alias + " " + event.name == row.is);
}

TEST_CASE("statuses are receipts, each once for a message") {
  const auto events =
      received_from(
          whatsapp_body("\"statuses\":[" + status("sent", R"(,"biz_opaque_callback_data":"job-1")") + "," +
                        status("delivered") + "," + status("delivered") + "," + status("read") + "," +
                        status("played") + "," +
                        status("failed", R"(,"errors":[{"code":131047,"title":"Siti rahasia","message":"x"}])") + "," +
                        status("deleted") + "]"))
          .events;
  std::string lines;
  for (const auto& event : events) lines += parse_line(event) + "\n";
  const std::string rest = R"(","at":"2026-05-02T05:33:20Z","reply_to":"wamid.9",)";
  const auto line = [&rest](const std::string& event, const std::string& word, const std::string& end) {
    return R"({"event":")" + event + R"(","from":"6281234","id":"wamid.9:)" + word + rest + end + "}\n";
  };
  CHECK(lines == line("receipt", "sent", R"("status":"sent")") +
                     line("receipt", "delivered", R"("status":"delivered")") +
                     line("receipt", "read", R"("status":"read")") +
                     line("receipt", "failed", R"("status":"failed","reason":"131047")") +
                     line("ignored", "deleted", R"("reason":"status")"));
  REQUIRE_FALSE(events.empty());
  CHECK(events[0].key == "job-1");
  CHECK(one(whatsapp_body("\"statuses\":[" + status("failed") + "]")).reason == "failed");
  CHECK(one(whatsapp_body(R"("statuses":[{"id":"wamid.9","status":"read","recipient_user_id":"ID.7"}])")).from ==
        "ID.7");
}

TEST_CASE("errors of the provider and news of the account are told, copies of our own are not") {
  CHECK(one(whatsapp_body(R"("errors":[{"code":131000,"title":"x"}])")).reason == "error-131000");
  CHECK(one(whatsapp_body(R"("errors":["x"])")).reason == "error");
  const auto field = [](const std::string& name) {
    return whatsapp_lines(*test::whatsapp(),
                          R"({"object":"whatsapp_business_account","entry":[{"changes":[{"field":")" + name +
                              R"(","value":{"messages":[{"from":"62811"}]}}]}]})");
  };
  for (const std::string name :
       {"account_update", "account_alerts", "message_template_status_update", "template_category_update",
        "phone_number_quality_update", "business_capability_update"}) {
    CHECK(field(name) == R"({"event":"system","reason":")" + name + "\"}\n");
  }
  for (const std::string name : {"smb_message_echoes", "history", "calls", "smb_app_state_sync", "user_preferences"}) {
    CHECK(field(name) == R"({"event":"ignored","reason":")" + name + "\"}\n");
  }
  CHECK(field("<script>") == "{\"event\":\"ignored\",\"reason\":\"unknown\"}\n");
}

TEST_CASE("another number's change is ignored whole, whatever is in it") {
  const auto received = received_from(whatsapp_body(
      R"("messages":[{"from":"62811","id":"a","type":"text","text":{"body":"x"}},{"from":"62811","id":"b"}])", "999"));
  REQUIRE(received.events.size() == 1);
  CHECK(parse_line(received.events[0]) == R"({"event":"ignored","reason":"unknown-number"})");
  CHECK(received.at_once.empty());
}

TEST_CASE("entries, changes and items are taken in their order, and one bad item costs no other") {
  const std::string body = R"({"object":"whatsapp_business_account","entry":[{"changes":[)"
                           R"({"field":"messages","value":{"metadata":{"phone_number_id":"1062"},"messages":[)"
                           R"({"from":"62811","id":"a","type":"text","text":{"body":"satu"}},7,)"
                           R"({"from":"62811","id":"b","type":"text","text":"dua"},)"
                           R"({"from":"62812","id":"a","type":"text","text":{"body":"kembar"}}],)"
                           R"("statuses":[{"id":"s"},{"id":"s","status":"read","timestamp":"1"}]}},null]},)"
                           R"("x",{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"1062"},)"
                           R"("messages":[{"from":"62813","id":"c","type":"text","text":{"body":"tiga"}}]}}]}]})";
  const auto received = received_from(body);
  std::string kinds;
  for (const auto& event : received.events) kinds += std::string(to_string(event.kind)) + ":" + event.id + " ";
  CHECK(kinds == "message:a rejected: rejected:b rejected: receipt:s:read rejected: rejected: message:c ");
  CHECK(received.events[0].text == "satu");
  CHECK(received.answer.status == 200);
  CHECK(received.answer.body.empty());
  REQUIRE(received.at_once.size() == 2);
  CHECK(json::parse(received.at_once[0].body)["message_id"] == "a");
  CHECK(json::parse(received.at_once[1].body)["message_id"] == "c");
}

TEST_CASE("the last of several messages of a person is marked, which stands for all") {
  const auto received = received_from(whatsapp_body(
      R"("messages":[{"from":"62811","id":"a","type":"text","text":{"body":"x"}},)"
      R"({"from":"62812","id":"b","type":"text","text":{"body":"x"}},)"
      R"({"from":"62811","id":"c","type":"text","text":{"body":"x"}},{"from":"62811","id":"d","type":"reaction"}])"));
  REQUIRE(received.at_once.size() == 2);
  CHECK(json::parse(received.at_once[0].body)["message_id"] == "c");
  CHECK(json::parse(received.at_once[1].body)["message_id"] == "b");
}

TEST_CASE("what a person said is marked as read at once, and they see that we write") {
  const auto received = received_from(whatsapp_said(R"("type":"text","text":{"body":"a"})"));
  REQUIRE(received.at_once.size() == 1);
  const auto& request = received.at_once[0];
  CHECK(request.method == "POST");
  CHECK(request.target == "https://graph.example/v23.0/1062/messages");
  CHECK(request.headers.only("Authorization") == "Bearer " + test::whatsapp_token);
  CHECK(request.effect == http::Effect::none);
  CHECK(
      json::parse(request.body) ==
      json::parse(
          R"({"messaging_product":"whatsapp","status":"read","message_id":"wamid.1","typing_indicator":{"type":"text"}})"));
  for (const std::string quiet : {R"("type":"reaction","reaction":{"message_id":"wamid.0"})",
                                  R"("type":"revoke","revoke":{"original_message_id":"wamid.0"})",
                                  R"("type":"system","system":{"type":"user_changed_number"})", R"("type":"text")"}) {
    CHECK(received_from(whatsapp_said(quiet)).at_once.empty());
  }
  const auto channel = test::whatsapp_reader();
  CHECK(channel->receive(whatsapp_post(whatsapp_said(R"("type":"interactive")")))->at_once.empty());
}
