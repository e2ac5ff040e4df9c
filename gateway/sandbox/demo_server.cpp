// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/demo_server.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "demo_page.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::sandbox {

using Json = nlohmann::json;

namespace {

constexpr Duration beat = std::chrono::seconds(10);
constexpr std::size_t largest_photo = std::size_t{8} << 20;

Json buttons_of(const Json& rows) {
  Json out = Json::array();
  for (const auto& row : rows) {
    Json line = Json::array();
    for (const auto& button : row) {
      Json b{{"label", button.is_string() ? button : button.value("text", Json(""))}};
      if (button.is_object() && button.contains("callback_data")) b["id"] = button["callback_data"];
      if (button.is_object() && button.value("request_location", false)) b["asks"] = "location";
      if (button.is_object() && button.value("request_contact", false)) b["asks"] = "contact";
      line.push_back(std::move(b));
    }
    out.push_back(std::move(line));
  }
  return out;
}

// What the phone shows of a Bot API message; bold spans in UTF-16 units, as a browser counts.
Json bubble_of(const Json& message) {
  Json bubble{{"text", message.value("text", message.value("caption", std::string()))},
              {"bold", Json::array()},
              {"keyboard", "none"}};
  for (const auto& entity : message.value("entities", Json::array())) {
    if (entity.value("type", std::string()) == "bold")
      bubble["bold"].push_back({entity["offset"], entity["offset"].get<int>() + entity["length"].get<int>()});
  }
  if (message.contains("photo")) bubble["photo"] = true;
  if (message.contains("voice")) bubble["voice"] = true;
  if (message.contains("location")) bubble["location"] = message["location"];
  const auto markup = message.value("reply_markup", Json::object());
  if (markup.contains("inline_keyboard")) {
    bubble["keyboard"] = "inline";
    bubble["rows"] = buttons_of(markup["inline_keyboard"]);
  } else if (markup.contains("keyboard")) {
    bubble["keyboard"] = "reply";
    bubble["rows"] = buttons_of(markup["keyboard"]);
  } else if (markup.contains("remove_keyboard")) {
    bubble["keyboard"] = "remove";
  }
  return bubble;
}

http::Response page(const embedded::File& file) {
  http::Response response;
  const bool css = file.name.ends_with(".css");
  const bool js = file.name.ends_with(".js");
  response.headers.add("Content-Type", css  ? "text/css; charset=utf-8"
                                       : js ? "text/javascript; charset=utf-8"
                                            : "text/html; charset=utf-8");
  response.headers.add("Content-Security-Policy",
                       "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src "
                       "'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  response.headers.add("Cache-Control", "no-cache");
  response.body = file.bytes;
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

}  // namespace

DemoServer::DemoServer(AsioLoop& loop, FakeTelegram& telegram, FakeLapor& lapor, Why why)
    : loop_(loop), telegram_(telegram), lapor_(lapor), why_(std::move(why)), alive_(std::make_shared<bool>(true)) {
  telegram_.on_change([this](std::int64_t changed) {
    if (changed == chat) phone_changed();
  });
  lapor_.on_change([this] { lapor_changed(); });
}

DemoServer::~DemoServer() {
  *alive_ = false;
  telegram_.on_change({});
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
  for (const auto* phone : {"telegram", "whatsapp", "sms"}) {
    for (const auto* verb : {"say", "tap", "pin", "photo", "forget"}) {
      auto each = route("POST", std::string("/phones/") + phone + "/" + verb,
                        [this, phone, verb](const http::Request& request, const http::Respond& respond) {
                          respond(act(phone, verb, request));
                        });
      each.body_limit = largest_photo * 2;
      all.push_back(std::move(each));
    }
  }
  all.push_back(route("POST", "/faults", [this](const http::Request& request, const http::Respond& respond) {
    respond(set_fault(request));
  }));
  all.push_back(route("POST", "/lapor/*", [this](const http::Request& request, const http::Respond& respond) {
    respond(lapor_.move_on(last_part(request.path())) ? json_response(200, "{}")
                                                      : json_response(409, R"({"error":"no further state"})"));
  }));
  all.push_back(route("GET", "/why/*", [this](const http::Request& request, http::Respond respond) {
    why_(last_part(request.path()), [respond = std::move(respond)](const std::string& json) {
      respond(json.empty() ? json_response(404, R"({"error":"no such thing"})") : json_response(200, json));
    });
  }));
  return all;
}

http::Response DemoServer::act(const std::string& phone, const std::string& verb, const http::Request& request) {
  if (phone != "telegram") return json_response(404, R"({"error":"this phone is not there yet"})");
  const auto body = Json::parse(request.body.empty() ? "{}" : request.body, nullptr, false);
  if (!body.is_object()) return json_response(400, R"({"error":"a JSON object is wanted"})");
  if (verb == "say") {
    const auto text = body.value("text", std::string());
    if (text.empty()) return json_response(400, R"({"error":"text is wanted"})");
    telegram_.say(chat, text);
  } else if (verb == "tap") {
    if (!telegram_.tap(chat, body.value("id", std::string())))
      return json_response(404, R"({"error":"no such button"})");
  } else if (verb == "pin") {
    telegram_.pin(chat, body.value("lat", -6.9147), body.value("lon", 107.6098));
  } else if (verb == "photo") {
    auto bytes = crypto::from_base64(body.value("bytes", std::string()));
    if (!bytes || bytes->empty()) return json_response(400, R"({"error":"bytes as base64 are wanted"})");
    telegram_.photo(chat, *std::move(bytes), body.value("caption", std::string()));
  } else {
    telegram_.forget(chat);
  }
  return json_response(200, "{}");
}

http::Response DemoServer::set_fault(const http::Request& request) {
  const auto body = Json::parse(request.body, nullptr, false);
  if (!body.is_object()) return json_response(400, R"({"error":"a JSON object is wanted"})");
  const auto target = body.value("target", std::string());
  if (target != "telegram" && target != "lapor")
    return json_response(400, R"({"error":"target is telegram or lapor"})");
  auto& faults = target == "telegram" ? telegram_.faults() : lapor_.faults();
  const auto name = body.value("fault", std::string());
  if (name == "none") {
    faults.clear();
    return json_response(200, "{}");
  }
  const auto fault = fault_from(name);
  if (!fault) return json_response(400, R"({"error":"unknown fault"})");
  faults.add(*fault, body.value("times", 1));
  return json_response(200, "{}");
}

// The whole state first, then each change.
void DemoServer::follow(std::shared_ptr<http::Stream> stream) {
  streams_.push_back(stream);
  stream->write("data: " + dump({{"kind", "hello"}, {"phones", {"telegram"}}}) + "\n\n");
  phone_changed();
  lapor_changed();
}

void DemoServer::phone_changed() {
  Json lines = Json::array();
  for (const auto& line : telegram_.phone(chat)) {
    lines.push_back({{"id", line.message_id},
                     {"kind", line.from_person ? "in" : "out"},
                     {"rendering", {{"bubbles", {bubble_of(line.message)}}}}});
  }
  send({{"phone", "telegram"},
        {"kind", "lines"},
        {"lines", std::move(lines)},
        {"undelivered", telegram_.undelivered()}});
  if (telegram_.phone(chat).empty()) return;
  const auto& last = telegram_.phone(chat).back();
  send({{"phone", "telegram"},
        {"kind", last.from_person ? "in" : "out"},
        {"id", last.message_id},
        {"rendering", {{"bubbles", {bubble_of(last.message)}}}}});
}

void DemoServer::lapor_changed() {
  Json list = Json::array();
  for (const auto& c : lapor_.complaints()) {
    list.push_back({{"id", c.id},
                    {"title", c.title},
                    {"content", c.content},
                    {"category", c.category},
                    {"files", c.files},
                    {"anonymous", c.anonymous},
                    {"secret", c.secret},
                    {"state", lapor_.state_of(c)},
                    {"step", c.state},
                    {"followups", c.followups}});
  }
  send({{"phone", "telegram"}, {"kind", "report"}, {"rendering", {{"complaints", std::move(list)}}}});
}

void DemoServer::send(const Json& event) {
  const std::string bytes = "data: " + dump(event) + "\n\n";
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
