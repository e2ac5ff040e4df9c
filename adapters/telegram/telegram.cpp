// SPDX-License-Identifier: Apache-2.0
#include "adapters/telegram/telegram.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "adapters/wire.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::telegram {

using namespace std::chrono_literals;
using wire::Json;

namespace {

constexpr double most_per_second = 10'000;  // a Bot API server of one's own has no limit

// Left out, Telegram keeps the list of an earlier call: always said.
Json wanted_updates() { return Json::array({"message", "edited_message", "callback_query", "my_chat_member"}); }

bool is_word(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_' || c == '-';
}

bool good_token(std::string_view token) {
  const auto colon = token.find(':');
  if (colon == std::string_view::npos || colon == 0 || colon + 1 == token.size()) return false;
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  return std::ranges::all_of(token.substr(0, colon), is_digit) && std::ranges::all_of(token.substr(colon + 1), is_word);
}

bool good_secret(std::string_view secret) {
  return !secret.empty() && secret.size() <= 256 && std::ranges::all_of(secret, is_word);
}

std::string value_of(const ChannelConfig& config, const char* key) {
  const auto at = config.values.find(key);
  return at == config.values.end() ? std::string() : at->second;
}

}  // namespace

Result<std::unique_ptr<Channel>> make(const ChannelConfig& config) {
  const auto wrong = [&config](std::string_view key, std::string_view remedy) {
    return fail(Errc::configuration, fmt::format("channels.{}.{}: {}", config.name, key, remedy));
  };
  Settings settings;
  settings.public_url = config.public_url;
  if (const auto api = value_of(config, "api"); !api.empty()) {
    const auto url = wire::base_url(api);
    if (!url) return wrong("api", "write a base URL such as https://api.telegram.org");
    settings.api = *url;
  }
  settings.token = value_of(config, "token");
  if (settings.token.empty()) return wrong("token", "is missing; write the token that @BotFather gave, as file:PATH");
  if (!good_token(settings.token))
    return wrong("token", "is no bot token (digits, colon, letters); ask @BotFather again");
  const auto receive = value_of(config, "receive");
  if (!receive.empty() && receive != "webhook" && receive != "poll") return wrong("receive", "write webhook or poll");
  settings.poll = receive == "poll";
  settings.secret = value_of(config, "secret");
  if (settings.secret.empty() && !settings.poll) {
    return wrong("secret", "is missing; invent one of 1 to 256 letters, digits, _ and -, or write receive: poll");
  }
  if (!settings.secret.empty() && !good_secret(settings.secret)) {
    return wrong("secret", "may hold 1 to 256 letters, digits, _ and - and nothing else");
  }
  if (const auto written = value_of(config, "rate"); !written.empty()) {
    const auto rate = wire::rate(written, most_per_second);
    if (!rate) return wrong("rate", "write how many messages may leave, such as 30/s");
    settings.per_second = *rate;
  }
  return std::make_unique<Telegram>(std::move(settings));
}

bool Telegram::authentic(const http::Request& request) const {
  const auto given = request.headers.only("X-Telegram-Bot-Api-Secret-Token");
  return !settings_.secret.empty() && given && crypto::equal(*given, settings_.secret);
}

http::Request Telegram::call(std::string_view method, std::string body, http::Effect effect) const {
  http::Request request;
  request.method = "POST";
  request.target = fmt::format("{}/bot{}/{}", settings_.api, settings_.token, method);
  request.headers.add("Content-Type", "application/json");
  request.body = std::move(body);
  request.effect = effect;
  return request;
}

std::vector<http::Request> Telegram::at_start() const {
  if (settings_.poll) return {call("deleteWebhook", R"({"drop_pending_updates":false})", http::Effect::none)};
  if (settings_.public_url.empty()) return {};
  const Json body{{"url", settings_.public_url},
                  {"secret_token", settings_.secret},
                  {"allowed_updates", wanted_updates()},
                  {"max_connections", 40}};
  return {call("setWebhook", wire::dump(body), http::Effect::none)};
}

std::optional<http::Request> Telegram::poll(const std::string& last_id) const {
  if (!settings_.poll) return std::nullopt;
  Json body{{"timeout", 50}, {"limit", 100}, {"allowed_updates", wanted_updates()}};
  std::int64_t last = 0;
  const auto read = std::from_chars(last_id.data(), last_id.data() + last_id.size(), last);
  if (read.ec == std::errc() && !last_id.empty() && last < INT64_MAX) body["offset"] = last + 1;
  auto request = call("getUpdates", wire::dump(body), http::Effect::none);
  request.timeout = 65s;  // longer than the 50 s the server holds it
  request.answer_limit = std::size_t{16} << 20U;
  return request;
}

Result<Received> Telegram::receive(const http::Request& request) const { return receive_body(request.body); }

Result<Received> Telegram::receive_polled(const http::Response& response) const {
  if (response.status == 401 || response.status == 404) return fail(Errc::unauthorized, "the bot token is refused");
  if (response.status == 409) return fail(Errc::conflict, "a webhook or another program takes this bot's updates");
  if (response.status != 200) return fail(Errc::unavailable, fmt::format("getUpdates answered {}", response.status));
  return receive_body(response.body);
}

}  // namespace pintu::telegram
