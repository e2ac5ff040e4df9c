// SPDX-License-Identifier: Apache-2.0
#include <nlohmann/json.hpp>

#include "adapters/lapor/status.hpp"
#include "adapters/lapor_support.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace std::chrono_literals;
using test::answer;
using test::said_step;

namespace {

Exchange status(const std::string& word, const std::string& logs = "[]") {
  return answer(200, R"({"results":{"data":{"status_code":"3","status_name":")" + word +
                         R"(","disposition_id":7,"disposition_name":"Dinas Perhubungan"},"data_logs":)" + logs + "}}");
}

AgencyStatus status_of(const std::vector<Exchange>& so_far) {
  const auto step = test::lapor()->poll("9188891", so_far);
  REQUIRE(std::holds_alternative<AgencyStatus>(step));
  return std::get<AgencyStatus>(step);
}

const Exchange no_follow_ups = answer(200, R"({"results":{"data":[]}})");

}  // namespace

TEST_CASE("LAPOR's words for a state") {
  struct Row {
    std::string word;
    ReportState state;
  };
  const auto row = GENERATE(values<Row>({{"Belum Terverifikasi", ReportState::submitted},
                                         {"Terverifikasi", ReportState::verified},
                                         {"Belum Terdisposisi", ReportState::verified},
                                         {"Terdisposisi ke Dinas Perhubungan", ReportState::forwarded},
                                         {"Terdisposisi", ReportState::forwarded},
                                         {"Ditindaklanjuti oleh Instansi", ReportState::in_progress},
                                         {"Ditanggapi oleh Pelapor", ReportState::in_progress},
                                         {"(Tunda)", ReportState::need_info},
                                         {"Bukan Wewenang", ReportState::rerouted},
                                         {" selesai ", ReportState::closed},
                                         {"Diarsipkan", ReportState::archived},
                                         {"Terverifikasinya", ReportState::unknown},
                                         {"Sedang Ditinjau Ulang", ReportState::unknown},
                                         {"", ReportState::unknown}}));
  CAPTURE(row.word);
  CHECK(lapor::state_of(row.word) == row.state);
}

TEST_CASE("dates are day first and Western Indonesian") {
  CHECK(lapor::read_date("24-11-2026 08:05:09") == from_rfc3339("2026-11-24T01:05:09Z"));
  for (const std::string bad : {"", "2026-11-24 08:05:09", "31-02-2026 08:05:09", "24-11-2026 24:00:00",
                                "24/11/2026 08:05:09", "-4-11-2026 08:05:0", "2x-11-2026 08:05:09"}) {
    CAPTURE(bad);
    CHECK_FALSE(lapor::read_date(bad));
  }
}

TEST_CASE("a poll asks once while the office has not acted") {
  const auto step = test::lapor()->poll("9188891", {});
  CHECK(said_step(step) == "GET https://lapor.example/api/complaints/9188891/complaint");
  CHECK(std::get<http::Request>(step).effect == http::Effect::none);
  CHECK(std::get<http::Request>(step).headers.only("token") == "tok-1");
  const auto now = status_of({status("Terdisposisi ke Dinas Perhubungan")});
  CHECK(now.state == ReportState::forwarded);
  CHECK(now.raw == "Terdisposisi ke Dinas Perhubungan");
  CHECK(now.office == "Dinas Perhubungan");
  CHECK(now.note.empty());
  CHECK_FALSE(now.version.empty());
}

TEST_CASE("an unknown state is shown as it is, with the answers") {
  const auto now = status_of({status("Ditinjau Ulang"), no_follow_ups});
  CHECK(now.state == ReportState::unknown);
  CHECK(now.raw == "Ditinjau Ulang");
}

