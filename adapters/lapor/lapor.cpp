// SPDX-License-Identifier: Apache-2.0
#include "adapters/lapor/lapor.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "adapters/lapor/answer.hpp"
#include "adapters/lapor/content.hpp"
#include "adapters/lapor/files.hpp"
#include "adapters/wire.hpp"

namespace pintu::lapor {

using namespace std::chrono_literals;
using wire::Json;

namespace {

std::string json_array(const std::vector<std::string>& items) {
  return "[" + fmt::format("{}", fmt::join(items, ",")) + "]";
}

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json(nullptr);
}

}  // namespace

http::Request Lapor::call(std::string method, std::string_view path) const {
  http::Request request;
  request.method = std::move(method);
  request.target = fmt::format("{}/complaints/{}", settings_.api, path);
  request.headers.add("Authorization", settings_.authorization);
  request.headers.add("token", settings_.token);
  request.headers.add("Accept", "application/json");
  request.timeout = 30s;
  return request;
}

http::Request Lapor::upload(std::span<const ReportFile> files, std::span<const std::size_t> indexes) const {
  auto request = call("POST", "complaint/file");
  Multipart form;
  for (std::size_t i = 0; i < indexes.size(); ++i) add_file(form, "attachments[]", files[indexes[i]], i + 1);
  auto [content_type, body] = std::move(form).finish();
  request.headers.add("Content-Type", std::move(content_type));
  request.body = std::move(body);
  request.timeout = 120s;
  return request;
}

http::Request Lapor::complaint(const Report& report, const std::string& title, const std::string& content,
                               const std::vector<std::string>& attachments) const {
  const auto category = settings_.categories.find(report.category);
  const auto as = settings_.classifications.find(report.as);
  const auto classification =
      as == settings_.classifications.end() ? settings_.classifications.at("pengaduan") : as->second;
  const Json body{{"title", title},
                  {"content", content},
                  {"channel", settings_.channel},
                  {"is_new_user_slider", false},
                  {"user_id", settings_.user_id},
                  {"is_inbox", true},
                  {"is_disposisi_slider", settings_.disposition_id.has_value()},
                  {"classification_id", classification},
                  {"disposition_id", or_null(settings_.disposition_id)},
                  {"category_id", category == settings_.categories.end() ? Json(nullptr) : Json(category->second)},
                  {"priority_program_id", nullptr},
                  {"location_id", or_null(settings_.location_id)},
                  {"community_id", nullptr},
                  {"date_of_incident", report.date.empty() ? Json(nullptr) : Json(report.date)},
                  {"copy_externals", nullptr},
                  {"info_disposition", ""},
                  {"info_attachments", "[]"},
                  {"tags_raw", ""},
                  {"is_approval", false},
                  {"is_anonymous", report.anonymous},
                  {"is_secret", report.secret},
                  {"is_priority", false},
                  {"attachments", json_array(attachments)}};
  auto request = call("POST", settings_.path);
  request.headers.add("Content-Type", "application/json");
  request.body = wire::dump(body);
  request.effect = http::Effect::creates;
  request.timeout = 60s;
  return request;
}

http::Request Lapor::addition(const std::string& agency_id, std::string_view text,
                              std::span<const ReportFile> files) const {
  Multipart form;
  form.field("user_id", settings_.user_id);
  form.field("institution_from_id", "");
  form.field("institution_to_id", "");
  form.field("complaint_id", agency_id);
  form.field("info_disposition", "");
  form.field("template_code", "");
  form.field("rating", "");
  form.field("is_secret", "0");
  form.field("content", text);
  std::size_t number = 0;
  for (const auto index : takeable(files)) add_file(form, "attachment[]", files[index], ++number);
  auto request = call("POST", "followup/add");
  auto [content_type, body] = std::move(form).finish();
  request.headers.add("Content-Type", std::move(content_type));
  request.body = std::move(body);
  request.effect = http::Effect::creates;
  request.timeout = 60s;
  return request;
}

