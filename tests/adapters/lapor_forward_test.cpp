// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "adapters/lapor_support.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using nlohmann::json;
using test::answer;
using test::said;
using test::said_step;

namespace {

const std::string complaint_url = "https://lapor.example/api/complaints/complaint-jabar";
const std::string upload_url = "https://lapor.example/api/complaints/complaint/file";
const std::string follow_up_url = "https://lapor.example/api/complaints/followup/add";

const std::string jpeg = "\xFF\xD8\xFF\xE0 invented";

SendStep forward(const Report& report, const std::vector<ReportFile>& files, const std::vector<Exchange>& so_far) {
  return test::lapor()->forward(report, files, so_far);
}

http::Request request_of(const SendStep& step) {
  REQUIRE(std::holds_alternative<http::Request>(step));
  return std::get<http::Request>(step);
}

json body_of(const Report& report) { return json::parse(request_of(forward(report, {}, {})).body); }

Exchange accepted(const std::string& id = "9188891") {
  return answer(200, R"({"success":true,"complaint_id":")" + id + "\"}");
}
Exchange uploaded() { return answer(200, R"({"results":{"docs":[{"id":64},{"id":"65"}]}})"); }

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a report is one call with every field of the form") {
  const auto request = request_of(forward(test::report(), {}, {}));
  CHECK(request.method == "POST");
  CHECK(request.target == complaint_url);
  CHECK(request.effect == http::Effect::creates);
  CHECK(request.headers.only("Authorization") == "Bearer auth-1");
  CHECK(request.headers.only("token") == "tok-1");
  CHECK(request.headers.only("Accept") == "application/json");
  CHECK(request.headers.only("Content-Type") == "application/json");
  const auto body = json::parse(request.body);
  for (const char* key : {"title",
                          "content",
                          "channel",
                          "is_new_user_slider",
                          "user_id",
                          "is_inbox",
                          "is_disposisi_slider",
                          "classification_id",
                          "disposition_id",
                          "category_id",
                          "priority_program_id",
                          "location_id",
                          "community_id",
                          "date_of_incident",
                          "copy_externals",
                          "info_disposition",
                          "info_attachments",
                          "tags_raw",
                          "is_approval",
                          "is_anonymous",
                          "is_secret",
                          "is_priority",
                          "attachments"}) {
    CAPTURE(key);
    CHECK(body.contains(key));
  }
  CHECK(body["title"] == "Lampu jalan mati");
  CHECK(body["channel"] == 7);
  CHECK(body["user_id"] == "5218120");
  CHECK(body["category_id"] == 318);
  CHECK(body["classification_id"] == 1);
  CHECK(body["date_of_incident"] == "2026-11-23");
  CHECK(body["is_anonymous"] == true);
  CHECK(body["is_secret"] == false);
  CHECK(body["attachments"] == "[]");
  CHECK(body["content"] ==
        "Lampu jalan di depan gang mati sejak lama.\n\nLokasi: Kec. Cibodas\nWaktu: sejak kemarin\nNomor Pintu: "
        "7K2M-9QX3");
}

TEST_CASE("answers that no field takes stand as lines, others do not stand twice") {
  auto report = test::report();
  report.pin = Location{-6.914744, 107.60981, ""};
  report.flags = {"lokasi-belum-jelas"};
  report.fields = {{"tiang", "Nomor tiang", "12", ""},
                   {"kategori", "Soal", "Lampu jalan", "pju"},
                   {"isi", "Cerita", report.body, ""},
                   {"tempat", "Tempat", "Kec. Cibodas", ""},
                   {"nik", "NIK", "3204000000000001", ""},
                   {"nama", "Nama", "Siti", ""},
                   {"kosong", "Kosong", "", ""}};
  const auto content = body_of(report)["content"].get<std::string>();
  CHECK(content ==
        "Lampu jalan di depan gang mati sejak lama.\n\nNomor tiang: 12\n\nLokasi: Kec. Cibodas\nTitik peta: -6.914744, "
        "107.609810\n"
        "Waktu: sejak kemarin\nCatatan: lokasi belum jelas\nNomor Pintu: 7K2M-9QX3");
  report.category = "lain";
  CHECK(body_of(report)["category_id"].is_null());
  report.fields = {{"kategori", "Soal", "Lainnya", "lain"}};
  CHECK(body_of(report)["content"].get<std::string>().find("Soal: Lainnya") != std::string::npos);
}

TEST_CASE("a name stands there only when the person wants it") {
  auto report = test::report();
  report.reporter_name = "Siti Ayu";
  report.fields = {{"nama", "Nama", "Siti Ayu", ""}};
  CHECK(request_of(forward(report, {}, {})).body.find("Siti") == std::string::npos);
  report.anonymous = false;
  report.secret = true;
  const auto body = body_of(report);
  CHECK(body["is_anonymous"] == false);
  CHECK(body["is_secret"] == true);
  CHECK(body["content"].get<std::string>().find("\nNama pelapor: Siti Ayu\n") != std::string::npos);
}

