// SPDX-License-Identifier: Apache-2.0
// The Bot API's side: what methods answer.
#include "gateway/sandbox/fake_telegram.hpp"

#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/base/utf8.hpp"

namespace pintu::sandbox {

using Json = nlohmann::json;

namespace {

constexpr std::size_t longest_text = 4096;
constexpr std::size_t longest_data = 64;

http::Response ok(Json result) {
  return json_response(
      200, Json{{"ok", true}, {"result", std::move(result)}}.dump(-1, ' ', false, Json::error_handler_t::replace));
}

http::Response refuse(int code, const std::string& description) {
  return json_response(code, Json{{"ok", false}, {"error_code", code}, {"description", description}}.dump());
}

Json as_json(const http::Request& request) {
  if (!request.body.empty() && request.body.front() == '{') {
    auto body = Json::parse(request.body, nullptr, false);
    return body.is_object() ? body : Json::object();
  }
  Json parameters = Json::object();
  for (const auto& [name, value] : http::parse_form(request.query())) parameters[name] = value;
  if (request.headers.first("Content-Type").value_or("").starts_with("application/x-www-form-urlencoded")) {
    for (const auto& [name, value] : http::parse_form(request.body)) parameters[name] = value;
  }
  // Forms carry everything as text; structures stand in it as JSON.
  for (auto& [name, value] : parameters.items()) {
    if (!value.is_string() || name == "text" || name == "callback_query_id") continue;
    auto parsed = Json::parse(value.get<std::string>(), nullptr, false);
    if (!parsed.is_discarded()) value = std::move(parsed);
  }
  return parameters;
}

// What Telegram refuses about a message; empty when it is good.
std::string fault_of(const Json& p) {
  const auto text = p.value("text", std::string());
  if (text.find_first_not_of(" \n\t") == std::string::npos) return "Bad Request: message text is empty";
  if (utf8::utf16_units(text) > longest_text) return "Bad Request: message is too long";
  if (p.contains("entities")) {
    for (const auto& entity : p["entities"]) {
      const auto end = entity.value("offset", 0) + entity.value("length", 0);
      if (entity.value("length", 0) <= 0 || static_cast<std::size_t>(end) > utf8::utf16_units(text))
        return "Bad Request: ENTITY_BOUNDS_INVALID";
    }
  }
  if (!p.contains("reply_markup")) return {};
  const auto& markup = p["reply_markup"];
  if (!markup.is_object()) return "Bad Request: object expected as reply markup";
  for (const auto& row : markup.value("inline_keyboard", Json::array())) {
    for (const auto& button : row) {
      if (button.value("text", std::string()).empty())
        return "Bad Request: text buttons are unallowed in the inline keyboard";
      const auto data = button.value("callback_data", std::string());
      if (data.empty() || data.size() > longest_data) return "Bad Request: BUTTON_DATA_INVALID";
    }
  }
  return {};
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
    route.body_limit = std::size_t{20} << 20;
    route.label = "/bot";
    route.handle = [this](const http::Request& request, http::Respond respond) { handle(request, std::move(respond)); };
    routes.push_back(std::move(route));
  }
  http::ServerOptions options;
  options.port = port;
  options.server_name = "fake-telegram";
  auto server = http::serve(loop_, options, std::move(routes));
  if (!server) return std::unexpected(server.error());
  server_ = *std::move(server);
  return {};
}

std::string FakeTelegram::base() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

void FakeTelegram::handle(const http::Request& request, http::Respond respond) {
  const std::string path = http::url_decode(request.path(), false);
  const std::string bot = "/bot" + token_ + "/";
  const std::string files = "/file/bot" + token_ + "/";
  if (path.starts_with("/person/") || path == "/faults") {
    respond(by_hand(path, request));
    return;
  }
  if (path.starts_with(files)) {
    respond(file(path.substr(files.size())));
    return;
  }
  if (!path.starts_with(bot)) {
    respond(path.starts_with("/bot") ? refuse(401, "Unauthorized") : refuse(404, "Not Found"));
    return;
  }
  const std::string method = path.substr(bot.size());
  const Json parameters = as_json(request);
  if (method == "getUpdates") {
    if (!webhook_.empty()) {
      respond(refuse(409,
                     "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the "
                     "webhook first"));
      return;
    }
    const auto offset = parameters.value("offset", std::int64_t{0});
    const auto limit = static_cast<std::size_t>(parameters.value("limit", 100));
    auto updates = take_updates(offset, limit);
    const int timeout = parameters.value("timeout", 0);
    if (!updates.empty() || timeout == 0) {
      respond(ok(std::move(updates)));
      return;
    }
    polls_.push_back({respond, offset, limit});
    loop_.after(std::chrono::seconds(std::min(timeout, 50)), [respond, alive = alive_] {
      if (*alive) respond(ok(Json::array()));
    });
    return;
  }
  faults_.answer(
      std::move(respond), [&] { return call(method, parameters); },
      [] {
        return json_response(
            429,
            R"({"ok":false,"error_code":429,"description":"Too Many Requests: retry after 1","parameters":{"retry_after":1}})");
      });
}

// The person's side over HTTP, for whoever runs this alone: POST /person/CHAT/{say|tap|pin|photo|block}, POST /faults.
http::Response FakeTelegram::by_hand(const std::string& path, const http::Request& request) {
  const auto body = Json::parse(request.body.empty() ? "{}" : request.body, nullptr, false);
  if (request.method != "POST" || !body.is_object()) return refuse(400, "a JSON object is wanted");
  if (path == "/faults")
    return faults_.add(body.value("list", std::string())) ? ok(true) : refuse(400, "unknown fault");
  const auto verb = path.substr(path.rfind('/') + 1);
  const std::int64_t chat = std::strtoll(path.c_str() + std::string_view("/person/").size(), nullptr, 10);
  if (verb == "say") {
    say(chat, body.value("text", std::string()));
  } else if (verb == "tap") {
    if (!tap(chat, body.value("data", std::string()))) return refuse(404, "no such button");
  } else if (verb == "pin") {
    pin(chat, body.value("lat", 0.0), body.value("lon", 0.0));
  } else if (verb == "photo") {
    photo(chat, crypto::from_base64(body.value("bytes", std::string())).value_or(""),
          body.value("caption", std::string()));
  } else if (verb == "block") {
    block(chat);
  } else {
    return refuse(404, "no such act");
  }
  return ok(true);
}

http::Response FakeTelegram::call(const std::string& method, const Json& p) {
  if (method == "getMe") {
    return ok({{"id", 1},
               {"is_bot", true},
               {"first_name", "Pintu"},
               {"username", "pintu_bot"},
               {"can_join_groups", true},
               {"can_read_all_group_messages", false},
               {"supports_inline_queries", false}});
  }
  if (method == "setWebhook") {
    webhook_ = p.value("url", std::string());
    secret_ = p.value("secret_token", std::string());
    client_ = http::make_client(loop_, {.allowed_bases = {webhook_}});
    for (const auto& [chat, state] : chats_) deliver(chat);
    return ok(true);
  }
  if (method == "deleteWebhook") {
    webhook_.clear();
    return ok(true);
  }
  if (method == "getWebhookInfo")
    return ok({{"url", webhook_}, {"has_custom_certificate", false}, {"pending_update_count", undelivered()}});
  if (method == "sendMessage") return send_message(p);
  if (method == "editMessageText") return edit_text(p);
  if (method == "answerCallbackQuery" || method == "sendChatAction") return ok(true);
  if (method == "getFile") {
    const auto id = p.value("file_id", std::string());
    const auto found = files_.find(id);
    if (found == files_.end()) return refuse(400, "Bad Request: invalid file_id");
    return ok({{"file_id", id},
               {"file_unique_id", "u" + id},
               {"file_size", found->second.size()},
               {"file_path", "files/" + id}});
  }
  return refuse(404, "Not Found: method not found");
}

http::Response FakeTelegram::send_message(const Json& p) {
  const auto chat = p.value("chat_id", std::int64_t{0});
  const auto found = chats_.find(chat);
  if (found == chats_.end()) return refuse(400, "Bad Request: chat not found");
  if (found->second.blocked) return refuse(403, "Forbidden: bot was blocked by the user");
  if (auto fault = fault_of(p); !fault.empty()) return refuse(400, fault);
  Json message{
      {"message_id", next_message_++},
      {"from", {{"id", 1}, {"is_bot", true}, {"first_name", "Pintu"}}},
      {"chat", {{"id", chat}, {"type", "private"}, {"first_name", "Warga"}}},
      {"date", std::chrono::duration_cast<std::chrono::seconds>(SystemClock().now().time_since_epoch()).count()},
      {"text", p["text"]}};
  for (const auto* key : {"entities", "reply_markup"}) {
    if (p.contains(key)) message[key] = p[key];
  }
  if (message.contains("reply_markup")) {
    const auto& markup = message["reply_markup"];
    if (markup.contains("keyboard")) found->second.keyboard = markup["keyboard"];
    if (markup.contains("remove_keyboard")) found->second.keyboard = nullptr;
  }
  found->second.lines.push_back({message["message_id"].get<std::int64_t>(), false, message});
  changed(chat);
  Json answer = message;
  if (answer.contains("reply_markup") && !answer["reply_markup"].contains("inline_keyboard"))
    answer.erase("reply_markup");
  return ok(std::move(answer));
}

http::Response FakeTelegram::edit_text(const Json& p) {
  const auto chat = p.value("chat_id", std::int64_t{0});
  const auto found = chats_.find(chat);
  if (found == chats_.end()) return refuse(400, "Bad Request: chat not found");
  const auto id = p.value("message_id", std::int64_t{0});
  const auto line = std::ranges::find_if(found->second.lines,
                                         [&](const PhoneLine& l) { return l.message_id == id && !l.from_person; });
  if (line == found->second.lines.end()) return refuse(400, "Bad Request: message to edit not found");
  if (auto fault = fault_of(p); !fault.empty()) return refuse(400, fault);
  const Json markup = p.value("reply_markup", Json());
  if (line->message.value("text", std::string()) == p.value("text", std::string()) &&
      line->message.value("reply_markup", Json()) == markup) {
    return refuse(400,
                  "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                  "the same as a current content and reply markup of the message");
  }
  line->message["text"] = p["text"];
  line->message.erase("entities");
  line->message.erase("reply_markup");
  if (p.contains("entities")) line->message["entities"] = p["entities"];
  if (!markup.is_null()) line->message["reply_markup"] = markup;
  changed(chat);
  return ok(line->message);
}

http::Response FakeTelegram::file(const std::string& path) {
  constexpr std::string_view folder = "files/";
  const auto found = path.starts_with(folder) ? files_.find(path.substr(folder.size())) : files_.end();
  if (found == files_.end()) return refuse(404, "Not Found");
  http::Response response;
  response.headers.add("Content-Type", "application/octet-stream");
  response.body = found->second;
  return response;
}

}  // namespace pintu::sandbox
