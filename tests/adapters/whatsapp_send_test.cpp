// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/steps.hpp"
#include "adapters/whatsapp_support.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::steps::answer;
using test::steps::said;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

OutboundMessage plain(std::string text) {
  OutboundMessage message;
  message.to = "6281234";
  message.text = std::move(text);
  message.key = "job-1";
  return message;
}

http::Response sent(const std::string& id) {
  return answer(
      200, R"({"messaging_product":"whatsapp","contacts":[{"input":"6281234","wa_id":"6281234"}],"messages":[{"id":")" +
               id + "\"}]}");
}

http::Request request_of(const OutboundMessage& message, const std::vector<Exchange>& so_far = {}) {
  return test::steps::next_request(*test::whatsapp(), message, so_far);
}

json body_of(const OutboundMessage& message, const std::vector<Exchange>& so_far = {}) {
  return json::parse(request_of(message, so_far).body);
}

SendOutcome outcome_of(const OutboundMessage& message, const std::vector<Exchange>& so_far) {
  return test::steps::how_it_ended(*test::whatsapp(), message, so_far);
}

}  // namespace

TEST_CASE("a text is one call, bold between stars") {
  const auto request = request_of(plain("😀 *Benar?* lalu *dua kata*\nhttps://lapor.example"));
  CHECK(request.method == "POST");
  CHECK(request.target == "https://graph.example/v23.0/1062/messages");
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.headers.only("Content-Type") == "application/json");
  CHECK(request.headers.only("Authorization") == "Bearer " + test::whatsapp_token);
  CHECK(json::parse(request.body) == json::parse(R"({"messaging_product":"whatsapp","recipient_type":"individual",
    "to":"6281234","biz_opaque_callback_data":"job-1","type":"text",
    "text":{"body":"😀 *Benar?* lalu *dua kata*\nhttps://lapor.example","preview_url":false}})"));
  CHECK(said(outcome_of(plain("a"), {sent("wamid.5")})) == "done wamid.5");
}

TEST_CASE("a person without a number is a recipient, what is no address is nobody") {
  auto message = plain("halo");
  message.to = "ID.13491208655302741918";
  CHECK(body_of(message)["recipient"] == "ID.13491208655302741918");
  CHECK_FALSE(body_of(message).contains("to"));
  for (const std::string bad :
       {"", "+6281234", "ID.", "id.55", "ID.5-5", "<NUMBER>", "ID.5\n", "123456789012345678901"}) {
    CAPTURE(bad);
    message.to = bad;
    CHECK(said(outcome_of(message, {})) == "rejected no-address unreachable");
  }
}

TEST_CASE("an answer refers to its message, a replacement is sent anew") {
  auto message = plain("halo");
  message.reply_to = "wamid.0";
  message.edits = "wamid.4";
  CHECK(body_of(message)["context"] == json{{"message_id", "wamid.0"}});
  CHECK(body_of(message)["text"]["body"] == "halo");
  CHECK_FALSE(body_of(plain("halo")).contains("context"));
}

TEST_CASE("a key that Meta would not take is left out") {
  auto message = plain("halo");
  message.key = std::string(513, 'k');
  CHECK_FALSE(body_of(message).contains("biz_opaque_callback_data"));
  message.key = std::string(512, 'k');
  CHECK(body_of(message)["biz_opaque_callback_data"] == message.key);
}

TEST_CASE("few short options are buttons, more a list") {
  auto message = plain("Soal *apa*?");
  message.choices = {{"a", "Jalan", "", ""}, {"b", "Lampu", "", ""}};
  CHECK(body_of(message)["type"] == "interactive");
  CHECK(body_of(message)["interactive"] == json::parse(R"({"type":"button","body":{"text":"Soal *apa*?"},
    "action":{"buttons":[{"type":"reply","reply":{"id":"a","title":"Jalan"}},
                         {"type":"reply","reply":{"id":"b","title":"Lampu"}}]}})"));
  message.choices.push_back({"c", "Sampah", "menumpuk", ""});
  message.list_label = "Pilih soal";
  CHECK(body_of(message)["interactive"] == json::parse(R"({"type":"list","body":{"text":"Soal *apa*?"},
    "action":{"button":"Pilih soal","sections":[{"rows":[{"id":"a","title":"Jalan"},{"id":"b","title":"Lampu"},
                                                         {"id":"c","title":"Sampah","description":"menumpuk"}]}]}})"));
}

TEST_CASE("options that say the same are a list, for buttons may not") {
  auto message = plain("Yang mana?");
  message.choices = {{"a", "Sukamaju", "", ""}, {"b", "Sukamaju", "", ""}};
  CHECK(body_of(message)["interactive"]["type"] == "list");
}

