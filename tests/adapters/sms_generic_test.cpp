// SPDX-License-Identifier: Apache-2.0
// Aggregators that nobody has seen: everything is where the operator says it is.
#include <string>

#include "adapters/sms_support.hpp"
#include "gateway/base/crypto.hpp"

using namespace pintu;
using namespace std::string_literals;
using test::form;
using test::generic;
using test::get;
using test::one;

namespace {

const std::map<std::string, std::string> plain{{"from", "msisdn"}, {"text", "body"}, {"id", "msgid"}};

std::map<std::string, std::string> with(std::map<std::string, std::string> map,
                                        const std::map<std::string, std::string>& more) {
  for (const auto& [key, value] : more) map[key] = value;
  return map;
}

}  // namespace

TEST_CASE("generic: parameters by the operator's names") {
  const auto channel = generic(with(plain, {{"at", "time"}, {"to", "shortcode"}, {"name", "who"}}));
  const std::string query =
      "msisdn=0812345678901&body=Lampu+mati&msgid=7&time=2026-11-24+10:00:00&shortcode=1708&who=Siti";
  const std::string line =
      R"({"event":"message","from":"+62812345678901","id":"7","at":"2026-11-24T10:00:00Z","text":"Lampu mati"})";
  CHECK(parse_line(one(*channel, get(query))) == line);
  CHECK(parse_line(one(*channel, form(query))) == line);
  CHECK(one(*channel, get(query)).name == "Siti");
  // A parameter that stands twice: the first counts. Empty pairs say nothing.
  CHECK(one(*channel, get("msisdn=62812345678&&body=a&body=b&msgid=1&")).text == "a");
}

TEST_CASE("generic: the zone of a provider's clock") {
  const auto channel = generic(with(plain, {{"at", "time"}}), {{"zone", "+07:00"}});
  CHECK(to_rfc3339(*one(*channel, get("msisdn=62812345678&body=a&msgid=1&time=2026-11-24+10:00:00")).at) ==
        "2026-11-24T03:00:00Z");
}

TEST_CASE("generic: charsets") {
  const auto text = [](const std::map<std::string, std::string>& more, const http::Request& request) {
    return one(*generic(plain, more), request).text;
  };
  const std::string latin = "msisdn=62812345678&msgid=1&body=tr%E8s";
  CHECK(text({{"charset", "latin1"}}, get(latin)) == "très");
  CHECK(text({}, get(latin)) == "tr\uFFFDs");
  CHECK(text({}, test::post("application/x-www-form-urlencoded; charset=ISO-8859-1", latin)) == "très");
  CHECK(text({{"charset", "utf-16be"}}, get("msisdn=62812345678&msgid=1&body=%00H%00i")) == "Hi");
  CHECK(text({{"charset", "gsm7"}}, form("msisdn=62812345678&msgid=1&body=%05v%05nement")) == "événement");
  CHECK(text({{"charset", "utf-16be"}}, test::json(R"({"msisdn":"62812345678","msgid":1,"body":"%00H%00+%00i"})")) ==
        "H i");
  CHECK(text({}, test::json(R"({"msisdn":"62812345678","msgid":1,"body":"100%25"})")) == "100%25");
}

TEST_CASE("generic: a message may say its own charset or coding") {
  const auto charset = generic(with(plain, {{"charset", "enc"}}));
  CHECK(one(*charset, get("msisdn=62812345678&msgid=1&enc=UTF-16BE&body=%00H%00i")).text == "Hi");
  CHECK(one(*charset, get("msisdn=62812345678&msgid=1&enc=UTF-8&body=Hi")).text == "Hi");
  CHECK(one(*charset, get("msisdn=62812345678&msgid=1&body=Hi")).text == "Hi");
  const auto coding = generic(with(plain, {{"coding", "dcs"}}), {{"charset", "gsm7"}});
  CHECK(one(*coding, get("msisdn=62812345678&msgid=1&dcs=0&body=%05")).text == "é");
  CHECK(one(*coding, get("msisdn=62812345678&msgid=1&dcs=8&body=%00H%00i")).text == "Hi");
  CHECK(one(*coding, get("msisdn=62812345678&msgid=1&dcs=3&body=%E9")).text == "é");
  const auto binary = one(*coding, get("msisdn=62812345678&msgid=1&dcs=4&body=%00%01"));
  CHECK(binary.reason == "binary");
  CHECK(binary.text.empty());
}

