// SPDX-License-Identifier: Apache-2.0
// How updates reach the bot: the webhook's rules and those of getUpdates.
#include "sandbox/telegram_house.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

struct Bot {
  Telegram telegram;
  Hook hook{telegram.house};
  void register_hook(Json more = Json::object()) {
    more["url"] = hook.url();
    more["secret_token"] = "rahasia-1";
    REQUIRE(telegram.refusal("setWebhook", more).empty());
  }
  std::vector<std::string> texts(std::size_t count) {
    std::vector<std::string> all;
    for (const auto& request : hook.wait_for(count)) {
      all.push_back(Json::parse(request.body)["message"]["text"].get<std::string>());
    }
    return all;
  }
  // Until the bot has everything.
  void settle() {
    for (int i = 0; i < 1000 && telegram.with([](auto& fake) { return fake.undelivered(); }) > 0; ++i) {
      std::this_thread::yield();
    }
  }
};

http::Response status(int code) {
  http::Response response;
  response.status = code;
  return response;
}

}  // namespace

TEST_CASE("fake telegram: an update is a POST with the secret") {
  Bot bot;
  bot.register_hook();
  bot.telegram.say("halo");
  const auto request = bot.hook.wait_for(1).front();
  CHECK(request.headers.only("X-Telegram-Bot-Api-Secret-Token") == "rahasia-1");
  CHECK(request.headers.only("Content-Type") == "application/json");
  const auto update = Json::parse(request.body);
  CHECK(update["message"]["text"] == "halo");
  CHECK(update["message"]["chat"]["id"] == person);
  CHECK(update["message"]["chat"]["type"] == "private");
  CHECK(update["update_id"].is_number_integer());
}

TEST_CASE("fake telegram: one update of a chat is in flight, chats do not wait for each other") {
  Bot bot;
  bot.register_hook();
  bot.hook.hold();
  bot.telegram.say("satu");
  bot.telegram.say("dua");
  bot.telegram.say("lain", person + 1);
  CHECK(bot.texts(2) == std::vector<std::string>{"satu", "lain"});
  CHECK(bot.telegram.with([](auto& fake) { return fake.undelivered(); }) == 3);
  CHECK(bot.hook.count() == 2);
  CHECK_FALSE(bot.telegram.phone().front().taken);
  bot.hook.release();
  CHECK(bot.texts(3) == std::vector<std::string>{"satu", "lain", "dua"});
  CHECK(bot.telegram.phone().front().taken);
}

TEST_CASE("fake telegram: what is not taken comes again, in order, and at once at first") {
  Bot bot;
  bot.hook.answer_next({status(500), status(404)});
  bot.register_hook();
  bot.telegram.say("satu");
  bot.telegram.say("dua");
  CHECK(bot.texts(4) == std::vector<std::string>{"satu", "satu", "satu", "dua"});
  const auto info = json_of(bot.telegram.call("getWebhookInfo", Json::object()))["result"];
  CHECK(info["url"] == bot.hook.url());
  CHECK(info["last_error_message"] == "Wrong response from the webhook: 404");
}

TEST_CASE("fake telegram: Retry-After is obeyed") {
  Bot bot;
  auto busy = status(503);
  busy.headers.add("Retry-After", "1");
  bot.hook.answer_next({busy});
  bot.register_hook();
  const auto start = std::chrono::steady_clock::now();
  bot.telegram.say("satu");
  bot.hook.wait_for(2);
  CHECK(std::chrono::steady_clock::now() - start >= std::chrono::milliseconds(990));
}

TEST_CASE("fake telegram: what was said before there was a webhook waits for it") {
  Bot bot;
  bot.telegram.say("satu");
  bot.telegram.say("dua");
  bot.register_hook();
  CHECK(bot.texts(2) == std::vector<std::string>{"satu", "dua"});
}

TEST_CASE("fake telegram: a webhook that is set anew gets what the old one never answered") {
  Bot bot;
  bot.register_hook();
  bot.hook.hold();
  bot.telegram.say("satu");
  bot.hook.wait_for(1);
  bot.hook.release();
  bot.hook.hold();
  bot.telegram.say("dua");
  bot.hook.wait_for(2);
  Hook other{bot.telegram.house};
  REQUIRE(bot.telegram.refusal("setWebhook", {{"url", other.url()}}).empty());
  const auto again = Json::parse(other.wait_for(1).front().body);
  CHECK(again["message"]["text"] == "dua");
  bot.hook.release();
}

TEST_CASE("fake telegram: a phone that was forgotten has nothing on its way") {
  Bot bot;
  bot.register_hook();
  bot.hook.hold();
  bot.telegram.say("satu");
  bot.hook.wait_for(1);
  bot.telegram.with([](auto& fake) {
    fake.forget(person);
    fake.say(person, "baru");
    return 0;
  });
  CHECK(bot.texts(2) == std::vector<std::string>{"satu", "baru"});
  bot.hook.release();
  bot.settle();
  CHECK(bot.telegram.phone().size() == 1);
  CHECK(bot.telegram.phone().front().taken);
}

TEST_CASE("fake telegram: duplicates and a changed order, on demand") {
  Bot bot;
  bot.register_hook();
  bot.telegram.plan("duplicate");
  bot.telegram.say("satu");
  CHECK(bot.texts(2) == std::vector<std::string>{"satu", "satu"});
  const auto requests = bot.hook.wait_for(2);
  CHECK(Json::parse(requests[0].body)["update_id"] == Json::parse(requests[1].body)["update_id"]);
  bot.telegram.plan("reorder");
  bot.telegram.say("dua");
  bot.telegram.say("tiga");
  CHECK(bot.texts(4) == std::vector<std::string>{"satu", "satu", "tiga", "dua"});
  bot.telegram.plan("reorder");
  bot.telegram.say("sendiri");
  CHECK(bot.texts(5).back() == "sendiri");
}

