// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/reading.hpp"

#include <charconv>
#include <nlohmann/json.hpp>
#include <optional>

namespace pintu::sandbox {

namespace {

// A parameter of a part's head, name="…" or name=token; nullopt when it is not there. Clients differ in blanks.
std::optional<std::string> parameter_of(std::string_view head, std::string_view parameter) {
  const std::string wanted = std::string(parameter) + "=";
  auto at = head.find(wanted);
  while (at != std::string_view::npos && at > 0 && head[at - 1] != ' ' && head[at - 1] != ';') {
    at = head.find(wanted, at + 1);
  }
  if (at == std::string_view::npos) return std::nullopt;
  auto value = head.substr(at + wanted.size());
  const bool quoted = value.starts_with('"');
  if (quoted) value.remove_prefix(1);
  const auto end = value.find_first_of(quoted ? "\"" : ";\r");
  if (quoted && end == std::string_view::npos) return std::nullopt;
  return std::string(value.substr(0, end));
}

std::string boundary_of(const http::Request& request) {
  const std::string_view type = request.headers.first("Content-Type").value_or("");
  const auto at = type.find("boundary=");
  if (!type.starts_with("multipart/form-data") || at == std::string_view::npos) return {};
  auto boundary = type.substr(at + 9);
  if (boundary.starts_with('"')) return std::string(boundary.substr(1, boundary.find('"', 1) - 1));
  return std::string(boundary.substr(0, boundary.find(';')));
}

}  // namespace

const Json& member(const Json& object, const char* key) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found == object.end() ? nothing : *found;
}

std::string text_of(const Json& object, const char* key) {
  const auto& value = member(object, key);
  if (value.is_string()) return value.get<std::string>();
  return value.is_number() ? value.dump() : std::string();
}

std::int64_t integer_of(const Json& object, const char* key, std::int64_t otherwise) {
  const auto& value = member(object, key);
  if (value.is_number_integer()) return value.get<std::int64_t>();
  if (!value.is_string()) return otherwise;
  const auto& text = value.get_ref<const std::string&>();
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  return !text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size() ? number : otherwise;
}

double number_of(const Json& object, const char* key, double otherwise) {
  const auto& value = member(object, key);
  return value.is_number() ? value.get<double>() : otherwise;
}

bool flag_of(const Json& object, const char* key) {
  const auto& value = member(object, key);
  return value == true || value == 1 || value == "1" || value == "true";
}

Json object_from(std::string_view body) {
  if (body.empty()) return Json::object();
  auto value = Json::parse(body, nullptr, false);
  return value.is_object() ? value : Json();
}

std::string dump(const Json& value) { return value.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::vector<Part> parts_of(const http::Request& request) {
  std::vector<Part> parts;
  const auto boundary = boundary_of(request);
  if (boundary.empty()) return parts;
  // Each boundary line but the first stands after the line break that belongs to it.
  const std::string mark = "\r\n--" + boundary;
  const std::string body = "\r\n" + request.body;
  for (auto from = body.find(mark); from != std::string::npos;) {
    from += mark.size();
    const auto end = body.find(mark, from);
    if (end == std::string::npos) break;
    const auto part = std::string_view(body).substr(from, end - from);
    const auto blank = part.find("\r\n\r\n");
    if (blank != std::string_view::npos) {
      const auto head = part.substr(0, blank);
      if (auto name = parameter_of(head, "name")) {
        parts.push_back(
            {*std::move(name), parameter_of(head, "filename").value_or(""), std::string(part.substr(blank + 4))});
      }
    }
    from = end;
  }
  return parts;
}

http::Response json_response(int status, std::string body) {
  http::Response response;
  response.status = status;
  response.headers.add("Content-Type", "application/json");
  response.body = std::move(body);
  return response;
}

}  // namespace pintu::sandbox
