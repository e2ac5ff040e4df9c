// SPDX-License-Identifier: Apache-2.0
// A LAPOR agency with an invented account, and outcomes as lines for tables.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "adapters/registry.hpp"
#include "adapters/steps.hpp"

namespace pintu::test {

inline AgencyConfig lapor_config() {
  AgencyConfig config;
  config.name = "lapor";
  config.kind = "lapor/json";
  config.values = {{"api", "https://lapor.example/api/"},
                   {"authorization", "Bearer auth-1"},
                   {"token", "tok-1"},
                   {"path", "complaint-jabar"},
                   {"user_id", "5218120"},
                   {"channel", "7"}};
  config.categories = {{"pju", "318"}, {"jalan", "12"}};
  return config;
}

inline std::unique_ptr<Agency> lapor() { return *make_agency(lapor_config()); }

inline Report report() {
  Report report;
  report.id = ReportId(5);
  report.number = *ReportNumber::read("7K2M9QX3");
  report.agency = "lapor";
  report.as = "pengaduan";
  report.title = "Lampu jalan mati";
  report.body = "Lampu jalan di depan gang mati sejak lama.";
  report.category = "pju";
  report.place = "Kec. Cibodas";
  report.when = "sejak kemarin";
  report.date = "2026-11-23";
  return report;
}

using steps::answer;

inline std::string said(const SendOutcome& outcome) {
  std::string text(name_of(outcome));
  if (const auto* done = std::get_if<Done>(&outcome)) return text + " " + done->external_id;
  if (const auto* unknown = std::get_if<Unknown>(&outcome)) return text + " " + unknown->reason;
  if (const auto* rejected = std::get_if<Rejected>(&outcome)) return text + " " + rejected->reason;
  const auto& retry = std::get<Retry>(outcome);
  text += " " + retry.reason + (retry.hold == Hold::channel ? " hold" : "");
  if (retry.after) text += " after " + std::to_string(retry.after->count() / 1000);
  return text;
}

template <class Step>
std::string said_step(const Step& step) {
  if (const auto* request = std::get_if<http::Request>(&step)) return request->method + " " + request->target;
  if (const auto* outcome = std::get_if<SendOutcome>(&step)) return said(*outcome);
  return "status";
}

}  // namespace pintu::test
