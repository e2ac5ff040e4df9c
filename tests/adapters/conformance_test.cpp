// SPDX-License-Identifier: Apache-2.0
// What payloads that real Telegram bots got must become.
#include <filesystem>
#include <map>
#include <set>

#include "adapters/telegram_support.hpp"
#include "support/corpus.hpp"

using namespace pintu;
namespace corpus = pintu::test::corpus;

namespace {

const std::filesystem::path folder = corpus::folder / "telegram";
using corpus::skipped;

std::string bytes_of(const std::string& name) { return corpus::bytes_of("telegram/" + name); }

// What every payload must become, without its `at`. A file id is long and random: its place is checked by its end.
const std::map<std::string, std::string> expected{
    {"courier-startMsg.json", R"({"event":"message","from":"3527065","id":"174114370","text":"/start"})"},
    {"courier-stickerMsg.json",
     R"({"event":"message","from":"3527065","id":"174114373","attachments":[{"kind":"sticker"}]})"},
    {"courier-photoMsg.json",
     R"({"event":"message","from":"3527065","id":"900946525","text":"Photo Caption","attachments":[{"kind":"image"}]})"},
    {"courier-videoMsg.json",
     R"({"event":"message","from":"3527065","id":"900946526","attachments":[{"kind":"video","mime":"video/mp4"}]})"},
    {"courier-voiceMsg.json",
     R"({"event":"message","from":"3527065","id":"900946531","attachments":[{"kind":"voice","mime":"audio/ogg"}]})"},
    {"courier-documentMsg.json",
     R"({"event":"message","from":"3527065","id":"900946532","attachments":[{"kind":"document","mime":"application/vnd.ms-excel"}]})"},
    {"courier-locationMsg.json",
     R"({"event":"message","from":"3527065","id":"900946534","location":{"lat":-2.890287,"lon":-79.004333}})"},
    {"courier-venueMsg.json",
     R"({"event":"message","from":"3527065","id":"900946535","location":{"lat":-2.898944,"lon":-79.006835}})"},
    {"courier-contactMsg.json",
     R"({"event":"message","from":"3527065","id":"900946536","text":"0788531373","attachments":[{"kind":"contact"}]})"},
    {"courier-webAppDataNonJSONMsg.json", R"({"event":"message","from":"3527065","id":"900946538","text":"bob,32"})"},
    {"teloxide-issue_1107.json",
     R"({"event":"ignored","from":"5964236329","id":"439432600","text":"/report","reply_to":"134545","reason":"group"})"},
    {"teloxide-de_private_chat_text_message.json",
     R"({"event":"message","from":"408258968","id":"306197398","text":"4"})"},
    {"teloxide-pinned_message_works.json",
     R"({"event":"ignored","from":"408258968","id":"845402291","reason":"group"})"},
    {"teloxide-dice_works.json", R"({"event":"ignored","from":"408258968","id":"573255266","reason":"group"})"},
    {"teloxide-new_update_kind_error.json", R"({"event":"ignored","id":"1","reason":"new_update_kind"})"},
    {"teloxide-issue_523.json", R"({"event":"system","from":"0","id":"0","reason":"blocked"})"},
    {"teloxide-message_reaction_updated.json",
     R"({"event":"ignored","id":"767844136","reply_to":"2","reason":"group"})"},
    {"teloxide-chat_boost_updated.json", R"({"event":"ignored","id":"71651297","reason":"chat_boost"})"},
    {"teloxide-topic_message.json",
     R"({"event":"ignored","from":"1253681278","id":"900001","text":"blah","reply_to":"4","reason":"group"})"},
    {"teloxide-topic_created.json", R"({"event":"ignored","from":"1253681278","id":"900002","reason":"group"})"},
    {"teloxide-issue_874.json", R"({"event":"ignored","from":"112455916","id":"900003","reason":"group"})"},
    {"teloxide-issue_427.json", R"({"event":"system","from":"-599075523","id":"900004","reason":"migrated"})"},
    {"teloxide-issue_419.json",
     R"({"event":"ignored","from":"-1001160242915","id":"900005","text":"text","reason":"group"})"},
    {"teloxide-issue_475.json", R"({"event":"ignored","from":"-1001331354980","id":"900006","reason":"group"})"},
    {"teloxide-de_media_group_forwarded.json",
     R"({"event":"message","from":"250918540","id":"900008","attachments":[{"kind":"video","mime":"video/mp4"}]})"},
    {"teloxide-empty_message.json", R"({"event":"message","from":"1234567890","id":"900011","reason":"empty"})"},
    {"teloxide-de_image.json",
     R"({"event":"message","from":"250918540","id":"900012","attachments":[{"kind":"image"}]})"},
    {"tgbots-edited_message.json",
     R"({"event":"ignored","from":"1111111","id":"10004","reply_to":"1365","reason":"channel"})"},
    {"tgbots-callback_inline.json",
     R"({"event":"tap","from":"1111111","id":"10005","tap":"Data from button callback"})"},
    {"tgbots-reply-forward-entities.json",
     R"({"event":"message","from":"1111111","id":"10006","text":"Bold and italics","reply_to":"1334"})"},
    {"tgbots-write-access.json", R"({"event":"ignored","from":"11111111","id":"329421221","reason":"service"})"},
    {"response-error-429-migrate.json", "refused"},
};

// The line without time and file ids.
std::string line_of(const Channel& channel, const std::string& body) {
  const auto received = channel.receive(test::post(body));
  if (!received) return "refused";
  REQUIRE(received->events.size() == 1);
  auto event = received->events.front();
  event.at.reset();
  for (auto& attachment : event.attachments) {
    CHECK(attachment.ref.empty() == (attachment.kind == AttachmentKind::contact));
    attachment.ref.clear();
  }
  return parse_line(event);
}

Inbound event_of(const std::string& name) {
  const auto received = test::telegram()->receive(test::post(bytes_of(name)));
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  return received->events.front();
}

}  // namespace

