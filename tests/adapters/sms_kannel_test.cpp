// SPDX-License-Identifier: Apache-2.0
#include <string>

#include "adapters/sms_support.hpp"

using namespace pintu;
using namespace std::string_literals;
using test::get;
using test::one;
using test::parameter;
using test::response;
using test::told;

namespace {

const std::string kind = "sms/kannel";

http::Request posted(std::string body, const std::string& charset, http::Headers more = {}) {
  auto request = test::post("text/plain; charset=\"" + charset + "\"", std::move(body));
  request.headers.add("X-Kannel-From", "+628123456789");
  request.headers.add("X-Kannel-To", "1708");
  request.headers.add("X-Kannel-Time", "2026-11-24 03:23:40");
  for (const auto& [name, value] : more.all()) request.headers.set(name, value);
  return request;
}

std::string xml(const std::string& inner) {
  return "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>\n<message "
         "cid=\"1\"><submit><oa><number>+628123456789</number>"
         "</oa><da><number>1708</number></da>" +
         inner + "</submit></message>";
}

}  // namespace

TEST_CASE("kannel: messages by GET") {
  const auto channel = test::sms(kind);
  struct Row {
    std::string query;
    std::string line;
  };
  const auto row = GENERATE(values<Row>({
      {"text=Halo+%2B1&coding=0&charset=UTF-8", R"("text":"Halo +1"})"},
      {"text=Halo&coding=0&charset=GSM", R"("text":"Halo"})"},
      {"text=Halo", R"("text":"Halo"})"},
      {"text=%00H%00a%D8%3D%DE%00&coding=2&charset=UTF-16BE", R"("text":"Ha😀"})"},
      {"text=%00H%00a&coding=2", R"("text":"Ha"})"},
      {"text=Kaf%C3%A9&coding=2&charset=UTF-8", R"("text":"Kafé"})"},
      {"text=Kaf%E9&coding=0&charset=ISO-8859-1", R"("text":"Kafé"})"},
      {"text=%00%01%FF&coding=1&charset=8-BIT", R"("reason":"binary"})"},
      {"text=abc&coding=1", R"("reason":"binary"})"},
      {"text=&coding=0&charset=UTF-8", R"("reason":"empty"})"},
      {"text=%FF%FEab%00c", "\"text\":\"\uFFFD\uFFFDabc\"}"},
  }));
  CAPTURE(row.query);
  const auto event = one(*channel, get("from=%2B628123456789&to=1708&ts=1795490546&id=k-1&" + row.query));
  CHECK(event.kind == InboundKind::message);
  CHECK(parse_line(event) ==
        R"({"event":"message","from":"+628123456789","id":"k-1","at":"2026-11-24T03:22:26Z",)" + row.line);
}

TEST_CASE("kannel: pieces of a long message by header, raw in the query") {
  const auto channel = test::sms(kind);
  const auto event = one(*channel, get("from=0812345678&to=1708&text=a&id=1&udh=%05%00%03w%02%01"));
  CHECK(event.part == Part{"1708:119:2", 1, 2});
  CHECK_FALSE(one(*channel, get("from=0812345678&to=1708&text=a&id=1&udh=")).part);
}

TEST_CASE("kannel: messages by POST") {
  const auto channel = test::sms(kind);
  CHECK(one(*channel, posted("\x00H\x00i"s, "UTF-16BE", {{"X-Kannel-Coding", "2"}})).text == "Hi");
  CHECK(one(*channel, posted("Kaf\xC3\xA9", "UTF-8")).text == "Kafé");
  CHECK(one(*channel, posted("\x01\x02", "8-BIT", {{"X-Kannel-Coding", "1"}})).reason == "binary");
  CHECK(one(*channel, posted("", "UTF-8")).reason == "empty");
  CHECK(one(*channel, posted("promo", "UTF-8", {{"X-Kannel-From", "TELKOMSEL"}})).reason == "alphanumeric-sender");
  const auto part = one(*channel, posted("a", "UTF-8", {{"X-Kannel-UDH", "%06%08%04%124%02%01"}}));
  CHECK(part.part == Part{"1708:w4660:2", 1, 2});
  CHECK(to_rfc3339(*part.at) == "2026-11-24T03:23:40Z");
  // It looks like JSON and is a text.
  CHECK(one(*channel, posted("{\"a\":1}", "UTF-8")).text == "{\"a\":1}");
  CHECK(one(*channel, posted("<b>halo</b>", "UTF-8")).text == "<b>halo</b>");
}

