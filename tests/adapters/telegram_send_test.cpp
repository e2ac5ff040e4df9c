// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/steps.hpp"
#include "adapters/telegram_support.hpp"
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
  message.to = "4711";
  message.text = std::move(text);
  return message;
}

http::Response sent(int id) { return answer(200, R"({"ok":true,"result":{"message_id":)" + std::to_string(id) + "}}"); }

http::Request request_of(const OutboundMessage& message, const std::vector<Exchange>& so_far = {}) {
  return test::steps::next_request(*test::telegram(), message, so_far);
}

json body_of(const OutboundMessage& message, const std::vector<Exchange>& so_far = {}) {
  return json::parse(request_of(message, so_far).body);
}

SendOutcome outcome_of(const OutboundMessage& message, const std::vector<Exchange>& so_far) {
  return test::steps::how_it_ended(*test::telegram(), message, so_far);
}

}  // namespace

TEST_CASE("a text is one call, without parse_mode, with bold as entities in UTF-16") {
  const auto request = request_of(plain("😀 *Benar?* lalu *dua kata*"));
  CHECK(request.method == "POST");
  CHECK(request.target == "https://bot.example/bot" + test::telegram_token + "/sendMessage");
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.headers.first("Content-Type") == "application/json");
  const auto body = json::parse(request.body);
  CHECK(body ==
        json::parse(R"({"chat_id":4711,"text":"😀 Benar? lalu dua kata","link_preview_options":{"is_disabled":true},
    "entities":[{"type":"bold","offset":3,"length":6},{"type":"bold","offset":15,"length":8}]})"));
}

TEST_CASE("nothing a person wrote is mark-up to Telegram") {
  const auto body = body_of(plain("<b>_x_</b> [a](b) `c` *_ 2*3*4 \xFF"));
  CHECK(body["text"] == "<b>_x_</b> [a](b) `c` *_ 2*3*4 \uFFFD");
  CHECK_FALSE(body.contains("entities"));
  CHECK_FALSE(body.contains("parse_mode"));
}

TEST_CASE("options are inline buttons, two columns when they are many") {
  auto message = plain("Soal apa?");
  message.choices = {{"a", "Jalan", "", ""}, {"b", "Lampu jalan", "", ""}, {"c", "Sampah", "", ""}};
  CHECK(
      body_of(message)["reply_markup"] ==
      json::parse(
          R"({"inline_keyboard":[[{"text":"Jalan","callback_data":"a"}],[{"text":"Lampu jalan","callback_data":"b"}],[{"text":"Sampah","callback_data":"c"}]]})"));
  message.choices.push_back({"d", "Lainnya", "", ""});
  CHECK(body_of(message)["reply_markup"]["inline_keyboard"].size() == 2);
  CHECK(body_of(message)["reply_markup"]["inline_keyboard"][1][1] ==
        json::parse(R"({"text":"Lainnya","callback_data":"d"})"));
}

TEST_CASE("a question for the place or number is a keyboard that goes away") {
  auto message = plain("Di mana?");
  message.ask_location = true;
  CHECK(
      body_of(message)["reply_markup"] ==
      json::parse(
          R"({"keyboard":[[{"text":"📍 Kirim lokasi saya","request_location":true}]],"resize_keyboard":true,"one_time_keyboard":true})"));
  message.ask_contact = true;
  message.choices = {{"x", "Tidak tahu", "", ""}};
  const auto rows = body_of(message)["reply_markup"]["keyboard"];
  REQUIRE(rows.size() == 3);
  CHECK(rows[1][0]["request_contact"] == true);
  CHECK(rows[2][0] == json::parse(R"({"text":"Tidak tahu"})"));
  auto after = plain("Terima kasih");
  after.remove_keyboard = true;
  CHECK(body_of(after)["reply_markup"] == json::parse(R"({"remove_keyboard":true})"));
}

TEST_CASE("a keyboard is removed ahead when options follow") {
  auto message = plain("Terima kasih.\n\nSoal apa?");
  message.remove_keyboard = true;
  message.choices = {{"a", "Jalan", "", ""}};
  const auto first = body_of(message);
  CHECK(first["text"] == "Terima kasih.");
  CHECK(first["reply_markup"] == json::parse(R"({"remove_keyboard":true})"));
  const auto second = body_of(message, {sent(5)});
  CHECK(second["text"] == "Soal apa?");
  CHECK(second["reply_markup"].contains("inline_keyboard"));
  CHECK(said(outcome_of(message, {sent(5), sent(6)})) == "done 6");
}

