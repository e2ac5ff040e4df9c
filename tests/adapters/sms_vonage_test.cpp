// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "adapters/sms/vonage/signature.hpp"
#include "adapters/sms_support.hpp"
#include "gateway/base/crypto.hpp"

using namespace pintu;
using namespace pintu::sms::vonage;
using test::form;
using test::get;
using test::one;
using test::parameter;
using test::response;
using test::told;

namespace {

const std::string kind = "sms/vonage";
const std::string head = "msisdn=628123456789&to=6281100001&messageId=0A1&message-timestamp=2026-11-24+03%3A23%3A40";

std::unique_ptr<Channel> signing(const std::string& method) {
  auto config = test::sms_config(kind);
  config.values["signature_secret"] = "rahasia";
  config.values["signature"] = method;
  return *make_channel(config);
}

}  // namespace

TEST_CASE("vonage: messages by GET, form and JSON") {
  const auto channel = test::sms(kind);
  const std::string line =
      R"({"event":"message","from":"+628123456789","id":"0A1","at":"2026-11-24T03:23:40Z","text":"Halo & 😀"})";
  CHECK(parse_line(one(*channel, get(head + "&type=unicode&text=Halo+%26+%F0%9F%98%80"))) == line);
  CHECK(parse_line(one(*channel, form(head + "&type=unicode&text=Halo+%26+%F0%9F%98%80"))) == line);
  CHECK(parse_line(one(*channel, test::json(R"({"msisdn":"628123456789","to":"6281100001","messageId":"0A1",)"
                                            R"("message-timestamp":"2026-11-24 03:23:40","type":"unicode",)"
                                            R"("text":"Halo & 😀"})"))) == line);
}

TEST_CASE("vonage: pieces, binary, empty and odd ones") {
  const auto channel = test::sms(kind);
  const auto event = [&](const std::string& more) { return one(*channel, form(head + more)); };
  CHECK(event("&text=a&concat=true&concat-ref=7&concat-total=3&concat-part=2").part == Part{"6281100001:7:3", 2, 3});
  CHECK_FALSE(event("&text=a&concat=true&concat-ref=7&concat-total=3&concat-part=4").part);
  CHECK_FALSE(event("&text=a&concat=true&concat-ref=7&concat-total=x&concat-part=1").part);
  CHECK_FALSE(event("&text=a&concat=false&concat-ref=7&concat-total=3&concat-part=1").part);
  CHECK(event("&type=binary&data=0001FF&udh=050003770201").reason == "binary");
  CHECK(event("&type=binary&data=0001FF&udh=050003770201").text.empty());
  CHECK(event("&type=binary&udh=050003770201").part == Part{"6281100001:119:2", 1, 2});
  CHECK(event("&text=").reason == "empty");
  CHECK(one(*channel, form("msisdn=INFO&messageId=1&text=a")).reason == "alphanumeric-sender");
  CHECK(one(*channel, form("msisdn=6281100001&messageId=1&text=a")).reason == "own-number");
  CHECK(one(*channel, form("msisdn=628123456789&text=a")).kind == InboundKind::rejected);
}

TEST_CASE("vonage: receipts") {
  const auto channel = test::sms(kind);
  const auto line = [&](const std::string& more) {
    return parse_line(one(*channel, get("msisdn=628123456789&to=6281100001&messageId=0A1&" + more)));
  };
  const std::string start = R"({"event":"receipt","from":"+628123456789","id":"0A1:)";
  CHECK(line("status=delivered&err-code=0&client-ref=77") ==
        start + R"(delivered","reply_to":"0A1","status":"delivered"})");
  CHECK(line("status=accepted") == start + R"(accepted","reply_to":"0A1","status":"sent"})");
  CHECK(line("status=failed&err-code=6") ==
        start + R"(failed","reply_to":"0A1","status":"failed","reason":"error-6"})");
  CHECK(line("status=expired") == start + R"(expired","reply_to":"0A1","status":"failed","reason":"expired"})");
  CHECK(one(*channel, get("messageId=0A1&status=unknown")).kind == InboundKind::ignored);
  CHECK(one(*channel, get("messageId=0A1&status=delivered&client-ref=77")).key == "77");
}

TEST_CASE("vonage: the request that tries a URL is answered well, nonsense is not") {
  const auto channel = test::sms(kind);
  http::Request ping;
  ping.target = "/hooks/sms";
  const auto received = channel->receive(ping);
  REQUIRE(received);
  CHECK(received->events.empty());
  CHECK(received->answer.status == 200);
  const auto verified = signing("sha256")->verification(ping);
  REQUIRE(verified);
  CHECK(verified->status == 200);
  CHECK(verified->body.empty());
  CHECK_FALSE(channel->verification(get("msisdn=1")));
  CHECK_FALSE(channel->verification(form("msisdn=1")));
  CHECK_FALSE(channel->receive(get("foo=1")));
  CHECK_FALSE(channel->receive(test::json("[]")));
}

