// SPDX-License-Identifier: Apache-2.0
// Who may write to us, verification, files, and the configuration.
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/steps.hpp"
#include "adapters/whatsapp_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::steps::answer;
using namespace std::chrono_literals;
using nlohmann::json;
using test::whatsapp_post;

namespace {

http::Request with_signature(const std::string& value) {
  auto request = whatsapp_post("{}");
  request.headers.set("X-Hub-Signature-256", value);
  return request;
}

http::Request asked(const std::string& query) {
  http::Request request;
  request.target = "/hooks/wa?" + query;
  return request;
}

Attachment photo() { return {AttachmentKind::image, "65463453", "image/jpeg", "../../etc/foto.jpg", 1000}; }

FetchStep step(const Attachment& attachment, const std::vector<Exchange>& so_far) {
  return test::whatsapp()->fetch(attachment, so_far);
}

std::string reason_of(const FetchStep& step) {
  const auto* outcome = std::get_if<SendOutcome>(&step);
  if (outcome == nullptr) return "no outcome";
  if (const auto* rejected = std::get_if<Rejected>(outcome)) return "rejected " + rejected->reason;
  if (const auto* retry = std::get_if<Retry>(outcome)) {
    return "retry " + retry->reason + (retry->hold == Hold::channel ? " hold channel" : "");
  }
  return "other";
}

Exchange at(const std::string& url, std::int64_t size = 5) {
  return answer(200, json{{"url", url}, {"mime_type", "image/jpeg"}, {"sha256", "x"}, {"file_size", size}}.dump());
}

const std::string good_url = "https://lookaside.fbsbx.com/whatsapp_business/attachments/?mid=65463453&ext=1";

}  // namespace

TEST_CASE("a webhook is genuine when its raw bytes are signed with one of two secrets") {
  auto config = test::whatsapp_config();
  config.values["app_secret_previous"] = "old-secret";
  const auto channel = *make_channel(config);
  CHECK(channel->authentic(whatsapp_post(R"({"object":"\u00e9 \/"})")));
  CHECK(channel->authentic(whatsapp_post("", "old-secret")));
  CHECK_FALSE(test::whatsapp()->authentic(whatsapp_post("{}", "old-secret")));
  CHECK_FALSE(channel->authentic(whatsapp_post("{}", "other")));
  CHECK_FALSE(channel->authentic(whatsapp_post("{}", "")));
  auto changed = whatsapp_post("{}");
  changed.body += ' ';
  CHECK_FALSE(channel->authentic(changed));
}

TEST_CASE("a signature has one form only") {
  const auto channel = test::whatsapp();
  const auto hex = crypto::to_hex(crypto::hmac_sha256(test::whatsapp_secret, "{}"));
  CHECK(channel->authentic(with_signature("sha256=" + hex)));
  auto capitals = hex;
  for (auto& c : capitals) c = c >= 'a' && c <= 'f' ? static_cast<char>(c - 'a' + 'A') : c;
  REQUIRE(capitals != hex);
  for (const auto& bad : {std::string(), std::string("sha256="), hex, "sha256=" + capitals, "SHA256=" + hex,
                          "sha256= " + hex, "sha256=" + hex + " ", "sha1=" + hex, "sha256=" + hex.substr(1),
                          "sha256=" + hex + "0", "sha256=" + std::string(64, '0')}) {
    CAPTURE(bad);
    CHECK_FALSE(channel->authentic(with_signature(bad)));
  }
  auto two = with_signature("sha256=" + hex);
  two.headers.add("x-hub-signature-256", "sha256=" + hex);
  CHECK_FALSE(channel->authentic(two));
  http::Request none;
  none.method = "POST";
  CHECK_FALSE(channel->authentic(none));
}

TEST_CASE("the right token is answered with the challenge, whole") {
  const auto channel = test::whatsapp();
  const auto good =
      channel->verification(asked("hub.mode=subscribe&hub.challenge=1158%3Cb%3E201444&hub.verify_token=rahasia-1"));
  REQUIRE(good);
  CHECK(good->status == 200);
  CHECK(good->body == "1158<b>201444");
  CHECK(good->headers.only("Content-Type").value_or("").starts_with("text/plain"));
  CHECK(good->headers.only("X-Content-Type-Options") == "nosniff");
}

