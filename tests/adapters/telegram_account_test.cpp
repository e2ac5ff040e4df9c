// SPDX-License-Identifier: Apache-2.0
// What Telegram is told at the start, long polling, files, and the configuration.
#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/keys.hpp"
#include "adapters/steps.hpp"
#include "adapters/telegram_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::steps::answer;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

Attachment photo() { return {AttachmentKind::image, "AgAC-1", "", "../../etc/passwd", 1000}; }

FetchStep step(const Attachment& attachment, const std::vector<Exchange>& so_far) {
  return test::telegram()->fetch(attachment, so_far);
}

std::string reason_of(const FetchStep& step) {
  const auto* outcome = std::get_if<SendOutcome>(&step);
  if (outcome == nullptr) return "no outcome";
  if (const auto* rejected = std::get_if<Rejected>(outcome)) return "rejected " + rejected->reason;
  if (const auto* retry = std::get_if<Retry>(outcome)) return "retry " + retry->reason;
  return "other";
}

Exchange path(const std::string& file_path) {
  return answer(200, json{{"ok", true}, {"result", {{"file_path", file_path}}}}.dump());
}

}  // namespace

TEST_CASE("the webhook is set at the start, with everything that Telegram would else keep") {
  const auto requests = test::telegram()->at_start();
  REQUIRE(requests.size() == 1);
  CHECK(requests[0].target == "https://bot.example/bot" + test::telegram_token + "/setWebhook");
  CHECK(requests[0].effect == http::Effect::none);
  CHECK(json::parse(requests[0].body) ==
        json::parse(R"({"url":"https://pintu.example.go.id/hooks/tg","secret_token":"rahasia_1",
    "allowed_updates":["message","edited_message","callback_query","my_chat_member"],"max_connections":40})"));
  CHECK_FALSE(test::telegram()->poll(""));
  auto config = test::telegram_config();
  config.public_url.clear();
  CHECK((*make_channel(config))->at_start().empty());
}

TEST_CASE("a bot sends 30 messages a second, or what its operator says") {
  auto config = test::telegram_config();
  CHECK((*make_channel(config))->limits().per_second == 30);
  config.values["rate"] = "120/min";
  CHECK((*make_channel(config))->limits().per_second == Approx(2));
  for (const auto* wrong : {"30", "0/s", "-1/s", "20000/s", "nan/s", "30/h", "many"}) {
    config.values["rate"] = wrong;
    const auto made = make_channel(config);
    REQUIRE_FALSE(made);
    CHECK(made.error().message().find("channels.tg.rate") != std::string::npos);
  }
}

TEST_CASE("polling deletes the webhook and goes on after the last update") {
  const auto channel = test::telegram("poll");
  REQUIRE(channel->at_start().size() == 1);
  CHECK(channel->at_start()[0].target.ends_with("/deleteWebhook"));
  const auto first = channel->poll("");
  REQUIRE(first);
  CHECK(first->target.ends_with("/getUpdates"));
  CHECK(first->timeout > 50s);
  CHECK(first->effect == http::Effect::none);
  auto body = json::parse(first->body);
  CHECK_FALSE(body.contains("offset"));
  CHECK(body["timeout"] == 50);
  CHECK(body["limit"] == 100);
  CHECK(json::parse(channel->poll("9007199254740993")->body)["offset"] == 9007199254740994);
  CHECK_FALSE(json::parse(channel->poll("9223372036854775807")->body).contains("offset"));
}

TEST_CASE("a polled answer is events, an error is told apart") {
  const auto channel = test::telegram("poll");
  const auto received = channel->receive_polled(
      answer(200, R"({"ok":true,"result":[{"update_id":5,"poll":{}},{"update_id":4,"poll":{}}]})"));
  REQUIRE(received);
  REQUIRE(received->events.size() == 2);
  CHECK(received->events.back().id == "5");
  CHECK(channel->receive_polled(answer(409, "")).error().code() == Errc::conflict);
  CHECK(channel->receive_polled(answer(401, "")).error().code() == Errc::unauthorized);
  CHECK(channel->receive_polled(answer(502, "")).error().code() == Errc::unavailable);
  CHECK(channel->receive_polled(answer(200, "<html>")).error().code() == Errc::malformed);
}

