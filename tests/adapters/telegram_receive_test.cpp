// SPDX-License-Identifier: Apache-2.0
#include <string>
#include <vector>

#include "adapters/telegram_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::lines;
using test::post;

namespace {

// A message of a private chat with these further keys.
std::string message(const std::string& keys, const std::string& id = "7") {
  return R"({"update_id":)" + id +
         R"(,"message":{"message_id":12,"date":1777700000,"chat":{"id":4711,"type":"private",)"
         R"("first_name":"Siti","last_name":"Ayu"},"from":{"id":4711,"is_bot":false,"first_name":"Siti"})" +
         (keys.empty() ? "" : "," + keys) + "}}";
}

std::string group_message(const std::string& keys) {
  return R"({"update_id":8,"message":{"message_id":5,"date":1777700000,"chat":{"id":-1001234567890,"type":"supergroup"},)"
         R"("from":{"id":99,"is_bot":false,"first_name":"Petugas"})" +
         (keys.empty() ? "" : "," + keys) + "}}";
}

Inbound one(const std::string& body) {
  const auto received = test::telegram()->receive(post(body));
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  return received->events.front();
}

struct Row {
  std::string keys;
  std::string line;  // what stands after id and at
};

const std::string head = R"({"event":"message","from":"4711","id":"7","at":"2026-05-02T05:33:20Z")";

}  // namespace

TEST_CASE("the secret is asked for, once and whole") {
  const auto channel = test::telegram();
  auto request = post("{}");
  CHECK_FALSE(channel->authentic(request));
  request.headers.add("x-telegram-bot-api-secret-token", "rahasia_1");
  CHECK(channel->authentic(request));
  request.headers.add("X-Telegram-Bot-Api-Secret-Token", "rahasia_1");
  CHECK_FALSE(channel->authentic(request));
  for (const std::string wrong : {"", "rahasia_", "rahasia_2", "rahasia_11", "RAHASIA_1"}) {
    auto other = post("{}");
    other.headers.add("X-Telegram-Bot-Api-Secret-Token", wrong);
    CHECK_FALSE(channel->authentic(other));
  }
}

TEST_CASE("without a secret nobody is let in") {
  auto config = test::telegram_config("poll");
  config.values.erase("secret");
  const auto channel = make_channel(config);
  REQUIRE(channel);
  auto request = post("{}");
  request.headers.add("X-Telegram-Bot-Api-Secret-Token", "");
  CHECK_FALSE((*channel)->authentic(request));
}

