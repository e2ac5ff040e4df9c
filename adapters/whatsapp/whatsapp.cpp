// SPDX-License-Identifier: Apache-2.0
#include "adapters/whatsapp/whatsapp.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "adapters/whatsapp/parts.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::whatsapp {

namespace {

constexpr std::string_view scheme = "sha256=";
constexpr std::size_t hex_digits = 64;

bool signed_with(std::string_view secret, std::string_view body, std::string_view given) {
  return crypto::equal(crypto::to_hex(crypto::hmac_sha256(secret, body)), given);
}

http::Response plain_text(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "text/plain; charset=utf-8");
  response.headers.add("X-Content-Type-Options", "nosniff");
  response.body = std::move(body);
  return response;
}

// The value of the only pair of this name; nullopt when there is none or more than one.
std::optional<std::string> only(const std::vector<std::pair<std::string, std::string>>& query, std::string_view name) {
  const auto is_it = [name](const auto& pair) { return pair.first == name; };
  if (std::ranges::count_if(query, is_it) != 1) return std::nullopt;
  return http::form_value(query, name);
}

}  // namespace

bool WhatsApp::authentic(const http::Request& request) const {
  const auto given = request.headers.only("X-Hub-Signature-256");
  if (!given || !given->starts_with(scheme) || given->size() != scheme.size() + hex_digits) return false;
  const auto signature = given->substr(scheme.size());
  const auto& previous = settings_.app_secret_previous.empty() ? settings_.app_secret : settings_.app_secret_previous;
  // Both are always compared: how long it takes does not tell which one was right.
  const bool now = signed_with(settings_.app_secret, request.body, signature);
  const bool before = signed_with(previous, request.body, signature);
  return now || before;
}

std::optional<http::Response> WhatsApp::verification(const http::Request& request) const {
  if (request.method != "GET") return std::nullopt;
  const auto query = http::parse_form(request.query());
  const auto token = only(query, "hub.verify_token");
  const bool known = token && !settings_.verify_token.empty() && crypto::equal(*token, settings_.verify_token);
  const auto challenge = only(query, "hub.challenge");
  if (!known || !challenge || only(query, "hub.mode") != "subscribe") return plain_text(403, "forbidden");
  return plain_text(200, *challenge);
}

http::Request WhatsApp::call(std::string body, http::Effect effect) const {
  auto request = get(fmt::format("{}/{}/messages", settings_.api, settings_.phone_number_id));
  request.method = "POST";
  request.headers.add("Content-Type", "application/json");
  request.body = std::move(body);
  request.effect = effect;
  return request;
}

http::Request WhatsApp::get(std::string url) const {
  http::Request request;
  request.target = std::move(url);
  request.headers.add("Authorization", "Bearer " + settings_.token);
  return request;
}

}  // namespace pintu::whatsapp
