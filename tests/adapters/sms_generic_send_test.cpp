// SPDX-License-Identifier: Apache-2.0
// Sending by a request that the operator wrote.
#include <string>

#include "adapters/sms_support.hpp"

using namespace pintu;
using test::generic;
using test::parameter;
using test::request_of;
using test::response;
using test::to_phone;
using test::told;

namespace {

const std::map<std::string, std::string> map{{"from", "msisdn"}, {"text", "body"}};

}  // namespace

TEST_CASE("generic: a GET with everything encoded") {
  const auto channel =
      generic(map, {{"send_path", "/s?u=1&to={to}&p={to_plus}&l={to_local}&m={text}&r={key}&uc={unicode}&f={from}"},
                    {"from", "1708"}});
  const auto request = request_of(*channel, to_phone("A&B=+ {to} {x"));
  CHECK(request.method == "GET");
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.target ==
        "https://sms.example/s?u=1&to=628123456789&p=%2B628123456789&l=08123456789"
        "&m=A%26B%3D%2B%20%7Bto%7D%20%7Bx&r=77&uc=0&f=1708");
  CHECK(parameter(request_of(*channel, to_phone("😀")).target, "uc") == "1");
}

TEST_CASE("generic: bodies of three kinds, nothing of the text breaks out") {
  const std::string evil = "\"},{\"<b>&'\n{key}";
  const auto body = [&](const std::string& type, const std::string& written) {
    const auto channel = generic(
        map, {{"send_path", "/s"}, {"send_body", written}, {"send_type", type}, {"send_authorization", "Bearer t0k"}});
    const auto request = request_of(*channel, to_phone(evil));
    CHECK(request.method == "POST");
    CHECK(request.target == "https://sms.example/s");
    CHECK(request.headers.first("Content-Type") == type);
    CHECK(request.headers.first("Authorization") == "Bearer t0k");
    return request.body;
  };
  CHECK(body("application/json", R"({"to":"{to}","m":"{text}"})") ==
        R"({"to":"628123456789","m":"\"},{\"<b>&'\n{key}"})");
  CHECK(body("text/xml", "<m to=\"{to}\">{text}</m>") ==
        "<m to=\"628123456789\">&quot;},{&quot;&lt;b&gt;&amp;'\n{key}</m>");
  CHECK(parameter(body("application/x-www-form-urlencoded", "to={to}&m={text}"), "m") == evil);
}

TEST_CASE("generic: what a good answer is, and the id in it") {
  const auto any = generic(map);
  CHECK(told(*any, response(200, "whatever")) == "done 77");
  CHECK(told(*any, response(400)) == "rejected bad-request");
  CHECK(told(*any, response(401)) == "retry credentials channel");
  CHECK(told(*any, response(500)) == "unknown server-error");
  CHECK(told(*any, http::NoAnswer{"x"}) == "unknown no-answer");
  const auto said = generic(map, {{"send_success", "Success"}, {"send_id", "message/messageId"}});
  const std::string good = "<response><message><messageId>9</messageId><text>Success</text></message></response>";
  CHECK(told(*said, response(200, "<response><message><text>Saldo habis</text></message></response>")) ==
        "retry refused");
  auto xml = response(200, good);
  xml.headers.add("Content-Type", "text/xml");
  CHECK(told(*said, xml) == "done 9");
  const auto json = generic(map, {{"send_id", "/data/0/id"}});
  CHECK(told(*json, response(200, R"({"data":[{"id":41}]})")) == "done 41");
  CHECK(told(*json, response(200, R"({"data":[]})")) == "done 77");
  CHECK(told(*json, response(200, "not json")) == "done 77");
}

TEST_CASE("generic: a long text is several requests") {
  const auto channel = generic(map);
  const auto message = to_phone(std::string(1000, 'a'));
  CHECK(parameter(request_of(*channel, message).target, "msg").size() == 912);
  CHECK(parameter(request_of(*channel, message, {response(200)}).target, "msg").size() == 88);
  CHECK(test::outcome_of<Done>(*channel, message, {response(200), response(200)}).all_ids.size() == 2);
  CHECK(told(channel->send(to_phone(""), {})) == "rejected empty-text");
}

TEST_CASE("generic: files come from configured hosts only") {
  auto config = test::sms_config("sms/generic");
  config.lists["media_hosts"] = {"media.example", ".cdn.example"};
  const auto channel = *make_channel(config);
  const auto asks = [&](const std::string& url) {
    Attachment attachment;
    attachment.ref = url;
    return std::holds_alternative<http::Request>(channel->fetch(attachment, {}));
  };
  CHECK(asks("https://media.example/1"));
  CHECK(asks("https://a.cdn.example/1"));
  CHECK(asks("https://sms.example/1"));
  CHECK_FALSE(asks("http://media.example/1"));
  CHECK_FALSE(asks("https://other.example/1"));
  CHECK_FALSE(asks("https://acdn.example/1"));
  CHECK_FALSE(asks("/1.jpg"));
}
