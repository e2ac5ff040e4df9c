// SPDX-License-Identifier: Apache-2.0
// What the fake Cloud API takes and refuses, as the real one does.
#include "gateway/base/crypto.hpp"
#include "sandbox/whatsapp_house.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

Json interactive(Json it) {
  return {{"messaging_product", "whatsapp"},
          {"recipient_type", "individual"},
          {"to", siti},
          {"type", "interactive"},
          {"interactive", std::move(it)}};
}

Json reply(const std::string& id, const std::string& title) {
  return {{"type", "reply"}, {"reply", {{"id", id}, {"title", title}}}};
}

Json buttons(const Json& list, const std::string& text = "Benar?") {
  return interactive({{"type", "button"}, {"body", {{"text", text}}}, {"action", {{"buttons", list}}}});
}

Json rows(std::size_t count) {
  Json all = Json::array();
  for (std::size_t i = 0; i < count; ++i) all.push_back({{"id", std::to_string(i)}, {"title", "Pilihan"}});
  return all;
}

Json list(const Json& sections, const std::string& label = "Pilih") {
  return interactive(
      {{"type", "list"}, {"body", {{"text", "Soal apa?"}}}, {"action", {{"button", label}, {"sections", sections}}}});
}

}  // namespace

TEST_CASE("fake whatsapp: a call needs the token and the number, and is answered with a wamid") {
  WhatsApp far;
  far.say("halo");
  auto request = far.request("/106540352242922/messages", text_to(siti, "Selamat pagi"));
  const auto sent = json_of(far.house.ask(request));
  CHECK(sent["contacts"][0]["input"] == siti);
  CHECK(sent["contacts"][0]["wa_id"] == siti);
  CHECK(sent["messages"][0]["id"].get<std::string>().starts_with("wamid."));
  const auto shown = far.phone();
  REQUIRE(shown.size() == 2);
  CHECK(shown[1].message["text"]["body"] == "Selamat pagi");
  request.headers.set("Authorization", "Bearer other");
  const auto refused = answered(far.house.ask(request));
  CHECK(refused.status == 401);
  CHECK(Json::parse(refused.body)["error"]["code"] == 190);
  CHECK(json_of(far.house.ask(far.request("/999/messages", text_to(siti, "x"))))["error"]["code"] == 100);
  CHECK(far.phone().size() == 2);
}

TEST_CASE("fake whatsapp: the limits of texts, buttons and lists") {
  WhatsApp far;
  far.say("halo");
  CHECK(far.refusal(text_to(siti, std::string(4096, 'a'))) == 0);
  CHECK(far.refusal(text_to(siti, std::string(4097, 'a'))) == 131009);
  CHECK(far.refusal(text_to(siti, "")) == 131008);
  CHECK(far.refusal(buttons({reply("1", "Ya"), reply("2", "Bukan"), reply("3", "Batal")})) == 0);
  CHECK(far.refusal(buttons({reply("1", "Ya"), reply("2", "b"), reply("3", "c"), reply("4", "d")})) == 131009);
  CHECK(far.refusal(buttons(Json::array())) == 131008);
  CHECK(far.refusal(buttons(Json::array({reply("1", std::string(21, 'a'))}))) == 131009);
  CHECK(far.refusal(buttons({reply("1", "Ya"), reply("2", "Ya")})) == 131009);
  CHECK(far.refusal(buttons({reply("1", "Ya"), reply("1", "Bukan")})) == 131009);
  CHECK(far.refusal(buttons(Json::array({reply(std::string(257, 'a'), "Ya")}))) == 131009);
  CHECK(far.refusal(buttons(Json::array({reply("1", "Ya")}), std::string(1025, 'a'))) == 131009);
  CHECK(far.refusal(list({{{"rows", rows(10)}}})) == 0);
  CHECK(far.refusal(list({{{"rows", rows(11)}}})) == 131009);
  CHECK(far.refusal(list({{{"rows", rows(1)}}}, std::string(21, 'a'))) == 131009);
  // With two sections each needs a title.
  CHECK(far.refusal(list({{{"rows", rows(1)}}, {{"rows", rows(1)}}})) == 131008);
  const Json where{
      {"type", "location_request_message"}, {"body", {{"text", "Di mana?"}}}, {"action", {{"name", "send_location"}}}};
  CHECK(far.refusal(interactive(where)) == 0);
  auto other = where;
  other["action"]["name"] = "x";
  CHECK(far.refusal(interactive(other)) == 131009);
}

TEST_CASE("fake whatsapp: what is no message") {
  WhatsApp far;
  far.say("halo");
  auto body = text_to(siti, "x");
  body.erase("messaging_product");
  CHECK(far.refusal(body) == 100);
  body = text_to(siti, "x");
  body.erase("to");
  CHECK(far.refusal(body) == 100);
  body = text_to(siti, "x");
  body["type"] = "hologram";
  CHECK(far.refusal(body) == 131051);
  auto request = far.request("/106540352242922/messages", Json::object());
  request.body = "[1,2";
  CHECK(json_of(far.house.ask(request))["error"]["code"] == 100);
  CHECK(far.phone().size() == 1);
}

