// SPDX-License-Identifier: Apache-2.0
// The wire, and the life of a complaint.
#include "gateway/sandbox/fake_lapor.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/lapor_states.hpp"

namespace pintu::sandbox {

namespace {

http::Response too_many() {
  auto response = json_response(429, R"({"message":"Too Many Attempts."})");
  response.headers.add("Retry-After", "1");
  return response;
}

bool is_own_path(std::string_view path) {
  return path == "/received" || path == "/faults" || path.starts_with("/advance/");
}

}  // namespace

const SystemClock FakeLapor::system_clock;

FakeLapor::FakeLapor(AsioLoop& loop, std::string authorization, std::string token)
    : FakeLapor(loop, std::move(authorization), std::move(token), system_clock) {}

FakeLapor::FakeLapor(AsioLoop& loop, std::string authorization, std::string token, const Clock& clock)
    : loop_(loop), authorization_(std::move(authorization)), token_(std::move(token)), clock_(clock), faults_(loop) {
  learn_faults();
}

Result<void> FakeLapor::start(std::uint16_t port) {
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST"}) {
    http::Route route;
    route.method = method;
    route.path = "/*";
    route.body_limit = std::size_t{60} << 20U;
    route.handle = [this](const http::Request& request, http::Respond respond) { handle(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.server_name = "fake-lapor";
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  PINTU_TRY(door_, FaultProxy::start(loop_, port, server_->port()));
  return {};
}

std::string FakeLapor::base() const { return "http://127.0.0.1:" + std::to_string(door_->port()); }

void FakeLapor::handle(const http::Request& request, http::Respond respond) {
  const std::string path(request.path());
  if (is_own_path(path)) return respond(by_hand(request, path));
  const auto holds = [&](const char* name, const std::string& wanted) {
    return crypto::equal(request.headers.only(name).value_or(""), wanted);
  };
  const bool stream = path.ends_with("/api/stream/addstream");
  if (!stream && (!holds("Authorization", authorization_) || !holds("token", token_))) {
    return respond(json_response(401, R"({"message":"Unauthenticated."})"));
  }
  const auto word = path.substr(path.rfind('/') + 1);
  faults_.answer(word, std::move(respond), [&] { return call(request, path); }, too_many);
}

http::Response FakeLapor::by_hand(const http::Request& request, const std::string& path) {
  if (path == "/received") return received();
  if (request.method != "POST") return json_response(405, R"({"error":"POST is wanted"})");
  if (path == "/faults") {
    return faults_.order(object_from(request.body))
               ? json_response(200, "{}")
               : json_response(400, dump({{"error", "faults are: " + faults_.names()}}));
  }
  return act(path.substr(path.rfind('/') + 1), request);
}

http::Response FakeLapor::act(const std::string& id, const http::Request& request) {
  const auto question = text_of(object_from(request.body), "ask");
  const bool done = question.empty() ? move_on(id) : ask(id, question);
  return done ? json_response(200, "{}") : json_response(409, R"({"error":"no further state"})");
}

Complaint* FakeLapor::find(const std::string& id) {
  grow_older();
  const auto it = std::ranges::find(complaints_, id, &Complaint::id);
  return it == complaints_.end() ? nullptr : &*it;
}

const std::vector<Complaint>& FakeLapor::complaints() {
  grow_older();
  return complaints_;
}

void FakeLapor::changed() const {
  if (observer_) observer_();
}

// An office says something when it takes a report up and when it has done the work.
void FakeLapor::reach(Complaint& complaint, Instant at) {
  complaint.question = Complaint::Question::none;
  ++complaint.state;
  complaint.reached.push_back(at);
  const auto& state = lapor_states.at(static_cast<std::size_t>(complaint.state));
  if (!state.answer.empty()) complaint.talk.push_back({std::string(office_user), std::string(state.answer), 0, at});
}

bool FakeLapor::move_on(const std::string& id) {
  auto* complaint = find(id);
  if (complaint == nullptr || is_final(*complaint)) return false;
  reach(*complaint, clock_.now());
  changed();
  return true;
}

bool FakeLapor::ask(const std::string& id, const std::string& text) {
  auto* complaint = find(id);
  if (complaint == nullptr || is_final(*complaint) || text.empty()) return false;
  complaint->question = Complaint::Question::open;
  complaint->talk.push_back({std::string(office_user), text, 0, clock_.now()});
  changed();
  return true;
}

void FakeLapor::grow_older() {
  if (every_ <= Duration(0)) return;
  bool any = false;
  for (auto& complaint : complaints_) {
    while (!is_final(complaint) && complaint.reached.back() + every_ <= clock_.now()) {
      reach(complaint, complaint.reached.back() + every_);
      any = true;
    }
  }
  if (any) changed();
}

std::string FakeLapor::state_of(const Complaint& complaint) const {
  if (complaint.question == Complaint::Question::open) return "Tunda";
  if (complaint.question == Complaint::Question::answered) return "Ditanggapi oleh Pelapor";
  return std::string(lapor_states.at(static_cast<std::size_t>(complaint.state)).name);
}

bool FakeLapor::is_final(const Complaint& complaint) const {
  return complaint.state + 1 >= static_cast<int>(lapor_states.size());
}

std::size_t FakeLapor::count_containing(const std::string& text) const {
  return static_cast<std::size_t>(std::ranges::count_if(
      complaints_, [&](const Complaint& c) { return c.content.find(text) != std::string::npos; }));
}

}  // namespace pintu::sandbox
