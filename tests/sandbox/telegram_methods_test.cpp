// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/crypto.hpp"
#include "sandbox/telegram_house.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

Json message(std::string text) { return {{"chat_id", person}, {"text", std::move(text)}}; }
Json with(Json body, const char* key, Json value) {
  body[key] = std::move(value);
  return body;
}
Json inline_rows(Json button) { return {{"inline_keyboard", Json::array({Json::array({std::move(button)})})}}; }

http::Request multipart(std::string url, const std::vector<std::pair<std::string, std::string>>& heads_and_bodies) {
  http::Request request;
  request.method = "POST";
  request.target = std::move(url);
  request.headers.add("Content-Type", "multipart/form-data; boundary=\"b-1\"");
  for (const auto& [head, body] : heads_and_bodies) {
    request.body += "--b-1\r\nContent-Disposition: form-data; " + head + "\r\n\r\n" + body + "\r\n";
  }
  request.body += "--b-1--\r\n";
  return request;
}

}  // namespace

TEST_CASE("fake telegram: the token opens, another does not") {
  Telegram telegram;
  CHECK(json_of(telegram.call("getMe", Json::object()))["result"]["is_bot"] == true);
  const auto wrong = answered(telegram.house.ask(post(telegram.base() + "/bot1:other/getMe", Json::object())));
  CHECK(wrong.status == 401);
  CHECK(telegram.refusal("getNothing", Json::object()) == "404 Not Found: method not found");
  auto broken = telegram.request("getMe", Json::object());
  broken.body = "{";
  CHECK(answered(telegram.house.ask(broken)).status == 400);
}

TEST_CASE("fake telegram: a message stands on the phone as it was sent") {
  Telegram telegram;
  CHECK(telegram.refusal("sendMessage", message("halo")) == "400 Bad Request: chat not found");
  telegram.say("halo");
  auto body = message("Ini soal Jalan?");
  body["chat_id"] = std::to_string(person);
  body["entities"] = Json::array({{{"type", "bold"}, {"offset", 9}, {"length", 5}}});
  body["reply_markup"] = inline_rows({{"text", "Ya"}, {"callback_data", "1.ya"}});
  const auto sent = json_of(telegram.call("sendMessage", body))["result"];
  const auto phone = telegram.phone();
  REQUIRE(phone.size() == 2);
  CHECK(phone[0].from_person);
  CHECK_FALSE(phone[1].from_person);
  CHECK(phone[1].message == sent);
  CHECK(sent["text"] == "Ini soal Jalan?");
  CHECK(sent["entities"] == body["entities"]);
  CHECK(sent["reply_markup"] == body["reply_markup"]);
  CHECK(sent["message_id"].get<std::int64_t>() > phone[0].message_id);
}

TEST_CASE("fake telegram: what Telegram refuses of a message is refused") {
  Telegram telegram;
  telegram.say("halo");
  const auto refusal = [&](const Json& body) { return telegram.refusal("sendMessage", body); };
  CHECK(refusal(message("")) == "400 Bad Request: message text is empty");
  CHECK(refusal(message(" \n")) == "400 Bad Request: message text is empty");
  CHECK(refusal({{"chat_id", person}, {"text", 5}}) == "400 Bad Request: message text is empty");
  CHECK(refusal(message(std::string(4097, 'x'))) == "400 Bad Request: message is too long");
  CHECK(refusal(message(std::string(4096, 'x'))).empty());
  CHECK(refusal(with(message("*a*"), "parse_mode", "Markdown")).starts_with("400 "));

  const auto bold = [](int offset, int length) {
    return Json::array({{{"type", "bold"}, {"offset", offset}, {"length", length}}});
  };
  // 😀 is two UTF-16 units, so this text has three.
  CHECK(refusal(with(message("a😀"), "entities", bold(0, 3))).empty());
  CHECK(refusal(with(message("a😀"), "entities", bold(0, 4))) == "400 Bad Request: ENTITY_BOUNDS_INVALID");
  CHECK(refusal(with(message("a"), "entities", bold(0, 0))) == "400 Bad Request: ENTITY_BOUNDS_INVALID");
  CHECK(refusal(with(message("a"), "entities", bold(-1, 1))) == "400 Bad Request: ENTITY_BOUNDS_INVALID");

  const auto markup = [&](const Json& value) { return refusal(with(message("a"), "reply_markup", value)); };
  const auto button = [&](const std::string& data) {
    return markup(inline_rows({{"text", "b"}, {"callback_data", data}}));
  };
  CHECK(button(std::string(64, 'y')).empty());
  CHECK(button(std::string(65, 'y')) == "400 Bad Request: BUTTON_DATA_INVALID");
  CHECK(button("") == "400 Bad Request: BUTTON_DATA_INVALID");
  CHECK(markup(inline_rows({{"text", "b"}})) == "400 Bad Request: Text buttons are unallowed in the inline keyboard");
  CHECK(markup(inline_rows({{"callback_data", "b"}})).starts_with("400 "));
  CHECK(markup({{"inline_keyboard", Json::array({Json{{"text", "b"}}})}}).starts_with("400 "));
  CHECK(markup(5) == "400 Bad Request: object expected as reply markup");
  CHECK(markup(Json::object()) == "400 Bad Request: object expected as reply markup");
  CHECK(markup({{"keyboard", Json::array()}}).starts_with("400 "));
  CHECK(markup({{"keyboard", Json::array({Json::array({"Ya", ""})})}}).starts_with("400 "));
  CHECK(markup({{"keyboard", {{"Ya"}}}, {"input_field_placeholder", std::string(65, 'p')}}).starts_with("400 "));
  const Json location{{"text", "Lokasi"}, {"request_location", true}};
  CHECK(markup({{"keyboard", Json::array({Json::array({"Ya", location})})}}).empty());
  CHECK(markup({{"remove_keyboard", true}}).empty());
}

