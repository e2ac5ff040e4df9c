// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <nlohmann/json.hpp>

#include "adapters/lapor/content.hpp"
#include "adapters/lapor_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::answer;
using test::said_step;
using Absent = ReportFile::Absent;

namespace {

const std::string jpeg = "\xFF\xD8\xFF\xE0 invented";

ReportFile here(std::string bytes = jpeg, AttachmentKind kind = AttachmentKind::image) {
  return {"foto-1.jpg", "image/jpeg", std::move(bytes), kind, Absent::no};
}
ReportFile absent(Absent why, AttachmentKind kind = AttachmentKind::image) { return {"foto-1", "", "", kind, why}; }

std::string content_of(const SendStep& step) {
  REQUIRE(std::holds_alternative<http::Request>(step));
  const auto& body = std::get<http::Request>(step).body;
  if (const auto json = nlohmann::json::parse(body, nullptr, false); json.is_object()) return json["content"];
  const std::string mark = "name=\"content\"\r\n\r\n";
  const auto at = body.find(mark);
  REQUIRE(at != std::string::npos);
  return body.substr(at + mark.size(), body.find("\r\n--", at) - at - mark.size());
}

}  // namespace

TEST_CASE("files: what LAPOR takes is said, so that nothing else is cleaned for it") {
  const auto rules = test::lapor()->file_rules();
  CHECK(rules.largest == 5U << 20U);
  CHECK(std::ranges::find(rules.mimes, "image/jpeg") != rules.mimes.end());
  CHECK(std::ranges::find(rules.mimes, "image/png") != rules.mimes.end());
  CHECK(std::ranges::find(rules.mimes, "video/mp4") == rules.mimes.end());
}

TEST_CASE("files: a report says in its text what became of the files that are not there") {
  const std::vector<ReportFile> files{absent(Absent::late),
                                      absent(Absent::gone),
                                      absent(Absent::gone),
                                      absent(Absent::kept, AttachmentKind::video),
                                      absent(Absent::kept, AttachmentKind::voice),
                                      absent(Absent::kept, AttachmentKind::document),
                                      here("OggS no picture", AttachmentKind::audio)};
  const auto content = content_of(test::lapor()->forward(test::report(), files, {}));
  CHECK(content.find("\nMenyusul: 1 foto\n") != std::string::npos);
  CHECK(content.find("\nTidak dapat diambil: 2 foto\n") != std::string::npos);
  CHECK(content.find("\nTersimpan di Pintu: 1 video, 1 pesan suara, 1 rekaman, 1 dokumen\n") != std::string::npos);
  const auto plain = content_of(test::lapor()->forward(test::report(), {}, {}));
  for (const auto* words : {"Menyusul", "Tidak dapat diambil", "Tersimpan di Pintu"}) {
    CHECK(plain.find(words) == std::string::npos);
  }
  CHECK(lapor::absent_files(std::vector{here()}, 0).empty());
}

TEST_CASE("files: a late file comes as a follow-up that says what it is") {
  const std::vector<ReportFile> files{here()};
  const auto step = test::lapor()->follow_up("9188891", "", files, {});
  CHECK(said_step(step) == "POST https://lapor.example/api/complaints/followup/add");
  CHECK(content_of(step) == "Berkas tambahan: 1 foto");
  const auto& request = std::get<http::Request>(step);
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.body.find("name=\"attachment[]\"; filename=\"lampiran-1.jpg\"\r\nContent-Type: image/jpeg") !=
        std::string::npos);
  CHECK(said_step(test::lapor()->follow_up("9188891", "", files, std::vector<Exchange>{answer(200, "{}")})) ==
        "done 9188891");
}

TEST_CASE("files: a late file that never came is said too, and an addition's files after its text") {
  CHECK(content_of(test::lapor()->follow_up("9188891", "", std::vector{absent(Absent::gone)}, {})) ==
        "Tidak dapat diambil: 1 foto");
  CHECK(content_of(test::lapor()->follow_up("9188891", "Ini fotonya", std::vector{here()}, {})) == "Ini fotonya");
  CHECK(content_of(test::lapor()->follow_up("9188891", "Ini", std::vector{absent(Absent::kept, AttachmentKind::video)},
                                            {})) == "Ini\n\nTersimpan di Pintu: 1 video");
  CHECK(said_step(test::lapor()->follow_up("9188891", "", {}, {})) == "rejected empty-text");
}
