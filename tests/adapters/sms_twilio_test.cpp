// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "adapters/sms/twilio/signature.hpp"
#include "adapters/sms_support.hpp"
#include "gateway/base/crypto.hpp"

using namespace pintu;
using test::form;
using test::one;
using test::parameter;
using test::told;

namespace {

const std::string kind = "sms/twilio";
const std::string head =
    "MessageSid=SM1&SmsSid=SM1&AccountSid=AC1&From=%2B628123456789&To=%2B15005550006&NumSegments=1";

http::Request signed_by(http::Request request, const std::string& token, const std::string& url = test::sms_url) {
  const auto query = request.query();
  const auto whole = url + (query.empty() ? "" : "?" + std::string(query));
  request.headers.add("X-Twilio-Signature", sms::twilio::sign(token, whole, http::parse_form(request.body)));
  return request;
}

}  // namespace

TEST_CASE("twilio: the published vector") {
  const sms::Fields::Pairs pairs{{"CallSid", "CA1234567890ABCDE"},
                                 {"Caller", "+14158675309"},
                                 {"Digits", "1234"},
                                 {"From", "+14158675309"},
                                 {"To", "+18005551212"}};
  CHECK(sms::twilio::sign("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", pairs) ==
        "RSOYDt4T1cUTdK1PDd93/VVr8B8=");
}

TEST_CASE("twilio: a name that stands twice is signed with its different values in order") {
  const sms::Fields::Pairs pairs{{"B", "2"}, {"B", "1"}, {"B", "2"}, {"A", "9"}};
  CHECK(sms::twilio::sign("t", "u", pairs) == crypto::to_base64(crypto::hmac_sha1("t", "uA9B1B2")));
}

TEST_CASE("twilio: who signed, for which URL, with which body") {
  const auto channel = test::sms(kind);
  const auto good = form(head + "&Body=Halo+%2B");
  CHECK(channel->authentic(signed_by(good, "tok-1")));
  CHECK_FALSE(channel->authentic(good));
  CHECK_FALSE(channel->authentic(signed_by(good, "tok-2")));
  CHECK_FALSE(channel->authentic(signed_by(good, "tok-1", "https://other.example/hooks/sms")));
  auto changed = signed_by(good, "tok-1");
  changed.body += "x";
  CHECK_FALSE(channel->authentic(changed));
  auto doubled = signed_by(good, "tok-1");
  doubled.headers.add("X-Twilio-Signature", std::string(*doubled.headers.first("X-Twilio-Signature")));
  CHECK_FALSE(channel->authentic(doubled));
  // The order of the parameters is not signed.
  auto turned = signed_by(good, "tok-1");
  turned.body = "Body=Halo+%2B&" + head;
  CHECK(channel->authentic(turned));
}

TEST_CASE("twilio: what a proxy says of the URL is not believed") {
  const auto channel = test::sms(kind);
  auto request = signed_by(form(head), "tok-1", "https://evil.example/hooks/sms");
  request.headers.add("Host", "evil.example");
  request.headers.add("X-Forwarded-Host", "evil.example");
  CHECK_FALSE(channel->authentic(request));
  auto behind = signed_by(form(head), "tok-1");
  behind.headers.add("Host", "10.0.0.5:8080");
  behind.headers.add("X-Forwarded-Proto", "http");
  CHECK(channel->authentic(behind));
}

TEST_CASE("twilio: with and without the port, and with the query of the request") {
  const auto channel = test::sms(kind);
  CHECK(channel->authentic(signed_by(form(head), "tok-1", "https://pintu.example.go.id:443/hooks/sms")));
  auto config = test::sms_config(kind);
  config.public_url = "http://pintu.example.go.id:8080/hooks/sms";
  const auto other = *make_channel(config);
  CHECK(other->authentic(signed_by(form(head), "tok-1", "http://pintu.example.go.id:8080/hooks/sms")));
  CHECK(other->authentic(signed_by(form(head), "tok-1", "http://pintu.example.go.id/hooks/sms")));
  auto status = form("MessageSid=SM1&MessageStatus=sent");
  status.target = "/hooks/sms?k=77";
  CHECK(channel->authentic(signed_by(status, "tok-1")));
  auto forged = signed_by(status, "tok-1");
  forged.target = "/hooks/sms?k=78";
  CHECK_FALSE(channel->authentic(forged));
}

TEST_CASE("twilio: JSON is known by the hash of its body") {
  const auto channel = test::sms(kind);
  const std::string body = R"({"MessageSid":"SM1","From":"+628123456789","To":"+15005550006","Body":"Halo"})";
  auto request = test::json(body);
  request.target = "/hooks/sms?bodySHA256=" + crypto::to_hex(crypto::sha256(body));
  const auto sign = [](http::Request unsigned_request) {
    const auto url = test::sms_url + "?" + std::string(unsigned_request.query());
    unsigned_request.headers.add("X-Twilio-Signature", sms::twilio::sign("tok-1", url, {}));
    return unsigned_request;
  };
  CHECK(channel->authentic(sign(request)));
  CHECK(one(*channel, request).text == "Halo");
  auto changed = sign(request);
  changed.body[20] = 'X';
  CHECK_FALSE(channel->authentic(changed));
  auto without_hash = test::json(body);
  without_hash.headers.add("X-Twilio-Signature", sms::twilio::sign("tok-1", test::sms_url, {}));
  CHECK_FALSE(channel->authentic(without_hash));
}