TEST_CASE("fake telegram: a reply keyboard stands until it is removed or used") {
  Telegram telegram;
  telegram.say("halo");
  const Json keyboard = {{"keyboard", {{{{"text", "Lokasi"}, {"request_location", true}}}}}};
  const auto shown = [&] { return telegram.with([](auto& fake) { return fake.keyboard(person); }); };
  const auto sent = json_of(telegram.call("sendMessage", with(message("Di mana?"), "reply_markup", keyboard)));
  CHECK_FALSE(sent["result"].contains("reply_markup"));
  CHECK(shown() == keyboard["keyboard"]);
  telegram.call("sendMessage", with(message("Baik"), "reply_markup", {{"remove_keyboard", true}}));
  CHECK(shown().is_null());
  telegram.call("sendMessage", with(message("Di mana?"), "reply_markup", keyboard));
  telegram.say("di rumah");
  CHECK(shown().is_null());
}

TEST_CASE("fake telegram: an edit changes the phone, or is not one") {
  Telegram telegram;
  telegram.say("halo");
  const auto sent = json_of(telegram.call("sendMessage", message("satu")))["result"];
  auto edit = message("dua");
  edit["message_id"] = sent["message_id"];
  CHECK(telegram.refusal("editMessageText", edit).empty());
  CHECK(telegram.phone().back().message["text"] == "dua");
  CHECK(telegram.refusal("editMessageText", edit).starts_with("400 Bad Request: message is not modified"));
  edit["entities"] = Json::array();
  CHECK(telegram.refusal("editMessageText", edit).starts_with("400 Bad Request: message is not modified"));
  edit["entities"] = Json::array({{{"type", "bold"}, {"offset", 0}, {"length", 3}}});
  CHECK(telegram.refusal("editMessageText", edit).empty());
  edit["reply_markup"] = {{"remove_keyboard", true}};
  CHECK(telegram.refusal("editMessageText", edit) == "400 Bad Request: inline keyboard expected");
  // The person's own message is not the bot's to change.
  edit = message("dua");
  edit["message_id"] = telegram.phone().front().message_id;
  CHECK(telegram.refusal("editMessageText", edit) == "400 Bad Request: message to edit not found");
}

TEST_CASE("fake telegram: a reply names a message that is there") {
  Telegram telegram;
  telegram.say("halo");
  const auto first = telegram.phone().front().message_id;
  const auto sent =
      json_of(telegram.call("sendMessage", with(message("ya"), "reply_parameters", {{"message_id", first}})));
  CHECK(sent["result"]["reply_to_message"]["text"] == "halo");
  auto lost = with(message("ya"), "reply_parameters", {{"message_id", 99999}});
  CHECK(telegram.refusal("sendMessage", lost) == "400 Bad Request: message to be replied not found");
  lost["reply_parameters"]["allow_sending_without_reply"] = true;
  CHECK(telegram.refusal("sendMessage", lost).empty());
}

TEST_CASE("fake telegram: who blocked the bot is out of reach until they unblock it") {
  Telegram telegram;
  telegram.say("halo");
  telegram.with([](auto& fake) {
    fake.block(person);
    return 0;
  });
  CHECK(telegram.refusal("sendMessage", message("halo")) == "403 Forbidden: bot was blocked by the user");
  CHECK(telegram.refusal("sendChatAction", {{"chat_id", person}, {"action", "typing"}}).starts_with("403 "));
  telegram.with([](auto& fake) {
    fake.unblock(person);
    return 0;
  });
  CHECK(telegram.refusal("sendMessage", message("halo")).empty());
}

TEST_CASE("fake telegram: a tap waits for its answer, once") {
  Telegram telegram;
  telegram.say("halo");
  telegram.call("sendMessage",
                with(message("?"), "reply_markup", inline_rows({{"text", "Ya"}, {"callback_data", "1.ya"}})));
  CHECK_FALSE(telegram.with([](auto& fake) { return fake.tap(person, "2.ya"); }));
  CHECK_FALSE(telegram.with([](auto& fake) { return fake.tap(person, ""); }));
  REQUIRE(telegram.with([](auto& fake) { return fake.tap(person, "1.ya"); }));
  CHECK(telegram.with([](auto& fake) { return fake.open_queries(); }) == 1);
  const auto updates = json_of(telegram.call("getUpdates", Json::object()))["result"];
  const auto query = updates.back()["callback_query"];
  CHECK(query["data"] == "1.ya");
  CHECK(query["message"]["message_id"] == telegram.phone().back().message_id);
  const Json answer{{"callback_query_id", query["id"]}};
  CHECK(telegram.refusal("answerCallbackQuery", answer).empty());
  CHECK(telegram.refusal("answerCallbackQuery", answer).starts_with("400 Bad Request: query is too old"));
  CHECK(telegram.with([](auto& fake) { return fake.open_queries(); }) == 0);
}

