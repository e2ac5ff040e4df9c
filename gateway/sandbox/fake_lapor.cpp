// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/fake_lapor.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace pintu::sandbox {

using Json = nlohmann::json;

namespace {

struct State {
  int code;
  std::string_view name;
  std::string_view office;
  std::string_view log;
};

constexpr std::array<State, 5> states{{
    {1, "Belum Terverifikasi", "", "Laporan diterima"},
    {2, "Terverifikasi", "", "Laporan terverifikasi"},
    {3, "Terdisposisi ke Dinas Bina Marga", "Dinas Bina Marga",
     "Laporan diteruskan dari {{institution_from}} ke {{institution_to}}"},
    {4, "Ditindaklanjuti oleh Instansi", "Dinas Bina Marga", "Petugas lapangan dijadwalkan minggu ini"},
    {5, "Selesai", "Dinas Bina Marga", "Perbaikan selesai"},
}};

http::Response good(const Json& body) { return json_response(200, dump(body)); }

}  // namespace

FakeLapor::FakeLapor(AsioLoop& loop, std::string authorization, std::string token)
    : loop_(loop), authorization_(std::move(authorization)), token_(std::move(token)), faults_(loop) {}

Result<void> FakeLapor::start(std::uint16_t port) {
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST"}) {
    http::Route route;
    route.method = method;
    route.path = "/*";
    route.body_limit = std::size_t{30} << 20;
    route.handle = [this](const http::Request& request, http::Respond respond) { handle(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.port = port;
  options.server_name = "fake-lapor";
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  return {};
}

std::string FakeLapor::base() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

void FakeLapor::handle(const http::Request& request, http::Respond respond) {
  if (request.headers.first("Authorization").value_or("") != authorization_ ||
      request.headers.first("token").value_or("") != token_) {
    respond(json_response(401, R"({"message":"Unauthenticated."})"));
    return;
  }
  const std::string path(request.path());
  faults_.answer(
      "", std::move(respond), [&] { return call(request, path); },
      [] {
        auto response = json_response(429, R"({"message":"Too Many Attempts."})");
        response.headers.add("Retry-After", "1");
        return response;
      });
}

http::Response FakeLapor::call(const http::Request& request, const std::string& path) {
  const bool post = request.method == "POST";
  if (post && path.ends_with("/complaints/complaint/file")) return upload(request);
  if (post && path.ends_with("/complaints/followup/add")) return add_followup(request);
  const auto tail = [&](std::string_view end) {
    const auto cut = path.substr(0, path.size() - end.size());
    return cut.substr(cut.rfind('/') + 1);
  };
  if (!post && path.ends_with("/complaint")) return show(tail("/complaint"));
  if (!post && path.ends_with("/followups")) return followups(tail("/followups"));
  if (!post && path.find("/masters/") != std::string::npos) return good({{"results", {{"data", Json::array()}}}});
  if (post && path.find("/complaints/") != std::string::npos) return take(request);
  return json_response(404, R"({"message":"Not Found"})");
}

http::Response FakeLapor::upload(const http::Request& request) {
  Json docs = Json::array();
  for (const auto& [name, file_name, bytes] : parts_of(request)) {
    if (name != "attachments[]") continue;
    const std::string id = std::to_string(next_file_++);
    uploads_[id] = bytes.size();
    docs.push_back({{"id", next_file_ - 1}});
  }
  if (docs.empty()) return json_response(422, R"({"success":false,"message":"attachments wajib diisi"})");
  return good({{"success", true}, {"results", {{"docs", docs}}}});
}

http::Response FakeLapor::take(const http::Request& request) {
  const auto body = Json::parse(request.body, nullptr, false);
  if (!body.is_object() || body.value("title", std::string()).empty() || body.value("content", std::string()).empty()) {
    return json_response(422, R"({"success":false,"message":"title dan content wajib diisi"})");
  }
  Complaint complaint;
  complaint.id = std::to_string(next_id_++);
  complaint.title = body.value("title", std::string());
  complaint.content = body.value("content", std::string());
  if (body.contains("category_id"))
    complaint.category =
        body["category_id"].is_string() ? body["category_id"].get<std::string>() : body["category_id"].dump();
  const auto flag = [&](const char* key) {
    return body.contains(key) && (body[key] == 1 || body[key] == true || body[key] == "1");
  };
  complaint.anonymous = flag("is_anonymous");
  complaint.secret = flag("is_secret");
  // A string that holds a JSON array of ids.
  const auto files = body.contains("attachments") && body["attachments"].is_string()
                         ? Json::parse(body["attachments"].get<std::string>(), nullptr, false)
                         : Json();
  complaint.files = files.is_array() ? files.size() : 0;
  complaints_.push_back(complaint);
  if (observer_) observer_();
  return good({{"success", true}, {"complaint_id", std::stoll(complaint.id)}});
}

Complaint* FakeLapor::find(const std::string& id) {
  const auto it = std::ranges::find(complaints_, id, &Complaint::id);
  return it == complaints_.end() ? nullptr : &*it;
}

http::Response FakeLapor::show(const std::string& id) {
  const auto* complaint = find(id);
  if (complaint == nullptr) return json_response(404, R"({"message":"Not Found"})");
  const auto& state = states[static_cast<std::size_t>(complaint->state)];
  Json logs = Json::array();
  for (int i = 0; i <= complaint->state; ++i) {
    const auto& each = states[static_cast<std::size_t>(i)];
    logs.push_back({{"text", each.log},
                    {"institution_from", "Admin Nasional"},
                    {"institution_to", each.office},
                    {"status_new", each.name},
                    {"created_at", "04-05-2026 10:0" + std::to_string(i) + ":00"}});
  }
  Json data{{"status_code", state.code},
            {"status_name", state.name},
            {"disposition_id", state.office.empty() ? 0 : 77},
            {"disposition_name", state.office}};
  return good({{"results", {{"data", data}, {"data_logs", logs}}}});
}

http::Response FakeLapor::followups(const std::string& id) {
  const auto* complaint = find(id);
  if (complaint == nullptr) return json_response(404, R"({"message":"Not Found"})");
  Json data = Json::array();
  for (const auto& text : complaint->followups)
    data.push_back({{"content", text}, {"created_at", "04-05-2026 11:00:00"}});
  return good({{"results", {{"data", data}}}});
}

http::Response FakeLapor::add_followup(const http::Request& request) {
  std::string id, content;
  for (const auto& [name, file_name, value] : parts_of(request)) {
    if (name == "complaint_id") id = value;
    if (name == "content") content = value;
  }
  auto* complaint = find(id);
  if (complaint == nullptr || content.empty())
    return json_response(422, R"({"success":false,"message":"complaint_id tidak dikenal"})");
  complaint->followups.push_back(content);
  if (observer_) observer_();
  return good({{"success", true}, {"results", {{"id", complaint->followups.size()}}}});
}

bool FakeLapor::move_on(const std::string& id) {
  auto* complaint = find(id);
  if (complaint == nullptr || complaint->state + 1 >= static_cast<int>(states.size())) return false;
  ++complaint->state;
  if (observer_) observer_();
  return true;
}

std::string FakeLapor::state_of(const Complaint& complaint) const {
  return std::string(states[static_cast<std::size_t>(complaint.state)].name);
}

std::size_t FakeLapor::count_containing(const std::string& text) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      complaints_, [&](const Complaint& c) { return c.content.find(text) != std::string::npos; }));
}

}  // namespace pintu::sandbox
