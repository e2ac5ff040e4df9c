// SPDX-License-Identifier: Apache-2.0
// Every key that is missing or wrong is named.
#include <string>

#include "adapters/keys.hpp"
#include "adapters/sms_support.hpp"

using namespace pintu;

namespace {

struct Slip {
  std::string kind;
  std::string key;
  std::string value;  // empty: the key is taken away
  std::string said;   // the beginning of the fault
};

std::string fault_of(const ChannelConfig& config) {
  const auto made = make_channel(config);
  if (made) return "none";
  CHECK(made.error().code() == Errc::configuration);
  return made.error().message();
}

}  // namespace

TEST_CASE("sms configuration: a slip is named with its key and a remedy") {
  const auto slip = GENERATE(values<Slip>({
      {"sms/twilio", "account_sid", "", "channels.sms.account_sid: is missing"},
      {"sms/twilio", "account_sid", "AC/../x", "channels.sms.account_sid: is made of"},
      {"sms/twilio", "auth_token", "", "channels.sms.auth_token: is missing"},
      {"sms/twilio", "from", "", "channels.sms.from: is missing"},
      {"sms/twilio", "api", "ftp://x", "channels.sms.api: write a base URL"},
      {"sms/twilio", "country", "0062", "channels.sms.country: write"},
      {"sms/twilio", "country", "ID", "channels.sms.country: write"},
      {"sms/kannel", "username", "", "channels.sms.username: is missing"},
      {"sms/kannel", "password", "", "channels.sms.password: is missing"},
      {"sms/kannel", "rate", "10", "channels.sms.rate: write"},
      {"sms/kannel", "rate", "0/s", "channels.sms.rate: write"},
      {"sms/kannel", "rate", "cepat", "channels.sms.rate: write"},
      {"sms/vonage", "api_key", "", "channels.sms.api_key: is missing"},
      {"sms/vonage", "api_secret", "", "channels.sms.api_secret: is missing"},
      {"sms/vonage", "from", "", "channels.sms.from: is missing"},
      {"sms/vonage", "signature", "sha3", "channels.sms.signature: write"},
      {"sms/infobip", "api_key", "", "channels.sms.api_key: is missing"},
      {"sms/infobip", "api", "", "none"},
      {"sms/infobip", "webhook_user", "a", "channels.sms.webhook_password: goes with"},
      {"sms/generic", "send_path", "", "channels.sms.send_path: write a path"},
      {"sms/generic", "send_path", "/x?to={to}", "channels.sms.send_path: and send_body need"},
      {"sms/generic", "charset", "koi8", "channels.sms.charset: write"},
      {"sms/generic", "zone", "WIB", "channels.sms.zone: write"},
      {"sms/generic", "webhook_password", "a", "channels.sms.webhook_password: goes with"},
  }));
  CAPTURE(slip.kind, slip.key, slip.value);
  auto config = test::sms_config(slip.kind);
  CHECK(fault_of(config) == "none");
  config.values.erase(slip.key);
  if (!slip.value.empty()) config.values[slip.key] = slip.value;
  CHECK(fault_of(config).starts_with(slip.said));
}

TEST_CASE("sms configuration: the map") {
  const auto said = [](const std::map<std::string, std::string>& map) {
    auto config = test::sms_config("sms/generic");
    config.maps["map"] = map;
    return fault_of(config);
  };
  CHECK(said({}).starts_with("channels.sms.map: from is missing"));
  CHECK(said({{"from", "a"}}).starts_with("channels.sms.map: text is missing"));
  CHECK(said({{"from", "a"}, {"text", "b"}, {"foo", "c"}}).starts_with("channels.sms.map: there is no foo"));
  CHECK(said({{"from", "a"}, {"text", ""}}).starts_with("channels.sms.map: text names nothing"));
  CHECK(said({{"from", "a"}, {"text", "b"}, {"secret", "c"}}).starts_with("channels.sms.secret: is missing"));
}

TEST_CASE("sms configuration: limits and receipts") {
  auto config = test::sms_config("sms/kannel");
  config.values["rate"] = "60/min";
  CHECK((*make_channel(config))->limits().per_second == Approx(1));
  config.values["rate"] = "5/s";
  CHECK((*make_channel(config))->limits().per_second == Approx(5));
  CHECK((*make_channel(config))->gives_receipts());
  config.public_url.clear();
  CHECK_FALSE((*make_channel(config))->gives_receipts());
  const auto request = test::request_of(**make_channel(config), test::to_phone("a"));
  CHECK(request.target.find("dlr") == std::string::npos);
}

TEST_CASE("sms configuration: what an adapter takes stands in the table of keys") {
  for (const auto& row : channel_keys()) {
    if (!row.kind.starts_with("sms/")) continue;
    CAPTURE(row.kind);
    CHECK(row.proves_sender == (row.kind == "sms/twilio"));
    const auto config = test::sms_config(std::string(row.kind));
    for (const auto& [key, value] : config.values) CHECK(std::ranges::count(row.keys, key) == 1);
    for (const auto needed : row.needed) {
      CHECK((config.values.contains(std::string(needed)) || config.maps.contains(std::string(needed))));
    }
  }
}

TEST_CASE("sms configuration: numbers of ours are a list or one") {
  auto config = test::sms_config("sms/kannel");
  config.lists["numbers"] = {"08111111111", "9999"};
  const auto channel = *make_channel(config);
  for (const std::string own : {"628111111111", "9999", "1708"}) {
    CHECK(test::one(*channel, test::get("to=5555&text=a&from=" + own)).reason == "own-number");
  }
}
