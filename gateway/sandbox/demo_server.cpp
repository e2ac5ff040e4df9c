// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/demo_server.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "demo_page.hpp"
#include "gateway/sandbox/sample_files.hpp"

namespace pintu::sandbox {

using Json = nlohmann::json;

namespace {

constexpr Duration beat = std::chrono::seconds(10);
constexpr std::size_t largest_file = std::size_t{8} << 20;

std::string event(const Json& what) { return "data: " + dump(what) + "\n\n"; }

void guard(http::Response& response) {
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Referrer-Policy", "no-referrer");
  response.headers.add("Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
                       "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
}

http::Response page(const embedded::File& file) {
  http::Response response;
  std::string_view type = "text/html";
  if (file.name.ends_with(".css")) type = "text/css";
  if (file.name.ends_with(".js")) type = "text/javascript";
  response.headers.add("Content-Type", std::string(type) + "; charset=utf-8");
  guard(response);
  response.headers.add("Cache-Control", "no-cache");
  response.body = file.bytes;
  return response;
}

// A picture that somebody sent; anything else is offered for saving.
http::Response picture(const std::string* bytes) {
  if (bytes == nullptr) return json_response(404, R"({"error":"no such file"})");
  http::Response response;
  response.headers.add("Content-Type", std::string(picture_type(*bytes)));
  guard(response);
  response.body = *bytes;
  return response;
}

http::Route route(const char* method, std::string path, std::function<void(http::Request, http::Respond)> handle) {
  http::Route out;
  out.method = method;
  out.path = std::move(path);
  out.handle = std::move(handle);
  return out;
}

std::string last_part(std::string_view path) { return http::url_decode(path.substr(path.rfind('/') + 1), false); }

// As the page draws it: a picture's id becomes its address.
Json bubble_of(const Phone& phone, const Shown& line) {
  auto bubble = line.bubble;
  if (const auto id = text_of(bubble, "picture"); !id.empty()) {
    bubble["picture"] = "/phones/" + phone.name() + "/file/" + http::url_encode(id);
  }
  return bubble;
}

Json phone_state(const Phone& phone) {
  Json lines = Json::array();
  for (const auto& line : phone.shown()) {
    Json one{{"id", line.id},
             {"kind", line.from_person ? "in" : "out"},
             {"rendering", {{"bubbles", {bubble_of(phone, line)}}}}};
    if (line.from_person) one["status"] = line.status;
    lines.push_back(std::move(one));
  }
  return {{"phone", phone.name()},
          {"kind", "lines"},
          {"lines", std::move(lines)},
          {"keyboard", phone.keyboard()},
          {"typing", phone.typing()}};
}

}  // namespace

DemoServer::DemoServer(AsioLoop& loop, std::vector<std::unique_ptr<Phone>> citizens,
                       std::vector<std::unique_ptr<Phone>> officers, FakeLapor& lapor, Why why)
    : loop_(loop),
      phones_(std::move(citizens)),
      citizens_(phones_.size()),
      lapor_(lapor),
      why_(std::move(why)),
      alive_(std::make_shared<bool>(true)) {
  std::ranges::move(officers, std::back_inserter(phones_));
  for (auto& phone : phones_) phone->on_change([this, &each = *phone] { phone_changed(each); });
  lapor_.on_change([this] { send(lapor_state()); });
}

DemoServer::~DemoServer() {
  *alive_ = false;
  lapor_.on_change({});
}

Result<void> DemoServer::start(std::uint16_t port) {
  http::ServerOptions options;
  options.port = port;
  options.server_name = "demo";
  auto server = http::serve(loop_, options, routes());
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  heartbeat();
  return {};
}

std::vector<http::Route> DemoServer::routes() {
  std::vector<http::Route> all;
  for (const auto& file : embedded::demo_page()) {
    const std::string path = file.name == "index.html" ? "/" : "/" + std::string(file.name);
    all.push_back(
        route("GET", path, [file](const http::Request&, const http::Respond& respond) { respond(page(file)); }));
  }
  http::Route events;
  events.method = "GET";
  events.path = "/events";
  events.stream = [this](const http::Request&, std::shared_ptr<http::Stream> stream) { follow(std::move(stream)); };
  all.push_back(std::move(events));
  for (auto& phone : phones_) add_phone_routes(all, *phone);
  all.push_back(route("POST", "/faults", [this](const http::Request& request, const http::Respond& respond) {
    respond(set_fault(request));
  }));
  all.push_back(route("GET", "/lapor/file/*", [this](const http::Request& request, const http::Respond& respond) {
    respond(lapor_file(last_part(request.path())));
  }));
  all.push_back(route("POST", "/lapor/*", [this](const http::Request& request, const http::Respond& respond) {
    respond(lapor_.act(last_part(request.path()), request));
  }));
  all.push_back(route("GET", "/why/*", [this](const http::Request& request, http::Respond respond) {
    why_(last_part(request.path()), [respond = std::move(respond)](const std::string& json) {
      respond(json.empty() ? json_response(404, R"({"error":"no such thing"})") : json_response(200, json));
    });
  }));
  return all;
}

void DemoServer::add_phone_routes(std::vector<http::Route>& all, Phone& phone) {
  const auto base = "/phones/" + phone.name() + "/";
  for (const auto* verb : {"say", "tap", "pin", "photo", "voice", "video", "forget"}) {
    auto each = route("POST", base + verb, [&phone, verb](const http::Request& request, const http::Respond& respond) {
      respond(act_on(phone, verb, request));
    });
    each.body_limit = largest_file * 2;
    all.push_back(std::move(each));
  }
  all.push_back(route("GET", base + "file/*", [&phone](const http::Request& request, const http::Respond& respond) {
    respond(picture(phone.media(last_part(request.path()))));
  }));
}

http::Response DemoServer::lapor_file(const std::string& id) const {
  const auto* file = lapor_.file(id);
  return picture(file == nullptr ? nullptr : &file->bytes);
}

http::Response DemoServer::set_fault(const http::Request& request) {
  const auto body = object_from(request.body);
  const auto target = text_of(body, "target");
  const auto phone = std::ranges::find(phones_, target, [](const auto& each) { return each->name(); });
  if (phone == phones_.end() && target != "lapor") {
    return json_response(400, R"({"error":"target is lapor or the name of a phone"})");
  }
  auto& faults = target == "lapor" ? lapor_.faults() : (*phone)->faults();
  return faults.order(body) ? json_response(200, "{}")
                            : json_response(400, dump({{"error", "faults are: none, " + faults.names()}}));
}

// The whole state first, then each change.
void DemoServer::follow(std::shared_ptr<http::Stream> stream) {
  Json hello{{"kind", "hello"}, {"phones", Json::array()}, {"officers", Json::array()}, {"like", Json::object()}};
  for (std::size_t i = 0; i < phones_.size(); ++i) {
    hello[i < citizens_ ? "phones" : "officers"].push_back(phones_[i]->name());
    hello["like"][phones_[i]->name()] = phones_[i]->kind();
  }
  stream->write(event(hello));
  for (const auto& phone : phones_) stream->write(event(phone_state(*phone)));
  stream->write(event(lapor_state()));
  streams_.push_back(std::move(stream));
}

// Each message and each receipt once, and what the phone shows after it.
void DemoServer::phone_changed(Phone& phone) {
  auto& told = told_[&phone];
  const auto before = std::exchange(told, {});
  for (const auto& line : phone.shown()) {
    const auto known = before.find(line.id);
    if (known == before.end()) {
      send({{"phone", phone.name()},
            {"kind", line.from_person ? "in" : "out"},
            {"id", line.id},
            {"rendering", {{"bubbles", {bubble_of(phone, line)}}}}});
    }
    const auto status = known == before.end() ? std::string("waiting") : known->second;
    if (line.from_person && line.status != status) {
      send({{"phone", phone.name()}, {"kind", "receipt"}, {"id", line.id}, {"rendering", {{"status", line.status}}}});
    }
    told[line.id] = line.status;
  }
  send(phone_state(phone));
}

Json DemoServer::lapor_state() const {
  Json list = Json::array();
  for (const auto& c : lapor_.complaints()) {
    Json attachments = Json::array();
    for (const auto& id : c.file_ids) {
      const auto* file = lapor_.file(id);
      if (file == nullptr) continue;
      const bool shown = picture_type(file->bytes).starts_with("image/");
      attachments.push_back({{"url", "/lapor/file/" + id},
                             {"name", file->name},
                             {"picture", shown},
                             {"place", tells_place(file->bytes)}});
    }
    list.push_back({{"id", c.id},
                    {"title", c.title},
                    {"content", c.content},
                    {"category", c.category},
                    {"files", c.files},
                    {"attachments", std::move(attachments)},
                    {"anonymous", c.anonymous},
                    {"secret", c.secret},
                    {"state", lapor_.state_of(c)},
                    {"final", lapor_.is_final(c)},
                    {"followups", c.followups}});
  }
  return {{"phone", "lapor"}, {"kind", "report"}, {"rendering", {{"complaints", std::move(list)}}}};
}

void DemoServer::send(const Json& what) {
  const auto bytes = event(what);
  for (const auto& stream : streams_) stream->write(bytes);
}

void DemoServer::heartbeat() {
  std::erase_if(streams_, [](const auto& stream) { return stream->closed(); });
  for (const auto& stream : streams_) stream->write(": beat\n\n");
  loop_.after(beat, [this, alive = alive_] {
    if (*alive) heartbeat();
  });
}

}  // namespace pintu::sandbox