TEST_CASE("the newest line of the log, filled in, in plain words") {
  const auto now = status_of({status("Terverifikasi", R"([
    {"text":"Baru: {{institution_from}} &amp; {{institution_to}} ({{status_old}} ke {{ status_new }}) <b>oleh</b> {{tidak_ada}}admin","created_at":"24-11-2026 09:00:00",
     "institution_from":"Admin","institution_to":{"id":1,"name":"Dinas"},"status_old":"A","status_new":"B"},
    {"text":"Lama","created_at":"23-11-2026 10:00:00"}, 7, {"text":7}])")});
  CHECK(now.note == "Baru: Admin & Dinas (A ke B) oleh admin");
  CHECK(status_of({status("Terverifikasi", R"(["satu","dua {{x"])")}).note == "dua {{x");
  CHECK(status_of({status("Terverifikasi", "{}")}).note.empty());
}

TEST_CASE("an office's answer is the note; the person's own additions are not") {
  const auto first = status("Ditindaklanjuti oleh Instansi", R"(["log"])");
  CHECK(said_step(test::lapor()->poll("9188891", std::vector{first})) ==
        "GET https://lapor.example/api/complaints/9188891/followups");
  const auto now = status_of({first, answer(200, R"({"results":{"data":[
    {"content":"<p>Petugas datang besok.</p>","user_id":9,"created_at":"24-11-2026 09:00:00"},
    {"content":"Terima kasih","user_id":5218120,"created_at":"24-11-2026 10:00:00"},
    {"content":"Lama","user_id":9,"created_at":"22-11-2026 10:00:00"}]}})")});
  CHECK(now.state == ReportState::in_progress);
  CHECK(now.note == "Petugas datang besok.");
  CHECK(status_of({first, no_follow_ups}).note == "log");
}

TEST_CASE("the version changes exactly with what is shown") {
  const auto a = status_of({status("Terverifikasi")});
  CHECK(a.version == status_of({status("Terverifikasi")}).version);
  CHECK(a.version != status_of({status("Belum Terverifikasi")}).version);
  CHECK(a.version != status_of({status("Terverifikasi", R"(["x"])")}).version);
}

TEST_CASE("what else may come of asking") {
  struct Row {
    std::vector<Exchange> so_far;
    std::string outcome;
  };
  const auto good = status("Selesai");
  const std::vector<Row> rows{
      {{answer(404, "")}, "rejected not-found"},
      {{answer(401, "")}, "retry credentials hold after 300"},
      {{answer(429, "")}, "retry too-many-requests hold after 60"},
      {{answer(500, "")}, "retry server-error"},
      {{answer(503, "")}, "retry unavailable hold"},
      {{http::NoAnswer{}}, "retry no-answer"},
      {{http::NotSent{}}, "retry not-sent"},
      {{answer(200, "<html>")}, "retry answer-without-status"},
      {{answer(200, "{}")}, "retry answer-without-status"},
      {{answer(200, R"({"results":{"data":{"status_name":["x"]}}})")}, "retry answer-without-status"},
      {{answer(200, R"({"results":[]})")}, "retry answer-without-status"},
      {{good, answer(500, "")}, "retry server-error"},
      {{good, answer(200, "<html>")}, "retry answer-without-follow-ups"},
      {{good, http::NoAnswer{}}, "retry no-answer"},
      {{good, no_follow_ups}, "status"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.outcome, row.so_far.size());
    CHECK(said_step(test::lapor()->poll("9188891", row.so_far)) == row.outcome);
  }
  for (const std::string bad : {"", "1/../2", "a b", "1?x", "12345678901234567890123456789012345678901"}) {
    CHECK(said_step(test::lapor()->poll(bad, {})) == "rejected bad-agency-id");
    CHECK(said_step(test::lapor()->follow_up(bad, "a", {}, {})) == "rejected bad-agency-id");
  }
}

TEST_CASE("an addition is a form, in pieces when it is long") {
  const std::vector<ReportFile> files{{"a", "", "%PDF-1"}};
  const auto step = test::lapor()->follow_up("9188891", "Sudah saya cek", files, {});
  CHECK(said_step(step) == "POST https://lapor.example/api/complaints/followup/add");
  const auto& request = std::get<http::Request>(step);
  CHECK(request.effect == http::Effect::creates);
  for (const std::string part :
       {"name=\"user_id\"\r\n\r\n5218120\r\n", "name=\"complaint_id\"\r\n\r\n9188891\r\n",
        "name=\"content\"\r\n\r\nSudah saya cek\r\n", "name=\"institution_from_id\"", "name=\"institution_to_id\"",
        "name=\"info_disposition\"", "name=\"template_code\"", "name=\"rating\"", "name=\"is_secret\"",
        "name=\"attachment[]\"; filename=\"lampiran-1.pdf\""}) {
    CAPTURE(part);
    CHECK(request.body.find(part) != std::string::npos);
  }
  const auto outcome = [](const Exchange& exchange) {
    return said_step(test::lapor()->follow_up("9188891", "a", {}, std::vector{exchange}));
  };
  CHECK(outcome(answer(200, R"({"results":{"id":44}})")) == "done 44");
  CHECK(outcome(answer(200, "{}")) == "done 9188891");
  CHECK(outcome(answer(200, R"({"success":false,"message":"Laporan sudah selesai"})")) ==
        "rejected Laporan sudah selesai");
  CHECK(outcome(answer(200, "<html>")) == "unknown answer-is-no-json");
  CHECK(outcome(answer(503, "")) == "retry unavailable hold");
  CHECK(outcome(http::NoAnswer{}) == "unknown no-answer");
  const std::string story(1500, 'x');
  const std::vector<Exchange> half{answer(200, "{}")};
  CHECK(said_step(test::lapor()->follow_up("9188891", story, {}, half)).starts_with("POST"));
  CHECK(said_step(test::lapor()->follow_up("9188891", story, {}, std::vector<Exchange>{half[0], answer(503, "")})) ==
        "unknown partly-sent");
  CHECK(said_step(test::lapor()->follow_up("9188891", story, {}, std::vector<Exchange>{half[0], half[0]})) ==
        "done 9188891");
  CHECK(said_step(test::lapor()->follow_up("9188891", "", {}, {})) == "rejected empty-text");
}

TEST_CASE("LAPOR's configuration") {
  struct Row {
    std::string key;
    std::string value;
  };
  const auto row = GENERATE(values<Row>({{"api", ""},
                                         {"api", "lapor.example"},
                                         {"authorization", ""},
                                         {"authorization", "a\r\nX: y"},
                                         {"token", ""},
                                         {"token", "\xC3\xA9"},
                                         {"path", ""},
                                         {"path", "../x"},
                                         {"user_id", ""},
                                         {"user_id", "x"},
                                         {"channel", ""},
                                         {"channel", "seven"},
                                         {"rate", "30"},
                                         {"rate", "0/min"},
                                         {"rate", "30/week"},
                                         {"poll", "3"},
                                         {"poll", "often"},
                                         {"location_id", "x"},
                                         {"classification_aspirasi", "-1"}}));
  CAPTURE(row.key, row.value);
  auto config = test::lapor_config();
  config.values[row.key] = row.value;
  const auto agency = make_agency(config);
  REQUIRE_FALSE(agency);
  CHECK(agency.error().code() == Errc::configuration);
  CHECK(agency.error().message().starts_with("agencies.lapor." + row.key + ": "));
}

TEST_CASE("how often LAPOR is called") {
  CHECK(test::lapor()->per_minute() == 30);
  CHECK(test::lapor()->poll_every() == 3h);
  auto config = test::lapor_config();
  config.values["rate"] = "2/s";
  config.values["poll"] = "90m";
  CHECK((*make_agency(config))->per_minute() == 120);
  CHECK((*make_agency(config))->poll_every() == 90min);
  config.values["rate"] = "120/h";
  CHECK((*make_agency(config))->per_minute() == 2);
  config.categories["x"] = "tiga";
  CHECK(make_agency(config).error().message().starts_with("agencies.lapor.categories: "));
  config.kind = "lapor/fax";
  CHECK(make_agency(config).error().message().find("lapor/json") != std::string::npos);
}