TEST_CASE("vonage: the text that is signed") {
  const sms::Fields::Pairs pairs{{"to", "1"}, {"a", "x=y&z"}, {"sig", "no"}, {"b", ""}};
  const std::string text = "&a=x_y_z&b=&to=1";
  CHECK(sign(Method::md5hash, "s", pairs) == crypto::to_hex(crypto::md5(text + "s")));
  CHECK(sign(Method::md5, "s", pairs) == crypto::to_hex(crypto::hmac_md5("s", text)));
  CHECK(sign(Method::sha1, "s", pairs) == crypto::to_hex(crypto::hmac_sha1("s", text)));
  CHECK(sign(Method::sha256, "s", pairs) == crypto::to_hex(crypto::hmac_sha256("s", text)));
  CHECK(sign(Method::sha512, "s", pairs) == crypto::to_hex(crypto::hmac_sha512("s", text)));
}

TEST_CASE("vonage: with a signature secret every request must be signed") {
  struct Row {
    std::string name;
    Method method;
  };
  const auto row = GENERATE(values<Row>({{"md5hash", Method::md5hash},
                                         {"md5", Method::md5},
                                         {"sha1", Method::sha1},
                                         {"sha256", Method::sha256},
                                         {"sha512", Method::sha512}}));
  CAPTURE(row.name);
  const auto channel = signing(row.name);
  const std::string body = head + "&text=a+%26+b&timestamp=1795490546&nonce=n1";
  const auto sig = sign(row.method, "rahasia", http::parse_form(body));
  std::string upper = sig;
  for (auto& c : upper) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  CHECK(channel->authentic(form(body + "&sig=" + sig)));
  CHECK(channel->authentic(form(body + "&sig=" + upper)));
  CHECK(channel->authentic(get(body + "&sig=" + sig)));
  CHECK_FALSE(channel->authentic(form(body)));
  CHECK_FALSE(channel->authentic(form(body + "x&sig=" + sig)));
  CHECK_FALSE(channel->authentic(form(body + "&sig=" + sig + "0")));
  CHECK_FALSE(channel->authentic(form(body + "&sig=" + sign(row.method, "lain", http::parse_form(body)))));
  CHECK_FALSE(channel->authentic(test::json("[")));
  CHECK(test::sms(kind)->authentic(form(body)));
}

TEST_CASE("vonage: what is sent") {
  const auto channel = test::sms(kind);
  const auto request = test::request_of(*channel, test::to_phone("Halo & *ya*"));
  CHECK(request.target == "https://vonage.example/sms/json");
  CHECK(request.effect == http::Effect::creates);
  CHECK(parameter(request.body, "api_key") == "k1");
  CHECK(parameter(request.body, "from") == "6281100001");
  CHECK(parameter(request.body, "to") == "628123456789");
  CHECK(parameter(request.body, "text") == "Halo & YA");
  CHECK(parameter(request.body, "type") == "-");
  CHECK(parameter(request.body, "client-ref") == "77");
  CHECK(parameter(request.body, "callback") == test::sms_url);
  CHECK(parameter(test::request_of(*channel, test::to_phone("😀")).body, "type") == "unicode");
}

TEST_CASE("vonage: an answer is 200 always and says what became of each segment") {
  struct Row {
    std::string body;
    std::string outcome;
  };
  const auto row = GENERATE(values<Row>({
      {R"({"messages":[{"status":"0","message-id":"A"}]})", "done A"},
      {R"({"messages":[{"status":0,"message-id":"A"},{"status":"0","message-id":"B"}]})", "done B"},
      {R"({"messages":[{"status":"0","message-id":"A"},{"status":"1"}]})", "unknown partly-sent"},
      {R"({"messages":[{"status":"1","error-text":"Throttled"}]})", "retry too-many-requests channel"},
      {R"({"messages":[{"status":"4"}]})", "retry credentials channel"},
      {R"({"messages":[{"status":"9"}]})", "retry credentials channel"},
      {R"({"messages":[{"status":"7"}]})", "rejected error-7 unreachable"},
      {R"({"messages":[{"status":"3"}]})", "rejected error-3"},
      {R"({"messages":[{"status":"5"}]})", "unknown server-error"},
      {R"({"messages":[{"status":"x"}]})", "unknown answer-not-understood"},
      {R"({"messages":[{"status":"0"}]})", "unknown accepted-without-id"},
      {R"({"messages":[]})", "unknown accepted-without-id"},
      {"<html>", "unknown accepted-without-id"},
  }));
  CAPTURE(row.body);
  CHECK(told(*test::sms(kind), response(200, row.body)) == row.outcome);
}

TEST_CASE("vonage: other ends of a call") {
  const auto channel = test::sms(kind);
  CHECK(told(*channel, response(503)) == "unknown server-error");
  CHECK(told(*channel, response(401)) == "retry credentials channel");
  CHECK(told(*channel, http::NotSent{"x"}) == "retry not-sent");
  CHECK(told(channel->send(test::to_phone(""), {})) == "rejected empty-text");
}