TEST_CASE("kinds, and ids from the configuration") {
  auto report = test::report();
  report.as = "aspirasi";
  CHECK(body_of(report)["classification_id"] == 2);
  report.as = "informasi";
  CHECK(body_of(report)["classification_id"] == 3);
  report.as = "baru";
  CHECK(body_of(report)["classification_id"] == 1);
  auto config = test::lapor_config();
  config.values["classification_pengaduan"] = "6";
  config.values["location_id"] = "34";
  config.values["disposition_id"] = "151345";
  const auto agency = make_agency(config);
  REQUIRE(agency);
  const auto body = json::parse(request_of((*agency)->forward(test::report(), {}, {})).body);
  CHECK(body["classification_id"] == 6);
  CHECK(body["location_id"] == 34);
  CHECK(body["disposition_id"] == 151345);
  CHECK(body["is_disposisi_slider"] == true);
}

TEST_CASE("files go first, their ids with the report, a refused file is said") {
  const std::vector<ReportFile> files{{"../../x.php\"\r\n", "text/html", jpeg},
                                      {"b", "image/jpeg", "%PDF-1.4 x"},
                                      {"c.jpg", "image/jpeg", "GIF89a"},
                                      {"d.jpg", "image/jpeg", jpeg + std::string(5U << 20U, 'x')}};
  const auto upload = request_of(forward(test::report(), files, {}));
  CHECK(upload.target == upload_url);
  CHECK(upload.effect == http::Effect::none);
  const std::string type(*upload.headers.only("Content-Type"));
  REQUIRE(type.starts_with("multipart/form-data; boundary="));
  const auto boundary = type.substr(type.find('=') + 1);
  CHECK(upload.body == "--" + boundary +
                           "\r\nContent-Disposition: form-data; name=\"attachments[]\"; "
                           "filename=\"lampiran-1.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n" +
                           jpeg + "\r\n--" + boundary +
                           "\r\nContent-Disposition: form-data; name=\"attachments[]\"; "
                           "filename=\"lampiran-2.pdf\"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4 x\r\n--" +
                           boundary + "--\r\n");
  const auto report = json::parse(request_of(forward(test::report(), files, {uploaded()})).body);
  CHECK(report["attachments"] == R"([64,"65"])");
  CHECK(report["content"].get<std::string>().find("\nTersimpan di Pintu: 2 foto\n") != std::string::npos);
  CHECK(said_step(forward(test::report(), files, {uploaded(), accepted()})) == "done 9188891");
}

TEST_CASE("files that LAPOR refuses do not hold the report back; everything else is tried again") {
  const std::vector<ReportFile> files{{"a.jpg", "image/jpeg", jpeg}};
  for (const Exchange& refusal : {Exchange(answer(422, R"({"message":"terlalu besar"})")), Exchange(answer(413, "")),
                                  Exchange(answer(200, R"({"success":false})"))}) {
    const auto request = request_of(forward(test::report(), files, {refusal}));
    CHECK(request.target == complaint_url);
    CHECK(json::parse(request.body)["attachments"] == "[]");
    CHECK(json::parse(request.body)["content"].get<std::string>().find("di Pintu: 1 berkas yang tidak diterima") !=
          std::string::npos);
  }
  CHECK(said_step(forward(test::report(), files, {answer(500, "")})) == "retry server-error");
  CHECK(said_step(forward(test::report(), files, {http::NoAnswer{}})) == "retry no-answer");
  CHECK(said_step(forward(test::report(), files, {http::NotSent{}})) == "retry not-sent");
  CHECK(said_step(forward(test::report(), files, {answer(200, "<html>")})) == "retry answer-is-no-json");
  CHECK(said_step(forward(test::report(), files, {answer(200, R"({"results":{"docs":[]}})")})) ==
        "retry uploaded-without-id");
  CHECK(said_step(forward(test::report(), files, {answer(401, "")})) == "retry credentials hold after 300");
  CHECK(said_step(forward(test::report(), files, {answer(302, "")})) == "retry redirected");
}