TEST_CASE("fake telegram: kinds of update that were not asked for do not come") {
  Bot bot;
  bot.register_hook({{"allowed_updates", {"my_chat_member"}}});
  bot.telegram.say("halo");
  bot.telegram.with([](auto& fake) {
    fake.block(person);
    return 0;
  });
  const auto update = Json::parse(bot.hook.wait_for(1).front().body);
  CHECK(update["my_chat_member"]["new_chat_member"]["status"] == "kicked");
  CHECK(bot.hook.count() == 1);
  // Left out, the list stays; so a bot has to send it always.
  bot.register_hook();
  bot.telegram.say("halo");
  CHECK(bot.telegram.with([](auto& fake) { return fake.undelivered(); }) == 0);
}

TEST_CASE("fake telegram: what a webhook may be") {
  Telegram telegram;
  const auto refusal = [&](Json body) { return telegram.refusal("setWebhook", body); };
  CHECK(refusal({{"url", "ftp://x"}}).starts_with("400 "));
  CHECK(refusal({{"url", "https://x.example"}, {"secret_token", "a b"}}) ==
        "400 Bad Request: secret token contains unallowed characters");
  CHECK(refusal({{"url", "https://x.example"}, {"secret_token", std::string(257, 'a')}}).starts_with("400 "));
  CHECK(refusal({{"url", "https://x.example"}, {"max_connections", 101}}).starts_with("400 "));
}

TEST_CASE("fake telegram: getUpdates gives again what its offset did not confirm") {
  Telegram telegram;
  telegram.say("satu");
  telegram.say("dua");
  const auto poll = [&](Json body) { return json_of(telegram.call("getUpdates", body))["result"]; };
  const auto all = poll(Json::object());
  REQUIRE(all.size() == 2);
  CHECK(all[1]["update_id"].get<std::int64_t>() == all[0]["update_id"].get<std::int64_t>() + 1);
  CHECK(poll({{"limit", 1}}).size() == 1);
  CHECK_FALSE(telegram.phone().front().taken);
  const auto rest = poll({{"offset", all[1]["update_id"]}});
  REQUIRE(rest.size() == 1);
  CHECK(rest[0]["message"]["text"] == "dua");
  CHECK(telegram.phone().front().taken);
}

TEST_CASE("fake telegram: getUpdates waits for the next update, and only one may wait") {
  Telegram telegram;
  auto first = telegram.house.start(telegram.request("getUpdates", {{"timeout", 30}}));
  auto second = telegram.house.start(telegram.request("getUpdates", {{"timeout", 30}}));
  // Whichever came first is ended by the other.
  const bool first_ended = first.wait_for(std::chrono::seconds(5)) == std::future_status::ready;
  auto& ended = first_ended ? first : second;
  auto& waits = first_ended ? second : first;
  const auto conflict = json_of(ended.get());
  CHECK(conflict["error_code"] == 409);
  CHECK(conflict["description"].get<std::string>().starts_with("Conflict: terminated by other getUpdates"));
  telegram.say("halo");
  CHECK(json_of(waits.get())["result"][0]["message"]["text"] == "halo");
  REQUIRE(telegram.refusal("setWebhook", {{"url", "http://127.0.0.1:9/hook"}}).empty());
  CHECK(telegram.refusal("getUpdates", Json::object()).starts_with("409 Conflict: can't use getUpdates"));
}

TEST_CASE("fake telegram: of a group the bot hears commands and replies to itself, and may write there") {
  constexpr std::int64_t group = -1000000000099;
  Telegram telegram;
  Hook hook(telegram.house);
  REQUIRE(telegram.refusal("setWebhook", {{"url", hook.url()}}).empty());
  CHECK_FALSE(telegram.refusal("sendMessage", {{"chat_id", group}, {"text", "halo"}}).empty());
  telegram.with([&](auto& fake) {
    fake.found_group(group, "Meja", {{"id", 99}, {"first_name", "Ani"}});
    return 0;
  });
  const auto joined = Json::parse(hook.wait_for(1)[0].body)["my_chat_member"];
  CHECK(joined["chat"]["type"] == "supergroup");
  CHECK(joined["new_chat_member"]["status"] == "member");
  const auto sent =
      json_of(telegram.call("sendMessage", {{"chat_id", group}, {"text", "Laporan 7K2M-9QX3"}}))["result"];
  CHECK(sent["chat"]["title"] == "Meja");
  const auto id = sent["message_id"].get<std::int64_t>();
  telegram.with([&](auto& fake) {
    fake.say(group, "siapa yang ambil?");
    fake.reply(group, id, "9188891");
    fake.say(group, "/daftar");
    return 0;
  });
  const auto updates = hook.wait_for(3);
  const auto answer = Json::parse(updates[1].body)["message"];
  CHECK(answer["text"] == "9188891");
  CHECK(answer["from"]["id"] == 99);
  CHECK(answer["reply_to_message"]["message_id"] == id);
  CHECK(Json::parse(updates[2].body)["message"]["text"] == "/daftar");
  telegram.with([&](auto& fake) {
    fake.forget(group);
    return 0;
  });
  CHECK(telegram.phone(group).empty());
  CHECK(telegram.refusal("sendMessage", {{"chat_id", group}, {"text", "halo"}}).empty());
}
