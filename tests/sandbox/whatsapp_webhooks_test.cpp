// SPDX-License-Identifier: Apache-2.0
// What the fake Cloud API tells the gateway, and what it does when the gateway is away.
#include "gateway/base/crypto.hpp"
#include "sandbox/whatsapp_house.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

struct Far {
  WhatsApp whatsapp;
  Hook hook{whatsapp.house};

  Far() {
    whatsapp.act([&](auto& fake) { fake.subscribe(hook.url()); });
  }
  // All changes' values so far, in order, once `count` are there.
  std::vector<Json> values(std::size_t count) {
    for (std::size_t bodies = 1;; ++bodies) {
      std::vector<Json> all;
      for (const auto& request : hook.wait_for(bodies)) {
        for (const auto& change : Json::parse(request.body)["entry"][0]["changes"]) all.push_back(change["value"]);
      }
      if (all.size() >= count) return all;
    }
  }
  void send(const Json& body) { REQUIRE(whatsapp.refusal(body) == 0); }
};

std::vector<std::string> statuses(const std::vector<Json>& values) {
  std::vector<std::string> all;
  for (const auto& value : values) {
    if (value.contains("statuses")) all.push_back(value["statuses"][0]["status"]);
  }
  return all;
}

}  // namespace

TEST_CASE("fake whatsapp: nothing goes to a webhook that was not verified") {
  WhatsApp whatsapp;
  whatsapp.say("halo");
  Hook hook(whatsapp.house);
  std::promise<void> done;
  whatsapp.act([&](auto& fake) { fake.subscribe(hook.url(), [&] { done.set_value(); }); });
  REQUIRE(done.get_future().wait_for(std::chrono::seconds(10)) == std::future_status::ready);
  const auto came = hook.wait_for(1);
  CHECK(came[0].method == "POST");
  CHECK(Json::parse(came[0].body)["entry"][0]["changes"][0]["value"]["messages"][0]["text"]["body"] == "halo");
}

TEST_CASE("fake whatsapp: a body is signed as it stands, with everything outside ASCII escaped") {
  Far far;
  far.whatsapp.say("Jalan Ciumbuleuit rusak, tolong 🙏");
  const auto request = far.hook.wait_for(1)[0];
  CHECK(request.headers.only("X-Hub-Signature-256") ==
        "sha256=" + crypto::to_hex(crypto::hmac_sha256("demo-secret", request.body)));
  CHECK(request.body.find("\\ud83d\\ude4f") != std::string::npos);
  const auto body = Json::parse(request.body);
  CHECK(body["object"] == "whatsapp_business_account");
  const auto value = body["entry"][0]["changes"][0]["value"];
  CHECK(value["metadata"]["phone_number_id"] == "106540352242922");
  CHECK(value["contacts"][0]["wa_id"] == siti);
  CHECK(value["messages"][0]["from"] == siti);
  CHECK(value["messages"][0]["from_user_id"] == value["contacts"][0]["user_id"]);
  CHECK(value["messages"][0]["timestamp"].is_string());
}

TEST_CASE("fake whatsapp: what comes within a moment comes in one body") {
  Far far;
  far.whatsapp.act([](auto& fake) {
    fake.say(siti, "satu");
    fake.say(hidden, "dua");
    fake.say(siti, "tiga");
  });
  const auto body = Json::parse(far.hook.wait_for(1)[0].body);
  REQUIRE(body["entry"][0]["changes"].size() == 3);
  CHECK(body["entry"][0]["changes"][2]["value"]["messages"][0]["text"]["body"] == "tiga");
}

TEST_CASE("fake whatsapp: who hides their number is written to by their id") {
  Far far;
  far.whatsapp.say("halo", hidden);
  const auto value = far.values(1)[0];
  CHECK_FALSE(value["messages"][0].contains("from"));
  CHECK(value["messages"][0]["from_user_id"] == hidden);
  CHECK_FALSE(value["contacts"][0].contains("wa_id"));
  Json body = text_to("", "Selamat pagi");
  body.erase("to");
  body["recipient"] = hidden;
  far.send(body);
  CHECK(far.whatsapp.phone(hidden).back().message["text"]["body"] == "Selamat pagi");
  const auto told = far.values(2)[1]["statuses"][0];
  CHECK(told["recipient_user_id"] == hidden);
  CHECK_FALSE(told.contains("recipient_id"));
}