TEST_CASE("a report is there with a non-empty id and with nothing else") {
  struct Row {
    Exchange exchange;
    std::string outcome;
  };
  auto busy = answer(429, "");
  busy.headers.add("Retry-After", "90");
  auto closed = answer(503, "<html>");
  closed.headers.add("Retry-After", "Tue, 24 Nov 2026 09:00:00 GMT");
  closed.headers.add("Date", "Tue, 24 Nov 2026 08:30:00 GMT");
  const std::vector<Row> rows{
      {accepted(), "done 9188891"},
      {answer(201, R"({"complaint_id":9188891})"), "done 9188891"},
      {answer(200, R"({"results":{"complaint_id":"a-1"}})"), "done a-1"},
      {answer(200, R"({"data":{"complaint_id":5}})"), "done 5"},
      {answer(200, R"({"results":{"data":{"complaint_id":5}}})"), "done 5"},
      {answer(200, R"({"success":true})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":true,"complaint_id":""})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":true,"complaint_id":null})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":true,"complaint_id":0})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":true,"complaint_id":{"a":1}})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":true,"complaint_id":"../x"})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":true,"complaint_id":"12345678901234567890123456789012345678901"})"),
       "unknown accepted-without-id"},
      {answer(200, R"({"success":false})"), "unknown accepted-without-id"},
      {answer(200, R"({"success":false,"message":"Judul wajib diisi"})"), "rejected Judul wajib diisi"},
      {answer(200, R"({"success":false,"message":"Gagal","errors":{"title":["Judul wajib diisi"]}})"),
       "rejected Judul wajib diisi"},
      {answer(200, R"({"complaint_id":"918)"), "unknown answer-is-no-json"},
      {answer(200, "<html>Selamat datang</html>"), "unknown answer-is-no-json"},
      {answer(200, ""), "unknown answer-is-no-json"},
      {answer(200, std::string(100000, '[')), "unknown answer-is-no-json"},
      {answer(422, R"({"message":"Isi terlalu pendek"})"), "rejected Isi terlalu pendek"},
      {answer(400, "<html>"), "rejected refused-400"},
      {answer(413, ""), "rejected refused-413"},
      {answer(409, R"({"message":")" + std::string(500, 'x') + "\"}"), "rejected " + std::string(199, 'x') + "…"},
      {answer(401, R"({"message":"token salah"})"), "retry credentials hold after 300"},
      {answer(403, ""), "retry credentials hold after 300"},
      {answer(404, ""), "retry wrong-path hold after 300"},
      {answer(405, ""), "retry wrong-path hold after 300"},
      {answer(408, ""), "retry not-taken"},
      {busy, "retry too-many-requests hold after 90"},
      {answer(429, ""), "retry too-many-requests hold after 60"},
      {closed, "retry unavailable hold after 1800"},
      {answer(503, ""), "retry unavailable hold"},
      {answer(500, R"({"message":"Server Error"})"), "unknown server-error"},
      {answer(502, ""), "unknown server-error"},
      {answer(504, ""), "unknown server-error"},
      {answer(301, ""), "retry redirected hold after 300"},
      {answer(308, ""), "retry redirected hold after 300"},
      {answer(302, ""), "unknown redirected"},
      {answer(303, ""), "unknown redirected"},
      {http::NotSent{"refused"}, "retry not-sent"},
      {http::NoAnswer{"timeout"}, "unknown no-answer"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.outcome);
    CHECK(said_step(forward(test::report(), {}, {row.exchange})) == row.outcome);
  }
}

TEST_CASE("a long story goes on in follow-ups, and the report is there whatever becomes of them") {
  auto report = test::report();
  report.body = repeated("Kalimat yang cukup panjang untuk dihitung. ", 70);
  const auto first = body_of(report)["content"].get<std::string>();
  CHECK(utf8::code_points(first) <= 1000);
  CHECK(first.find("\n(bersambung di tindak lanjut)\n\nLokasi: Kec. Cibodas") != std::string::npos);
  std::vector<Exchange> so_far{accepted()};
  int follow_ups = 0;
  while (true) {
    const auto step = forward(report, {}, so_far);
    const auto* request = std::get_if<http::Request>(&step);
    if (request == nullptr) {
      CHECK(said_step(step) == "done 9188891");
      break;
    }
    CHECK(request->target == follow_up_url);
    CHECK(request->effect == http::Effect::creates);
    CHECK(request->body.find("name=\"complaint_id\"\r\n\r\n9188891\r\n") != std::string::npos);
    CHECK(request->body.find("name=\"content\"\r\n\r\nLanjutan laporan 7K2M-9QX3:\n") != std::string::npos);
    so_far.emplace_back(follow_ups % 2 == 0 ? Exchange(answer(500, "")) : Exchange(http::NoAnswer{}));
    REQUIRE(++follow_ups < 12);
  }
  CHECK(follow_ups == 3);
}

TEST_CASE("even a book fits the requests that one try may make, and says that it is cut") {
  auto report = test::report();
  report.body = repeated("kata ", 10000);
  std::vector<Exchange> so_far{accepted()};
  std::string last;
  for (auto step = forward(report, {}, so_far); std::holds_alternative<http::Request>(step);
       step = forward(report, {}, so_far)) {
    last = std::get<http::Request>(step).body;
    so_far.emplace_back(answer(200, "{}"));
    REQUIRE(so_far.size() <= 11);
  }
  CHECK(so_far.size() == 11);
  CHECK(last.find("(dipotong; cerita lengkap ada di Pintu)") != std::string::npos);
}

TEST_CASE("a report without a title has one, and one of 1000 letters fits") {
  auto report = test::report();
  report.title.clear();
  CHECK(body_of(report)["title"] == report.body);
  report.title = repeated("é", 300);
  CHECK(utf8::code_points(body_of(report)["title"].get<std::string>()) == 100);
  report.body.clear();
  report.title.clear();
  CHECK(body_of(report)["title"] == "7K2M-9QX3");
  CHECK(body_of(report)["content"].get<std::string>().starts_with("Lokasi: "));
  for (int length = 850; length < 1010; ++length) {
    report.body = std::string(static_cast<std::size_t>(length), 'x');
    REQUIRE(utf8::code_points(body_of(report)["content"].get<std::string>()) <= 1000);
  }
}
