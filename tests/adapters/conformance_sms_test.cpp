// SPDX-License-Identifier: Apache-2.0
// What payloads that real SMS gateways sent must become.
#include <filesystem>
#include <map>
#include <set>

#include "adapters/sms_support.hpp"
#include "support/corpus.hpp"

using namespace pintu;
namespace corpus = pintu::test::corpus;

namespace {

using corpus::folder;
using corpus::request_of;
using corpus::skipped;

const std::string indonesian = R"({"event":"message","from":"+628123456789")";
const std::string american = R"({"event":"message","from":"+14133881111")";

// Without ids of our own making and without `at`.
const std::map<std::string, std::string> expected{
    {"kannel/mo-get-gsm.txt",
     indonesian +
         R"(,"id":"a4735a39-2d25-4e5f-a0d3-00d94018e8b1","text":"LAPOR Jl. Merdeka rusak & licin, tolong +segera+ #12 [foto] 100%"})"},
    {"kannel/mo-get-ucs2.txt",
     indonesian + R"(,"id":"f7b9bbdb-2018-4870-9575-36cccf30ba15","text":"Jalan rusak 😀 di Kb. Kopi — “darurat”"})"},
    {"kannel/mo-get-8bit.txt", indonesian + R"(,"id":"a166da1f-c74c-4022-8331-c204e9a92e6e","reason":"binary"})"},
    {"kannel/mo-get-latin.txt", indonesian + R"(,"id":"bd3c88a2-4ae1-4668-8ddd-2bebe23ec87e","text":"Kafé ñ ü"})"},
    {"kannel/mo-get-concat-ucs2.txt",
     indonesian + R"(,"id":"800fd66e-3f09-4bb1-8503-9025a75874a3","text":"Laporan panjang 😀 (1) (2) akhir laporan"})"},
    {"kannel/mo-get-concat-ref16.txt",
     indonesian + R"(,"id":"3d095b83-703f-4dcd-9cab-5d3b744c752d","text":"ref16 bagian satu ref16 bagian dua"})"},
    {"kannel/mo-get-empty.txt", indonesian + R"(,"id":"0cef814f-c4c7-4631-8fe4-604fc470c457","reason":"empty"})"},
    {"kannel/mo-post-udh-part1.txt", indonesian + R"(,"text":"Laporan panjang 😀 (1) "})"},
    {"kannel/mo-post-ref16-part1.txt", indonesian + R"(,"text":"ref16 bagian satu "})"},
    {"kannel/mo-post-alpha-sender.txt",
     R"({"event":"ignored","from":"TELKOMSEL","text":"Promo kuota","reason":"alphanumeric-sender"})"},
    {"kannel/mo-xml-gsm.txt",
     indonesian + R"(,"text":"LAPOR Jl. Merdeka rusak & licin, tolong +segera+ #12 [foto] 100%"})"},
    {"kannel/mo-xml-empty.txt", indonesian + R"(,"reason":"empty"})"},
    {"kannel/dlr-16-nack.txt",
     R"({"event":"receipt","from":"+62812999","id":"dlr:gw-77:16:7b42b1c7-bde5-4c81-b531-612af527edcf","reply_to":"gw-77","status":"failed","reason":"smsc-0x0000000b"})"},
    {"kannel/dlr-2-undeliv.txt",
     R"({"event":"receipt","from":"+62812111","id":"dlr:gw-77:2:356a47e6-62ea-4fa5-bb33-c0c41f8f2cf1","reply_to":"gw-77","status":"failed","reason":"UNDELIV-034"})"},
    {"kannel/dlr-8-ack-M3.txt",
     R"({"event":"receipt","from":"+62812111","id":"dlr:gw-77:8:0b74461f-d1d8-4896-9aab-2e5df6fbb9b1","reply_to":"gw-77","status":"sent"})"},
    {"twilio/courier-receiveMedia.txt",
     american +
         R"(,"id":"SMe287d7109a5a925f182f0e07fe5b223b","attachments":[{"kind":"image","ref":"cat.jpg"},{"kind":"image","ref":"dog.jpg"}]})"},
    {"twilio/courier-receiveMediaWithMsg.txt",
     american +
         R"(,"id":"SMe287d7109a5a925f182f0e07fe5b223b","text":"Msg","attachments":[{"kind":"image","ref":"cat.jpg"},{"kind":"image","ref":"dog.jpg"}]})"},
    {"twilio/courier-receiveBase64.txt",
     american +
         R"(,"id":"SMe287d7109a5a925f182f0e07fe5b223b","text":"Bannon Explains The World ...\n“The Camp of the Saints"})"},
    {"twilio/courier-statusInvalid.txt",
     R"({"event":"ignored","id":"SMe287d7109a5a925f182f0e07fe5b223b:huh","reply_to":"SMe287d7109a5a925f182f0e07fe5b223b","reason":"unknown-status"})"},
    {"twilio/courier-statusRateLimit.txt",
     R"({"event":"receipt","id":"SMe287d7109a5a925f182f0e07fe5b223b:failed","reply_to":"SMe287d7109a5a925f182f0e07fe5b223b","status":"failed","reason":"error-63018"})"},
    {"twilio/courier-tmsStatusExtra.txt",
     R"({"event":"receipt","from":"2021","id":"SM0b6e2697aae04182a9f5b5c7a8994c7f:sent","reply_to":"SM0b6e2697aae04182a9f5b5c7a8994c7f","status":"sent"})"},
    {"twilio/courier-tmsReceiveExtra.txt",
     american + R"(,"id":"SMbbf29aeb9d380ce2a1c0ae4635ff9dab","text":"John Cruz"})"},
    {"twilio/courier-waReceiveValid.txt", american + R"(,"id":"SMe287d7109a5a925f182f0e07fe5b223b","text":"Msg"})"},
    {"twilio/courier-waReceiveBSUIDValid.txt",
     american + R"(,"id":"SMe287d7109a5a925f182f0e07fe5b223b","text":"Msg"})"},
    {"twilio/courier-waReceiveFromBSUID.txt",
     R"({"event":"message","from":"US.1234","id":"SMe287d7109a5a925f182f0e07fe5b223b","text":"Msg"})"},
    {"twilio/courier-waReceivePrefixlessURN.txt",
     american + R"(,"id":"SM681a1f26d9ec591431ce406e8f399525","text":"Msg"})"},
    {"twilio/signature-vector.json", "refused"},
    {"vonage/inbound-post.txt", R"({"event":"message","from":"+2349067554729","id":"external1","text":"Join"})"},
    {"vonage/inbound-keyword.txt", indonesian + R"(,"id":"030000000926C4C2","text":"Hello!"})"},
    {"infobip/courier-helloMsg.json",
     R"({"event":"message","from":"+385916242493","id":"0191e180-7d60-7000-aded-7d8b151cbd5b","text":"This is message text","attachments":[{"kind":"image","ref":"https://examplelink.com/123456","mime":"image/jpeg"}]})"},
    {"infobip/courier-missingResults.json", "refused"},
    {"infobip/courier-missingText.json",
     R"({"event":"ignored","from":"+385916242493","id":"0191e180-7d60-7000-aded-7d8b151cbd5b","reason":"empty"})"},
    {"infobip/courier-validStatusDelivered.json",
     R"({"event":"receipt","id":"0191e180-7d60-7000-aded-7d8b151cbd5b:DELIVERED","reply_to":"0191e180-7d60-7000-aded-7d8b151cbd5b","status":"delivered"})"},
    {"infobip/courier-validStatusExpired.json",
     R"({"event":"receipt","id":"0191e180-7d60-7000-aded-7d8b151cbd5b:EXPIRED","reply_to":"0191e180-7d60-7000-aded-7d8b151cbd5b","status":"failed","reason":"EXPIRED"})"},
    {"generic-get/macrokiosk-mo.txt", R"({"event":"message","from":"+60124361111","id":"abc1234","text":"Hello"})"},
    {"generic-get/macrokiosk-longcode.txt",
     R"({"event":"message","from":"+60124361111","id":"abc1234","text":"Hello"})"},
    {"generic-get/yo-mo.txt", R"({"event":"message","from":"+2349067554729","text":"Join"})"},
    {"generic-get/hormuud-mo.txt", R"({"event":"message","from":"+2349067554729","text":"Join"})"},
    {"generic-get/highconnection-latin1.txt",
     R"({"event":"message","from":"+33610346460","id":"123123","text":"je suis très satisfait "})"},
    {"generic-get/africastalking-mo.txt",
     R"({"event":"message","from":"+254791541111","id":"ec9adc86-51d5-4bc8-8eb0-d8ab0bb53dc3","text":"Msg"})"},
    {"generic-get/external-mo.txt", R"({"event":"message","from":"+2349067554729","text":"Join"})"},
    {"jasmin/mo-gsm7-bytes.txt", R"({"event":"message","from":"+2349067554729","id":"1001","text":"événement"})"},
    {"other-sms/clickatell-receiveValidMessageUTF16BE.json",
     R"({"event":"message","from":"+250788383383","id":"1234","text":"mexico k mis papas no tenía dinero para comprarnos lo q queríamos.."})"},
    {"other-sms/globe-validMessage.json", R"({"event":"message","from":"+639171234567","text":"hello world"})"},
    {"other-sms/mtn-helloMsg.json", R"({"event":"message","from":"+242064661201","text":"Hello there"})"},
    {"other-sms/zenvia-validReceive.json", R"({"event":"message","from":"+254791541111","id":"string","text":"Msg"})"},
    {"other-sms/zenvia-locationReceive.json",
     R"({"event":"message","from":"+254791541111","id":"string","location":{"lat":0.0,"lon":1.0}})"},
    {"other-sms/zenvia-fileReceive.json",
     R"({"event":"message","from":"+254791541111","id":"string","attachments":[{"kind":"document","ref":"https://foo.bar/v1/media/41"}]})"},
    {"other-sms/wavy-validReceive.json",
     R"({"event":"message","from":"+5516981562820","id":"external_id","text":"Eu quero pizza"})"},
    {"other-sms/bandwidth-helloMsg.json",
     R"({"event":"message","from":"+12065551234","id":"14762070468292kw2fuqty55yp2b2","text":"hello world"})"},
    {"other-sms/playmobile-validReceive.txt",
     R"({"event":"message","from":"+998999999999","id":"1107962","text":"SMS Response Accepted"})"},
    {"other-sms/start-validReceive.txt",
     R"({"event":"message","from":"+250788123123","id":"msg1","text":"Hello World"})"},
};

std::unique_ptr<Channel> channel_for(const std::string& name) {
  for (const std::string kind : {"kannel", "twilio", "vonage", "infobip"}) {
    if (name.starts_with(kind)) return test::sms("sms/" + kind);
  }
  return test::generic(corpus::generic_maps().at(name));
}

std::string line_of(const Channel& channel, const http::Request& request) {
  const auto received = channel.receive(request);
  if (!received) return "refused";
  REQUIRE(received->events.size() == 1);
  auto event = received->events.front();
  event.at.reset();
  if (event.id.size() == 33 && event.id.starts_with('h')) event.id.clear();
  return parse_line(event);
}

}  // namespace

TEST_CASE("every collected SMS payload becomes what its row says") {
  if (skipped()) return;
  std::set<std::string> seen;
  for (const auto* part : {"kannel", "twilio", "vonage", "infobip", "generic-get", "jasmin", "other-sms"}) {
    for (const auto& entry : std::filesystem::directory_iterator(folder / part)) {
      const auto name = std::string(part) + "/" + entry.path().filename().string();
      CAPTURE(name);
      if (name == "kannel/mo-post-long-ucs2.txt") continue;  // below
      const auto row = expected.find(name);
      REQUIRE(row != expected.end());
      CHECK(line_of(*channel_for(name), request_of(name)) == row->second);
      seen.insert(name);
    }
  }
  CHECK(seen.size() == expected.size());
}

TEST_CASE("what the SMS rows say beside the line") {
  if (skipped()) return;
  const auto kannel = test::sms("sms/kannel");
  CHECK(test::one(*kannel, request_of("kannel/mo-post-udh-part1.txt")).part == Part{"1708:119:2", 1, 2});
  CHECK(test::one(*kannel, request_of("kannel/mo-post-ref16-part1.txt")).part == Part{"1708:w4660:2", 1, 2});
  const auto text = test::one(*kannel, request_of("kannel/mo-post-long-ucs2.txt")).text;
  CHECK(text.size() == 232);
  CHECK(text.starts_with("pesan lewat message_payload TLV xxx"));
  CHECK(to_rfc3339(*test::one(*kannel, request_of("kannel/mo-get-gsm.txt")).at) == "2026-11-24T03:22:25Z");
  const auto jasmin = test::generic(corpus::generic_maps().at("jasmin/mo-gsm7-bytes.txt"));
  CHECK(jasmin->receive(request_of("jasmin/mo-gsm7-bytes.txt"))->answer.body == "ACK/Jasmin");
  const auto globe_event = test::one(*test::generic(corpus::generic_maps().at("other-sms/globe-validMessage.json")),
                                     request_of("other-sms/globe-validMessage.json"));
  CHECK(to_rfc3339(*globe_event.at) == "2013-11-22T12:12:13Z");
}

TEST_CASE("the collected Twilio requests are signed for their URL and token, and for no other") {
  if (skipped()) return;
  auto config = test::sms_config("sms/twilio");
  config.public_url = "https://gw.example.org/sms/twilio";
  config.values["auth_token"] = "12345";
  const auto channel = *make_channel(config);
  config.values["auth_token"] = "12346";
  const auto other = *make_channel(config);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "twilio")) {
    if (entry.path().extension() != ".txt") continue;
    auto request = request_of("twilio/" + entry.path().filename().string());
    CAPTURE(entry.path().filename().string());
    CHECK(channel->authentic(request));
    CHECK_FALSE(other->authentic(request));
    request.body.back() = request.body.back() == 'x' ? 'y' : 'x';
    CHECK_FALSE(channel->authentic(request));
  }
}