TEST_CASE("contents of a private message") {
  const auto row = GENERATE(values<Row>({
      {R"("text":"Lampu mati")", R"(,"text":"Lampu mati"})"},
      {R"("text":"ya","reply_to_message":{"message_id":11})", R"(,"text":"ya","reply_to":"11"})"},
      {R"("caption":"ini","photo":[{"file_id":"s","width":90,"height":51,"file_size":1},{"file_id":"l","width":1280,"height":720,"file_size":9},{"file_id":"m","width":320,"height":180,"file_size":5}])",
       R"(,"text":"ini","attachments":[{"kind":"image","ref":"l"}]})"},
      {R"("voice":{"file_id":"v","mime_type":"audio/ogg","file_size":4288})",
       R"(,"attachments":[{"kind":"voice","ref":"v","mime":"audio/ogg"}]})"},
      {R"("audio":{"file_id":"a","mime_type":"audio/mpeg"})",
       R"(,"attachments":[{"kind":"audio","ref":"a","mime":"audio/mpeg"}]})"},
      {R"("video":{"file_id":"v","mime_type":"video/mp4"})",
       R"(,"attachments":[{"kind":"video","ref":"v","mime":"video/mp4"}]})"},
      {R"("video_note":{"file_id":"n"})", R"(,"attachments":[{"kind":"video","ref":"n"}]})"},
      {R"("document":{"file_id":"g"},"animation":{"file_id":"g"})", R"(,"attachments":[{"kind":"video","ref":"g"}]})"},
      {R"("document":{"file_id":"d","mime_type":"application/pdf","file_name":"../../x"})",
       R"(,"attachments":[{"kind":"document","ref":"d","mime":"application/pdf"}]})"},
      {R"("sticker":{"file_id":"s"})", R"(,"attachments":[{"kind":"sticker","ref":"s"}]})"},
      {R"("contact":{"phone_number":"+6281234567","first_name":"Budi"})",
       R"(,"text":"+6281234567","attachments":[{"kind":"contact"}]})"},
      {R"("location":{"latitude":-6.9,"longitude":107.6})", R"(,"location":{"lat":-6.9,"lon":107.6}})"},
      {R"("location":{"latitude":-6.9,"longitude":107.6},"venue":{"title":"Pasar","address":"Jl. A","location":{"latitude":-6.9,"longitude":107.6}})",
       R"(,"location":{"lat":-6.9,"lon":107.6}})"},
      {R"("web_app_data":{"data":"a,1","button_text":"x"})", R"(,"text":"a,1"})"},
      {R"("dice":{"value":3,"emoji":"x"})", R"(,"reason":"dice"})"},
      {R"("poll":{"id":"1"})", R"(,"reason":"poll"})"},
      {"", R"(,"reason":"empty"})"},
      {R"("text":"")", R"(,"reason":"empty"})"},
      {R"("caption":"","voice":{"file_id":"v"})", R"(,"attachments":[{"kind":"voice","ref":"v"}]})"},
      {R"("text":"a","pinned_message":{})", R"(,"text":"a"})"},
      {R"("something_new":{"a":1})", R"(,"reason":"empty"})"},
  }));
  CAPTURE(row.keys);
  CHECK(lines(*test::telegram(), message(row.keys)) == head + row.line + "\n");
}

TEST_CASE("what the line does not show is there too") {
  CHECK(one(message(R"("text":"a")")).name == "Siti Ayu");
  CHECK(one(message(R"("text":"a")")).message_id == "12");
  CHECK(one(message(R"("photo":[{"file_id":"p"}],"media_group_id":"55")")).album == "55");
  CHECK(one(message(R"("text":"a","forward_origin":{"type":"hidden_user"})")).forwarded);
  CHECK_FALSE(one(message(R"("text":"a")")).forwarded);
  CHECK(one(message(R"("location":{"latitude":0,"longitude":0},"venue":{"title":"Pasar","address":"Jl. A"})"))
            .location->name == "Pasar, Jl. A");
  CHECK(one(message(R"("contact":{"phone_number":"08","first_name":"Budi","last_name":"S"})")).attachments[0].name ==
        "Budi S");
  CHECK(one(message(R"("voice":{"file_id":"v","file_size":4288})")).attachments[0].size == 4288);
}

TEST_CASE("ids keep all their bits") {
  CHECK(one(message(R"("text":"a")", "9223372036854775807")).id == "9223372036854775807");
  const auto event = one(
      R"({"update_id":1,"message":{"message_id":9007199254740993,"date":0,"chat":{"id":9007199254740993,"type":"private"},"text":"a"}})");
  CHECK(event.from == "9007199254740993");
  CHECK(event.message_id == "9007199254740993");
}

TEST_CASE("a group's message is ignored, with everything that officers' work needs") {
  const auto plain = one(group_message(R"("text":"/ambil")"));
  CHECK(plain.kind == InboundKind::ignored);
  CHECK(plain.reason == "group");
  CHECK(plain.from == "99");
  CHECK(plain.chat == "-1001234567890");
  CHECK(plain.text == "/ambil");
  CHECK(one(group_message(R"("text":"a","message_thread_id":4,"is_topic_message":true)")).chat == "-1001234567890:4");
  CHECK(one(group_message(R"("text":"a","message_thread_id":4)")).chat == "-1001234567890");
  CHECK(one(group_message(R"("new_chat_members":[])")).kind == InboundKind::ignored);
  CHECK(one(group_message(R"("text":"a","sender_chat":{"id":-1001234567890})")).from == "99");
  const auto anonymous = one(
      R"({"update_id":8,"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"group"},"from":{"id":1087968824},"sender_chat":{"id":-5},"text":"a"}})");
  CHECK(anonymous.from == "-5");
}

