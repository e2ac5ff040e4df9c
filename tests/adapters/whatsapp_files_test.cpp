// SPDX-License-Identifier: Apache-2.0
// Files that go out with a message: uploads, kinds, limits, refusals.
#include <nlohmann/json.hpp>
#include <vector>

#include "adapters/steps.hpp"
#include "adapters/whatsapp_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using nlohmann::json;
using test::steps::answer;

namespace {

OutboundMessage news(std::string text) {
  OutboundMessage message;
  message.to = "6281234";
  message.text = std::move(text);
  message.key = "job-1";
  return message;
}

ReportFile file(const std::string& mime, const std::string& name, std::size_t size = 3) {
  ReportFile file;
  file.name = name;
  file.mime = mime;
  file.bytes = std::string(size, 'x');
  return file;
}

http::Response sent(const std::string& id) { return answer(200, R"({"messages":[{"id":")" + id + "\"}]}"); }
http::Response uploaded(const std::string& id) { return answer(200, R"({"id":")" + id + "\"}"); }
http::Response error(int code) { return answer(400, R"({"error":{"code":)" + std::to_string(code) + "}}"); }

SendStep step(const OutboundMessage& message, const std::vector<ReportFile>& files,
              const std::vector<Exchange>& so_far) {
  return test::whatsapp()->send_with_files(message, files, so_far);
}

// "POST path content-type effect", or the outcome's name with its ids or reason.
std::string said(const SendStep& step) {
  if (const auto* request = std::get_if<http::Request>(&step)) {
    const auto type = std::string(request->headers.only("Content-Type").value_or("none"));
    return request->target.substr(request->target.rfind('/') + 1) + " " + type.substr(0, type.find(';')) +
           (request->effect == http::Effect::creates ? " creates" : "");
  }
  const auto& outcome = std::get<SendOutcome>(step);
  std::string text(name_of(outcome));
  if (const auto* done = std::get_if<Done>(&outcome)) {
    for (const auto& id : done->all_ids) text += " " + id;
    text += " last " + done->external_id;
  }
  if (const auto* retry = std::get_if<Retry>(&outcome)) text += " " + retry->reason;
  if (const auto* rejected = std::get_if<Rejected>(&outcome)) text += " " + rejected->reason;
  if (const auto* unknown = std::get_if<Unknown>(&outcome)) text += " " + unknown->reason;
  return text;
}

json body_of(const SendStep& step) { return json::parse(std::get<http::Request>(step).body); }

}  // namespace

TEST_CASE("a text goes first, then each file is uploaded and sent") {
  const auto message = news("Ini fotonya.");
  const std::vector files{file("image/jpeg", "foto-1.jpg"), file("application/pdf", "surat.pdf")};
  std::vector<Exchange> so_far;
  CHECK(said(step(message, files, so_far)) == "messages application/json creates");
  CHECK(body_of(step(message, files, so_far))["text"]["body"] == "Ini fotonya.");
  so_far.emplace_back(sent("wamid.1"));
  const auto upload = step(message, files, so_far);
  CHECK(said(upload) == "media multipart/form-data");
  const auto& request = std::get<http::Request>(upload);
  CHECK(request.target == "https://graph.example/v23.0/1062/media");
  CHECK(request.headers.only("Authorization") == "Bearer " + test::whatsapp_token);
  for (const std::string part : {R"(name="messaging_product")", R"(name="type")",
                                 R"(name="file"; filename="foto-1.jpg")", "Content-Type: image/jpeg", "whatsapp"}) {
    CHECK(request.body.find(part) != std::string::npos);
  }
  so_far.emplace_back(uploaded("777"));
  CHECK(body_of(step(message, files, so_far)) ==
        json::parse(R"({"messaging_product":"whatsapp","recipient_type":"individual","to":"6281234",
    "biz_opaque_callback_data":"job-1","type":"image","image":{"id":"777"}})"));
  so_far.emplace_back(sent("wamid.2"));
  so_far.emplace_back(uploaded("778"));
  CHECK(body_of(step(message, files, so_far))["document"] == json::parse(R"({"id":"778","filename":"surat.pdf"})"));
  so_far.emplace_back(sent("wamid.3"));
  // The text carries the buttons: it is what later answers refer to.
  CHECK(said(step(message, files, so_far)) == "done wamid.1 wamid.2 wamid.3 last wamid.1");
}

