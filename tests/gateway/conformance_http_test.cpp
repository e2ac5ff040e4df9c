// SPDX-License-Identifier: Apache-2.0
// Payloads that real providers sent, collected outside this repository (../shared/conformance beside the checkout),
// through the real binary's HTTP server with a configured channel each. Read there, never copied; without them this
// test says that it was skipped. What each means is checked in tests/adapters/conformance*_test.cpp.
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "support/installed.hpp"

using namespace pintu;
using namespace pintu::test;

namespace {

const std::filesystem::path corpus = PINTU_SOURCE_DIR "/../shared/conformance";

constexpr const char* doors = R"(
  wa: {kind: whatsapp, phone_number_id: "1234567890", token: t, app_secret: conformance, verify_token: v, api: "http://127.0.0.1:9"}
  twilio: {kind: sms/twilio, path: /sms/twilio, account_sid: AC0123456789abcdef0123456789abcdef, auth_token: "12345", from: "+12028831111", api: "http://127.0.0.1:9"}
  kannel: {kind: sms/kannel, username: u, password: p, from: "1708", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
  vonage: {kind: sms/vonage, api_key: k, api_secret: s, from: "2020", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
  infobip: {kind: sms/infobip, api_key: k, from: "1708", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
  generic: {kind: sms/generic, map: {from: from, text: text, id: msgid}, send_path: "/s?to={to}&text={text}", allow_from: [127.0.0.1], api: "http://127.0.0.1:9"}
)";

std::string bytes_of(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The captured request, sent to `url`; a bare body is a POST of JSON.
http::Request request_of(const std::filesystem::path& file, const std::string& url) {
  const auto bytes = bytes_of(file);
  http::Request request;
  request.method = "POST";
  request.target = url;
  const auto head = bytes.find("\r\n\r\n");
  if (file.extension() != ".txt" || head == std::string::npos) {
    request.body = bytes;
    request.headers.add("Content-Type", "application/json");
    return request;
  }
  request.body = bytes.substr(head + 4);
  std::size_t at = 0;
  while (at < head) {
    const auto end = bytes.find("\r\n", at);
    const auto line = bytes.substr(at, end - at);
    if (at == 0) {
      request.method = line.substr(0, line.find(' '));
      const auto target = line.substr(line.find(' ') + 1, line.rfind(' ') - line.find(' ') - 1);
      if (const auto query = target.find('?'); query != std::string::npos) request.target += target.substr(query);
    } else if (!line.starts_with("Host:") && !line.starts_with("Content-Length:") && !line.starts_with("Connection:")) {
      request.headers.add(line.substr(0, line.find(": ")), line.substr(line.find(": ") + 2));
    }
    at = end + 2;
  }
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
  if (!std::filesystem::is_directory(corpus)) {
    WARN("skipped: the conformance payloads are not beside this checkout");
    return;
  }
  Installed house(18481, {.channels = doors, .public_url = "https://gw.example.org"});
  house.start();
  const auto status_of = [&](http::Request request) {
    const auto exchange = house.exchange(std::move(request));
    const auto* response = std::get_if<http::Response>(&exchange);
    return response == nullptr ? 0 : response->status;
  };
  REQUIRE(house.until([&] { return status_of(request_of("none.json", house.hooks() + "/nowhere")) == 404; }));
  const auto post_all = [&] {
    int sent = 0;
    for (const auto& [name, path] : folders) {
      for (const auto& entry : std::filesystem::directory_iterator(corpus / name)) {
        if (no_webhook(entry.path().filename().string())) continue;
        INFO(name << "/" << entry.path().filename().string());
        auto request = request_of(entry.path(), house.hooks() + path);
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
}