TEST_CASE("every other GET is forbidden and gives nothing back") {
  const auto query = GENERATE(
      as<std::string>{}, "", "hub.mode=subscribe&hub.challenge=77",
      "hub.mode=subscribe&hub.challenge=77&hub.verify_token=",
      "hub.mode=subscribe&hub.challenge=77&hub.verify_token=rahasia-2",
      "hub.mode=subscribe&hub.challenge=77&hub.verify_token=rahasia-1x",
      "hub.mode=unsubscribe&hub.challenge=77&hub.verify_token=rahasia-1", "hub.challenge=77&hub.verify_token=rahasia-1",
      "hub.mode=subscribe&hub.verify_token=rahasia-1", "hub_mode=subscribe&hub_challenge=77&hub_verify_token=rahasia-1",
      "hub.mode=subscribe&hub.challenge=77&hub.verify_token=x&hub.verify_token=rahasia-1",
      "hub.mode=subscribe&hub.challenge=77&hub.challenge=78&hub.verify_token=rahasia-1");
  CAPTURE(query);
  const auto response = test::whatsapp()->verification(asked(query));
  REQUIRE(response);
  CHECK(response->status == 403);
  CHECK(response->body.find("77") == std::string::npos);
  CHECK(response->body.find("rahasia") == std::string::npos);
}

TEST_CASE("a POST is no verification, and without a token of ours nothing is one") {
  auto request = asked("hub.mode=subscribe&hub.challenge=1&hub.verify_token=rahasia-1");
  request.method = "POST";
  CHECK_FALSE(test::whatsapp()->verification(request));
  auto config = test::whatsapp_config();
  config.values.erase("verify_token");
  const auto response =
      (*make_channel(config))->verification(asked("hub.mode=subscribe&hub.challenge=1&hub.verify_token="));
  REQUIRE(response);
  CHECK(response->status == 403);
}

TEST_CASE("a file is asked for, then fetched from Meta's host under a name of ours") {
  const auto ask = std::get<http::Request>(step(photo(), {}));
  CHECK(ask.method == "GET");
  CHECK(ask.target == "https://graph.example/v23.0/65463453?phone_number_id=1062");
  CHECK(ask.headers.only("Authorization") == "Bearer " + test::whatsapp_token);
  CHECK(ask.effect == http::Effect::none);
  const auto get = std::get<http::Request>(step(photo(), {at(good_url)}));
  CHECK(get.method == "GET");
  CHECK(get.target == good_url);
  CHECK(get.headers.only("Authorization") == "Bearer " + test::whatsapp_token);
  CHECK(get.to_file_host);
  CHECK(get.answer_limit == 25U << 20U);
  const auto file = std::get<FetchedFile>(step(photo(), {at(good_url), answer(200, "bytes")}));
  CHECK(file.bytes == "bytes");
  CHECK(file.mime == "image/jpeg");
  CHECK(file.name.starts_with("foto-"));
  CHECK(file.name.ends_with(".jpg"));
  CHECK(file.name.find("etc") == std::string::npos);
  const Attachment voice{AttachmentKind::voice, "7", "audio/ogg; codecs=opus", "", 0};
  const auto untold = answer(200, json{{"url", good_url}}.dump());
  CHECK(std::get<FetchedFile>(step(voice, {untold, answer(200, "o")})).mime == "audio/ogg");
  auto typed = answer(200, "o");
  typed.headers.add("Content-Type", "audio/aac; q=1");
  CHECK(std::get<FetchedFile>(step(voice, {untold, typed})).mime == "audio/aac");
}

