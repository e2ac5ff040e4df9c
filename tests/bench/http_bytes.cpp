// SPDX-License-Identifier: Apache-2.0
#include "bench/http_bytes.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace pintu::bench {

namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// The value of a field; empty when it is not there.
std::string_view field(std::string_view head, std::string_view name) {
  while (!head.empty()) {
    const auto end = std::min(head.find("\r\n"), head.size());
    const auto line = head.substr(0, end);
    head.remove_prefix(std::min(end + 2, head.size()));
    if (line.size() <= name.size() || line[name.size()] != ':') continue;
    const bool same = std::ranges::equal(line.substr(0, name.size()), name, {}, lower);
    if (!same) continue;
    auto value = line.substr(name.size() + 1);
    value.remove_prefix(std::min(value.find_first_not_of(' '), value.size()));
    return value;
  }
  return {};
}

}  // namespace

std::optional<WholeMessage> whole_message(std::string_view bytes) {
  const auto end = bytes.find("\r\n\r\n");
  if (end == std::string_view::npos) return std::nullopt;
  WholeMessage message;
  const auto line = bytes.find("\r\n");
  message.start_line = bytes.substr(0, line);
  message.head = line == end ? std::string_view() : bytes.substr(line + 2, end - line - 2);
  if (!field(message.head, "transfer-encoding").empty()) throw std::runtime_error("a far end sent a chunked body");
  std::size_t length = 0;
  const auto written = field(message.head, "content-length");
  std::from_chars(written.data(), written.data() + written.size(), length);
  message.size = end + 4 + length;
  if (bytes.size() < message.size) return std::nullopt;
  message.body = bytes.substr(end + 4, length);
  return message;
}

int status_of(const WholeMessage& response) {
  int status = 0;
  const auto space = response.start_line.find(' ');
  if (space == std::string_view::npos) return 0;
  const auto digits = response.start_line.substr(space + 1);
  std::from_chars(digits.data(), digits.data() + digits.size(), status);
  return status;
}

bool says_close(const WholeMessage& message) {
  const auto value = field(message.head, "connection");
  return std::ranges::equal(value, std::string_view("close"), {}, lower);
}

std::optional<std::int64_t> number_behind(std::string_view json, std::string_view key) {
  const auto at = json.find(key);
  if (at == std::string_view::npos) return std::nullopt;
  auto digits = json.substr(at + key.size());
  // A string of digits is as good: clients write a chat's id either way.
  while (digits.starts_with(' ') || digits.starts_with('"')) digits.remove_prefix(1);
  std::int64_t number = 0;
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  return read.ec == std::errc() ? std::optional(number) : std::nullopt;
}

}  // namespace pintu::bench
