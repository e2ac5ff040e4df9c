// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/response_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <ctime>

namespace pintu::http {

namespace {

std::string_view reason_of(int status) {
  switch (status) {
    case 100:
      return "Continue";
    case 200:
      return "OK";
    case 201:
      return "Created";
    case 202:
      return "Accepted";
    case 204:
      return "No Content";
    case 301:
      return "Moved Permanently";
    case 302:
      return "Found";
    case 303:
      return "See Other";
    case 304:
      return "Not Modified";
    case 307:
      return "Temporary Redirect";
    case 308:
      return "Permanent Redirect";
    case 400:
      return "Bad Request";
    case 401:
      return "Unauthorized";
    case 403:
      return "Forbidden";
    case 404:
      return "Not Found";
    case 405:
      return "Method Not Allowed";
    case 406:
      return "Not Acceptable";
    case 408:
      return "Request Timeout";
    case 409:
      return "Conflict";
    case 410:
      return "Gone";
    case 413:
      return "Content Too Large";
    case 415:
      return "Unsupported Media Type";
    case 417:
      return "Expectation Failed";
    case 422:
      return "Unprocessable Content";
    case 429:
      return "Too Many Requests";
    case 431:
      return "Request Header Fields Too Large";
    case 500:
      return "Internal Server Error";
    case 501:
      return "Not Implemented";
    case 502:
      return "Bad Gateway";
    case 503:
      return "Service Unavailable";
    case 504:
      return "Gateway Timeout";
    case 505:
      return "HTTP Version Not Supported";
    default:
      return "Unknown";
  }
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
