// SPDX-License-Identifier: Apache-2.0
// The demo page's routes, which are a contract, with a bot that only listens.
#include "gateway/sandbox/demo_server.hpp"

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_graph.hpp"
#include "gateway/sandbox/fake_sms.hpp"
#include "gateway/sandbox/fake_telegram.hpp"
#include "gateway/sandbox/sample_files.hpp"
#include "http/raw_socket.hpp"
#include "sandbox/far_ends.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

constexpr std::int64_t chat = 620001;
constexpr std::int64_t group = -1000000000099;
const std::string number = "6281200000001";

struct Demo {
  House house;
  Hook hook{house};
  std::unique_ptr<sandbox::FakeGraph> graph;
  std::unique_ptr<sandbox::FakeTelegram> telegram;
  std::unique_ptr<sandbox::FakeSms> sms;
  std::unique_ptr<sandbox::FakeLapor> lapor;
  std::unique_ptr<sandbox::DemoServer> server;

  Demo() {
    const auto why = [](const std::string& id, const std::function<void(std::string)>& tell) {
      tell(id == "4711" ? R"({"life":[]})" : "");
    };
    const bool started = house.call([&] {
      telegram = std::make_unique<sandbox::FakeTelegram>(house.loop, "1:t");
      lapor = std::make_unique<sandbox::FakeLapor>(house.loop, "a", "t");
      graph = std::make_unique<sandbox::FakeGraph>(house.loop, sandbox::GraphNumber{});
      sms = std::make_unique<sandbox::FakeSms>(house.loop, sandbox::SmsNumber{});
      std::vector<std::unique_ptr<sandbox::Phone>> phones;
      phones.push_back(sandbox::whatsapp_phone(*graph, number));
      phones.push_back(sandbox::telegram_phone(*telegram, chat));
      phones.push_back(sandbox::sms_phone(*sms, "+" + number));
      std::vector<std::unique_ptr<sandbox::Phone>> officers;
      telegram->found_group(group, "Meja", {{"id", 99}, {"first_name", "Ani"}});
      officers.push_back(sandbox::telegram_phone(*telegram, group, "petugas"));
      server = std::make_unique<sandbox::DemoServer>(house.loop, std::move(phones), std::move(officers), *lapor, why);
      return graph->start() && telegram->start() && sms->start() && lapor->start() && server->start(0);
    });
    REQUIRE(started);
    REQUIRE(json_of(house.ask(post(telegram_base() + "/bot1:t/setWebhook",
                                   {{"url", hook.url()}, {"drop_pending_updates", true}})))["ok"] == true);
  }
  ~Demo() {
    house.call([&] {
      server.reset();
      lapor.reset();
      sms.reset();
      telegram.reset();
      graph.reset();
      return 0;
    });
  }
  std::string telegram_base() {
    return house.call([&] { return telegram->base(); });
  }
  std::string base() {
    return "http://127.0.0.1:" + std::to_string(house.call([&] { return server->port(); }));
  }
  int act(const std::string& path, const Json& body) { return answered(house.ask(post(base() + path, body))).status; }
  http::Response read(const std::string& path) { return answered(house.ask(get(base() + path))); }
  Json send(const Json& body) { return json_of(house.ask(post(telegram_base() + "/bot1:t/sendMessage", body))); }
};

// GET /events as a browser reads it.
class Events {
 public:
  explicit Events(std::uint16_t port) : socket_(port) {
    socket_.send("GET /events HTTP/1.1\r\nHost: x\r\n\r\n");
    came_ = socket_.read_until("\r\n\r\n");
    came_.erase(0, came_.find("\r\n\r\n") + 4);
  }
  // The next event of that kind, of that phone when one is named; others are passed over.
  Json next(const std::string& kind, const std::string& phone = {}) {
    for (;;) {
      const auto event = next();
      if (event["kind"] == kind && (phone.empty() || event["phone"] == phone)) return event;
    }
  }