TEST_CASE("fake whatsapp: a template's parameter is one line") {
  WhatsApp far;
  far.say("halo");
  const auto with = [](const std::string& text) {
    return Json{
        {"messaging_product", "whatsapp"},
        {"to", siti},
        {"type", "template"},
        {"template",
         {{"name", "kabar"},
          {"language", {{"code", "id"}}},
          {"components", Json::array({{{"type", "body"}, {"parameters", {{{"type", "text"}, {"text", text}}}}}})}}}};
  };
  CHECK(far.refusal(with("Laporan sudah dicek")) == 0);
  CHECK(far.refusal(with("dua\nbaris")) == 132018);
  CHECK(far.refusal(with("empat    spasi")) == 132018);
}

TEST_CASE("fake whatsapp: reading marks earlier messages too, and shows that we type") {
  WhatsApp far;
  far.say("satu");
  far.say("dua");
  const auto id = far.phone()[1].id;
  const Json mark{{"messaging_product", "whatsapp"},
                  {"status", "read"},
                  {"message_id", id},
                  {"typing_indicator", {{"type", "text"}}}};
  CHECK(Json::parse(far.answer(mark).body)["success"] == true);
  CHECK(far.phone()[0].status == "read");
  CHECK(far.phone()[1].status == "read");
  CHECK(far.with([](auto& fake) { return fake.typing(siti); }));
  CHECK(far.refusal(text_to(siti, "jawaban")) == 0);
  CHECK_FALSE(far.with([](auto& fake) { return fake.typing(siti); }));
  auto unknown = mark;
  unknown["message_id"] = "wamid.x";
  CHECK(far.refusal(unknown) == 131009);
}

TEST_CASE("fake whatsapp: a file has an address for five minutes, for the bearer only") {
  WhatsApp far;
  const std::string bytes = "\xFF\xD8\xFF gambar";
  far.act([&](auto& fake) { fake.file(siti, "image", "image/jpeg", bytes, "ini"); });
  const auto image = far.phone()[0].message["image"];
  CHECK(image["caption"] == "ini");
  CHECK(image["sha256"] == crypto::to_base64(crypto::sha256(bytes)));
  const auto id = image["id"].get<std::string>();
  const auto place = Json::parse(far.get_with_token(far.api() + "/" + id + "?phone_number_id=106540352242922").body);
  CHECK(place["mime_type"] == "image/jpeg");
  const auto url = place["url"].get<std::string>();
  CHECK(far.get_with_token(url).body == bytes);
  CHECK(far.get_with_token(url, "other").status == 401);
  far.act([](auto& fake) { fake.move_clock(std::chrono::minutes(6)); });
  CHECK(far.get_with_token(url).status == 404);
  CHECK(Json::parse(far.get_with_token(far.api() + "/4711").body)["error"]["code"] == 100);
}

TEST_CASE("fake whatsapp: an upload of a type it knows can be sent") {
  WhatsApp far;
  far.say("halo");
  const auto upload = [&](const std::string& type, const std::string& bytes) {
    auto request = far.request("/106540352242922/media", Json::object());
    request.headers.set("Content-Type", "multipart/form-data; boundary=b");
    request.body =
        "--b\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"type\"\r\n\r\n" +
        type +
        "\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n" +
        bytes + "\r\n--b--\r\n";
    return json_of(far.house.ask(request));
  };
  const auto id = upload("image/png", "png")["id"];
  Json body{{"messaging_product", "whatsapp"}, {"to", siti}, {"type", "image"}, {"image", {{"id", id}}}};
  CHECK(far.refusal(body) == 0);
  CHECK(far.phone().back().message["image"]["id"] == id);
  CHECK(upload("image/svg+xml", "<svg/>")["error"]["code"] == 100);
  CHECK(upload("image/jpeg", std::string((std::size_t{5} << 20U) + 1, 'x'))["error"]["code"] == 131053);
}

TEST_CASE("fake whatsapp: a code of the error table as a fault") {
  WhatsApp far;
  far.say("halo");
  CHECK(far.with([](auto& fake) { return fake.faults().add("131056,130429:2,429"); }));
  CHECK_FALSE(far.with([](auto& fake) { return fake.faults().add("131999"); }));
  CHECK(far.refusal(text_to(siti, "x")) == 131056);
  CHECK(far.refusal(text_to(siti, "x")) == 130429);
  CHECK(far.refusal(text_to(siti, "x")) == 130429);
  const auto busy = far.answer(text_to(siti, "x"));
  CHECK(busy.status == 429);
  CHECK(busy.headers.only("Retry-After") == "1");
  CHECK(far.refusal(text_to(siti, "x")) == 0);
  CHECK(far.phone().size() == 2);
}