TEST_CASE("fake whatsapp: sent, delivered, and read when the person looks") {
  Far far;
  far.whatsapp.say("halo");
  far.values(1);
  far.whatsapp.act([](auto& fake) { fake.look(siti, false); });
  auto body = text_to(siti, "satu");
  body["biz_opaque_callback_data"] = "job-7";
  far.send(body);
  const auto first = far.values(3);
  CHECK(statuses(first) == std::vector<std::string>{"sent", "delivered"});
  CHECK(first[1]["statuses"][0]["biz_opaque_callback_data"] == "job-7");
  CHECK(first[1]["statuses"][0]["id"] == far.whatsapp.phone()[1].id);
  far.whatsapp.act([](auto& fake) { fake.look(siti, true); });
  CHECK(statuses(far.values(4)) == std::vector<std::string>{"sent", "delivered", "read"});
}

TEST_CASE("fake whatsapp: who blocked us leaves a message at sent") {
  Far far;
  far.whatsapp.say("halo");
  far.values(1);
  far.whatsapp.act([](auto& fake) { fake.block(siti, true); });
  far.send(text_to(siti, "satu"));
  far.whatsapp.act([](auto& fake) { fake.block(siti, false); });
  far.send(text_to(siti, "dua"));
  CHECK(statuses(far.values(5)) == std::vector<std::string>{"sent", "sent", "delivered", "read"});
}

TEST_CASE("fake whatsapp: past 24 hours only a template arrives; the refusal comes as a status") {
  Far far;
  far.whatsapp.say("halo");
  far.values(1);
  far.whatsapp.act([](auto& fake) { fake.move_clock(std::chrono::hours(25)); });
  far.send(text_to(siti, "terlambat"));
  const auto failed = far.values(2)[1]["statuses"][0];
  CHECK(failed["status"] == "failed");
  CHECK(failed["errors"][0]["code"] == 131047);
  CHECK(far.whatsapp.phone().size() == 1);
  far.send({{"messaging_product", "whatsapp"},
            {"to", siti},
            {"type", "template"},
            {"template", {{"name", "kabar"}, {"language", {{"code", "id"}}}}}});
  CHECK(far.whatsapp.phone().size() == 2);
  far.whatsapp.say("sudah saya baca");
  far.send(text_to(siti, "sekarang bisa"));
  CHECK(far.whatsapp.phone().back().message["text"]["body"] == "sekarang bisa");
  far.send(text_to("6281299999999", "siapa?"));
  const auto all = far.values(9);
  CHECK(all.back()["statuses"][0]["errors"][0]["code"] == 131026);
}

TEST_CASE("fake whatsapp: taps, pins, files, corrections, deletions and reactions") {
  Far far;
  far.whatsapp.say("halo");
  Json body{{"messaging_product", "whatsapp"}, {"to", siti}, {"type", "interactive"}};
  const Json ya{{"type", "reply"}, {"reply", {{"id", "1.ya"}, {"title", "Ya"}}}};
  body["interactive"] = {
      {"type", "button"}, {"body", {{"text", "Benar?"}}}, {"action", {{"buttons", Json::array({ya})}}}};
  far.send(body);
  CHECK_FALSE(far.whatsapp.with([](auto& fake) { return fake.tap(siti, "2.ya"); }));
  CHECK(far.whatsapp.with([](auto& fake) { return fake.tap(siti, "1.ya"); }));
  body["interactive"] = {
      {"type", "location_request_message"}, {"body", {{"text", "Di mana?"}}}, {"action", {{"name", "send_location"}}}};
  far.send(body);
  const auto asked = far.whatsapp.phone().back().id;
  far.whatsapp.act([](auto& fake) {
    fake.pin(siti, -6.9, 107.6);
    fake.file(siti, "voice", "audio/ogg; codecs=opus", "bytes");
    fake.say(siti, "lampu mati");
    fake.edit_last(siti, "lampu padam");
    fake.react(siti, "👍");
    fake.revoke_last(siti);
    fake.contact(siti, "Budi", "+6281211111111");
  });
  std::vector<Json> messages;
  for (std::size_t count = 13; messages.size() < 9; ++count) {
    messages.clear();
    for (const auto& value : far.values(count)) {
      if (value.contains("messages")) messages.push_back(value["messages"][0]);
    }
  }
  CHECK(messages[1]["interactive"]["button_reply"] == Json{{"id", "1.ya"}, {"title", "Ya"}});
  CHECK(messages[2]["context"]["id"] == asked);
  CHECK(messages[2]["location"]["latitude"] == -6.9);
  CHECK(messages[3]["audio"]["voice"] == true);
  CHECK(messages[5]["edit"]["original_message_id"] == messages[4]["id"]);
  CHECK(messages[5]["edit"]["message"]["text"]["body"] == "lampu padam");
  CHECK(messages[6]["reaction"]["emoji"] == "👍");
  CHECK(messages[7]["revoke"]["original_message_id"] == messages[4]["id"]);
  CHECK(messages[8]["contacts"][0]["phones"][0]["phone"] == "+6281211111111");
}

