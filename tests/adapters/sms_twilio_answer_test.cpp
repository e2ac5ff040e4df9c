// SPDX-License-Identifier: Apache-2.0
// What becomes of Twilio's answers, and of the files it points to.
#include <string>

#include "adapters/sms_support.hpp"
#include "gateway/base/crypto.hpp"

using namespace pintu;
using test::response;
using test::told;

namespace {

const std::string kind = "sms/twilio";

Attachment file(const std::string& url) {
  Attachment attachment;
  attachment.kind = AttachmentKind::image;
  attachment.ref = url;
  attachment.mime = "image/jpeg";
  return attachment;
}

}  // namespace

TEST_CASE("twilio: what an answer means is decided by its code") {
  struct Row {
    int status;
    std::string body;
    std::string outcome;
  };
  const auto row = GENERATE(values<Row>({
      {201, R"({"sid":"SM5"})", "done SM5"},
      {201, "{}", "unknown accepted-without-id"},
      {200, "<html>", "unknown accepted-without-id"},
      {400, R"({"code":21610,"message":"x"})", "rejected opted-out unreachable"},
      {400, R"({"code":21211})", "rejected bad-number unreachable"},
      {400, R"({"code":21614})", "rejected bad-number unreachable"},
      {400, R"({"code":21617})", "rejected error-21617"},
      {400, R"({"code":21606})", "retry credentials channel"},
      {400, R"({"code":"21610"})", "rejected bad-request"},
      {401, R"({"code":20003})", "retry credentials channel"},
      {401, "", "retry credentials channel"},
      {403, "", "retry credentials channel"},
      {404, R"({"code":20404})", "retry credentials channel"},
      {404, "", "retry wrong-url channel"},
      {302, "", "retry wrong-url channel"},
      {429, R"({"code":20429})", "retry too-many-requests channel"},
      {429, "", "retry too-many-requests channel"},
      {400, R"({"code":63018})", "retry too-many-requests channel"},
      {500, R"({"code":21610})", "unknown server-error"},
      {503, "", "unknown server-error"},
  }));
  CAPTURE(row.status, row.body);
  CHECK(told(*test::sms(kind), response(row.status, row.body)) == row.outcome);
}

TEST_CASE("twilio: not sent is tried again, no answer is not known") {
  const auto channel = test::sms(kind);
  CHECK(told(*channel, http::NotSent{"refused"}) == "retry not-sent");
  CHECK(told(*channel, http::NoAnswer{"timeout"}) == "unknown no-answer");
  auto limited = response(429, "");
  limited.headers.add("Retry-After", "30");
  const auto retry = test::outcome_of<Retry>(*channel, test::to_phone("a"), {limited});
  CHECK(retry.after == std::chrono::seconds(30));
}

TEST_CASE("twilio: nothing empty is sent") {
  CHECK(told(test::sms(kind)->send(test::to_phone(""), {})) == "rejected empty-text");
  CHECK(told(test::sms(kind)->send(test::to_phone(" \n "), {})) == "rejected empty-text");
}

TEST_CASE("twilio: files come from Twilio's hosts only, with our password") {
  const auto channel = test::sms(kind);
  for (const std::string url :
       {"https://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1", "https://mms.twiliocdn.com/x/y",
        "https://media.twiliocdn.com/z", "https://twilio.example/media/1"}) {
    CAPTURE(url);
    const auto step = channel->fetch(file(url), {});
    const auto* request = std::get_if<http::Request>(&step);
    REQUIRE(request != nullptr);
    CHECK(request->target == url);
    CHECK(request->to_file_host);
    CHECK(request->effect == http::Effect::none);
    CHECK(request->headers.first("Authorization") == "Basic " + crypto::to_base64("AC1:tok-1"));
  }
}

TEST_CASE("twilio: no other URL is called") {
  const auto url =
      GENERATE(as<std::string>{}, "", "cat.jpg", "http://api.twilio.com/x", "https://eviltwilio.com/x",
               "https://api.twilio.com.evil.example/x", "https://user@api.twilio.com/x", "https://api.twilio.com:444/x",
               "https://169.254.169.254/latest", "file:///etc/passwd", "https://api.twilio.com\\@evil.example/",
               "https://twilio.example.evil.example/a", "https://evil.example/?.twilio.com",
               "https://api.twilio.com/a b", "//api.twilio.com/a", "https://evil.example#.twilio.com");
  CAPTURE(url);
  const auto step = test::sms(kind)->fetch(file(url), {});
  const auto* outcome = std::get_if<SendOutcome>(&step);
  REQUIRE(outcome != nullptr);
  CHECK(std::get<Rejected>(*outcome).reason == "foreign-url");
}

TEST_CASE("twilio: a file that came, and one that did not") {
  const auto channel = test::sms(kind);
  const auto attachment = file("https://api.twilio.com/Media/ME1");
  const auto fetched = [&](const Exchange& exchange) { return channel->fetch(attachment, std::vector{exchange}); };
  auto good = response(200, "JPEG");
  good.headers.add("Content-Type", "image/png; x=1");
  const auto step = fetched(good);
  const auto* got = std::get_if<FetchedFile>(&step);
  REQUIRE(got != nullptr);
  CHECK(got->bytes == "JPEG");
  CHECK(got->mime == "image/png");
  CHECK(got->name.starts_with("foto-"));
  CHECK(got->name.find('/') == std::string::npos);
  const auto reason = [&](const Exchange& exchange) {
    const auto next = fetched(exchange);
    const auto& outcome = std::get<SendOutcome>(next);
    if (const auto* retry = std::get_if<Retry>(&outcome)) return "retry " + retry->reason;
    return "rejected " + std::get<Rejected>(outcome).reason;
  };
  CHECK(reason(response(404)) == "rejected file-gone");
  CHECK(reason(response(500)) == "retry server-error");
  CHECK(reason(response(401)) == "retry credentials");
  CHECK(reason(http::NoAnswer{"slow"}) == "retry no-answer");
  CHECK(reason(response(200, std::string((std::size_t{25} << 20U) + 1, 'x'))) == "rejected too-large");
}