TEST_CASE("what a phone shows by itself, and what is a document") {
  struct Row {
    ReportFile file;
    std::string type;
  };
  constexpr std::size_t mebibyte = std::size_t{1} << 20U;
  const std::vector<Row> rows{{file("image/png", "a.png"), "image"},
                              {file("image/jpeg", "a.jpg", 5 * mebibyte), "image"},
                              {file("image/jpeg", "a.jpg", 5 * mebibyte + 1), "document"},
                              {file("image/webp", "a.webp"), "document"},
                              {file("video/mp4", "a.mp4"), "video"},
                              {file("video/mp4", "a.mp4", 16 * mebibyte + 1), "document"},
                              {file("audio/ogg", "a.ogg"), "audio"},
                              {file("application/pdf", "a.pdf"), "document"}};
  for (const auto& row : rows) {
    CAPTURE(row.file.mime, row.file.bytes.size());
    const auto body = body_of(step(news(""), {row.file}, {uploaded("7")}));
    CHECK(body["type"] == row.type);
    CHECK(body[row.type].contains("filename") == (row.type == "document"));
  }
}

TEST_CASE("files alone, files that cannot go, and none") {
  const std::vector files{file("image/png", "a.png")};
  CHECK(said(step(news(""), files, {uploaded("7"), sent("wamid.1")})) == "done wamid.1 last wamid.1");
  auto late = file("image/png", "b.png");
  late.bytes.clear();
  late.absent = ReportFile::Absent::late;
  CHECK(said(step(news(""), {late}, {})) == "rejected nothing-to-send");
  CHECK(said(step(news("halo"), {late}, {sent("wamid.1")})) == "done wamid.1 last wamid.1");
  CHECK(said(step(news("halo"), {}, {sent("wamid.1")})) == "done wamid.1 last wamid.1");
  auto nobody = news("");
  nobody.to = "x";
  CHECK(said(step(nobody, files, {})) == "rejected no-address");
  CHECK(said(step(news("halo"), files, {error(131026)})) == "rejected undeliverable");
  CHECK(said(step(news("halo"), files, {http::NoAnswer{"x"}})) == "unknown no-answer");
}

TEST_CASE("a file that is refused costs nothing else, one that only failed is tried again with all") {
  const auto message = news("halo");
  const std::vector files{file("image/png", "a.png"), file("image/png", "b.png")};
  CHECK(said(step(message, files, {sent("wamid.1"), error(100)})) == "media multipart/form-data");
  CHECK(said(step(message, files, {sent("wamid.1"), error(100), uploaded("8"), sent("wamid.3")})) ==
        "done wamid.1 wamid.3 last wamid.1");
  CHECK(said(step(message, files, {sent("wamid.1"), uploaded("7"), error(131051)})) == "media multipart/form-data");
  CHECK(said(step(message, files, {sent("wamid.1"), http::NoAnswer{"x"}})) == "retry no-answer");
  CHECK(said(step(message, files, {sent("wamid.1"), answer(200, "{}")})) == "retry upload-without-id");
  CHECK(said(step(message, files, {sent("wamid.1"), answer(500, "")})) == "retry server-error");
  CHECK(said(step(message, files, {sent("wamid.1"), uploaded("7"), http::NoAnswer{"x"}})) == "unknown no-answer");
  CHECK(said(step(news(""), files, {error(100)})) == "rejected bad-request");
}

TEST_CASE("in a template the files stay behind, the news goes") {
  auto message = news("halo");
  message.as_template = true;
  const std::vector files{file("image/png", "a.png")};
  CHECK(body_of(step(message, files, {}))["type"] == "template");
  CHECK(said(step(message, files, {sent("wamid.1")})) == "done wamid.1 last wamid.1");
}
