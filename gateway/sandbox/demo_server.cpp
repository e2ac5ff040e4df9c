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

std::string event(const Json& what) { return "data: " + dump(what) + "\n\n"; }

Json buttons_of(const Json& rows) {
  Json out = Json::array();
  for (const auto& row : rows) {
    Json line = Json::array();
    for (const auto& button : row) {
      Json b{{"label", button.is_string() ? button : Json(text_of(button, "text"))}};
      if (const auto data = text_of(button, "callback_data"); !data.empty()) b["id"] = data;
      if (flag_of(button, "request_location")) b["asks"] = "location";
      if (flag_of(button, "request_contact")) b["asks"] = "contact";
      line.push_back(std::move(b));
    }
    out.push_back(std::move(line));
  }
  return out;
}

// What the phone shows of a Bot API message; bold spans in UTF-16 units, as a browser counts.
Json bubble_of(const Json& message) {
  const bool captioned = !message.contains("text");
  Json bubble{{"text", text_of(message, captioned ? "caption" : "text")}, {"bold", Json::array()}};
  for (const auto& entity : member(message, captioned ? "caption_entities" : "entities")) {
    if (text_of(entity, "type") != "bold") continue;
    const auto from = integer_of(entity, "offset");
    bubble["bold"].push_back({from, from + integer_of(entity, "length")});
  }
  for (const auto* kind : {"photo", "voice", "document"}) {
    if (message.contains(kind)) bubble[kind] = true;
  }
  if (message.contains("location")) bubble["location"] = message["location"];
  const auto& rows = member(member(message, "reply_markup"), "inline_keyboard");
  bubble["keyboard"] = rows.is_null() ? "none" : "inline";
  if (!rows.is_null()) bubble["rows"] = buttons_of(rows);
  return bubble;
}

http::Response page(const embedded::File& file) {
  http::Response response;
  std::string_view type = "text/html";
  if (file.name.ends_with(".css")) type = "text/css";
  if (file.name.ends_with(".js")) type = "text/javascript";
  response.headers.add("Content-Type", std::string(type) + "; charset=utf-8");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.headers.add("Referrer-Policy", "no-referrer");
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
  lapor_.on_change([this] { send(lapor_state()); });
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
  const auto body = object_from(request.body);
  if (body.is_null()) return json_response(400, R"({"error":"a JSON object is wanted"})");
  if (verb == "say") {
    const auto text = text_of(body, "text");
    if (text.empty()) return json_response(400, R"({"error":"text is wanted"})");
    telegram_.say(chat, text);
  } else if (verb == "tap") {
    if (!telegram_.tap(chat, text_of(body, "id"))) return json_response(404, R"({"error":"no such button"})");
  } else if (verb == "pin") {
    if (!member(body, "lat").is_number() || !member(body, "lon").is_number()) {
      return json_response(400, R"({"error":"lat and lon are wanted"})");
    }
    telegram_.pin(chat, number_of(body, "lat"), number_of(body, "lon"));
  } else if (verb == "photo") {
    auto bytes = crypto::from_base64(text_of(body, "bytes"));
    if (!bytes || bytes->empty()) return json_response(400, R"({"error":"bytes as base64 are wanted"})");
    telegram_.photo(chat, *std::move(bytes), text_of(body, "caption"));
  } else {
    telegram_.forget(chat);
  }
  return json_response(200, "{}");
}

http::Response DemoServer::set_fault(const http::Request& request) {
  const auto body = object_from(request.body);
  const auto target = text_of(body, "target");
  if (target != "telegram" && target != "lapor") {
    return json_response(400, R"({"error":"target is telegram or lapor"})");
  }
  auto& faults = target == "telegram" ? telegram_.faults() : lapor_.faults();
  return faults.order(body) ? json_response(200, "{}")
                            : json_response(400, dump({{"error", "faults are: none, " + fault_names()}}));
}

// The whole state first, then each change.
void DemoServer::follow(std::shared_ptr<http::Stream> stream) {
  stream->write(event({{"kind", "hello"}, {"phones", {"telegram"}}}));
  stream->write(event(phone_state()));
  stream->write(event(lapor_state()));
  streams_.push_back(std::move(stream));
}

Json DemoServer::phone_state() const {
  Json lines = Json::array();
  for (const auto& line : telegram_.phone(chat)) {
    Json one{{"id", line.message_id},
             {"kind", line.from_person ? "in" : "out"},
             {"rendering", {{"bubbles", {bubble_of(line.message)}}}}};
    if (line.from_person) one["status"] = line.taken ? "delivered" : "waiting";
    lines.push_back(std::move(one));
  }
  const auto& keyboard = telegram_.keyboard(chat);
  return {{"phone", "telegram"},
          {"kind", "lines"},
          {"lines", std::move(lines)},
          {"keyboard", keyboard.is_null() ? Json() : buttons_of(keyboard)}};
}

// Each message and each receipt once, and what the phone shows after it.
void DemoServer::phone_changed() {
  for (const auto& line : telegram_.phone(chat)) {
    if (line.message_id > told_) {
      send({{"phone", "telegram"},
            {"kind", line.from_person ? "in" : "out"},
            {"id", line.message_id},
            {"rendering", {{"bubbles", {bubble_of(line.message)}}}}});
    }
    if (line.taken && line.message_id > receipted_) {
      send({{"phone", "telegram"},
            {"kind", "receipt"},
            {"id", line.message_id},
            {"rendering", {{"status", "delivered"}}}});
      receipted_ = line.message_id;
    }
  }
  if (!telegram_.phone(chat).empty()) told_ = std::max(told_, telegram_.phone(chat).back().message_id);
  send(phone_state());
}

Json DemoServer::lapor_state() const {
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
                    {"final", lapor_.is_final(c)},
                    {"followups", c.followups}});
  }
  return {{"phone", "telegram"}, {"kind", "report"}, {"rendering", {{"complaints", std::move(list)}}}};
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