TEST_CASE("twilio: the token before is good while it is configured") {
  auto config = test::sms_config(kind);
  config.values["auth_token_previous"] = "tok-0";
  const auto channel = *make_channel(config);
  CHECK(channel->authentic(signed_by(form(head), "tok-0")));
  CHECK(channel->authentic(signed_by(form(head), "tok-1")));
  CHECK_FALSE(test::sms(kind)->authentic(signed_by(form(head), "tok-0")));
  CHECK_FALSE(test::sms(kind)->authentic(signed_by(form(head), "")));
}

TEST_CASE("twilio: messages") {
  const auto channel = test::sms(kind);
  struct Row {
    std::string more;
    std::string line;
  };
  const auto row = GENERATE(values<Row>({
      {"&Body=Lampu+mati+%F0%9F%98%80", R"("text":"Lampu mati 😀"})"},
      {"&Body=", R"("reason":"empty"})"},
      {"&NumMedia=2&MediaUrl0=https%3A%2F%2Fmms.twiliocdn.com%2Fa&MediaContentType0=image%2Fjpeg&MediaUrl1=https%3A%2F%"
       "2Fx.example%2Fb.pdf&MediaContentType1=application%2Fpdf",
       R"("attachments":[{"kind":"image","ref":"https://mms.twiliocdn.com/a","mime":"image/jpeg"},{"kind":"document","ref":"https://x.example/b.pdf","mime":"application/pdf"}]})"},
      {"&Latitude=0&Longitude=107.6&Label=Gedung+Sate", R"("location":{"lat":0.0,"lon":107.6}})"},
      {"&Latitude=91&Longitude=107.6", R"("reason":"place-that-is-none"})"},
      {"&Body=Ya&ButtonText=Ya&ButtonPayload=opt-1&OriginalRepliedMessageSid=SM0",
       R"("text":"Ya","tap":"opt-1","reply_to":"SM0"})"},
      {"&NumMedia=-1&Body=a", R"("text":"a"})"},
      {"&NumMedia=99&MediaUrl0=u.jpg", R"("attachments":[{"kind":"image","ref":"u.jpg"}]})"},
  }));
  CAPTURE(row.more);
  const auto event = one(*channel, form(head + row.more));
  const auto line = parse_line(event);
  CHECK(line.ends_with(row.line));
  CHECK(event.from == "+628123456789");
  CHECK(event.id == "SM1");
  CHECK(event.kind == (row.more.find("Payload") != std::string::npos ? InboundKind::tap : InboundKind::message));
}

TEST_CASE("twilio: STOP is a wish to hear no more, other words of theirs are not") {
  const auto channel = test::sms(kind);
  CHECK(one(*channel, form(head + "&Body=STOP&OptOutType=STOP")).opt_out);
  CHECK_FALSE(one(*channel, form(head + "&Body=START&OptOutType=START")).opt_out);
  CHECK_FALSE(one(*channel, form(head + "&Body=stop")).opt_out);
}

TEST_CASE("twilio: base64 that no person types is read, what a person types stays") {
  const auto channel = test::sms(kind);
  const auto text = [&](const std::string& body) {
    return one(*channel, form(head + "&Body=" + http::url_encode(body))).text;
  };
  const std::string words = "Jembatan di Kampung Cibeureum putus, tolong dibantu";
  CHECK(text(crypto::to_base64(words)) == words);
  CHECK(text(crypto::to_base64(words + " “kami”").substr(0, 72)).starts_with(words));
  for (const std::string plain :
       {"dGVz", "TOLONG", "lapor", "https://contoh.example/abcdefghijklmnopqrstuvwxyz0123456789"}) {
    CHECK(text(plain) == plain);
  }
  const auto noise = crypto::to_base64(crypto::sha256("x") + crypto::sha256("y"));
  CHECK(text(noise) == noise);
}

TEST_CASE("twilio: WhatsApp by Twilio, with and without a number") {
  const auto channel = test::sms(kind);
  const auto with = one(*channel, form("MessageSid=SM1&From=whatsapp:%2B628123456789&To=whatsapp:%2B15005550006&Body=a"
                                       "&ProfileName=Siti&ExternalUserId=whatsapp:ID.77"));
  CHECK(with.from == "+628123456789");
  CHECK(with.alias == "ID.77");
  CHECK(with.name == "Siti");
  const auto without = one(*channel, form("MessageSid=SM1&From=whatsapp:ID.77&To=whatsapp:%2B15005550006&Body=a"
                                          "&ExternalUserId=whatsapp:ID.77"));
  CHECK(without.kind == InboundKind::message);
  CHECK(without.from == "ID.77");
  CHECK(without.alias.empty());
}

TEST_CASE("twilio: our own number and machines are not answered") {
  const auto channel = test::sms(kind);
  CHECK(one(*channel, form("MessageSid=SM1&From=%2B15005550006&To=%2B628&Body=a")).reason == "own-number");
  CHECK(one(*channel, form("MessageSid=SM1&From=GOJEK&To=%2B15005550006&Body=a")).reason == "alphanumeric-sender");
  CHECK(one(*channel, form("From=%2B628123456789&Body=a")).kind == InboundKind::rejected);
}

TEST_CASE("twilio: statuses") {
  const auto channel = test::sms(kind);
  struct Row {
    std::string status;
    std::string line;
  };
  const auto row = GENERATE(values<Row>(
      {{"sent", R"({"event":"receipt","id":"SM9:sent","reply_to":"SM9","status":"sent"})"},
       {"delivered", R"({"event":"receipt","id":"SM9:delivered","reply_to":"SM9","status":"delivered"})"},
       {"read", R"({"event":"receipt","id":"SM9:read","reply_to":"SM9","status":"read"})"},
       {"undelivered&ErrorCode=30003",
        R"({"event":"receipt","id":"SM9:undelivered","reply_to":"SM9","status":"failed","reason":"error-30003"})"},
       {"failed", R"({"event":"receipt","id":"SM9:failed","reply_to":"SM9","status":"failed","reason":"failed"})"},
       {"queued", R"({"event":"ignored","id":"SM9:queued","reply_to":"SM9","reason":"queued"})"},
       {"huh", R"({"event":"ignored","id":"SM9:huh","reply_to":"SM9","reason":"unknown-status"})"}}));
  CAPTURE(row.status);
  auto request = form("MessageSid=SM9&MessageStatus=" + row.status);
  request.target = "/hooks/sms?k=77";
  const auto event = one(*channel, request);
  CHECK(parse_line(event) == row.line);
  CHECK(event.key == "77");
}

TEST_CASE("twilio: every good request is answered by an empty TwiML document") {
  const auto received = test::sms(kind)->receive(form(head + "&Body=a"));
  REQUIRE(received);
  CHECK(received->answer.status == 200);
  CHECK(received->answer.headers.first("Content-Type") == "text/xml; charset=utf-8");
  CHECK(received->answer.body == "<Response/>");
}

TEST_CASE("twilio: what is sent") {
  const auto channel = test::sms(kind);
  const auto request = test::request_of(*channel, test::to_phone("Halo *Siti* & + 100%"));
  CHECK(request.method == "POST");
  CHECK(request.target == "https://twilio.example/2010-04-01/Accounts/AC1/Messages.json");
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.headers.first("Authorization") == "Basic " + crypto::to_base64("AC1:tok-1"));
  CHECK(parameter(request.body, "To") == "+628123456789");
  CHECK(parameter(request.body, "From") == "+15005550006");
  CHECK(parameter(request.body, "Body") == "Halo SITI & + 100%");
  CHECK(parameter(request.body, "StatusCallback") == test::sms_url + "?k=77");
  const auto done = test::outcome_of<Done>(*channel, test::to_phone("Halo"), {test::response(201, R"({"sid":"SM5"})")});
  CHECK(done.external_id == "SM5");
}