TEST_CASE("a file is asked for, then fetched from the file host under a name of ours") {
  const auto ask = std::get<http::Request>(step(photo(), {}));
  CHECK(ask.target.ends_with("/getFile"));
  CHECK(json::parse(ask.body) == json{{"file_id", "AgAC-1"}});
  CHECK(ask.effect == http::Effect::none);
  const auto get = std::get<http::Request>(step(photo(), {path("photos/file 1.jpg")}));
  CHECK(get.method == "GET");
  CHECK(get.target == "https://bot.example/file/bot" + test::telegram_token + "/photos/file%201.jpg");
  CHECK(get.to_file_host);
  CHECK(get.answer_limit == 20U << 20U);
  auto got = answer(200, "bytes");
  got.headers.add("Content-Type", "image/jpeg; q=1");
  const auto file = std::get<FetchedFile>(step(photo(), {path("photos/file 1.jpg"), got}));
  CHECK(file.bytes == "bytes");
  CHECK(file.mime == "image/jpeg");
  CHECK(file.name.starts_with("foto-"));
  CHECK(file.name.ends_with(".jpg"));
  CHECK(file.name.size() == std::string("foto-12345678.jpg").size());
  Attachment voice{AttachmentKind::voice, "v", "audio/ogg", "", 0};
  const auto plain = std::get<FetchedFile>(step(voice, {path("voice/file"), answer(200, "o")}));
  CHECK(plain.mime == "audio/ogg");
  CHECK(plain.name.find('.') == std::string::npos);
}

TEST_CASE("a path that leads elsewhere is refused") {
  const auto bad = GENERATE(as<std::string>{}, "", "/etc/passwd", "../x", "a/../../x", "a//b", "a/./b", "..", "a\\b",
                            "a/\nb", "a/b\x7f");
  CAPTURE(bad);
  CHECK(reason_of(step(photo(), {path(bad)})) == "rejected unsafe-path");
}

TEST_CASE("a path cannot end the URL's path") {
  CHECK(std::get<http::Request>(step(photo(), {path("a?b#c%2e%2e/d")})).target.ends_with("/a%3Fb%23c%252e%252e/d"));
}

TEST_CASE("what each answer means for a file") {
  auto large = photo();
  large.size = (20 << 20) + 1;
  CHECK(reason_of(step(large, {})) == "rejected too-large");
  CHECK(reason_of(step({}, {})) == "rejected no-file-id");
  CHECK(reason_of(step(photo(), {answer(200, R"({"ok":true,"result":{"file_path":"a","file_size":20971521}})")})) ==
        "rejected too-large");
  CHECK(reason_of(step(photo(), {answer(400, R"({"ok":false,"description":"Bad Request: file is too big"})")})) ==
        "rejected too-large");
  CHECK(
      reason_of(step(
          photo(),
          {answer(
              400,
              R"({"ok":false,"description":"Bad Request: wrong file_id or the file is temporarily unavailable"})")})) ==
      "retry file-unavailable");
  CHECK(reason_of(step(photo(), {answer(200, R"({"ok":true,"result":{}})")})) == "retry file-without-path");
  CHECK(reason_of(step(photo(), {answer(200, "<html>")})) == "retry file-without-path");
  CHECK(reason_of(step(photo(), {answer(401, "")})) == "retry credentials");
  CHECK(reason_of(step(photo(), {answer(503, "")})) == "retry server-error");
  CHECK(reason_of(step(photo(), {http::NoAnswer{}})) == "retry no-answer");
  CHECK(reason_of(step(photo(), {path("a"), answer(404, "")})) == "retry path-expired");
  CHECK(reason_of(step(photo(), {path("a"), http::NoAnswer{}})) == "retry no-answer");
  CHECK(reason_of(step(photo(), {path("a"), answer(200, std::string((20U << 20U) + 1, 'x'))})) == "rejected too-large");
}

