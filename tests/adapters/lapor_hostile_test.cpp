// SPDX-License-Identifier: Apache-2.0
// Answers as broken proxies and half-finished servers give them: every one ends in an outcome, none in an exception,
// and none but a true id in Done.
#include <random>

#include "adapters/damage.hpp"
#include "adapters/lapor/status.hpp"
#include "adapters/lapor_support.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using test::answer;
using test::damaged;

TEST_CASE("a damaged answer to a report is done, rejected or unknown, never sent again") {
  const std::string good =
      R"({"success":true,"message":"Laporan diterima","results":{"complaint_id":"9188891","docs":[{"id":64}]},"errors":{"x":["y"]}})";
  std::mt19937 random(1);
  for (int round = 0; round < 4000; ++round) {
    const auto body = damaged(good, random, 2);
    const std::vector<Exchange> so_far{answer(200, body)};
    const auto step = test::lapor()->forward(test::report(), {}, so_far);
    const auto* outcome = std::get_if<SendOutcome>(&step);
    REQUIRE(outcome != nullptr);
    CHECK_FALSE(std::holds_alternative<Retry>(*outcome));
    if (const auto* done = std::get_if<Done>(outcome)) {
      REQUIRE_FALSE(done->external_id.empty());
      REQUIRE(body.find(done->external_id) != std::string::npos);
    }
    if (const auto* rejected = std::get_if<Rejected>(outcome)) REQUIRE(utf8::valid(rejected->reason));
  }
}

TEST_CASE("a damaged status is a status or another try, in valid words") {
  const std::string good =
      R"({"results":{"data":{"status_name":"Ditindaklanjuti oleh Instansi","disposition_name":"Dinas"},"data_logs":[{"text":"{{institution_from}} ke {{institution_to}} <p>ya</p>",)"
      R"("institution_from":"A","created_at":"24-11-2026 08:00:00"},"dua"]}})";
  const std::string more =
      R"({"results":{"data":[{"content":"Sudah &lt;selesai&gt; \u00e9","user_id":9,"created_at":"24-11-2026 08:00:00"}]}})";
  std::mt19937 random(2);
  for (int round = 0; round < 4000; ++round) {
    const std::vector<Exchange> so_far{answer(200, damaged(good, random, 2)), answer(200, damaged(more, random, 2))};
    const auto step = test::lapor()->poll("9188891", so_far);
    if (const auto* status = std::get_if<AgencyStatus>(&step)) {
      REQUIRE_FALSE(status->raw.empty());
      REQUIRE(status->version.size() == 16);
      for (const auto* words : {&status->raw, &status->office, &status->note}) REQUIRE(utf8::valid(*words));
    } else {
      REQUIRE(test::said_step(step).starts_with("retry"));
    }
  }
}

TEST_CASE("what an agency writes is plain text, at a length that fits") {
  const auto note = [](const std::string& content) {
    return *lapor::read_newest_answer(R"({"results":{"data":[{"content":")" + content + R"("}]}})", "1");
  };
  CHECK(note("<script>alert(1)</script>") == "alert(1)");
  CHECK(note("a < b > c") == "a < b > c");
  CHECK(note("1<br/>2&nbsp;&amp;lt;") == "1 2 &lt;");
  CHECK(note("baris\\n\\n  dua") == "baris dua");
  CHECK(note("<p tidak tertutup") == "<p tidak tertutup");
  CHECK(utf8::code_points(note(std::string(5000, 'x'))) == 1000);
}
