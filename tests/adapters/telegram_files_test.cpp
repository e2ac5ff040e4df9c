// SPDX-License-Identifier: Apache-2.0
#include <vector>

#include "adapters/telegram_support.hpp"
#include "support/catch.hpp"

using namespace pintu;

namespace {

const std::string jpeg = "\xFF\xD8\xFF\xE0 invented";

ReportFile file(std::string name, std::string mime, std::string bytes = jpeg) {
  return {std::move(name), std::move(mime), std::move(bytes)};
}

OutboundMessage message_to(std::string to, std::string text) {
  OutboundMessage message;
  message.to = std::move(to);
  message.text = std::move(text);
  return message;
}

Exchange answer(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.body = std::move(body);
  return response;
}
Exchange sent(int id) { return answer(200, R"({"ok":true,"result":{"message_id":)" + std::to_string(id) + "}}"); }
Exchange refused(int code, const std::string& why) {
  return answer(code, R"({"ok":false,"error_code":)" + std::to_string(code) + R"(,"description":")" + why + "\"}");
}

// The step in a line: the method that is called, or how it ended.
std::string step(const OutboundMessage& message, const std::vector<ReportFile>& files,
                 const std::vector<Exchange>& so_far) {
  const auto next = test::telegram()->send_with_files(message, files, so_far);
  if (const auto* request = std::get_if<http::Request>(&next)) {
    return request->target.substr(request->target.rfind('/') + 1);
  }
  const auto& outcome = std::get<SendOutcome>(next);
  std::string text(name_of(outcome));
  if (const auto* done = std::get_if<Done>(&outcome)) {
    text += " " + done->external_id + ":";
    for (const auto& id : done->all_ids) text += " " + id;
  }
  return text;
}

}  // namespace

TEST_CASE("telegram files: the text first, then each file as what it is") {
  const auto message = message_to("4711", "Dari petugas");
  const std::vector files{file("foto-1.jpg", "image/jpeg"), file("suara-2.ogg", "audio/ogg", "OggS"),
                          file("dokumen-3.pdf", "application/pdf", "%PDF-1")};
  CHECK(step(message, files, {}) == "sendMessage");
  CHECK(step(message, files, {sent(1)}) == "sendPhoto");
  CHECK(step(message, files, {sent(1), sent(2)}) == "sendVoice");
  CHECK(step(message, files, {sent(1), sent(2), sent(3)}) == "sendDocument");
  CHECK(step(message, files, {sent(1), sent(2), sent(3), sent(4)}) == "done 1: 1 2 3 4");
  CHECK(step(message, {}, {sent(1)}) == "done 1: 1");
}

TEST_CASE("telegram files: a file is a form with a name of ours, to the chat and its topic") {
  const std::vector files{file("foto-1.jpg", "image/jpeg")};
  const auto next = test::telegram()->send_with_files(message_to("-100123:45", ""), files, {});
  REQUIRE(std::holds_alternative<http::Request>(next));
  const auto& request = std::get<http::Request>(next);
  CHECK(request.effect == http::Effect::creates);
  const std::string type(*request.headers.only("Content-Type"));
  REQUIRE(type.starts_with("multipart/form-data; boundary="));
  for (const std::string& part :
       {std::string("name=\"chat_id\"\r\n\r\n-100123\r\n"), std::string("name=\"message_thread_id\"\r\n\r\n45\r\n"),
        "name=\"photo\"; filename=\"foto-1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" + jpeg + "\r\n"}) {
    CAPTURE(part);
    CHECK(request.body.find(part) != std::string::npos);
  }
}

TEST_CASE("telegram files: one that is refused costs neither the text nor the others") {
  const auto message = message_to("4711", "Dari petugas");
  const std::vector files{file("foto-1.jpg", "image/jpeg"), file("foto-2.jpg", "image/jpeg")};
  CHECK(step(message, files, {sent(1), refused(400, "Bad Request: PHOTO_INVALID_DIMENSIONS")}) == "sendPhoto");
  CHECK(step(message, files, {sent(1), refused(400, "Bad Request: IMAGE_PROCESS_FAILED"), sent(3)}) == "done 1: 1 3");
  CHECK(step(message, files, {sent(1), http::NotSent{}}) == "retry");
  CHECK(step(message, files, {sent(1), http::NoAnswer{}}) == "unknown");
  CHECK(step(message, files, {refused(403, "Forbidden: bot was blocked by the user")}) == "rejected");
  CHECK(step(message_to("4711", ""), files, {refused(403, "Forbidden: bot was blocked by the user")}) == "rejected");
}

TEST_CASE("telegram files: a photo over 10 MB is a document, a file over 50 MB stays behind") {
  const auto message = message_to("4711", "");
  CHECK(step(message, {file("a.jpg", "image/jpeg", std::string((std::size_t{10} << 20U) + 1, 'x'))}, {}) ==
        "sendDocument");
  CHECK(step(message, {file("a.mp4", "video/mp4", std::string((std::size_t{50} << 20U) + 1, 'x'))}, {}) == "rejected");
  CHECK(step(message_to("no chat", "x"), {}, {}) == "rejected");
}