TEST_CASE("a configuration error names the key and says what to write") {
  struct Row {
    std::string key;
    std::string value;  // "-" takes the key away
  };
  const auto row = GENERATE(values<Row>({{"token", "-"},
                                         {"token", "abc"},
                                         {"token", ":x"},
                                         {"token", "1:"},
                                         {"token", "1:a b"},
                                         {"token", "1:a/../b"},
                                         {"secret", "-"},
                                         {"secret", "has space"},
                                         {"secret", std::string(257, 'a')},
                                         {"receive", "push"},
                                         {"api", "bot.example"},
                                         {"api", "https://"},
                                         {"api", "https://u:p@bot.example"},
                                         {"api", "https://bot.example/?x"}}));
  CAPTURE(row.key, row.value);
  auto config = test::telegram_config();
  config.values[row.key] = row.value;
  if (row.value == "-") config.values.erase(row.key);
  const auto channel = make_channel(config);
  REQUIRE_FALSE(channel);
  CHECK(channel.error().code() == Errc::configuration);
  CHECK(channel.error().message().starts_with("channels.tg." + row.key + ": "));
  const bool secret = row.key != "api" && row.key != "receive" && row.value.size() > 2;
  if (secret) CHECK(channel.error().message().find(row.value) == std::string::npos);
}

TEST_CASE("the tables know their kinds") {
  const auto kinds = channel_kinds();
  REQUIRE(kinds.size() == channel_keys().size());
  for (const auto& row : channel_keys()) CHECK(std::ranges::count(kinds, row.kind) == 1);
  CHECK(agency_kinds() == std::vector<std::string_view>{"lapor/json", "lapor/xml"});
  auto config = test::telegram_config();
  config.kind = "fax";
  CHECK(make_channel(config).error().code() == Errc::configuration);
  CHECK(make_channel(config).error().message().find("telegram") != std::string::npos);
  config = test::telegram_config();
  config.values.erase("api");
  config.values["secret"] = std::string(256, 'a');
  REQUIRE(make_channel(config));
  CHECK((*make_channel(config))->at_start()[0].target.starts_with("https://api.telegram.org/bot"));
  for (const std::string_view kind : {"telegram", "whatsapp", "sms"}) {
    REQUIRE(renderer_for(kind) != nullptr);
    CHECK(renderer_for(kind)->kind() == kind);
  }
  CHECK(renderer_for("fax") == nullptr);
}

TEST_CASE("what Telegram says of the webhook proves token and address") {
  const auto channel = test::telegram();
  const auto request = channel->probe();
  REQUIRE(request);
  CHECK(request->target.ends_with("/getWebhookInfo"));
  CHECK(request->effect == http::Effect::none);
  const auto ours = nlohmann::json::parse(channel->at_start()[0].body)["url"].get<std::string>();
  const auto info = [](const std::string& url, int waiting, bool failed) {
    nlohmann::json result{{"url", url}, {"pending_update_count", waiting}};
    if (failed) result["last_error_message"] = "geheim";
    return Exchange{http::Response{200, {}, nlohmann::json{{"ok", true}, {"result", result}}.dump()}};
  };
  const auto good = channel->proof(info(ours, 2, false));
  REQUIRE(good);
  CHECK(good->find("2 pesan menunggu") != std::string::npos);
  CHECK(channel->proof(info(ours, 0, true)));
  struct Row {
    Exchange exchange;
    Errc code;
  };
  const std::vector<Row> rows{{info("", 0, false), Errc::conflict},
                              {info("https://other.example/x", 0, false), Errc::conflict},
                              {info(ours, 3, true), Errc::unavailable},
                              {http::Response{401, {}, "{}"}, Errc::unauthorized},
                              {http::Response{404, {}, "{}"}, Errc::unauthorized},
                              {http::Response{200, {}, "<html>"}, Errc::unavailable},
                              {http::Response{502, {}, ""}, Errc::unavailable},
                              {http::NotSent{"dns"}, Errc::unavailable},
                              {http::NoAnswer{"timeout"}, Errc::unavailable}};
  for (const auto& row : rows) {
    const auto bad = channel->proof(row.exchange);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().code() == row.code);
    CHECK(bad.error().message().find("geheim") == std::string::npos);
  }
}
