// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/response_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace pintu::http {

namespace {

constexpr std::array<std::pair<int, std::string_view>, 32> reasons{{
    {100, "Continue"},
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {301, "Moved Permanently"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {307, "Temporary Redirect"},
    {308, "Permanent Redirect"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {406, "Not Acceptable"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {502, "Bad Gateway"},
    {503, "Service Unavailable"},
    {504, "Gateway Timeout"},
    {505, "HTTP Version Not Supported"},
}};

std::string_view reason_of(int status) {
  const auto found = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
  return found == reasons.end() ? "Unknown" : found->second;
}

bool token_char(char c) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         marks.find(c) != std::string_view::npos;
}

// A value that a citizen's text got into must not become a second header line.
bool safe(std::string_view name, std::string_view value) {
  return !name.empty() && std::ranges::all_of(name, token_char) &&
         std::ranges::none_of(value, [](char c) { return (c >= 0 && c < ' ' && c != '\t') || c == '\x7f'; });
}

bool ours(std::string_view name) {
  static const Headers framing{{"Content-Length", ""}, {"Transfer-Encoding", ""},
                               {"Connection", ""},     {"Keep-Alive", ""},
                               {"Server", ""},         {"Date", ""}};
  return framing.count(name) > 0;
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> always{{
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cache-Control", "no-store"},
    {"Content-Security-Policy", "frame-ancestors 'none'"},
}};

}  // namespace

std::string http_date(Instant at) {
  static constexpr std::array<const char*, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::time_t seconds = std::chrono::duration_cast<std::chrono::seconds>(at.time_since_epoch()).count();
  std::tm t{};
  ::gmtime_r(&seconds, &t);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days.at(static_cast<std::size_t>(t.tm_wday)),
                     t.tm_mday, months.at(static_cast<std::size_t>(t.tm_mon)), t.tm_year + 1900, t.tm_hour, t.tm_min,
                     t.tm_sec);
}

std::string to_wire(const Response& response, const AnswerStyle& style) {
  std::string out = fmt::format("HTTP/1.1 {} {}\r\nServer: pintu\r\nDate: {}\r\n", response.status,
                                reason_of(response.status), http_date(style.now));
  for (const auto& [name, value] : response.headers.all()) {
    if (ours(name) || !safe(name, value)) continue;
    out += fmt::format("{}: {}\r\n", name, value);
  }
  for (const auto& [name, value] : always) {
    if (response.headers.count(name) == 0) out += fmt::format("{}: {}\r\n", name, value);
  }
  const bool bodyless = response.status == 204 || response.status == 304;
  if (!bodyless && !style.endless) out += fmt::format("Content-Length: {}\r\n", response.body.size());
  if (!style.keep_alive) out += "Connection: close\r\n";
  out += "\r\n";
  if (!bodyless && !style.head_only) out += response.body;
  return out;
}

Response plain_answer(int status) {
  return {.status = status,
          .headers = {{"Content-Type", "text/plain; charset=utf-8"}},
          .body = fmt::format("{} {}\n", status, reason_of(status))};
}

}  // namespace pintu::http