TEST_CASE("twilio: a long text is several messages, each with its id") {
  const auto channel = test::sms(kind);
  const auto message = test::to_phone(std::string(1000, 'a'));
  CHECK(parameter(test::request_of(*channel, message).body, "Body").size() == 912);
  const auto first = test::response(201, R"({"sid":"SM5"})");
  CHECK(parameter(test::request_of(*channel, message, {first}).body, "Body").size() == 88);
  const auto done = test::outcome_of<Done>(*channel, message, {first, test::response(201, R"({"sid":"SM6"})")});
  CHECK(done.all_ids == std::vector<std::string>{"SM5", "SM6"});
}

TEST_CASE("twilio: a WhatsApp sender writes to WhatsApp, a messaging service by its id") {
  auto config = test::sms_config(kind);
  config.values["from"] = "whatsapp:+15005550006";
  const auto whatsapp = *make_channel(config);
  CHECK(parameter(test::request_of(*whatsapp, test::to_phone("a")).body, "To") == "whatsapp:+628123456789");
  auto message = test::to_phone("a");
  message.to = "ID.77";
  CHECK(parameter(test::request_of(*whatsapp, message).body, "To") == "whatsapp:ID.77");
  CHECK(told(test::sms(kind)->send(message, {})) == "rejected no-number unreachable");
  config.values.erase("from");
  config.values["messaging_service_sid"] = "MG1";
  const auto service = test::request_of(**make_channel(config), test::to_phone("a")).body;
  CHECK(parameter(service, "MessagingServiceSid") == "MG1");
  CHECK(parameter(service, "From") == "-");
}
