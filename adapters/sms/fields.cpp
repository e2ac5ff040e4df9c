// SPDX-License-Identifier: Apache-2.0
#include "adapters/sms/fields.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "adapters/sms/charset.hpp"
#include "adapters/wire.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::sms {

using wire::Json;

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return out;
}

bool read_json(std::string_view body, Fields::Pairs& pairs) {
  const auto json = wire::parse(body);
  if (!json || !json->is_object()) return false;
  for (const auto& [key, value] : json->items()) {
    if (value.is_string()) {
      pairs.emplace_back(key, value.get_ref<const std::string&>());
    } else if (value.is_number() || value.is_boolean()) {
      pairs.emplace_back(key, wire::dump(value));
    }
  }
  return true;
}

}  // namespace

std::optional<std::string_view> Fields::raw(std::string_view name) const {
  for (const auto& [key, value] : pairs_) {
    if (key == name) return std::string_view(value);
  }
  return std::nullopt;
}

std::string Fields::text(std::string_view name) const { return clean(raw(name).value_or("")); }

std::string Fields::word(std::string_view name) const { return clean(raw(name).value_or(""), longest_name); }

std::optional<double> to_number(std::string_view text) {
  if (text.empty() || text.size() > 32 || text.front() == ' ') return std::nullopt;
  const std::string copy(text);
  char* end = nullptr;
  const double value = std::strtod(copy.c_str(), &end);
  if (end != copy.c_str() + copy.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::optional<std::int64_t> Fields::integer(std::string_view name) const {
  const auto text = raw(name).value_or("");
  std::int64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
  return value;
}

BodyKind kind_of_body(const http::Request& request) {
  if (request.body.empty()) return BodyKind::none;
  const auto type = lower(request.headers.first("Content-Type").value_or(""));
  if (type.starts_with("multipart/")) return BodyKind::other;
  if (type.find("json") != std::string::npos) return BodyKind::json;
  if (type.find("xml") != std::string::npos) return BodyKind::xml;
  if (type.find("x-www-form-urlencoded") != std::string::npos) return BodyKind::form;
  const auto first = request.body.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
  if (first == std::string::npos) return BodyKind::form;
  const char c = request.body[first];
  return c == '{' || c == '[' ? BodyKind::json : c == '<' ? BodyKind::xml : BodyKind::form;
}

std::string said_charset(const http::Request& request) {
  const auto type = lower(request.headers.first("Content-Type").value_or(""));
  const auto at = type.find("charset=");
  if (at == std::string::npos) return {};
  auto value = std::string_view(type).substr(at + 8);
  value = value.substr(0, value.find(';'));
  while (!value.empty() && (value.front() == '"' || value.front() == ' ')) value.remove_prefix(1);
  while (!value.empty() && (value.back() == '"' || value.back() == ' ')) value.remove_suffix(1);
  return std::string(value);
}

bool is_compressed(const http::Request& request) {
  const auto encoding = lower(request.headers.first("Content-Encoding").value_or(""));
  return !encoding.empty() && encoding != "identity";
}

Result<Fields> read_fields(const http::Request& request) {
  if (is_compressed(request)) return fail(Errc::unsupported, "the body is compressed");
  Fields::Pairs pairs;
  switch (kind_of_body(request)) {
    case BodyKind::none:
      break;
    case BodyKind::form:
      pairs = http::parse_form(request.body);
      break;
    case BodyKind::json:
      if (!read_json(request.body, pairs)) return fail(Errc::malformed, "the body is no JSON object");
      break;
    case BodyKind::xml:
    case BodyKind::other:
      return fail(Errc::unsupported, "the body is neither a form nor JSON");
  }
  for (auto& pair : http::parse_form(request.query())) pairs.push_back(std::move(pair));
  return Fields(std::move(pairs));
}

std::string basic_auth(std::string_view user, std::string_view password) {
  return "Basic " + crypto::to_base64(std::string(user) + ":" + std::string(password));
}

bool has_basic_auth(const http::Request& request, std::string_view user, std::string_view password) {
  const auto given = request.headers.only("Authorization");
  return given && crypto::equal(*given, basic_auth(user, password));
}

http::Response answer(std::string_view content_type, std::string body) {
  http::Response response;
  response.headers.add("Content-Type", std::string(content_type));
  response.body = std::move(body);
  return response;
}

}  // namespace pintu::sms