TEST_CASE("the token goes to Meta's hosts and to the configured one only") {
  for (const std::string url : {"https://lookaside.fbsbx.com/a", "https://LOOKASIDE.fbsbx.com/a",
                                "https://graph.facebook.com/v23.0/a", "https://graph.example/file?x#y"}) {
    CAPTURE(url);
    CHECK(std::holds_alternative<http::Request>(step(photo(), {at(url)})));
  }
  for (const std::string url : {"",
                                "/a",
                                "lookaside.fbsbx.com/a",
                                "http://lookaside.fbsbx.com/a",
                                "http://graph.example/a",
                                "https://graph.example:8443/a",
                                "https://lookaside.fbsbx.com.evil.example/a",
                                "https://evil.example/a",
                                "https://lookaside.fbsbx.com@evil.example/a",
                                "https://x@lookaside.fbsbx.com/a",
                                "https://evil.example/?https://lookaside.fbsbx.com/a",
                                "https://lookaside.fbsbx.com\\@evil.example/",
                                "https://lookaside.fbsbx.com/a b",
                                "https://lookaside.fbsbx.com/a\r\nX: y",
                                "https://lookaside.fbsbx.com:443/a",
                                "https://169.254.169.254/latest",
                                "https://127.0.0.1/a",
                                "file:///etc/passwd",
                                "ftp://lookaside.fbsbx.com/a",
                                "https://lookaside.fbsbx.com./a",
                                "https:lookaside.fbsbx.com/a",
                                "javascript://graph.example/a"}) {
    CAPTURE(url);
    CHECK(reason_of(step(photo(), {at(url)})) == "rejected foreign-host");
  }
  auto config = test::whatsapp_config();
  config.values["api"] = "http://127.0.0.1:4010/v23.0";
  const auto near_by = *make_channel(config);
  const std::vector<Exchange> there{at("http://127.0.0.1:4010/files/1")};
  const std::vector<Exchange> next_door{at("http://127.0.0.1:4011/files/1")};
  CHECK(std::holds_alternative<http::Request>(near_by->fetch(photo(), there)));
  CHECK(reason_of(near_by->fetch(photo(), next_door)) == "rejected foreign-host");
}

TEST_CASE("an id cannot leave its place in the path") {
  auto attachment = photo();
  attachment.ref = "../../me?x=1#";
  const auto ask = std::get<http::Request>(step(attachment, {}));
  CHECK(ask.target == "https://graph.example/v23.0/..%2F..%2Fme%3Fx%3D1%23?phone_number_id=1062");
  for (const std::string bad : {"", ".", ".."}) {
    attachment.ref = bad;
    CHECK(reason_of(step(attachment, {})) == "rejected no-file-id");
  }
}

TEST_CASE("files that are too large, gone or not to be had") {
  auto large = photo();
  large.size = (std::int64_t{25} << 20U) + 1;
  CHECK(reason_of(step(large, {})) == "rejected too-large");
  CHECK(reason_of(step(photo(), {at(good_url, (std::int64_t{25} << 20U) + 1)})) == "rejected too-large");
  CHECK(reason_of(step(photo(), {answer(200, json{{"url", good_url}, {"file_size", "26214401"}}.dump())})) ==
        "rejected too-large");
  const auto whole = std::string((std::size_t{25} << 20U) + 1, 'x');
  CHECK(reason_of(step(photo(), {at(good_url), answer(200, whole)})) == "rejected too-large");
  CHECK(reason_of(step(photo(), {http::NoAnswer{"x"}})) == "retry no-answer");
  CHECK(reason_of(step(photo(), {http::NotSent{"x"}})) == "retry no-answer");
  CHECK(reason_of(step(photo(), {at(good_url), http::NoAnswer{"x"}})) == "retry no-answer");
  for (const int status : {401, 403, 404, 410, 302, 500}) {
    CHECK(reason_of(step(photo(), {at(good_url), answer(status, "")})) == "retry place-expired");
  }
  CHECK(reason_of(step(photo(), {answer(404, R"({"error":{"code":100,"error_subcode":33}})")})) ==
        "rejected file-gone");
  CHECK(reason_of(step(photo(), {answer(401, R"({"error":{"code":190}})")})) == "retry credentials hold channel");
  CHECK(reason_of(step(photo(), {answer(500, "")})) == "retry server-error");
  CHECK(reason_of(step(photo(), {answer(200, "{}")})) == "retry file-without-place");
  CHECK(reason_of(step(photo(), {answer(200, "<html>")})) == "retry file-without-place");
  CHECK(reason_of(step(photo(), {answer(200, R"({"url":7})")})) == "retry file-without-place");
}