TEST_CASE("fake telegram: files go both ways") {
  Telegram telegram;
  telegram.with([](auto& fake) {
    fake.photo(person, "gambar", "ini fotonya");
    fake.voice(person, "suara");
    return 0;
  });
  const auto updates = json_of(telegram.call("getUpdates", Json::object()))["result"];
  const auto photo = updates[0]["message"];
  CHECK(photo["caption"] == "ini fotonya");
  const auto file = json_of(telegram.call("getFile", {{"file_id", photo["photo"].back()["file_id"]}}))["result"];
  const auto url = telegram.base() + "/file/bot700001:test/" + file["file_path"].get<std::string>();
  CHECK(answered(telegram.house.ask(get(url))).body == "gambar");
  CHECK(answered(telegram.house.ask(get(url + "x"))).status == 404);
  CHECK(updates[1]["message"]["voice"]["mime_type"] == "audio/ogg");
  CHECK(telegram.refusal("getFile", {{"file_id", "none"}}) == "400 Bad Request: invalid file_id");

  const auto send = [&](const std::string& method, const std::string& field, const std::string& bytes) {
    return json_of(telegram.house.ask(
        multipart(telegram.base() + "/bot700001:test/" + method,
                  {{"name=\"chat_id\"", std::to_string(person)},
                   {"name=\"caption\"", "lampiran"},
                   {"name=\"" + field + "\"; filename=\"a.pdf\"\r\nContent-Type: application/pdf", bytes}})));
  };
  const auto sent = send("sendDocument", "document", "%PDF-\r\n--b-2\r\nx")["result"];
  CHECK(sent["document"]["file_name"] == "a.pdf");
  CHECK(sent["document"]["file_size"] == 15);
  CHECK(sent["caption"] == "lampiran");
  CHECK(telegram.phone().back().message["document"] == sent["document"]);
  CHECK(send("sendPhoto", "photo", "x")["result"]["photo"].size() == 1);
  CHECK(send("sendPhoto", "document", "x")["description"] == "Bad Request: there is no photo in the request");
  CHECK(send("sendPhoto", "photo", "")["description"] == "Bad Request: file must be non-empty");
}

TEST_CASE("fake telegram: parameters come as JSON, query, or form") {
  Telegram telegram;
  telegram.say("halo");
  const auto base = telegram.base() + "/bot700001:test/sendMessage";
  CHECK(json_of(telegram.house.ask(get(base + "?chat_id=4711&text=satu+dua")))["result"]["text"] == "satu dua");
  http::Request form;
  form.method = "POST";
  form.target = base;
  form.headers.add("Content-Type", "application/x-www-form-urlencoded");
  form.body = "chat_id=4711&text=123&reply_markup=" +
              http::url_encode(R"({"inline_keyboard":[[{"text":"a","callback_data":"b"}]]})");
  const auto sent = json_of(telegram.house.ask(form))["result"];
  CHECK(sent["text"] == "123");
  CHECK(sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "b");
}

TEST_CASE("fake telegram: the person's side over HTTP") {
  Telegram telegram;
  const auto act = [&](const std::string& path, const Json& body) {
    return answered(telegram.house.ask(post(telegram.base() + path, body))).status;
  };
  CHECK(act("/person/4711/say", {{"text", "halo"}}) == 200);
  CHECK(act("/person/4711/say", Json::object()) == 400);
  CHECK(act("/person/4711/edit", {{"text", "halo juga"}}) == 200);
  CHECK(act("/person/4711/pin", {{"lat", -6.9}, {"lon", 107.6}}) == 200);
  CHECK(act("/person/4711/photo", {{"bytes", crypto::to_base64("gambar")}}) == 200);
  CHECK(act("/person/4711/photo", {{"bytes", "***"}}) == 400);
  CHECK(act("/person/4711/voice", {{"bytes", crypto::to_base64("suara")}}) == 200);
  CHECK(act("/person/4711/tap", {{"data", "none"}}) == 404);
  CHECK(act("/person/4711/dance", Json::object()) == 404);
  CHECK(act("/person/none/say", {{"text", "halo"}}) == 404);
  CHECK(act("/faults", {{"list", "nonsense"}}) == 400);
  const auto lines = json_of(telegram.house.ask(get(telegram.base() + "/person/4711")))["result"]["lines"];
  REQUIRE(lines.size() == 4);
  CHECK(lines[0]["message"]["text"] == "halo juga");
  CHECK(lines[1]["message"]["location"]["latitude"] == -6.9);
}
