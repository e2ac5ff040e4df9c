// SPDX-License-Identifier: Apache-2.0
// SP4N-LAPOR! in its XML shape of 2018, as an agency, for installations whose token is of that interface. One call,
// POST {api}/api/stream/addstream, and its answer's trackingid. It takes no file, tells no state and takes no addition:
// the report's text holds everything, and what comes later is a desk's.
#pragma once

#include <memory>
#include <string>

#include "adapters/agency.hpp"
#include "gateway/base/result.hpp"

namespace pintu::lapor {

class LaporXml final : public Agency {
 public:
  struct Settings {
    std::string api;
    std::string token;
    // Who files: the office's, for LAPOR wants a reporter, and people's numbers and addresses stay with us. The name
    // stands for everybody who does not want theirs shown.
    std::string email, phone, name;
    double per_minute = 30;
  };
  explicit LaporXml(Settings settings) : settings_(std::move(settings)) {}

  std::string_view kind() const override { return "lapor/xml"; }

  SendStep forward(const Report& report, std::span<const ReportFile> files,
                   std::span<const Exchange> so_far) const override;

  bool tells_status() const override { return false; }
  bool takes_follow_ups() const override { return false; }
  // Rejected: jobs that were made while the agency was of another kind end here.
  PollStep poll(const std::string& agency_id, std::span<const Exchange> so_far) const override;
  SendStep follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile> files,
                     std::span<const Exchange> so_far) const override;

  // Whether something answers there. The token shows its worth with the first report only.
  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;

  double per_minute() const override { return settings_.per_minute; }
  Duration poll_every() const override { return std::chrono::hours(3); }

 private:
  Settings settings_;
};

// Keys: api, token, email, phone; optional name ("Pelapor Pintu"), rate ("30/min").
// configuration error: which key, and what to write.
Result<std::unique_ptr<Agency>> make_xml(const AgencyConfig& config);

}  // namespace pintu::lapor
