// SPDX-License-Identifier: Apache-2.0
// The calls of LAPOR's JSON shape.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "gateway/base/utf8.hpp"
#include "gateway/sandbox/fake_lapor.hpp"
#include "gateway/sandbox/lapor_states.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::size_t largest_attachment = std::size_t{5} << 20U;  // of a follow-up
constexpr std::size_t longest_followup = 1000;                     // characters

http::Response good(const Json& body) { return json_response(200, dump(body)); }
http::Response unknown() { return json_response(404, R"({"message":"Not Found"})"); }
http::Response invalid(const char* field, const std::string& why) {
  return json_response(422, dump({{"success", false}, {"message", why}, {"errors", {{field, {why}}}}}));
}

// "04-05-2026 10:00:00", in Western Indonesian time.
std::string lapor_time(Instant at) {
  const auto local = local_time(at);
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count() % 60;
  return fmt::format("{:02}-{:02}-{} {:02}:{:02}:{:02}", static_cast<unsigned>(local.date.day()),
                     static_cast<unsigned>(local.date.month()), static_cast<int>(local.date.year()), local.hour,
                     local.minute, seconds);
}

// The word before the last slash's word: ID of …/ID/complaint.
std::string id_of(const std::string& path) {
  const auto end = path.rfind('/');
  const auto start = path.rfind('/', end - 1);
  return path.substr(start + 1, end - start - 1);
}

Json masters(const std::string& path) {
  if (path.ends_with("/masters/institutions/external")) {
    return {{{"id", 76}, {"name", "Dinas Perhubungan"}}, {{"id", 77}, {"name", "Dinas Bina Marga"}}};
  }
  return {{{"id", 1}, {"code", "T01"}, {"name", "Ucapan terima kasih"}}};
}

}  // namespace

http::Response FakeLapor::call(const http::Request& request, const std::string& path) {
  const auto under = path.find("/complaints/");
  if (request.method == "GET") {
    if (path.ends_with("/masters/institutions/external") || path.ends_with("/masters/templates")) {
      return good({{"results", {{"data", masters(path)}}}});
    }
    if (under == std::string::npos) return unknown();
    if (path.ends_with("/complaint")) return show(id_of(path));
    if (path.ends_with("/followups")) return followups(id_of(path));
    return unknown();
  }
  if (path.ends_with("/api/stream/addstream")) return take_stream(request);
  if (path.ends_with("/complaints/complaint/file")) return upload(request);
  if (path.ends_with("/complaints/followup/add")) return add_followup(request);
  constexpr std::string_view prefix = "/complaints/complaint-";
  const auto own = path.find(prefix);
  return own != std::string::npos && path.find('/', own + prefix.size()) == std::string::npos ? take(request)
                                                                                              : unknown();
}

std::int64_t FakeLapor::keep(std::string name, std::string bytes) {
  const auto id = std::to_string(next_file_);
  uploads_[id] = {id, std::move(name), std::move(bytes)};
  return next_file_++;
}

const LaporFile* FakeLapor::file(const std::string& id) const {
  const auto found = uploads_.find(id);
  return found == uploads_.end() ? nullptr : &found->second;
}

http::Response FakeLapor::upload(const http::Request& request) {
  Json docs = Json::array();
  for (const auto& part : parts_of(request)) {
    if (part.name != "attachments[]" || part.file_name.empty()) continue;
    const auto id = keep(part.file_name, part.body);
    docs.push_back({{"id", id}, {"name", part.file_name}, {"size", part.body.size()}});
  }
  if (docs.empty()) return invalid("attachments", "attachments wajib diisi");
  return good({{"success", true}, {"results", {{"docs", docs}}}});
}