 private:
  Json next() {
    for (;;) {
      const auto end = came_.find("\n\n");
      if (end == std::string::npos) {
        const auto more = socket_.read_some();
        if (!more || more->empty()) throw std::runtime_error("no further event");
        came_ += *more;
        continue;
      }
      const auto start = came_.rfind("data: ", end);
      const auto data = start == std::string::npos ? std::string() : came_.substr(start + 6, end - start - 6);
      came_.erase(0, end + 2);
      if (!data.empty()) return Json::parse(data);
    }
  }
  RawSocket socket_;
  std::string came_;
};

}  // namespace

TEST_CASE("demo: the page and what it loads come from us alone") {
  Demo demo;
  const auto page = demo.read("/");
  CHECK(page.headers.only("Content-Type") == "text/html; charset=utf-8");
  CHECK(page.headers.only("Content-Security-Policy").value_or("").find("script-src 'self'") != std::string_view::npos);
  std::size_t files = 0;
  for (auto at = page.body.find("=\"/"); at != std::string::npos; at = page.body.find("=\"/", at + 1)) {
    const auto path = page.body.substr(at + 2, page.body.find('"', at + 2) - at - 2);
    CAPTURE(path);
    CHECK(demo.read(path).status == 200);
    ++files;
  }
  CHECK(files >= 2);
  CHECK(page.body.find("http://") == std::string::npos);
  CHECK(page.body.find("https://") == std::string::npos);
  CHECK(demo.read("/demo.js").headers.only("Content-Type") == "text/javascript; charset=utf-8");
  CHECK(demo.read("/demo.css").headers.only("Content-Type") == "text/css; charset=utf-8");
  CHECK(demo.read("/other.js").status == 404);
}

TEST_CASE("demo: a phone acts through the webhook") {
  Demo demo;
  CHECK(demo.act("/phones/telegram/say", {{"text", "halo"}}) == 200);
  CHECK(demo.act("/phones/telegram/pin", {{"lat", -6.9}, {"lon", 107.6}}) == 200);
  CHECK(demo.act("/phones/telegram/photo", {{"bytes", crypto::to_base64("gambar")}, {"caption", "ini"}}) == 200);
  const auto updates = demo.hook.wait_for(3);
  CHECK(Json::parse(updates[0].body)["message"]["text"] == "halo");
  CHECK(Json::parse(updates[1].body)["message"]["location"]["longitude"] == 107.6);
  CHECK(Json::parse(updates[2].body)["message"]["caption"] == "ini");
  const Json markup{{"inline_keyboard", {{{{"text", "Ya"}, {"callback_data", "1.ya"}}}}}};
  demo.send({{"chat_id", chat}, {"text", "?"}, {"reply_markup", markup}});
  CHECK(demo.act("/phones/telegram/tap", {{"id", "1.ya"}}) == 200);
  CHECK(Json::parse(demo.hook.wait_for(4)[3].body)["callback_query"]["data"] == "1.ya");
  CHECK(demo.act("/phones/telegram/tap", {{"id", "2.ya"}}) == 404);
  CHECK(demo.act("/phones/telegram/say", Json::object()) == 400);
  CHECK(demo.act("/phones/telegram/say", {{"text", 5}}) == 200);
  CHECK(demo.act("/phones/telegram/pin", {{"lat", "x"}}) == 400);
  CHECK(demo.act("/phones/telegram/photo", {{"bytes", "***"}}) == 400);
  CHECK(demo.act("/phones/telegram/forget", Json::object()) == 200);
  CHECK(demo.house.call([&] { return demo.telegram->phone(chat).empty(); }));
}

TEST_CASE("demo: what a phone has not") {
  Demo demo;
  CHECK(demo.act("/phones/sms/pin", {{"lat", -6.9}, {"lon", 107.6}}) == 404);
  CHECK(demo.act("/phones/sms/photo", Json::object()) == 404);
  CHECK(demo.act("/phones/sms/tap", {{"id", "1.ya"}}) == 404);
  CHECK(demo.act("/phones/telegram/dance", Json::object()) == 404);
  CHECK(demo.act("/phones/fax/say", {{"text", "halo"}}) == 404);
}

