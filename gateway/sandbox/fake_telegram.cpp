// SPDX-License-Identifier: Apache-2.0
// The wire: which request is which call, and the person's side over HTTP.
#include "gateway/sandbox/fake_telegram.hpp"

#include <charconv>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/telegram_answer.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::string_view person_path = "/person/";

// Forms carry everything as text; structures stand in it as JSON.
void unpack_structures(Json& parameters) {
  for (const auto* key : {"reply_markup", "entities", "caption_entities", "allowed_updates", "reply_parameters",
                          "link_preview_options"}) {
    const auto text = parameters.find(key);
    if (text == parameters.end() || !text->is_string()) continue;
    auto parsed = Json::parse(text->get<std::string>(), nullptr, false);
    if (!parsed.is_discarded()) *text = std::move(parsed);
  }
}

// JSON, query, form or multipart, as the Bot API takes all of them; a null when the body is broken JSON.
Json parameters_of(const http::Request& request) {
  Json parameters = Json::object();
  for (const auto& [name, value] : http::parse_form(request.query())) parameters[name] = value;
  const auto type = request.headers.first("Content-Type").value_or("");
  if (type.starts_with("application/json")) {
    const auto body = object_from(request.body);
    if (body.is_null()) return body;
    parameters.update(body);
  } else if (type.starts_with("application/x-www-form-urlencoded")) {
    for (const auto& [name, value] : http::parse_form(request.body)) parameters[name] = value;
  }
  for (auto& part : parts_of(request)) {
    if (part.file_name.empty()) {
      parameters[part.name] = std::move(part.body);
    } else {
      parameters[part.name] = {{"name", part.file_name}, {"bytes", crypto::to_base64(part.body)}};
    }
  }
  unpack_structures(parameters);
  return parameters;
}

http::Response too_many() {
  auto response = refuse(429, "Too Many Requests: retry after 1");
  response.body.insert(response.body.size() - 1, R"(,"parameters":{"retry_after":1})");
  response.headers.add("Retry-After", "1");
  return response;
}

}  // namespace

FakeTelegram::FakeTelegram(AsioLoop& loop, std::string token)
    : loop_(loop), token_(std::move(token)), faults_(loop), alive_(std::make_shared<bool>(true)) {}

FakeTelegram::~FakeTelegram() { *alive_ = false; }

Result<void> FakeTelegram::start(std::uint16_t port) {
  std::vector<http::Route> routes;
  for (const auto* method : {"GET", "POST"}) {
    http::Route route;
    route.method = method;
    route.path = "/*";
    route.body_limit = std::size_t{50} << 20U;
    route.label = "/bot";
    route.handle = [this](const http::Request& request, http::Respond respond) { handle(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.server_name = "fake-telegram";
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  PINTU_TRY(door_, FaultProxy::start(loop_, port, server_->port()));
  return {};
}

std::string FakeTelegram::base() const { return "http://127.0.0.1:" + std::to_string(door_->port()); }

void FakeTelegram::handle(const http::Request& request, http::Respond respond) {
  const std::string path = http::url_decode(request.path(), false);
  const std::string bot = "/bot" + token_ + "/";
  const std::string files = "/file/bot" + token_ + "/";
  if (path.starts_with(person_path) || path == "/faults") return respond(by_hand(path, request));
  if (path.starts_with(files)) {
    const auto name = path.substr(files.size());
    return faults_.answer("file", std::move(respond), [&] { return file(name); }, too_many);
  }
  if (!path.starts_with(bot)) {
    return respond(path.starts_with("/bot") || path.starts_with("/file/bot") ? refuse(401, "Unauthorized")
                                                                             : refuse(404, "Not Found"));
  }
  const std::string method = path.substr(bot.size());
  const Json parameters = parameters_of(request);
  if (parameters.is_null()) return respond(refuse(400, "Bad Request: can't parse JSON object"));
  if (method == "getUpdates" && faults_.planned() == 0) return get_updates(parameters, std::move(respond));
  if (method == "getUpdates") {
    // The same, with an answer that may go wrong; what it would have been is only known later.
    const auto fault = faults_.next({Fault::too_many, Fault::server_error, Fault::unavailable, Fault::garbage}, method);
    if (!fault) return get_updates(parameters, std::move(respond));
    Faults now(loop_);
    now.add(*fault, 1, 0, method);
    return now.answer(method, std::move(respond), [] { return ok(Json::array()); }, too_many);
  }
  faults_.answer(method, std::move(respond), [&] { return call(method, parameters); }, too_many);
}

// The person's side over HTTP, for whoever runs this alone: GET /person/CHAT, POST
// /person/CHAT/{say|tap|pin|photo|voice|video|edit|block|unblock|forget}, POST /faults.
http::Response FakeTelegram::by_hand(const std::string& path, const http::Request& request) {
  if (path == "/faults") {
    if (request.method != "POST") return refuse(405, "POST is wanted");
    return faults_.order(object_from(request.body)) ? ok(true) : refuse(400, "faults are: " + fault_names());
  }
  const auto rest = std::string_view(path).substr(person_path.size());
  std::int64_t chat = 0;
  const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), chat);
  const std::string verb(read.ptr, rest.data() + rest.size());
  if (read.ec != std::errc() || chat == 0 || (chat < 0 && !chats_.contains(chat))) return refuse(404, "no such person");
  if (request.method == "GET" && verb.empty()) {
    Json lines = Json::array();
    for (const auto& line : phone(chat)) {
      lines.push_back({{"from_person", line.from_person}, {"taken", line.taken}, {"message", line.message}});
    }
    return ok({{"lines", std::move(lines)}, {"keyboard", keyboard(chat)}});
  }
  const auto body = object_from(request.body);
  if (request.method != "POST" || body.is_null()) return refuse(400, "a JSON object is wanted");
  return act_by_hand(verb, chat, body);
}

http::Response FakeTelegram::act_by_hand(const std::string& verb, std::int64_t chat, const Json& body) {
  const auto bytes = [&] { return crypto::from_base64(text_of(body, "bytes")).value_or(""); };
  if (verb == "/say") {
    if (text_of(body, "text").empty()) return refuse(400, "text is wanted");
    reply(chat, integer_of(body, "reply_to"), text_of(body, "text"));
  } else if (verb == "/tap") {
    if (!tap(chat, text_of(body, "data"))) return refuse(404, "no such button");
  } else if (verb == "/pin") {
    pin(chat, number_of(body, "lat"), number_of(body, "lon"));
  } else if (verb == "/photo" || verb == "/voice" || verb == "/video") {
    if (bytes().empty()) return refuse(400, "bytes as base64 are wanted");
    if (verb == "/photo") photo(chat, bytes(), text_of(body, "caption"));
    if (verb == "/voice") voice(chat, bytes());
    if (verb == "/video") video(chat, bytes(), text_of(body, "caption"));
  } else if (verb == "/edit") {
    edit_last(chat, text_of(body, "text"));
  } else if (verb == "/block") {
    block(chat);
  } else if (verb == "/unblock") {
    unblock(chat);
  } else if (verb == "/forget") {
    forget(chat);
  } else {
    return refuse(404, "no such act");
  }
  return ok(true);
}

}  // namespace pintu::sandbox