http::Response FakeLapor::take(const http::Request& request) {
  const auto body = object_from(request.body);
  for (const auto* field : {"title", "content"}) {
    if (text_of(body, field).empty()) return invalid(field, std::string(field) + " wajib diisi");
  }
  for (const auto* field : {"user_id", "channel", "classification_id"}) {
    if (integer_of(body, field, -1) < 0) return invalid(field, std::string(field) + " wajib diisi");
  }
  // A string that holds a JSON array of ids.
  const auto& given = member(body, "attachments");
  const auto files = Json::parse(given.is_null() ? "[]" : text_of(body, "attachments"), nullptr, false);
  if (!files.is_array()) return invalid("attachments", "attachments harus berupa teks JSON");
  Complaint complaint;
  for (const auto& file : files) {
    complaint.file_ids.push_back(file.is_string() ? file.get<std::string>() : file.dump());
    if (!uploads_.contains(complaint.file_ids.back())) return invalid("attachments", "berkas tidak dikenal");
  }
  complaint.title = text_of(body, "title");
  complaint.content = text_of(body, "content");
  complaint.category = text_of(body, "category_id");
  complaint.anonymous = flag_of(body, "is_anonymous");
  complaint.secret = flag_of(body, "is_secret");
  complaint.files = files.size();
  return good({{"success", true}, {"complaint_id", std::stoll(keep(std::move(complaint)))}});
}

std::string FakeLapor::keep(Complaint complaint) {
  complaint.id = std::to_string(next_id_++);
  complaint.at = clock_.now();
  complaint.reached = {complaint.at};
  complaints_.push_back(std::move(complaint));
  changed();
  return complaints_.back().id;
}

http::Response FakeLapor::show(const std::string& id) {
  const auto* complaint = find(id);
  if (complaint == nullptr) return unknown();
  Json logs = Json::array();
  std::string before;
  for (std::size_t i = 0; i < complaint->reached.size(); ++i) {
    const auto& each = lapor_states.at(i);
    logs.push_back({{"text", each.log},
                    {"institution_from", "Admin Nasional"},
                    {"institution_to", each.office},
                    {"status_old", before},
                    {"status_new", each.name},
                    {"created_at", lapor_time(complaint->reached[i])}});
    before = each.name;
  }
  const auto& state = lapor_states.at(static_cast<std::size_t>(complaint->state));
  const Json data{{"status_code", state.code},
                  {"status_name", state_of(*complaint)},
                  {"disposition_id", state.office.empty() ? Json() : Json(77)},
                  {"disposition_name", state.office}};
  return good({{"results", {{"data", data}, {"data_logs", logs}}}});
}

http::Response FakeLapor::followups(const std::string& id) {
  const auto* complaint = find(id);
  if (complaint == nullptr) return unknown();
  Json data = Json::array();
  for (const auto& each : complaint->talk) {
    data.push_back({{"user_id", each.user_id}, {"content", each.text}, {"created_at", lapor_time(each.at)}});
  }
  return good({{"results", {{"data", std::move(data)}}}});
}

http::Response FakeLapor::add_followup(const http::Request& request) {
  std::string id;
  FollowUp followup;
  std::vector<const Part*> files;
  const auto parts = parts_of(request);
  for (const auto& part : parts) {
    if (part.name == "complaint_id") id = part.body;
    if (part.name == "content") followup.text = part.body;
    if (part.name == "user_id") followup.user_id = part.body;
    if (part.name != "attachment[]" || part.file_name.empty()) continue;
    if (part.body.size() > largest_attachment) return invalid("attachment", "berkas lebih dari 5 MB");
    files.push_back(&part);
  }
  auto* complaint = find(id);
  if (complaint == nullptr) return invalid("complaint_id", "complaint_id tidak dikenal");
  if (followup.text.empty()) return invalid("content", "content wajib diisi");
  if (utf8::code_points(followup.text) > longest_followup)
    return invalid("content", "content paling banyak 1000 huruf");
  followup.at = clock_.now();
  if (complaint->question == Complaint::Question::open) complaint->question = Complaint::Question::answered;
  complaint->followups.push_back(followup.text);
  followup.files = files.size();
  complaint->files += files.size();
  for (const auto* part : files) complaint->file_ids.push_back(std::to_string(keep(part->file_name, part->body)));
  complaint->talk.push_back(std::move(followup));
  const auto number = complaint->talk.size();
  changed();
  return good({{"success", true}, {"results", {{"id", number}}}});
}

http::Response FakeLapor::received() {
  Json all = Json::array();
  for (const auto& each : complaints()) {
    all.push_back({{"id", each.id},
                   {"title", each.title},
                   {"content", each.content},
                   {"category", each.category},
                   {"files", each.files},
                   {"anonymous", each.anonymous},
                   {"secret", each.secret},
                   {"state", state_of(each)},
                   {"followups", each.followups}});
  }
  return good(all);
}

}  // namespace pintu::sandbox