TEST_CASE("kannel: a POST without an id is known by what it says, one with %I by that") {
  const auto channel = test::sms(kind);
  const auto id = [&](const http::Request& request) { return one(*channel, request).id; };
  const auto first = id(posted("a", "UTF-8"));
  CHECK(first.size() == 33);
  CHECK(first == id(posted("a", "UTF-8")));
  CHECK(first != id(posted("b", "UTF-8")));
  CHECK(first != id(posted("a", "UTF-8", {{"X-Kannel-Time", "2026-11-24 03:23:41"}})));
  CHECK(first != id(posted("a", "UTF-8", {{"X-Kannel-From", "+628123456780"}})));
  CHECK(id(posted("a", "UTF-8", {{"X-Kannel-UDH", "%05%00%03w%02%01"}})) !=
        id(posted("a", "UTF-8", {{"X-Kannel-UDH", "%05%00%03w%02%02"}})));
  auto with = posted("a", "UTF-8");
  with.target = "/hooks/sms?id=k-9";
  CHECK(id(with) == "k-9");
}

TEST_CASE("kannel: messages by XML") {
  const auto channel = test::sms(kind);
  const auto event =
      one(*channel, test::post("text/xml", xml("<ud>Jl.+Merdeka+%26+%2B</ud><dcs><coding>0</coding></dcs>"
                                               "<at><year>2026</year><month>11</month><day>24</day><hour>03</hour>"
                                               "<minute>24</minute><second>00</second></at>")));
  CHECK(event.text == "Jl. Merdeka & +");
  CHECK(event.from == "+628123456789");
  CHECK(to_rfc3339(*event.at) == "2026-11-24T03:24:00Z");
  CHECK(one(*channel, test::post("text/xml", xml("<ud>%00H%00i</ud><dcs><coding>2</coding></dcs>"))).text == "Hi");
  CHECK(one(*channel, test::post("text/xml", xml(""))).reason == "empty");
  CHECK(one(*channel, test::post("text/xml", xml("<ud>a</ud><udh>%05%00%03w%02%01</udh>"))).part ==
        Part{"1708:119:2", 1, 2});
}

TEST_CASE("kannel: delivery reports") {
  const auto channel = test::sms(kind);
  struct Row {
    std::string query;
    std::string line;
  };
  const auto row = GENERATE(values<Row>({
      {"type=1&fid=M1&reply=x", R"({"event":"receipt","id":"dlr:77:1:","reply_to":"77","status":"delivered"})"},
      {"type=2&reply=id%3AM3+stat%3AUNDELIV+err%3A034+text%3A",
       R"({"event":"receipt","id":"dlr:77:2:","reply_to":"77","status":"failed","reason":"UNDELIV-034"})"},
      {"type=4", R"({"event":"receipt","id":"dlr:77:4:","reply_to":"77","status":"sent"})"},
      {"type=8&smsid=s1", R"({"event":"receipt","id":"dlr:77:8:s1","reply_to":"77","status":"sent"})"},
      {"type=16&fid=&reply=NACK%2F0x0000000b%2FInvalid",
       R"({"event":"receipt","id":"dlr:77:16:","reply_to":"77","status":"failed","reason":"smsc-0x0000000b"})"},
      {"type=16&reply=NACK%2F%3Cb%3E%2F",
       R"({"event":"receipt","id":"dlr:77:16:","reply_to":"77","status":"failed","reason":"failed"})"},
      {"type=32", R"({"event":"ignored","id":"dlr:77:32:","reply_to":"77","reason":"report-of-unknown-type"})"},
      {"type=x", R"({"event":"ignored","id":"dlr:77:x:","reply_to":"77","reason":"report-of-unknown-type"})"},
  }));
  CAPTURE(row.query);
  const auto event = one(*channel, get("id=77&" + row.query));
  CHECK(parse_line(event) == row.line);
  CHECK(event.key.empty());
}

TEST_CASE("kannel: a report names its message by an id that nobody can guess") {
  const auto channel = test::sms(kind);
  const auto url = parameter(test::request_of(*channel, test::to_phone("Halo")).target, "dlr-url");
  REQUIRE(url.starts_with(test::sms_url + "?id=77-"));
  const auto id = parameter(url, "id");
  CHECK(id.size() > 30);
  const auto report = [&](const Channel& to, const std::string& of) { return one(to, get("id=" + of + "&type=1")); };
  CHECK(report(*channel, id).reply_to == id);
  CHECK(report(*channel, id).key == "77");
  // Others are told nothing and change nothing: no message of ours has such an id.
  for (const auto* forged : {"77", "77-", "78-0123456789abcdef0123456789abcdef"}) {
    CHECK(channel->authentic(get("id=" + std::string(forged) + "&type=1")));
    CHECK(report(*channel, forged).key.empty());
  }
  auto config = test::sms_config(kind);
  config.values["dlr_secret"] = "lain";
  CHECK(report(**make_channel(config), id).key.empty());
}