TEST_CASE("a group that moved says so from both ends alike") {
  const auto old_end = one(
      R"({"update_id":8,"message":{"message_id":5,"date":1,"chat":{"id":-5,"type":"group"},"migrate_to_chat_id":-1005}})");
  const auto new_end = one(
      R"({"update_id":9,"message":{"message_id":1,"date":1,"chat":{"id":-1005,"type":"supergroup"},"migrate_from_chat_id":-5}})");
  for (const auto& event : {old_end, new_end}) {
    CHECK(event.kind == InboundKind::system);
    CHECK(event.reason == "migrated");
    CHECK(event.from == "-5");
    CHECK(event.moved_to == "-1005");
  }
}

TEST_CASE("edits, channels, service messages, membership, reactions, unknown kinds") {
  const auto row = GENERATE(values<Row>({
      {R"({"update_id":7,"edited_message":{"message_id":12,"date":1777700000,"edit_date":1777700060,"chat":{"id":4711,"type":"private"},"text":"baru"}})",
       R"({"event":"edit","from":"4711","id":"7","at":"2026-05-02T05:34:20Z","text":"baru","reply_to":"12"})"},
      {R"({"update_id":7,"edited_message":{"message_id":12,"date":1777700000,"chat":{"id":4711,"type":"private"},"location":{"latitude":1,"longitude":2,"live_period":60}}})",
       R"({"event":"ignored","from":"4711","id":"7","at":"2026-05-02T05:33:20Z","location":{"lat":1.0,"lon":2.0},"reply_to":"12","reason":"live-location"})"},
      {R"({"update_id":7,"edited_message":{"message_id":12,"date":1,"chat":{"id":-5,"type":"group"},"from":{"id":99},"text":"a"}})",
       R"({"event":"ignored","from":"99","id":"7","at":"1970-01-01T00:00:01Z","text":"a","reply_to":"12","reason":"group"})"},
      {R"({"update_id":7,"channel_post":{"message_id":12,"date":1,"chat":{"id":-5,"type":"channel"},"text":"a"}})",
       R"({"event":"ignored","id":"7","at":"1970-01-01T00:00:01Z","reason":"channel"})"},
      {R"({"update_id":7,"message":{"message_id":12,"date":1,"chat":{"id":4711,"type":"private"},"pinned_message":{}}})",
       R"({"event":"ignored","from":"4711","id":"7","at":"1970-01-01T00:00:01Z","reason":"service"})"},
      {R"({"update_id":7,"my_chat_member":{"chat":{"id":4711,"type":"private"},"from":{"id":4711},"date":1,"old_chat_member":{"status":"member"},"new_chat_member":{"status":"kicked"}}})",
       R"({"event":"system","from":"4711","id":"7","at":"1970-01-01T00:00:01Z","reason":"blocked"})"},
      {R"({"update_id":7,"my_chat_member":{"chat":{"id":4711,"type":"private"},"from":{"id":4711},"date":1,"old_chat_member":{"status":"kicked"},"new_chat_member":{"status":"member"}}})",
       R"({"event":"system","from":"4711","id":"7","at":"1970-01-01T00:00:01Z","reason":"unblocked"})"},
      {R"({"update_id":7,"my_chat_member":{"chat":{"id":-5,"type":"group"},"from":{"id":99},"date":1,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"restricted","is_member":true}}})",
       R"({"event":"system","from":"99","id":"7","at":"1970-01-01T00:00:01Z","reason":"added"})"},
      {R"({"update_id":7,"my_chat_member":{"chat":{"id":-5,"type":"group"},"from":{"id":99},"date":1,"old_chat_member":{"status":"administrator"},"new_chat_member":{"status":"kicked"}}})",
       R"({"event":"system","from":"99","id":"7","at":"1970-01-01T00:00:01Z","reason":"removed"})"},
      {R"({"update_id":7,"message_reaction":{"chat":{"id":4711,"type":"private"},"message_id":12,"date":1,"old_reaction":[],"new_reaction":[{"type":"emoji","emoji":"👍"}]}})",
       R"({"event":"reaction","from":"4711","id":"7","at":"1970-01-01T00:00:01Z","text":"👍","reply_to":"12"})"},
      {R"({"update_id":7,"poll_answer":{}})", R"({"event":"ignored","id":"7","reason":"poll_answer"})"},
      {R"({"update_id":7,"<b>":{}})", R"({"event":"ignored","id":"7","reason":"unknown"})"},
      {R"({"update_id":7})", R"({"event":"ignored","id":"7","reason":"empty"})"},
  }));
  CAPTURE(row.keys);
  CHECK(lines(*test::telegram(), row.keys) == row.line + "\n");
}