std::optional<http::Request> Lapor::probe() const {
  auto request = call("GET", "");
  request.target = settings_.api + "/masters/templates";
  request.timeout = 10s;
  return request;
}

Result<std::string> Lapor::proof(const Exchange& exchange) const {
  const auto* response = std::get_if<http::Response>(&exchange);
  if (response == nullptr) return fail(Errc::unavailable, "LAPOR tidak menjawab: periksa api dan jaringan");
  switch (response->status) {
    case 401:
    case 403:
      return fail(Errc::unauthorized, "LAPOR menolak authorization atau token: minta yang baru kepada pengelolanya");
    case 404:
      return fail(Errc::configuration, "di alamat api tidak ada LAPOR: periksa alamatnya");
    default:
      break;
  }
  if (response->status >= 500) return fail(Errc::unavailable, "LAPOR sedang terganggu: coba lagi nanti");
  const auto json = wire::parse(response->body);
  if (response->status >= 300 || !json || !json->is_object()) {
    return fail(Errc::malformed, "yang menjawab di alamat api bukan LAPOR: periksa alamat dan proxy");
  }
  return "LAPOR menerima authorization dan token";
}

FileRules Lapor::file_rules() const { return {taken_types(), largest_file}; }

SendStep Lapor::forward(const Report& report, std::span<const ReportFile> files,
                        std::span<const Exchange> so_far) const {
  const auto indexes = takeable(files);
  std::vector<std::string> attachments;
  if (!indexes.empty()) {
    if (so_far.empty()) return upload(files, indexes);
    auto uploaded = judge_upload(so_far.front());
    if (auto* outcome = std::get_if<SendOutcome>(&uploaded)) return std::move(*outcome);
    attachments = std::get<Uploaded>(std::move(uploaded)).ids;
    so_far = so_far.subspan(1);
  }
  const auto refused = indexes.size() - std::min(indexes.size(), attachments.size());
  const auto content =
      write_content(report, settings_.categories.contains(report.category), absent_files(files, refused));
  if (so_far.empty()) return complaint(report, content.title, content.first, attachments);
  auto judged = judge_report(so_far.front());
  if (auto* outcome = std::get_if<SendOutcome>(&judged)) return std::move(*outcome);
  const auto& id = std::get<std::string>(judged);
  const auto told = so_far.size() - 1;
  if (told < content.follow_ups.size()) return addition(id, content.follow_ups[told], {});
  return Done{id, {id}};
}

SendStep Lapor::follow_up(const std::string& agency_id, const std::string& text, std::span<const ReportFile> files,
                          std::span<const Exchange> so_far) const {
  if (!is_agency_id(agency_id)) return Rejected{"bad-agency-id", false, {}};
  auto absent = absent_files(files, 0);
  if (!absent.empty()) absent.pop_back();
  const auto pieces =
      follow_up_pieces(text.empty() ? about_late_files(files) : text + (absent.empty() ? "" : "\n\n" + absent));
  if (pieces.front().empty() && takeable(files).empty()) return Rejected{"empty-text", false, {}};
  Done done;
  for (const auto& exchange : so_far) {
    auto judged = judge_follow_up(exchange);
    if (auto* outcome = std::get_if<SendOutcome>(&judged)) {
      // Sent again, the pieces that arrived would stand there twice.
      if (!done.all_ids.empty()) return Unknown{"partly-sent"};
      return std::move(*outcome);
    }
    const auto& id = std::get<std::string>(judged);
    done.all_ids.push_back(id.empty() ? agency_id : id);
  }
  const auto next = done.all_ids.size();
  if (next < pieces.size()) return addition(agency_id, pieces[next], next == 0 ? files : std::span<const ReportFile>());
  done.external_id = done.all_ids.front();
  return done;
}

}  // namespace pintu::lapor