TEST_CASE("generic: JSON pointers, one message or a batch") {
  const auto channel = generic({{"from", "/message/from"},
                                {"text", "/message/contents/0/text"},
                                {"id", "/id"},
                                {"media", "/message/contents/0/fileUrl"},
                                {"mime", "/message/contents/0/mime"},
                                {"lat", "/message/contents/0/latitude"},
                                {"lon", "/message/contents/0/longitude"}});
  const auto event = [&](const std::string& content) {
    return one(*channel, test::json(R"({"id":5,"message":{"from":"62812345678","contents":[)" + content + "]}}"));
  };
  CHECK(event(R"({"text":"Halo"})").text == "Halo");
  CHECK(event(R"({"text":"Halo"})").id == "5");
  CHECK(event(R"({"latitude":0.0,"longitude":1.5})").location == Location{0, 1.5, ""});
  CHECK(event(R"({"fileUrl":"https://a.example/41","mime":"image/png"})").attachments[0].kind == AttachmentKind::image);
  CHECK(event(R"({"latitude":91,"longitude":1})").reason == "empty");
  const auto batch = channel->receive(test::json(
      R"([{"id":1,"message":{"from":"62812345678","contents":[{"text":"a"}]}},{"id":2,"message":{"from":"62812345679","contents":[{"text":"b"}]}},{"id":1}])"));
  REQUIRE(batch);
  REQUIRE(batch->events.size() == 2);
  CHECK(batch->events[1].text == "b");
}

TEST_CASE("generic: the array of a batch by its name, what all have in common at the top") {
  const auto channel =
      generic({{"items", "/list/m"}, {"from", "sender"}, {"text", "msg~1body"}, {"id", "id"}, {"to", "/number"}});
  const auto received = channel->receive(test::json(
      R"({"number":"628111111111","list":{"m":[{"sender":"tel:+62812345678","msg/body":"a","id":1},{"sender":"628111111111","msg/body":"b","id":2}]}})"));
  REQUIRE(received);
  REQUIRE(received->events.size() == 2);
  CHECK(received->events[0].text == "a");
  CHECK(received->events[1].reason == "own-number");
  const auto none = channel->receive(test::json(R"({"list":{"m":[]}})"));
  CHECK_FALSE(none);
}

TEST_CASE("generic: XML paths to texts and attributes") {
  const auto channel = generic({{"from", "sms-request/message/@msisdn"},
                                {"text", "sms-request/message/content"},
                                {"id", "sms-request/message/@id"}});
  const auto event = one(*channel, test::post("text/xml",
                                              "<sms-request><message id=\"11\" msisdn=\"62812345678\">"
                                              "<content>A &amp; &#233; &lt;b&gt;</content></message></sms-request>"));
  CHECK(event.text == "A & é <b>");
  CHECK(event.from == "+62812345678");
  CHECK(event.id == "11");
  const auto batch = generic({{"items", "messages/m"}, {"from", "from"}, {"text", "body"}, {"id", "@id"}});
  const auto received =
      batch->receive(test::post("",
                                "<messages><m id=\"1\"><from>62812345678</from><body>a</body></m>"
                                "<m id=\"2\"><from>62812345679</from><body><![CDATA[b<]]></body></m></messages>"));
  REQUIRE(received);
  REQUIRE(received->events.size() == 2);
  CHECK(received->events[1].text == "b<");
  CHECK(received->events[1].id == "2");
}

TEST_CASE("generic: XML in Latin-1 by its prolog or by the configuration") {
  const std::string inner = "<m><from>62812345678</from><body>tr\xE8s</body></m>";
  const std::map<std::string, std::string> map{{"from", "m/from"}, {"text", "m/body"}};
  CHECK(one(*generic(map), test::post("text/xml", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + inner)).text ==
        "très");
  CHECK(one(*generic(map, {{"charset", "latin1"}}), test::post("text/xml", inner)).text == "très");
}

TEST_CASE("generic: entities of a document's own and document types are refused") {
  const auto channel = generic({{"from", "m/from"}, {"text", "m/body"}});
  CHECK_FALSE(channel->receive(test::post(
      "text/xml",
      "<!DOCTYPE m [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><m><from>62812345678</from><body>&x;</body></m>")));
  CHECK(one(*channel, test::post("text/xml", "<m><from>62812345678</from><body>&x;</body></m>")).text == "&x;");
  std::string deep;
  for (int i = 0; i < 100000; ++i) deep += "<a>";
  CHECK_FALSE(channel->receive(test::post("text/xml", deep)));
  std::string closed = deep.substr(0, 3 * 65);
  for (int i = 0; i < 65; ++i) closed += "</a>";
  CHECK_FALSE(channel->receive(test::post("text/xml", closed)));
}

TEST_CASE("generic: pieces, by numbers or by header") {
  const auto channel =
      generic(with(plain, {{"part", "seq"}, {"parts", "total"}, {"ref", "ref"}, {"udh", "udh"}, {"to", "to"}}));
  const auto part = [&](const std::string& more) {
    return one(*channel, get("msisdn=62812345678&body=a&msgid=1&to=1708&" + more)).part;
  };
  CHECK(part("seq=2&total=3&ref=9") == Part{"1708:9:3", 2, 3});
  CHECK(part("udh=050003770201") == Part{"1708:119:2", 1, 2});
  for (const std::string odd :
       {"seq=0&total=3&ref=9", "seq=4&total=3&ref=9", "seq=1&total=1e9", "seq=nan&total=2", ""}) {
    CAPTURE(odd);
    CHECK_FALSE(part(odd));
  }
}

TEST_CASE("generic: what has no id is known by its time, and never by its words alone") {
  const auto channel = generic(with(plain, {{"at", "time"}}));
  const auto id = [&](const std::string& query) { return one(*channel, get(query)).id; };
  const std::string base = "msisdn=62812345678&body=ya";
  CHECK(id(base).empty());
  CHECK(id(base + "&time=20261124").empty());
  CHECK(id(base + "&time=kemarin").empty());
  const auto first = id(base + "&time=2026-11-24+10:00:00");
  CHECK(first.size() == 33);
  CHECK(first == id(base + "&time=2026-11-24+10:00:00"));
  CHECK(first != id(base + "&time=2026-11-24+10:00:01"));
  CHECK(id(base + "&msgid=5&time=2026-11-24+10:00:00") == "5");
  // Two without an id in one body are two.
  const auto two = generic({{"from", "/f"}, {"text", "/t"}})
                       ->receive(test::json(R"([{"f":"62812345678","t":"ya"},{"f":"62812345678","t":"ya"}])"));
  REQUIRE(two);
  CHECK(two->events.size() == 2);
}

TEST_CASE("generic: what is asked of who writes") {
  const auto named = generic(with(plain, {{"secret", "key"}}), {{"secret", "s3cret"}});
  CHECK(named->authentic(get("msisdn=1&key=s3cret")));
  CHECK_FALSE(named->authentic(get("msisdn=1&key=s3cre")));
  CHECK_FALSE(named->authentic(get("msisdn=1")));
  const auto header = generic(with(plain, {{"secret", "header:X-Token"}}), {{"secret", "s3cret"}});
  auto request = get("msisdn=1");
  CHECK_FALSE(header->authentic(request));
  request.headers.add("x-token", "s3cret");
  CHECK(header->authentic(request));
  const auto login = generic(plain, {{"webhook_user", "u"}, {"webhook_password", "p"}});
  CHECK_FALSE(login->authentic(get("msisdn=1")));
  auto known = get("msisdn=1");
  known.headers.add("Authorization", "Basic " + crypto::to_base64("u:p"));
  CHECK(login->authentic(known));
  CHECK(generic(plain)->authentic(get("msisdn=1")));
}

TEST_CASE("generic: the answer that the provider wants, to the letter") {
  const auto answer = [](const std::string& text) {
    const auto received = generic(plain, {{"answer", text}})->receive(get("msisdn=62812345678&body=a"));
    REQUIRE(received);
    return received->answer;
  };
  CHECK(answer("ACK/Jasmin").body == "ACK/Jasmin");
  CHECK(answer("ACK/Jasmin").headers.first("Content-Type") == "text/plain; charset=utf-8");
  CHECK(answer("<ok/>").headers.first("Content-Type") == "text/xml; charset=utf-8");
  CHECK(answer(R"({"ok":true})").headers.first("Content-Type") == "application/json");
}

TEST_CASE("generic: a check of the URL is answered, nonsense is refused") {
  const auto channel = generic(plain);
  http::Request ping;
  ping.target = "/hooks/sms";
  REQUIRE(channel->receive(ping));
  CHECK(channel->receive(ping)->events.empty());
  for (const auto& request : {get("foo=1"), form("foo=1"), test::json("{}"), test::json("[]"), test::json("7"),
                              test::json("{"), test::post("text/xml", "<a/>"), test::post("text/xml", "<a>"),
                              test::post("multipart/form-data; boundary=x", "--x")}) {
    CAPTURE(request.target, request.body);
    CHECK_FALSE(channel->receive(request));
  }
  CHECK(one(*channel, get("body=a&msgid=1")).reason == "no-sender");
}