TEST_CASE("a tap carries the option's id and label, and is answered at once") {
  const auto channel = test::telegram();
  const auto received = channel->receive(post(
      R"({"update_id":7,"callback_query":{"id":"q-1","from":{"id":4711,"first_name":"Siti"},"data":"a:1","message":{"message_id":12,"date":5,)"
      R"("chat":{"id":4711,"type":"private"},"reply_markup":{"inline_keyboard":[[{"text":"Bukan","callback_data":"a:2"}],[{"text":"Ya","callback_data":"a:1"}]]}}}})"));
  REQUIRE(received);
  REQUIRE(received->events.size() == 1);
  CHECK(parse_line(received->events[0]) ==
        R"({"event":"tap","from":"4711","id":"7","text":"Ya","tap":"a:1","reply_to":"12"})");
  REQUIRE(received->at_once.size() == 1);
  const auto& answer = received->at_once[0];
  CHECK(answer.target == "https://bot.example/bot" + test::telegram_token + "/answerCallbackQuery");
  CHECK(answer.body == R"({"callback_query_id":"q-1"})");
  CHECK(answer.effect == http::Effect::none);
}

TEST_CASE("taps of every other shape are answered too") {
  const auto answered = [](const std::string& query) {
    const auto received = test::telegram()->receive(post(R"({"update_id":7,"callback_query":)" + query + "}"));
    REQUIRE(received);
    REQUIRE(received->events.size() == 1);
    CHECK(received->at_once.size() == 1);
    return received->events.front();
  };
  CHECK(answered(R"({"id":"q","from":{"id":4711},"data":"a","inline_message_id":"i"})").kind == InboundKind::tap);
  CHECK(
      answered(
          R"({"id":"q","from":{"id":4711},"data":"a","message":{"message_id":3,"date":0,"chat":{"id":4711,"type":"private"}}})")
          .reply_to == "3");
  CHECK(answered(R"({"id":"q","from":{"id":4711},"game_short_name":"g"})").reason == "game");
  CHECK(answered(R"({"id":"q","from":{"id":4711},"data":")" + std::string(65, 'x') + "\"}").kind ==
        InboundKind::rejected);
  CHECK(answered(R"({"id":"q","from":{"id":"4711"},"data":"a"})").kind == InboundKind::rejected);
  const auto group = answered(
      R"({"id":"q","from":{"id":99},"data":"ambil:3","message":{"message_id":3,"chat":{"id":-5,"type":"supergroup"},"message_thread_id":4,"is_topic_message":true}})");
  CHECK(group.kind == InboundKind::ignored);
  CHECK(group.reason == "group");
  CHECK(group.chat == "-5:4");
  CHECK(group.tap == "ambil:3");
}

TEST_CASE("a captured getUpdates answer is read as its updates") {
  CHECK(
      lines(
          *test::telegram(),
          R"({"ok":true,"result":[{"update_id":9,"poll":{}},{"update_id":8,"poll":{}},{"update_id":9,"poll":{}},7]})") ==
      "{\"event\":\"rejected\",\"reason\":\"no update\"}\n"
      "{\"event\":\"ignored\",\"id\":\"8\",\"reason\":\"poll\"}\n{\"event\":\"ignored\",\"id\":\"9\",\"reason\":"
      "\"poll\"}\n");
  CHECK(lines(*test::telegram(), R"({"ok":true,"result":[]})").empty());
}
