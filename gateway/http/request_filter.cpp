// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/request_filter.hpp"

#include <algorithm>
#include <charconv>

namespace pintu::http {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string_view trimmed(std::string_view text) {
  const auto begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

// Whether a comma-separated list, over all fields of that name, holds the token.
bool lists(const Headers& headers, std::string_view name, std::string_view token) {
  for (const auto& [key, value] : headers.all()) {
    if (lower(key) != name) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const auto comma = rest.find(',');
      if (lower(trimmed(rest.substr(0, comma))) == token) return true;
      rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
    }
  }
  return false;
}

std::optional<std::uint64_t> plain_number(std::string_view text) {
  std::uint64_t number = 0;
  if (text.empty() || text.size() > 18) return std::nullopt;
  if (!std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; })) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

std::optional<Refusal> frame(const RequestHead& head, BodyPlan& plan) {
  const auto encodings = head.headers.count("transfer-encoding");
  const auto lengths = head.headers.count("content-length");
  if (encodings > 0) {
    if (head.version == 10 || encodings > 1 || lengths > 0) return Refusal::transfer_encoding;
    if (lower(trimmed(*head.headers.first("transfer-encoding"))) != "chunked") return Refusal::transfer_encoding;
    plan.chunked = true;
  }
  if (lengths > 1) return Refusal::content_length;
  if (lengths == 1) {
    const auto length = plain_number(trimmed(*head.headers.first("content-length")));
    if (!length) return Refusal::content_length;
    plan.length = *length;
  }
  return std::nullopt;
}

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

// Percent-decoded; nullopt on a broken escape, which two programs would read differently.
std::optional<std::string> strictly_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    if (i + 2 >= text.size()) return std::nullopt;
    const int high = hex_value(text[i + 1]);
    const int low = hex_value(text[i + 2]);
    if (high < 0 || low < 0) return std::nullopt;
    out += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return out;
}

}  // namespace

std::string_view to_string(Refusal why) {
  switch (why) {
    case Refusal::syntax:
      return "syntax";
    case Refusal::obs_fold:
      return "obs_fold";
    case Refusal::header_too_large:
      return "header_too_large";
    case Refusal::version:
      return "version";
    case Refusal::host:
      return "host";
    case Refusal::transfer_encoding:
      return "transfer_encoding";
    case Refusal::content_length:
      return "content_length";
    case Refusal::unexpected_body:
      return "unexpected_body";
    case Refusal::target:
      return "target";
    case Refusal::expectation:
      return "expectation";
    case Refusal::body_too_large:
      return "body_too_large";
    case Refusal::chunk_extension:
      return "chunk_extension";
    case Refusal::timeout:
      return "timeout";
    case Refusal::overload:
      return "overload";
  }
  return "unknown";
}

int status_of(Refusal why) {
  switch (why) {
    case Refusal::header_too_large:
      return 431;
    case Refusal::version:
      return 505;
    case Refusal::expectation:
      return 417;
    case Refusal::body_too_large:
      return 413;
    case Refusal::timeout:
      return 408;
    case Refusal::overload:
      return 503;
    case Refusal::syntax:
    case Refusal::obs_fold:
    case Refusal::host:
    case Refusal::transfer_encoding:
    case Refusal::content_length:
    case Refusal::unexpected_body:
    case Refusal::target:
    case Refusal::chunk_extension:
      return 400;
  }
  return 400;
}

HeaderScan scan_header(std::string_view bytes, std::size_t seen) {
  // Three bytes back: a line end that was cut by the last read.
  for (std::size_t i = seen > 3 ? seen - 3 : 0; i < bytes.size(); ++i) {
    if (i >= header_bytes_limit) return {.size = {}, .refusal = Refusal::header_too_large};
    const char c = bytes[i];
    if (c == '\0') return {.size = {}, .refusal = Refusal::syntax};
    if (c == '\r' && i + 1 < bytes.size() && bytes[i + 1] != '\n') return {.size = {}, .refusal = Refusal::syntax};
    if (c != '\n') continue;
    if (i == 0 || bytes[i - 1] != '\r') return {.size = {}, .refusal = Refusal::syntax};
    if (i >= 3 && bytes.substr(i - 3, 4) == "\r\n\r\n") return {.size = i + 1, .refusal = {}};
    if (i + 1 < bytes.size() && (bytes[i + 1] == ' ' || bytes[i + 1] == '\t')) {
      return {.size = {}, .refusal = Refusal::obs_fold};
    }
  }
  return {};
}

std::optional<std::string> decoded_path(std::string_view target) {
  if (!target.starts_with('/') || target.find('#') != std::string_view::npos) return std::nullopt;
  auto path = strictly_decoded(target.substr(0, target.find('?')));
  if (!path) return std::nullopt;
  const bool bad = path->find("//") != std::string::npos || path->find("..") != std::string::npos ||
                   path->find('\\') != std::string::npos ||
                   std::ranges::any_of(*path, [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; });
  if (bad) return std::nullopt;
  return path;
}

std::expected<BodyPlan, Refusal> judge(const RequestHead& head) {
  if (head.version != 10 && head.version != 11) return std::unexpected(Refusal::version);
  if (head.headers.all().size() > header_fields_limit) return std::unexpected(Refusal::header_too_large);
  const auto hosts = head.headers.count("host");
  if (hosts > 1 || (hosts == 0 && head.version == 11)) return std::unexpected(Refusal::host);
  BodyPlan plan;
  if (const auto refusal = frame(head, plan)) return std::unexpected(*refusal);
  if ((head.method == "GET" || head.method == "HEAD") && plan.has_body()) {
    return std::unexpected(Refusal::unexpected_body);
  }
  if (!decoded_path(head.target)) return std::unexpected(Refusal::target);
  if (const auto expectations = head.headers.count("expect"); expectations > 0 && head.version == 11) {
    if (expectations > 1 || lower(trimmed(*head.headers.first("expect"))) != "100-continue") {
      return std::unexpected(Refusal::expectation);
    }
    plan.expects_continue = plan.has_body();
  }
  plan.keep_alive = head.version == 11 && !lists(head.headers, "connection", "close");
  return plan;
}

}  // namespace pintu::http