TEST_CASE("the number's own page proves number and token") {
  const auto channel = test::whatsapp();
  const auto request = channel->probe();
  REQUIRE(request);
  CHECK(request->method == "GET");
  CHECK(request->target == "https://graph.example/v23.0/1062?fields=display_phone_number,verified_name,quality_rating");
  CHECK(request->headers.only("Authorization") == "Bearer " + test::whatsapp_token);
  CHECK(request->effect == http::Effect::none);
  const auto good = channel->proof(answer(
      200, R"({"id":"1062","display_phone_number":"+62 811","verified_name":"Aduan","quality_rating":"GREEN"})"));
  REQUIRE(good);
  CHECK(*good == "Meta mengenal nomor +62 811 (Aduan), mutu GREEN");
  struct Row {
    Exchange exchange;
    Errc code;
    std::string says;
  };
  const auto error = [](int code) {
    return answer(400, R"({"error":{"message":"geheim","code":)" + std::to_string(code) + "}}");
  };
  const std::vector<Row> rows{{error(190), Errc::unauthorized, "token"},
                              {error(100), Errc::unauthorized, "phone_number_id"},
                              {error(131031), Errc::unauthorized, "Account quality"},
                              {error(131042), Errc::unauthorized, "Billing"},
                              {error(131000), Errc::unavailable, "nanti"},
                              {answer(401, ""), Errc::unauthorized, "token"},
                              {answer(502, "<html>"), Errc::unavailable, "nanti"},
                              {answer(200, "<html>"), Errc::unavailable, "api:"},
                              {answer(200, R"({"id":"9"})"), Errc::unavailable, "api:"},
                              {http::NotSent{"x"}, Errc::unavailable, "DNS"},
                              {http::NoAnswer{"x"}, Errc::unavailable, "DNS"}};
  for (const auto& row : rows) {
    CAPTURE(row.says);
    const auto bad = channel->proof(row.exchange);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().code() == row.code);
    CHECK(bad.error().message().find(row.says) != std::string::npos);
    CHECK(bad.error().message().find("geheim") == std::string::npos);
  }
  CHECK_FALSE(test::whatsapp_reader()->probe());
}

TEST_CASE("a wrong WhatsApp configuration is named with its key and what to write") {
  struct Row {
    std::string key;
    std::string value;
  };
  const auto row = GENERATE(values<Row>({{"api", "graph.example"},
                                         {"api", "https://x@graph.example"},
                                         {"phone_number_id", ""},
                                         {"phone_number_id", "+62 811"},
                                         {"phone_number_id", "../me"},
                                         {"token", ""},
                                         {"token", "a b"},
                                         {"token", "geheim\r\nX: y"},
                                         {"app_secret", ""},
                                         {"app_secret", "geheim geheim"},
                                         {"app_secret_previous", ""},
                                         {"verify_token", ""},
                                         {"verify_token", "geh eim"},
                                         {"template", "Kabar Laporan"},
                                         {"template", ""},
                                         {"template_language", "indonesia"},
                                         {"template_language", "en-US"},
                                         {"template_language", "e"}}));
  CAPTURE(row.key, row.value);
  auto config = test::whatsapp_config();
  config.values[row.key] = row.value;
  const auto channel = make_channel(config);
  REQUIRE_FALSE(channel);
  CHECK(channel.error().code() == Errc::configuration);
  CHECK(channel.error().message().starts_with("channels.wa." + row.key + ": "));
  CHECK(channel.error().message().size() > row.key.size() + 20);
  CHECK(channel.error().message().find("geheim") == std::string::npos);
}

TEST_CASE("what may be left out of a WhatsApp configuration") {
  auto config = test::whatsapp_config();
  config.values["template_language"] = "en_US";
  CHECK(make_channel(config));
  config.values.erase("template");
  CHECK(make_channel(config).error().message().starts_with("channels.wa.template_language: "));
  config.values.erase("template_language");
  config.values.erase("api");
  const auto channel = make_channel(config);
  REQUIRE(channel);
  CHECK((*channel)->kind() == "whatsapp");
  CHECK((*channel)->renderer().kind() == "whatsapp");
  CHECK(std::get<http::Request>((*channel)->fetch(photo(), {})).target ==
        "https://graph.facebook.com/v23.0/65463453?phone_number_id=1062");
  for (const std::string needed : {"token", "app_secret"}) {
    auto without = test::whatsapp_config();
    without.values.erase(needed);
    CHECK(make_channel(without).error().message().starts_with("channels.wa." + needed + ": is missing"));
  }
  OutboundMessage message;
  message.to = "6281234";
  message.text = "halo";
  const auto unsent = test::whatsapp_reader()->send(message, {});
  REQUIRE(std::holds_alternative<SendOutcome>(unsent));
  CHECK(std::get<Rejected>(std::get<SendOutcome>(unsent)).reason == "no-number");
}