TEST_CASE("a request for the place is a message of its own kind, options follow it") {
  auto message = plain("Di mana?");
  message.ask_location = true;
  CHECK(body_of(message)["interactive"] == json::parse(R"({"type":"location_request_message",
    "body":{"text":"Di mana?"},"action":{"name":"send_location"}})"));
  message.choices = {{"x", "Tidak tahu", "", ""}};
  message.reply_to = "wamid.0";
  CHECK(body_of(message).contains("context"));
  const auto second = body_of(message, {sent("wamid.1")});
  CHECK(second["interactive"]["type"] == "button");
  CHECK_FALSE(second.contains("context"));
  CHECK(second["biz_opaque_callback_data"] == "job-1");
  const auto done = std::get<Done>(outcome_of(message, {sent("wamid.1"), sent("wamid.2")}));
  CHECK(done.external_id == "wamid.2");
  CHECK(done.all_ids == std::vector<std::string>{"wamid.1", "wamid.2"});
  CHECK(said(outcome_of(message, {sent("wamid.1"), answer(500, "")})) == "retry server-error hold job");
}

TEST_CASE("a long text is several messages, nothing lost, the options under the last") {
  std::string text;
  for (int i = 0; i < 900; ++i) text += "Kalimat *nomor* " + std::to_string(i) + (i % 10 == 9 ? ".\n\n" : ". ");
  auto message = plain(text);
  message.choices = {{"a", "Jalan", "", ""}};
  std::vector<Exchange> so_far;
  std::string all;
  while (true) {
    const auto step = test::whatsapp()->send(message, so_far);
    const auto* request = std::get_if<http::Request>(&step);
    if (request == nullptr) break;
    const auto body = json::parse(request->body);
    const bool last = body["type"] == "interactive";
    const auto part = (last ? body["interactive"]["body"]["text"] : body["text"]["body"]).get<std::string>();
    CHECK(utf8::code_points(part) <= (last ? 1024U : 4096U));
    if (part != "Silakan pilih:") all += part;
    so_far.emplace_back(sent("wamid." + std::to_string(so_far.size())));
    REQUIRE(so_far.size() < 20);
  }
  REQUIRE(so_far.size() > 3);
  CHECK(std::get<Done>(outcome_of(message, so_far)).all_ids.size() == so_far.size());
  const auto squeezed = [](std::string s) {
    std::erase_if(s, [](char c) { return c == ' ' || c == '\n'; });
    return s;
  };
  CHECK(squeezed(all) == squeezed(text));
}

TEST_CASE("after 24 hours a message goes in the template, on one line") {
  auto message = plain("*Laporan 7K2M-9QXC*\n\nSudah   diteruskan,\tterima kasih. 2*3 \n");
  message.as_template = true;
  message.reply_to = "wamid.0";
  message.choices = {{"a", "Ya", "", ""}};
  const auto channel = test::whatsapp();
  CHECK(channel->has_template());
  CHECK(body_of(message) == json::parse(R"({"messaging_product":"whatsapp","recipient_type":"individual",
    "to":"6281234","biz_opaque_callback_data":"job-1","type":"template",
    "template":{"name":"kabar_laporan","language":{"code":"id"},"components":[{"type":"body","parameters":[
      {"type":"text","text":"Laporan 7K2M-9QXC Sudah diteruskan, terima kasih. 23"}]}]}})"));
  CHECK(said(outcome_of(message, {sent("wamid.7")})) == "done wamid.7");
  message.text = std::string(5000, 'x');
  const auto text = body_of(message)["template"]["components"][0]["parameters"][0]["text"].get<std::string>();
  CHECK(utf8::code_points(text) == 1024);
  message.text = " \n ";
  CHECK(said(outcome_of(message, {})) == "rejected empty-text");
}

TEST_CASE("without a template it waits until the person writes") {
  auto config = test::whatsapp_config();
  config.values.erase("template");
  const auto channel = *make_channel(config);
  CHECK_FALSE(channel->has_template());
  auto message = plain("halo");
  message.as_template = true;
  const auto step = channel->send(message, {});
  REQUIRE(std::holds_alternative<SendOutcome>(step));
  CHECK(said(std::get<SendOutcome>(step)) == "retry 131047 hold job until heard");
}

TEST_CASE("what WhatsApp would refuse is not sent") {
  CHECK(said(outcome_of(plain(""), {})) == "rejected empty-text");
  CHECK(said(outcome_of(plain(" \n"), {})) == "rejected empty-text");
  auto message = plain("a");
  message.choices = {{std::string(201, 'x'), "Ya", "", ""}};
  CHECK(said(outcome_of(message, {})) == "rejected button-breaks-limits");
  message.choices = {{"", "Ya", "", ""}};
  CHECK(said(outcome_of(message, {})) == "rejected button-breaks-limits");
  message.choices = {{"x", " ", "", ""}};
  CHECK(said(outcome_of(message, {})) == "rejected button-breaks-limits");
}

TEST_CASE("how often we may send, and how long freely") {
  const auto channel = test::whatsapp();
  CHECK(channel->limits().per_second == 80);
  CHECK(channel->limits().recipient_per_second == Approx(1.0 / 6));
  CHECK(channel->limits().recipient_burst == 45);
  CHECK(channel->session() == Duration(24h));
  CHECK(channel->gives_receipts());
}

