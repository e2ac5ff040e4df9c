// SPDX-License-Identifier: Apache-2.0
// An agency takes reports and says what becomes of them. Same shape as a channel: pure, answers so far → next move.
#pragma once

#include <map>
#include <memory>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "adapters/channel.hpp"
#include "gateway/model/report.hpp"

namespace pintu {

using PollStep = std::variant<http::Request, AgencyStatus, SendOutcome>;  // SendOutcome: Retry or Rejected

// Which files an agency takes: cleaned, at most `largest` bytes each; the rest is handed over as kept (ReportFile).
struct FileRules {
  std::vector<std::string_view> mimes;
  std::size_t largest = 0;
};

class Agency {
 public:
  virtual ~Agency() = default;
  virtual std::string_view kind() const = 0;  // "lapor/json"

  virtual FileRules file_rules() const { return {}; }

  // Files first, then the report, which says what became of the absent ones. Done only with a non-empty id. Uploads
  // have effect none, the report `creates`.
  virtual SendStep forward(const Report& report, std::span<const ReportFile> files,
                           std::span<const Exchange> so_far) const = 0;

  // Whether it can be asked what became of a report, and whether it takes additions to one. What it cannot, nobody
  // asks of it: the flow makes no such job, and additions go to a desk.
  virtual bool tells_status() const { return true; }
  virtual bool takes_follow_ups() const { return true; }

  // What became of it.
  virtual PollStep poll(const std::string& agency_id, std::span<const Exchange> so_far) const = 0;

  // An addition or an answer of the person to a report that the agency has; or a file that comes late, without a text.
  virtual SendStep follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile> files,
                             std::span<const Exchange> so_far) const = 0;

  // As of a channel, for `pintu doctor`: what to ask without effect, and what the answer proves.
  virtual std::optional<http::Request> probe() const { return std::nullopt; }
  virtual Result<std::string> proof(const Exchange& exchange) const {
    static_cast<void>(exchange);
    return fail(Errc::unsupported, "this agency cannot be asked");
  }

  virtual double per_minute() const = 0;    // forwards and polls together
  virtual Duration poll_every() const = 0;  // first poll after this; grows by backoff to 8 times
};

struct AgencyConfig {
  std::string name;
  std::string kind;
  std::map<std::string, std::string> values;
  std::map<std::string, std::string> categories;  // option id → the agency's id, from the `categories:` file
};

}  // namespace pintu
