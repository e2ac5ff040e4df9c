// SPDX-License-Identifier: Apache-2.0
// SP4N-LAPOR! in its JSON shape, as an agency. Its documentation is open only to developers whom an agency appoints
// (blog.lapor.go.id/integrasi); the shape here is that of public integrations of 2026.
//
// Calls: POST /complaints/complaint/file (files), POST /complaints/{path} (the report), POST /complaints/followup/add,
// GET /complaints/{id}/complaint, GET /complaints/{id}/followups, GET /masters/templates (for doctor). It offers no
// idempotency key: a report whose answer is lost is `unknown`, and a person looks.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>

#include "adapters/agency.hpp"
#include "gateway/base/result.hpp"

namespace pintu::lapor {

struct Settings {
  std::string api;
  std::string authorization;  // the whole header value, "Bearer …" or "Basic …"
  std::string token;
  std::string path;  // "complaint-jabar"
  std::string user_id;
  std::int64_t channel = 0;
  std::map<std::string, std::int64_t> categories;       // option id → category_id
  std::map<std::string, std::int64_t> classifications;  // "pengaduan" → classification_id
  std::optional<std::int64_t> location_id;
  std::optional<std::int64_t> disposition_id;
  double per_minute = 30;
  Duration poll_every = std::chrono::hours(3);
};

class Lapor final : public Agency {
 public:
  explicit Lapor(Settings settings) : settings_(std::move(settings)) {}

  std::string_view kind() const override { return "lapor/json"; }

  FileRules file_rules() const override;

  // Files in one upload (effect none), then the report (creates), then the rest of a story of more than 1000 letters as
  // follow-ups. Once LAPOR gave an id the report is Done, whatever becomes of those.
  SendStep forward(const Report& report, std::span<const ReportFile> files,
                   std::span<const Exchange> so_far) const override;

  // The status, and once the office has acted also the newest answer among the follow-ups.
  PollStep poll(const std::string& agency_id, std::span<const Exchange> so_far) const override;

  SendStep follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile> files,
                     std::span<const Exchange> so_far) const override;

  // Its table of answer templates: a question that needs both credentials.
  std::optional<http::Request> probe() const override;
  Result<std::string> proof(const Exchange& exchange) const override;

  double per_minute() const override { return settings_.per_minute; }
  Duration poll_every() const override { return settings_.poll_every; }

 private:
  http::Request call(std::string method, std::string_view path) const;  // below /complaints/
  http::Request upload(std::span<const ReportFile> files, std::span<const std::size_t> indexes) const;
  http::Request complaint(const Report& report, const std::string& title, const std::string& content,
                          const std::vector<std::string>& attachments) const;
  http::Request addition(const std::string& agency_id, std::string_view text, std::span<const ReportFile> files) const;

  Settings settings_;
};

// Keys: api, authorization, token, path, user_id, channel; optional rate ("30/min"), poll ("3h"), location_id,
// disposition_id, classification_pengaduan, classification_aspirasi, classification_informasi (1, 2, 3).
// configuration error: which key, and what to write.
Result<std::unique_ptr<Agency>> make(const AgencyConfig& config);

}  // namespace pintu::lapor