TEST_CASE("kannel: a message is answered by nothing, which no citizen is sent") {
  const auto received = test::sms(kind)->receive(get("from=0812345678&to=1708&text=a"));
  REQUIRE(received);
  CHECK(received->answer.status == 200);
  CHECK(received->answer.body.empty());
}

TEST_CASE("kannel: what is neither message nor report is refused") {
  const auto channel = test::sms(kind);
  for (const auto& request : {get(""), get("foo=1"), get("from=1"), test::form("from=1&text=a"), test::json("{}"),
                              test::post("text/xml", "<message/>"), test::post("text/xml", "<a"),
                              test::post("text/xml", "<!DOCTYPE a [<!ENTITY x \"y\">]>" + xml("<ud>&x;</ud>"))}) {
    CAPTURE(request.target, request.body);
    CHECK_FALSE(channel->receive(request));
  }
}

TEST_CASE("kannel: what is sent") {
  const auto channel = test::sms(kind);
  const auto request = test::request_of(*channel, test::to_phone("Tarif 5€ + [1] *ya*"));
  CHECK(request.method == "GET");
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.target.starts_with("http://127.0.0.1:13013/cgi-bin/sendsms?username=gw&password=p%26w&from=1708"));
  CHECK(request.target.find("to=%2B628123456789") != std::string::npos);
  CHECK(request.target.find("%20%2B%20") != std::string::npos);
  CHECK(parameter(request.target, "text") == "Tarif 5€ + [1] YA");
  CHECK(parameter(request.target, "charset") == "UTF-8");
  CHECK(parameter(request.target, "coding") == "0");
  CHECK(parameter(request.target, "udh") == "-");
  CHECK(parameter(request.target, "dlr-mask") == "31");
  CHECK(parameter(test::request_of(*channel, test::to_phone("Halo 😀")).target, "coding") == "2");
}

TEST_CASE("kannel: a long text goes piece by piece, and no emoji is torn") {
  const auto channel = test::sms(kind);
  auto message = test::to_phone(std::string(66, 'x') + "😀 akhir");
  const auto first = test::request_of(*channel, message).target;
  const auto accepted = response(202, "0: Accepted for delivery");
  const auto second = test::request_of(*channel, message, {accepted}).target;
  CHECK(parameter(first, "text") == std::string(66, 'x'));
  CHECK(parameter(second, "text") == "😀 akhir");
  const auto udh = parameter(first, "udh");
  REQUIRE(udh.size() == 6);
  CHECK(udh.substr(0, 3) == "\x05\x00\x03"s);
  CHECK(udh.substr(4) == "\x02\x01");
  CHECK(parameter(second, "udh")[3] == udh[3]);
  const auto done = test::outcome_of<Done>(*channel, message, {accepted, accepted});
  CHECK(done.external_id.starts_with("77-"));
  CHECK(told(channel->send(message, std::vector<Exchange>{accepted, response(503)})) == "retry temporal-failure");
}

TEST_CASE("kannel: what its answers mean") {
  struct Row {
    int status;
    std::string body;
    std::string outcome;
  };
  const auto row = GENERATE(values<Row>({{202, "0: Accepted for delivery", "done 77"},
                                         {202, "3: Queued for later delivery", "done 77"},
                                         {200, "0: Accepted for delivery", "done 77"},
                                         {200, "<html>login</html>", "unknown answer-not-understood"},
                                         {403, "Authorization failed for sendsms", "retry credentials channel"},
                                         {400, "Missing receiver number, rejected", "rejected bad-number unreachable"},
                                         {400, "DLR-Mask field misformed, rejected", "rejected bad-request"},
                                         {404, "", "retry wrong-url channel"},
                                         {503, "Temporal failure, try again later.", "retry temporal-failure"},
                                         {500, "", "unknown server-error"}}));
  CAPTURE(row.status, row.body);
  // The id goes on with its HMAC.
  CHECK(told(*test::sms(kind), response(row.status, row.body)).starts_with(row.outcome));
}

TEST_CASE("kannel: nothing empty is sent, and nothing to what is no number") {
  const auto channel = test::sms(kind);
  CHECK(told(channel->send(test::to_phone(" \n"), {})) == "rejected empty-text");
  auto message = test::to_phone("a");
  message.to = "TELKOMSEL";
  CHECK(told(channel->send(message, {})) == "rejected no-number unreachable");
}