TEST_CASE("every collected Telegram payload becomes what its row says") {
  if (skipped()) return;
  const auto channel = test::telegram();
  std::set<std::string> seen;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    const auto name = entry.path().filename().string();
    CAPTURE(name);
    const auto row = expected.find(name);
    REQUIRE(row != expected.end());
    CHECK(line_of(*channel, bytes_of(name)) == row->second);
    seen.insert(name);
  }
  CHECK(seen.size() == expected.size());
}

TEST_CASE("what the rows say beside the line") {
  if (skipped()) return;
  CHECK(event_of("courier-photoMsg.json").attachments[0].size == 104737);
  CHECK(event_of("courier-voiceMsg.json").attachments[0].size == 4288);
  CHECK(event_of("courier-contactMsg.json").attachments[0].name == "Adolf Taxi");
  CHECK(event_of("courier-venueMsg.json").location->name == "Cuenca, Provincia del Azuay");
  CHECK(event_of("teloxide-topic_message.json").chat == "-1001847508954:4");
  CHECK(event_of("teloxide-issue_1107.json").chat == "-1001293752024");
  CHECK(event_of("teloxide-issue_427.json").moved_to == "-1001555296434");
  CHECK(event_of("teloxide-de_media_group_forwarded.json").album == "12543417770506682");
  CHECK(event_of("tgbots-reply-forward-entities.json").forwarded);
  CHECK(event_of("teloxide-issue_419.json").forwarded);
  const auto tap = test::telegram()->receive(test::post(bytes_of("tgbots-callback_inline.json")));
  REQUIRE(tap);
  REQUIRE(tap->at_once.size() == 1);
  CHECK(tap->at_once[0].body == R"({"callback_query_id":"4382bfdwdsb323b2d9"})");
}

TEST_CASE("the collected getUpdates answer comes by polling") {
  if (skipped()) return;
  http::Response response;
  response.body = bytes_of("tgbots-write-access.json");
  const auto received = test::telegram("poll")->receive_polled(response);
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  CHECK(received->events[0].kind == InboundKind::ignored);
  CHECK(received->events[0].id == "329421221");
}

TEST_CASE("the collected error answer moves the chat") {
  if (skipped()) return;
  OutboundMessage message;
  message.to = "-5";
  message.text = "halo";
  for (const int status : {400, 429}) {
    http::Response response;
    response.status = status;
    response.body = bytes_of("response-error-429-migrate.json");
    const std::vector<Exchange> so_far{response};
    const auto step = test::telegram()->send(message, so_far);
    const auto* outcome = std::get_if<SendOutcome>(&step);
    REQUIRE(outcome != nullptr);
    const auto* rejected = std::get_if<Rejected>(outcome);
    REQUIRE(rejected != nullptr);
    CHECK(rejected->moved_to == "12345");
  }
}