TEST_CASE("each code of an error means what WIRE says") {
  struct Row {
    std::vector<int> codes;
    std::string outcome;
  };
  const std::vector<Row> rows{
      {{4, 80007, 133016}, "retry too-many-requests hold channel after 60"},
      {{130429}, "retry too-many-requests hold channel after 5"},
      {{131056}, "retry pair-limit hold recipient after 6"},
      {{131048}, "retry spam-limit hold job after 900"},
      {{131064}, "retry messaging-limit hold job after 900"},
      {{1, 2, 131000, 131016, 133004}, "retry server-error hold job"},
      {{131052, 131053}, "retry media hold job"},
      {{131047}, "retry 131047 hold job until heard"},
      {{131026}, "rejected undeliverable unreachable"},
      {{131049}, "rejected marketing-limit"},
      {{130472}, "rejected experiment"},
      {{131050}, "rejected opted-out"},
      {{100, 131008, 131009, 131051}, "rejected bad-request"},
      {{132000, 132001, 132012, 132016}, "rejected bad-template"},
      {{131021}, "rejected own-number"},
      {{131030}, "rejected not-on-test-list"},
      {{131062}, "rejected address-not-allowed"},
      {{0, 3, 10, 190, 200, 250, 299}, "retry credentials hold channel after 60"},
      {{368, 130497, 131031, 131037, 131045, 131057}, "retry account hold channel after 60"},
      {{131042}, "retry payment hold channel after 60"},
      {{131099}, "retry error-131099 hold job"},
      {{-1}, "retry error--1 hold job"},
  };
  for (const auto& row : rows) {
    for (const int code : row.codes) {
      for (const int status : {400, 200, 403}) {
        CAPTURE(code, status);
        const auto body = R"({"error":{"message":"Siti di 6281234","code":)" + std::to_string(code) + "}}";
        CHECK(said(outcome_of(plain("halo"), {answer(status, body)})) == row.outcome);
      }
    }
  }
  CHECK(said(outcome_of(plain("a"), {answer(400, R"({"error":{"code":100,"error_subcode":33}})")})) ==
        "retry credentials hold channel after 60");
}

TEST_CASE("an answer without a code is judged by its status") {
  struct Row {
    Exchange exchange;
    std::string outcome;
  };
  const std::vector<Row> rows{
      {answer(200, R"({"messages":[]})"), "unknown accepted-without-id"},
      {answer(200, R"({"messages":[{"id":7}]})"), "unknown accepted-without-id"},
      {answer(200, R"({"messages":[{"id":""}]})"), "unknown accepted-without-id"},
      {answer(200, R"({"messages":{"id":"wamid.1"}})"), "unknown accepted-without-id"},
      {answer(200, "<html>ok</html>"), "unknown accepted-without-id"},
      {answer(200, ""), "unknown accepted-without-id"},
      {http::NotSent{"refused"}, "retry not-sent hold job"},
      {http::NoAnswer{"timeout"}, "unknown no-answer"},
      {answer(200, R"({"error":"x"})"), "retry refused hold job"},
      {answer(401, ""), "retry credentials hold channel after 60"},
      {answer(403, "<html>"), "retry credentials hold channel after 60"},
      {answer(404, ""), "retry credentials hold channel after 60"},
      {answer(429, "busy"), "retry too-many-requests hold channel after 5"},
      {answer(413, ""), "rejected too-long"},
      {answer(302, ""), "retry redirected hold channel after 60"},
      {answer(502, "<html>Bad Gateway</html>"), "retry server-error hold job"},
      {answer(503, R"({"error":{"code":987654}})"), "retry server-error hold job"},
      {answer(400, R"({"error":{"code":"131026"}})"), "retry refused hold job"},
      {answer(418, "teapot"), "retry refused hold job"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.outcome);
    CHECK(said(outcome_of(plain("halo"), {row.exchange})) == row.outcome);
  }
  auto busy = answer(429, R"({"error":{"code":130429}})");
  busy.headers.add("Retry-After", "12");
  CHECK(said(outcome_of(plain("a"), {busy})) == "retry too-many-requests hold channel after 12");
}

TEST_CASE("the WhatsApp token is in one header and nowhere else") {
  const auto request = request_of(plain("halo"));
  CHECK(request.body.find(test::whatsapp_token) == std::string::npos);
  CHECK(request.target.find(test::whatsapp_token) == std::string::npos);
  const auto leak = "Bearer " + test::whatsapp_token + " of Siti";
  const auto error = [&leak](int code) {
    return answer(400, R"({"error":{"message":")" + leak + R"(","code":)" + std::to_string(code) +
                           R"(,"error_data":{"details":")" + leak + "\"}}}");
  };
  for (const Exchange& exchange : {Exchange(http::NotSent{leak}), Exchange(http::NoAnswer{leak}), Exchange(error(190)),
                                   Exchange(error(131026)), Exchange(error(987)), Exchange(answer(500, leak))}) {
    CHECK(said(outcome_of(plain("halo"), {exchange})).find("EAA") == std::string::npos);
    CHECK(said(outcome_of(plain("halo"), {exchange})).find("Siti") == std::string::npos);
  }
}
