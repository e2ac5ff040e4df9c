// SPDX-License-Identifier: Apache-2.0
// What real providers sent goes through the real binary's HTTP server with a configured channel each. What each means
// is checked in tests/adapters/conformance*_test.cpp.
#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "support/corpus.hpp"
#include "support/installed.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

constexpr const char* doors = R"(
  wa: {kind: whatsapp, phone_number_id: "1234567890", token: t, app_secret: conformance, verify_token: v, api: "http://127.0.0.1:9"}
  twilio: {kind: sms/twilio, path: /sms/twilio, account_sid: AC0123456789abcdef0123456789abcdef, auth_token: "12345", from: "+12028831111", api: "http://127.0.0.1:9"}
  kannel: {kind: sms/kannel, username: u, password: p, from: "1708", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
  vonage: {kind: sms/vonage, api_key: k, api_secret: s, from: "2020", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
  infobip: {kind: sms/infobip, api_key: k, from: "1708", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
)";

// A channel for each aggregator, connected as its operator would.
std::string generic_name(std::size_t place) { return "g" + std::to_string(place); }

std::string generic_doors() {
  std::string lines;
  std::size_t place = 0;
  for (const auto& [file, map] : corpus::generic_maps()) {
    lines += "  " + generic_name(place++) +
             ": {kind: sms/generic, send_path: \"/s?to={to}&text={text}\", allow_from: [127.0.0.1], api: "
             "\"http://127.0.0.1:9\", map: {";
    std::string comma;
    for (const auto& [key, value] : map) {
      lines += comma + key + ": \"" + value + "\"";
      comma = ", ";
    }
    lines += "}}\n";
  }
  return lines;
}

// The captured request, sent to our server: the client makes fields of its own for what framed it.
http::Request request_to(const std::string& url, const std::string& name) {
  auto request = corpus::request_of(name);
  http::Headers kept;
  for (const auto& [field, value] : request.headers.all()) {
    if (field != "Host" && field != "Content-Length" && field != "Connection") kept.add(field, value);
  }
  request.headers = std::move(kept);
  request.target = url + (request.query().empty() ? "" : "?" + std::string(request.query()));
  return request;
}

struct Folder {
  const char* name;
  const char* path;
};
constexpr Folder folders[] = {{"whatsapp", "/hooks/wa"},   {"twilio", "/sms/twilio"},     {"kannel", "/hooks/kannel"},
                              {"vonage", "/hooks/vonage"}, {"infobip", "/hooks/infobip"}, {"telegram", "/hooks/tg"}};

// No webhooks: a signature vector, an answer of an API, an answer to getUpdates.
bool no_webhook(const std::string& name) {
  return name == "signature-vector.json" || name == "response-error-429-migrate.json" ||
         name == "tgbots-write-access.json";
}

}  // namespace

TEST_CASE("conformance: collected webhooks of every provider are taken by the server, and once") {
  if (corpus::skipped()) return;
  Installed house(18481, {.channels = doors + generic_doors(), .public_url = "https://gw.example.org"});
  house.start();
  const auto status_of = [&](http::Request request) {
    const auto exchange = house.exchange(std::move(request));
    const auto* response = std::get_if<http::Response>(&exchange);
    return response == nullptr ? 0 : response->status;
  };
  REQUIRE(house.until([&] { return status_of(request_to(house.hooks() + "/nowhere", "none.json")) == 404; }));
  const auto post_all = [&] {
    int sent = 0;
    for (const auto& [name, path] : folders) {
      for (const auto& entry : std::filesystem::directory_iterator(corpus::folder / name)) {
        const auto file = entry.path().filename().string();
        if (no_webhook(file)) continue;
        INFO(name << "/" << file);
        auto request = request_to(house.hooks() + path, std::string(name) + "/" + file);
        if (std::string(name) == "whatsapp") {
          // Without its signature it is refused, with it it is taken.
          CHECK(status_of(request) == 401);
          request.headers.add("X-Hub-Signature-256",
                              "sha256=" + crypto::to_hex(crypto::hmac_sha256("conformance", request.body)));
        }
        if (std::string(name) == "telegram") request.headers.set("X-Telegram-Bot-Api-Secret-Token", Installed::secret);
        CHECK(status_of(std::move(request)) == 200);
        ++sent;
      }
    }
    return sent;
  };
  CHECK(post_all() > 100);
  // What people said, by channel.
  const auto heard = [&](const std::string& channel) {
    const auto out = run("why --since 2020-01-01T00:00:00Z --json --channel " + channel + house.with_config()).out;
    const auto listed = nlohmann::json::parse(out);
    return std::ranges::count_if(listed["messages"], [](const auto& m) { return m.value("direction", "") == "in"; });
  };
  std::map<std::string, std::ptrdiff_t> before;
  for (const auto* channel : {"wa", "tg", "twilio", "kannel", "vonage", "infobip"}) {
    INFO(channel);
    before[channel] = heard(channel);
    CHECK(before[channel] > 0);
  }
  // The same again is answered well, and nobody whose message has an id is heard twice.
  post_all();
  for (const auto* channel : {"wa", "tg", "twilio", "vonage", "infobip"}) {
    INFO(channel);
    CHECK(heard(channel) == before[channel]);
  }
  std::size_t place = 0;
  for (const auto& [file, map] : corpus::generic_maps()) {
    INFO(file);
    const auto channel = generic_name(place++);
    const auto exchange = house.exchange(request_to(house.hooks() + "/hooks/" + channel, file));
    const auto* response = std::get_if<http::Response>(&exchange);
    REQUIRE(response != nullptr);
    CHECK(response->status == 200);
    if (const auto answer = map.find("answer"); answer != map.end()) CHECK(response->body == answer->second);
    CHECK(heard(channel) == 1);
  }
}