TEST_CASE("fake whatsapp: what is not answered 200 comes again, also after a 204, and only then the next") {
  Far far;
  far.hook.answer_next({{.status = 500}, {.status = 204}});
  far.whatsapp.say("satu");
  far.hook.wait_for(1);
  far.whatsapp.say("dua");
  const auto came = far.hook.wait_for(4);
  CHECK(came[0].body == came[1].body);
  CHECK(came[0].body == came[2].body);
  CHECK(came[3].body.find("dua") != std::string::npos);
}

TEST_CASE("fake whatsapp: duplicates and another order, when asked for") {
  Far far;
  far.whatsapp.act([](auto& fake) { fake.faults().add("duplicate"); });
  far.whatsapp.say("satu");
  auto came = far.hook.wait_for(2);
  CHECK(came[0].body == came[1].body);
  far.whatsapp.act([](auto& fake) { fake.faults().add("reorder"); });
  far.whatsapp.say("dua");
  // The held one waits for the next, or for two seconds.
  CHECK(far.hook.wait_for(3)[2].body.find("dua") != std::string::npos);
}

TEST_CASE("fake whatsapp: forgotten is as never heard of") {
  Far far;
  far.hook.hold();
  far.whatsapp.say("satu");
  far.hook.wait_for(1);
  far.whatsapp.act([](auto& fake) { fake.forget(siti); });
  far.hook.release();
  CHECK(far.whatsapp.phone().empty());
  far.whatsapp.say("dua");
  CHECK(far.values(2)[1]["messages"][0]["text"]["body"] == "dua");
  CHECK(far.whatsapp.phone().size() == 1);
}

TEST_CASE("fake whatsapp: the person's side over HTTP") {
  WhatsApp far;
  const auto base = far.with([](auto& fake) { return fake.base(); });
  const auto act = [&](const std::string& path, const Json& body) {
    return answered(far.house.ask(post(base + path, body))).status;
  };
  CHECK(act("/person/" + siti + "/say", {{"text", "halo"}}) == 200);
  CHECK(act("/person/" + siti + "/say", Json::object()) == 400);
  CHECK(act("/person/" + siti + "/photo", {{"bytes", crypto::to_base64("x")}}) == 200);
  CHECK(act("/person/" + siti + "/photo", {{"bytes", "***"}}) == 400);
  CHECK(act("/person/" + siti + "/tap", {{"id", "1"}}) == 404);
  CHECK(act("/person/" + siti + "/dance", Json::object()) == 404);
  CHECK(act("/clock", {{"seconds", 90000}}) == 200);
  CHECK(act("/clock", {{"seconds", -1}}) == 400);
  CHECK(act("/faults", {{"fault", "131056"}}) == 200);
  CHECK(act("/faults", {{"fault", "nonsense"}}) == 400);
  const auto seen = json_of(far.house.ask(get(base + "/person/" + siti)));
  REQUIRE(seen["lines"].size() == 2);
  CHECK(seen["lines"][0]["message"]["text"]["body"] == "halo");
}
