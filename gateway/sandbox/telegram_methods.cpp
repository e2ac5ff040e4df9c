// SPDX-License-Identifier: Apache-2.0
// The methods of the Bot API.
#include <algorithm>

#include "gateway/base/crypto.hpp"
#include "gateway/sandbox/fake_telegram.hpp"
#include "gateway/sandbox/telegram_answer.hpp"
#include "gateway/sandbox/telegram_checks.hpp"

namespace pintu::sandbox {

namespace {

constexpr std::string_view folder = "files/";
constexpr std::size_t largest_file = std::size_t{20} << 20U;  // of getFile

Json bot() { return {{"id", 1}, {"is_bot", true}, {"first_name", "Pintu"}, {"username", "pintu_bot"}}; }

// Absent and empty are the same when messages are compared.
Json part(const Json& message, const char* key) {
  const auto& value = member(message, key);
  return value.is_array() && value.empty() ? Json() : value;
}

}  // namespace

http::Response FakeTelegram::call(const std::string& method, const Json& p) {
  if (method == "getMe") {
    auto me = bot();
    me.update({{"can_join_groups", true}, {"can_read_all_group_messages", false}, {"supports_inline_queries", false}});
    return ok(std::move(me));
  }
  if (method == "setWebhook" || method == "deleteWebhook") {
    return set_webhook(
        method == "setWebhook" ? p : Json{{"url", ""}, {"drop_pending_updates", member(p, "drop_pending_updates")}});
  }
  if (method == "getWebhookInfo") return webhook_info();
  if (method == "sendMessage") return send_message(p);
  if (method == "sendPhoto") return send_file("photo", p);
  if (method == "sendDocument") return send_file("document", p);
  if (method == "editMessageText") return edit_text(p);
  if (method == "answerCallbackQuery") return answer_query(p);
  if (method == "getFile") return get_file(p);
  if (method == "sendChatAction") {
    http::Response refused;
    if (reachable(p, refused) == nullptr) return refused;
    return text_of(p, "action").empty() ? refuse(400, "Bad Request: wrong parameter action in request") : ok(true);
  }
  return refuse(404, "Not Found: method not found");
}

http::Response FakeTelegram::set_webhook(const Json& p) {
  if (auto fault = webhook_fault(p); !fault.empty()) return refuse(400, fault);
  webhook_ = text_of(p, "url");
  secret_ = text_of(p, "secret_token");
  max_connections_ = integer_of(p, "max_connections", 40);
  if (const auto& kinds = member(p, "allowed_updates"); kinds.is_array()) {
    allowed_.clear();
    for (const auto& kind : kinds) {
      if (kind.is_string()) allowed_.push_back(kind.get<std::string>());
    }
  }
  // With the client go its exchanges: nobody would tell how they ended.
  client_ = http::make_client(loop_, {.allowed_bases = {webhook_}});
  last_error_.clear();
  for (auto& [chat, state] : chats_) {
    if (flag_of(p, "drop_pending_updates")) state.updates.clear();
    state.in_flight = false;
    state.tries = 0;
    state.born = next_number_++;
    deliver(chat);
  }
  return ok(true);
}

http::Response FakeTelegram::webhook_info() const {
  Json info{{"url", webhook_}, {"has_custom_certificate", false}, {"pending_update_count", undelivered()}};
  if (!webhook_.empty()) info["max_connections"] = max_connections_;
  if (!allowed_.empty()) info["allowed_updates"] = allowed_;
  if (!last_error_.empty()) {
    info["last_error_date"] = last_error_at_;
    info["last_error_message"] = last_error_;
  }
  return ok(std::move(info));
}

FakeTelegram::Chat* FakeTelegram::reachable(const Json& p, http::Response& refused) {
  const auto found = chats_.find(integer_of(p, "chat_id"));
  if (found == chats_.end()) {
    refused = refuse(400, "Bad Request: chat not found");
    return nullptr;
  }
  if (found->second.blocked) {
    refused = refuse(403, "Forbidden: bot was blocked by the user");
    return nullptr;
  }
  return &found->second;
}

// Puts the message on the phone and gives it back as the API does: only an inline keyboard belongs to it.
http::Response FakeTelegram::show(std::int64_t id, Chat& chat, Json message) {
  message["message_id"] = next_message_++;
  message["from"] = bot();
  message["chat"] = chat_of(id);
  message["date"] = now();
  const auto& markup = member(message, "reply_markup");
  if (markup.contains("keyboard")) chat.keyboard = markup["keyboard"];
  if (markup.contains("remove_keyboard")) chat.keyboard = nullptr;
  chat.lines.push_back({message["message_id"].get<std::int64_t>(), false, message, false});
  changed(id);
  if (!markup.contains("inline_keyboard")) message.erase("reply_markup");
  return ok(std::move(message));
}

http::Response FakeTelegram::send_message(const Json& p) {
  http::Response refused;
  Chat* chat = reachable(p, refused);
  if (chat == nullptr) return refused;
  if (auto fault = text_fault(p); !fault.empty()) return refuse(400, fault);
  if (auto fault = markup_fault(p); !fault.empty()) return refuse(400, fault);
  Json message{{"text", p["text"]}};
  for (const auto* key : {"entities", "reply_markup"}) {
    if (!part(p, key).is_null()) message[key] = p[key];
  }
  const auto& reply = member(p, "reply_parameters");
  if (const auto id = integer_of(reply, "message_id"); id != 0) {
    const auto line = std::ranges::find(chat->lines, id, &PhoneLine::message_id);
    if (line != chat->lines.end()) {
      message["reply_to_message"] = line->message;
    } else if (!flag_of(reply, "allow_sending_without_reply")) {
      return refuse(400, "Bad Request: message to be replied not found");
    }
  }
  return show(integer_of(p, "chat_id"), *chat, std::move(message));
}

// An upload (multipart, also by attach://), or the file_id of a file that is known.
http::Response FakeTelegram::send_file(const char* kind, const Json& p) {
  http::Response refused;
  Chat* chat = reachable(p, refused);
  if (chat == nullptr) return refused;
  if (auto fault = caption_fault(p); !fault.empty()) return refuse(400, fault);
  if (auto fault = markup_fault(p); !fault.empty()) return refuse(400, fault);
  auto id = text_of(p, kind);
  // "attach://NAME" stands for the part NAME of the same body.
  constexpr std::string_view attached = "attach://";
  const auto& given = id.starts_with(attached) ? member(p, id.substr(attached.size()).c_str()) : member(p, kind);
  if (given.is_object()) id = keep_file(kind, crypto::from_base64(text_of(given, "bytes")).value_or(""));
  const auto found = files_.find(id);
  if (id.empty()) return refuse(400, std::string("Bad Request: there is no ") + kind + " in the request");
  if (found == files_.end()) return refuse(400, "Bad Request: wrong file identifier/HTTP URL specified");
  if (found->second.empty()) return refuse(400, "Bad Request: file must be non-empty");
  Json file{{"file_id", id}, {"file_unique_id", "u" + id}, {"file_size", found->second.size()}};
  if (std::string_view(kind) == "document") {
    file["file_name"] = given.is_object() ? member(given, "name") : Json("berkas");
  } else {
    file.update({{"width", 1280}, {"height", 853}});
    file = Json::array({std::move(file)});
  }
  Json message{{kind, std::move(file)}};
  for (const auto* key : {"caption", "caption_entities", "reply_markup"}) {
    if (!part(p, key).is_null()) message[key] = p[key];
  }
  return show(integer_of(p, "chat_id"), *chat, std::move(message));
}

http::Response FakeTelegram::edit_text(const Json& p) {
  http::Response refused;
  Chat* chat = reachable(p, refused);
  if (chat == nullptr) return refused;
  const auto id = integer_of(p, "message_id");
  const auto line =
      std::ranges::find_if(chat->lines, [&](const PhoneLine& l) { return l.message_id == id && !l.from_person; });
  if (line == chat->lines.end()) return refuse(400, "Bad Request: message to edit not found");
  if (!line->message.contains("text")) return refuse(400, "Bad Request: there is no text in the message to edit");
  if (auto fault = text_fault(p); !fault.empty()) return refuse(400, fault);
  if (auto fault = inline_markup_fault(p); !fault.empty()) return refuse(400, fault);
  auto& shown = line->message;
  const auto same = [&](const char* key) { return part(shown, key) == part(p, key); };
  if (same("text") && same("entities") && same("reply_markup")) {
    return refuse(400,
                  "Bad Request: message is not modified: specified new message content and reply markup are exactly "
                  "the same as a current content and reply markup of the message");
  }
  for (const auto* key : {"text", "entities", "reply_markup"}) {
    shown.erase(key);
    if (!part(p, key).is_null()) shown[key] = p[key];
  }
  shown["edit_date"] = now();
  changed(integer_of(p, "chat_id"));
  return ok(shown);
}

http::Response FakeTelegram::answer_query(const Json& p) {
  constexpr std::int64_t life = 150;  // seconds
  std::erase_if(queries_, [&](const auto& query) { return query.second + life < now(); });
  if (queries_.erase(text_of(p, "callback_query_id")) == 0) {
    return refuse(400, "Bad Request: query is too old and response timeout expired or query ID is invalid");
  }
  return ok(true);
}

http::Response FakeTelegram::get_file(const Json& p) const {
  const auto id = text_of(p, "file_id");
  const auto found = files_.find(id);
  if (found == files_.end()) return refuse(400, "Bad Request: invalid file_id");
  if (found->second.size() > largest_file) return refuse(400, "Bad Request: file is too big");
  return ok({{"file_id", id},
             {"file_unique_id", "u" + id},
             {"file_size", found->second.size()},
             {"file_path", std::string(folder) + id}});
}

http::Response FakeTelegram::file(const std::string& path) const {
  const auto found = path.starts_with(folder) ? files_.find(path.substr(folder.size())) : files_.end();
  if (found == files_.end()) return refuse(404, "Not Found");
  http::Response response;
  response.headers.add("Content-Type", "application/octet-stream");
  response.body = found->second;
  return response;
}

}  // namespace pintu::sandbox
