// SPDX-License-Identifier: Apache-2.0
// What `pintu doctor` asks the gateways, and what their answers prove.
#include <string>

#include "adapters/sms_support.hpp"
#include "gateway/base/crypto.hpp"

using namespace pintu;
using test::response;

namespace {

std::string said(const std::string& kind, const Exchange& exchange) {
  const auto proof = test::sms(kind)->proof(exchange);
  return proof ? "good" : std::string(to_string(proof.error().code()));
}

}  // namespace

TEST_CASE("sms account: the question sends nothing") {
  struct Row {
    std::string kind;
    std::string target;
    std::string authorization;
  };
  const auto row = GENERATE(values<Row>(
      {{"sms/twilio", "https://twilio.example/2010-04-01/Accounts/AC1.json", "Basic " + crypto::to_base64("AC1:tok-1")},
       {"sms/kannel", "http://127.0.0.1:13013/cgi-bin/sendsms?username=gw&password=p%26w", ""},
       {"sms/vonage", "https://vonage.example/account/get-balance?api_key=k1&api_secret=s1", ""},
       {"sms/infobip", "https://ib.example/account/1/balance", "App key"}}));
  CAPTURE(row.kind);
  const auto request = test::sms(row.kind)->probe();
  REQUIRE(request);
  CHECK(request->method == "GET");
  CHECK(request->target == row.target);
  CHECK(request->effect == http::Effect::none);
  CHECK(request->headers.first("Authorization").value_or("") == row.authorization);
  CHECK_FALSE(test::sms("sms/generic")->probe());
}

TEST_CASE("sms account: what the answer proves") {
  for (const std::string kind : {"sms/twilio", "sms/kannel", "sms/vonage", "sms/infobip"}) {
    CAPTURE(kind);
    CHECK(said(kind, response(200, "{}")) == "good");
    CHECK(said(kind, response(401)) == said(kind, response(403)));
    CHECK(said(kind, response(401)) == to_string(Errc::unauthorized));
    CHECK(said(kind, response(404)) == to_string(Errc::configuration));
    CHECK(said(kind, response(500)) == to_string(Errc::unavailable));
    CHECK(said(kind, http::NotSent{"x"}) == to_string(Errc::unavailable));
    CHECK(test::sms(kind)->proof(response(401)).error().message().find("tok-1") == std::string::npos);
  }
  CHECK(said("sms/kannel", response(400, "Missing receiver number, rejected")) == "good");
  CHECK(said("sms/twilio", response(400, "Missing receiver number, rejected")) == to_string(Errc::unavailable));
}

TEST_CASE("sms account: WhatsApp by Twilio has its 24 hours, SMS has none") {
  CHECK_FALSE(test::sms("sms/twilio")->session());
  auto config = test::sms_config("sms/twilio");
  config.values["from"] = "whatsapp:+15005550006";
  const auto channel = *make_channel(config);
  CHECK(channel->session() == std::chrono::hours(24));
  CHECK(channel->wants_to_hear_first("error-63016"));
  CHECK_FALSE(channel->wants_to_hear_first("error-30003"));
}
