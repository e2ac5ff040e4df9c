// SPDX-License-Identifier: Apache-2.0
#include "gateway/app/config_values.hpp"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "dialogs/language/language.hpp"
#include "gateway/base/crypto.hpp"

namespace pintu::app {

namespace {

// The whole of `text` as a number that is not negative.
std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
  return value;
}

}  // namespace

std::string to_string(const Fault& fault) { return fault.at + ": " + fault.message; }

std::optional<HostPort> parse_host_port(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto port = whole_number(text.substr(colon + 1));
  if (!port || *port > 65535) return std::nullopt;
  auto host = text.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) {
    host = host.substr(1, host.size() - 2);
    if (host.find(':') == std::string_view::npos) return std::nullopt;
  } else if (host.find_first_of(":[] \t/") != std::string_view::npos) {
    return std::nullopt;
  } else if (host.empty()) {
    host = "0.0.0.0";
  }
  return HostPort{std::string(host), static_cast<std::uint16_t>(*port)};
}

std::optional<double> parse_rate(std::string_view text) {
  const auto slash = text.find('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto count = whole_number(text.substr(0, slash));
  const auto unit = text.substr(slash + 1);
  if (!count || *count == 0) return std::nullopt;
  if (unit == "s") return *count * 60.0;
  if (unit == "min") return *count;
  if (unit == "h") return *count / 60.0;
  return std::nullopt;
}

std::optional<Duration> parse_duration(std::string_view text) {
  static constexpr std::array<std::pair<std::string_view, std::int64_t>, 5> units{
      {{"ms", 1}, {"s", 1000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}}};
  for (const auto& [name, milliseconds] : units) {
    if (!text.ends_with(name)) continue;
    if (const auto count = whole_number(text.substr(0, text.size() - name.size()))) {
      return Duration{milliseconds * *count};
    }
  }
  return std::nullopt;
}

std::optional<std::string> read_master_key(const std::string& text) {
  if (text.size() == crypto::key_size) return text;
  if (auto bytes = crypto::from_hex(text); bytes && bytes->size() == crypto::key_size) return bytes;
  if (auto bytes = crypto::from_base64(text); bytes && bytes->size() == crypto::key_size) return bytes;
  return std::nullopt;
}

std::string nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::string_view best;
  int limit = word.size() < 5 ? 1 : 2;  // a short word may have one slip, a longer one two
  for (const auto candidate : candidates) {
    const auto far = dialogs::language::distance(word, candidate, limit);
    if (far > limit) continue;
    best = candidate;
    limit = far - 1;
  }
  return std::string(best);
}

std::optional<std::string> read_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  std::array<char, INET6_ADDRSTRLEN> spelled{};
  for (const int family : {AF_INET, AF_INET6}) {
    if (::inet_pton(family, text.c_str(), bytes.data()) == 1) {
      return ::inet_ntop(family, bytes.data(), spelled.data(), static_cast<socklen_t>(spelled.size()));
    }
  }
  return std::nullopt;
}

bool is_base_url(std::string_view text) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (!text.starts_with(scheme)) continue;
    const auto rest = text.substr(scheme.size());
    const auto host = rest.substr(0, rest.find('/'));
    const bool plain = std::ranges::none_of(text, [](char c) {
      return static_cast<unsigned char>(c) <= ' ' || c == '?' || c == '#' || c == '@' || c == '"';
    });
    return plain && !host.empty() && !host.starts_with(':');
  }
  return false;
}

}  // namespace pintu::app