TEST_CASE("demo: events tell the state first, then each change once") {
  Demo demo;
  REQUIRE(demo.act("/phones/telegram/say", {{"text", "satu"}}) == 200);
  demo.hook.wait_for(1);
  Events events(demo.house.call([&] { return demo.server->port(); }));
  const auto hello = events.next("hello");
  CHECK(hello["phones"] == Json::array({"whatsapp", "telegram", "sms"}));
  CHECK(hello["officers"] == Json::array({"petugas"}));
  CHECK(hello["like"]["petugas"] == "telegram");
  const auto lines = events.next("lines", "telegram");
  REQUIRE(lines["lines"].size() == 1);
  CHECK(lines["lines"][0]["rendering"]["bubbles"][0]["text"] == "satu");
  CHECK(events.next("report")["rendering"]["complaints"].empty());

  demo.hook.hold();
  REQUIRE(demo.act("/phones/telegram/say", {{"text", "dua"}}) == 200);
  const auto said = events.next("in");
  CHECK(said["phone"] == "telegram");
  CHECK(said["rendering"]["bubbles"][0]["text"] == "dua");
  CHECK(events.next("lines")["lines"][1]["status"] == "waiting");
  demo.hook.wait_for(2);
  demo.hook.release();
  CHECK(events.next("receipt")["id"] == said["id"]);
  CHECK(events.next("lines")["lines"][1]["status"] == "delivered");

  Json answer{{"chat_id", chat}, {"text", "Di mana?"}};
  answer["entities"] = Json::array({{{"type", "bold"}, {"offset", 3}, {"length", 4}}});
  answer["reply_markup"] = {{"keyboard", {{{{"text", "Lokasi"}, {"request_location", true}}}}}};
  demo.send(answer);
  CHECK(events.next("out")["rendering"]["bubbles"][0]["bold"] == Json::array({Json::array({3, 7})}));
  CHECK(events.next("lines")["keyboard"][0][0] == Json{{"label", "Lokasi"}, {"asks", "location"}});
}

TEST_CASE("demo: what LAPOR gets is shown, and moves on") {
  Demo demo;
  Events events(demo.house.call([&] { return demo.server->port(); }));
  events.next("report");
  auto filed =
      post(demo.house.call([&] { return demo.lapor->base(); }) + "/complaints/complaint-jabar",
           {{"title", "Lampu mati"}, {"content", "isi"}, {"user_id", "1"}, {"channel", 7}, {"classification_id", 1}});
  filed.headers.add("Authorization", "a");
  filed.headers.add("token", "t");
  const auto id = json_of(demo.house.ask(filed))["complaint_id"].dump();
  const auto shown = events.next("report")["rendering"]["complaints"];
  REQUIRE(shown.size() == 1);
  CHECK(shown[0]["id"] == id);
  CHECK(shown[0]["title"] == "Lampu mati");
  CHECK(shown[0]["final"] == false);
  CHECK(demo.act("/lapor/" + id, Json::object()) == 200);
  CHECK(events.next("report")["rendering"]["complaints"][0]["state"] == "Terverifikasi");
  CHECK(demo.act("/lapor/1", Json::object()) == 409);
}

TEST_CASE("demo: faults and the life of a message") {
  Demo demo;
  CHECK(demo.act("/faults", {{"target", "lapor"}, {"fault", "503"}, {"times", 3}}) == 200);
  CHECK(demo.act("/faults", {{"target", "telegram"}, {"fault", "429"}}) == 200);
  CHECK(demo.house.call([&] { return demo.lapor->faults().planned(); }) == 3);
  CHECK(demo.house.call([&] { return demo.telegram->faults().planned(); }) == 1);
  CHECK(demo.act("/faults", {{"target", "lapor"}, {"fault", "none"}}) == 200);
  CHECK(demo.house.call([&] { return demo.lapor->faults().planned(); }) == 0);
  CHECK(demo.act("/faults", {{"target", "fax"}, {"fault", "503"}}) == 400);
  CHECK(demo.act("/faults", {{"target", "lapor"}, {"fault", "nonsense"}}) == 400);
  CHECK(demo.read("/why/4711").body == R"({"life":[]})");
  CHECK(demo.read("/why/1").status == 404);
}