TEST_CASE("topics, answers and addresses") {
  auto message = plain("halo");
  message.to = "-100123:45";
  message.reply_to = "12";
  const auto body = body_of(message);
  CHECK(body["chat_id"] == -100123);
  CHECK(body["message_thread_id"] == 45);
  CHECK(body["reply_parameters"] == json::parse(R"({"message_id":12,"allow_sending_without_reply":true})"));
  message.reply_to = "wamid.x";
  CHECK_FALSE(body_of(message).contains("reply_parameters"));
  for (const std::string bad : {"", "x", "4711x", "1:", ":1", "99999999999999999999"}) {
    message.to = bad;
    CHECK(said(outcome_of(message, {})) == "rejected no-chat-id unreachable");
  }
}

TEST_CASE("a long text is several messages, nothing lost, the keyboard under the last") {
  std::string text;
  for (int i = 0; i < 900; ++i) text += "Kalimat nomor " + std::to_string(i) + (i % 10 == 9 ? ".\n\n" : ". ");
  auto message = plain(text);
  message.choices = {{"a", "Jalan", "", ""}};
  message.reply_to = "3";
  std::vector<Exchange> so_far;
  std::string all;
  while (true) {
    const auto step = test::telegram()->send(message, so_far);
    const auto* request = std::get_if<http::Request>(&step);
    if (request == nullptr) break;
    const auto body = json::parse(request->body);
    const auto part = body["text"].get<std::string>();
    CHECK(utf8::utf16_units(part) <= 4096);
    CHECK(body.contains("reply_parameters") == so_far.empty());
    all += part;
    CHECK(body.contains("reply_markup") == (part.find("nomor 899") != std::string::npos));
    so_far.emplace_back(sent(100 + static_cast<int>(so_far.size())));
    REQUIRE(so_far.size() < 20);
  }
  REQUIRE(so_far.size() > 3);
  const auto done = std::get<Done>(outcome_of(message, so_far));
  CHECK(done.all_ids.size() == so_far.size());
  CHECK(done.external_id == done.all_ids.back());
  const auto squeezed = [](std::string s) {
    std::erase_if(s, [](char c) { return c == ' ' || c == '\n'; });
    return s;
  };
  CHECK(squeezed(all) == squeezed(text));
}

TEST_CASE("an edit edits, or is sent anew where it cannot") {
  auto message = plain("*Periksa*");
  message.edits = "55";
  message.choices = {{"a", "Kirim", "", ""}};
  const auto request = request_of(message);
  CHECK(request.target == "https://bot.example/bot" + test::telegram_token + "/editMessageText");
  CHECK(request.effect == http::Effect::none);
  const auto body = json::parse(request.body);
  CHECK(body["message_id"] == 55);
  CHECK(body["chat_id"] == 4711);
  CHECK(body["reply_markup"].contains("inline_keyboard"));
  CHECK(said(outcome_of(message, {sent(55)})) == "done 55");
  CHECK(said(outcome_of(
            message,
            {answer(400,
                    R"({"ok":false,"error_code":400,"description":"Bad Request: message is not modified: ..."})")})) ==
        "done 55");
  for (const std::string why : {"message can't be edited", "message to edit not found"}) {
    const Exchange no = answer(400, R"({"ok":false,"error_code":400,"description":"Bad Request: )" + why + "\"}");
    CHECK(request_of(message, {no}).target.ends_with("/sendMessage"));
    CHECK(said(outcome_of(message, {no, sent(56)})) == "done 56");
  }
  CHECK(said(outcome_of(message, {http::NoAnswer{"x"}})) == "retry no-answer hold job");
  message.choices.clear();
  message.ask_location = true;
  CHECK(request_of(message).target.ends_with("/sendMessage"));
}

