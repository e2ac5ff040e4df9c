// SPDX-License-Identifier: Apache-2.0
// A house whose agency is the real LAPOR adapter: its far end answers as a test scripts it.
#pragma once

#include <string>
#include <vector>

#include "adapters/registry.hpp"
#include "flow/house.hpp"
#include "gateway/base/metrics.hpp"

namespace pintu::flow::test {

inline http::Exchange answer(int status, std::string body, http::Headers headers = {}) {
  return http::Response{status, std::move(headers), std::move(body)};
}
inline http::Exchange taken(int id) {
  return answer(200, R"({"success":true,"complaint_id":)" + std::to_string(id) + "}");
}

struct LaporHouse : House {
  LaporHouse() {
    AgencyConfig config;
    config.name = "lapor";
    config.kind = "lapor/json";
    config.values = {{"api", "https://lapor"}, {"authorization", "Bearer a"},
                     {"token", "t"},           {"path", "complaint-uji"},
                     {"user_id", "1"},         {"channel", "7"},
                     {"rate", "6000/min"},     {"poll", "20d"}};
    world.agencies["lapor"] = *make_agency(config);
    world.desks["verifikator"].officers = {{"tg", "-100"}};
    far.otherwise["lapor"] = [this](const http::Request&) { return taken(++last_number); };
  }

  // A person files one report; its row.
  store::ReportRow file(const std::string& person) {
    for (const auto* text : {"lampu jalan mati total di dekat rumah saya", "selesai", "ya", "Jl. Dago 10", "kemarin",
                             "Tidak ada foto", "kirim"}) {
      say(person, text);
    }
    const auto found = mine(person);
    REQUIRE(found.size() == 1);
    return found.front();
  }
  std::vector<store::ReportRow> mine(const std::string& person) {
    auto list = store->reports(1000);
    const auto party = store->party(PartyKey{"tg", person});
    std::erase_if(list, [&](const auto& row) { return !party || row.party != party->id; });
    return list;
  }
  std::size_t filings() const { return far.count("https://lapor/complaints/complaint-uji"); }
  std::size_t told(const std::string& person, const std::string& words) {
    const auto texts = far.sent_to(person);
    return static_cast<std::size_t>(
        std::ranges::count_if(texts, [&](const auto& text) { return text.find(words) != std::string::npos; }));
  }
  store::JobRow forward_of(const store::ReportRow& report) {
    for (const auto& job : store->jobs_of_report(report.id)) {
      if (job.kind == store::JobKind::forward) return job;
    }
    FAIL("no forward job");
    return {};
  }
  ForwardState state_of(const store::ReportRow& report) { return store->report(report.id)->forward; }
  static double breaker() { return metrics::value("pintu_breaker_state", {{"target", "lapor"}}); }

  int last_number = 9188890;
};

}  // namespace pintu::flow::test