TEST_CASE("what each answer means") {
  struct Row {
    Exchange exchange;
    std::string outcome;
  };
  const auto error = [](int code, const std::string& description, const std::string& more = "") {
    return answer(code, R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" + description +
                            "\"" + more + "}");
  };
  const std::vector<Row> rows{
      {sent(77), "done 77"},
      {answer(200, R"({"ok":true,"result":{}})"), "unknown accepted-without-id"},
      {answer(200, R"({"ok":true,"result":{"message_id":"77"}})"), "unknown accepted-without-id"},
      {answer(200, "<html>ok</html>"), "unknown accepted-without-id"},
      {answer(200, ""), "unknown accepted-without-id"},
      {http::NotSent{"refused"}, "retry not-sent hold job"},
      {http::NoAnswer{"timeout"}, "unknown no-answer"},
      {error(429, "Too Many Requests: retry after 7", R"(,"parameters":{"retry_after":7})"),
       "retry too-many-requests hold recipient after 7"},
      {error(429, "Too Many Requests: retry after 30", R"(,"parameters":{"retry_after":30})"),
       "retry too-many-requests hold recipient after 30"},
      {error(429, "Too Many Requests: retry after 31", R"(,"parameters":{"retry_after":31})"),
       "retry too-many-requests hold channel after 31"},
      {error(429, "x", R"(,"parameters":{"retry_after":-5})"), "retry too-many-requests hold recipient after 1"},
      {error(429, "x", R"(,"parameters":{"retry_after":999999})"), "retry too-many-requests hold channel after 3600"},
      {answer(429, "slow down"), "retry too-many-requests hold recipient after 5"},
      {error(403, "Forbidden: bot was blocked by the user"), "rejected blocked unreachable"},
      {error(403, "Forbidden: user is deactivated"), "rejected deactivated unreachable"},
      {error(403, "Forbidden: bot was kicked from the supergroup chat"), "rejected kicked unreachable"},
      {error(403, "Forbidden: bot is not a member of the channel chat"), "rejected left unreachable"},
      {error(403, "Forbidden: something new"), "rejected forbidden unreachable"},
      {error(400, "Bad Request: chat not found"), "rejected chat-not-found unreachable"},
      {error(400, "Bad Request: group chat was upgraded to a supergroup chat",
             R"(,"parameters":{"migrate_to_chat_id":-1005})"),
       "rejected migrated to -1005"},
      {error(400, "Bad Request: message is too long"), "rejected too-long"},
      {error(400, "Bad Request: BUTTON_DATA_INVALID"), "rejected button-breaks-limits"},
      {error(400, "Bad Request: tulisan warga"), "rejected bad-request"},
      {error(401, "Unauthorized"), "retry credentials hold channel after 60"},
      {error(404, "Not Found"), "retry credentials hold channel after 60"},
      {error(500, "Internal Server Error"), "retry server-error hold job"},
      {answer(502, "<html>Bad Gateway</html>"), "retry server-error hold job"},
      {answer(301, ""), "retry redirected hold channel after 60"},
      {answer(413, ""), "rejected too-long"},
      {answer(418, "teapot"), "retry refused hold job"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.outcome);
    CHECK(said(outcome_of(plain("halo"), {row.exchange})) == row.outcome);
  }
}

TEST_CASE("Retry-After counts when the body does not say") {
  auto busy = answer(429, "busy");
  busy.headers.add("Retry-After", "12");
  CHECK(said(outcome_of(plain("a"), {busy})) == "retry too-many-requests hold recipient after 12");
  busy.headers.set("Retry-After", "Tue, 24 Nov 2026 08:00:50 GMT");
  busy.headers.set("Date", "Tue, 24 Nov 2026 08:00:00 GMT");
  CHECK(said(outcome_of(plain("a"), {busy})) == "retry too-many-requests hold channel after 50");
  busy.headers.set("Retry-After", "soon");
  CHECK(said(outcome_of(plain("a"), {busy})) == "retry too-many-requests hold recipient after 5");
}

TEST_CASE("what Telegram would refuse is not sent") {
  CHECK(said(outcome_of(plain(""), {})) == "rejected empty-text");
  CHECK(said(outcome_of(plain(" \n"), {})) == "rejected empty-text");
  auto message = plain("a");
  message.choices = {{std::string(65, 'x'), "Ya", "", ""}};
  CHECK(said(outcome_of(message, {})) == "rejected button-breaks-limits");
  message.choices = {{"x", "", "", ""}};
  CHECK(said(outcome_of(message, {})) == "rejected button-breaks-limits");
}

TEST_CASE("the token is nowhere but in the URL") {
  const auto request = request_of(plain("halo"));
  CHECK(request.body.find(test::telegram_token) == std::string::npos);
  for (const auto& [name, value] : request.headers.all()) CHECK(value.find(test::telegram_token) == std::string::npos);
  const std::string leak = "https://bot.example/bot" + test::telegram_token + "/sendMessage";
  for (const Exchange& exchange :
       {Exchange(http::NotSent{leak}), Exchange(http::NoAnswer{leak}),
        Exchange(answer(400, R"({"ok":false,"description":")" + leak + "\"}")), Exchange(answer(500, leak))}) {
    CHECK(said(outcome_of(plain("halo"), {exchange})).find("AAtest") == std::string::npos);
  }
}
