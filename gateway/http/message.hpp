// SPDX-License-Identifier: Apache-2.0
// HTTP as values: what adapters read and write. Header-only, no Beast, no curl.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "gateway/base/clock.hpp"

namespace pintu::http {

// Header fields in the order they came; names compare without case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  void set(std::string_view name, std::string value) {
    std::erase_if(fields_, [&](const auto& f) { return same(f.first, name); });
    fields_.emplace_back(std::string(name), std::move(value));
  }
  std::size_t count(std::string_view name) const {
    return static_cast<std::size_t>(std::ranges::count_if(fields_, [&](const auto& f) { return same(f.first, name); }));
  }
  // The value of the only such field; nullopt when there is none or more than one (a doubled credential is refused).
  std::optional<std::string_view> only(std::string_view name) const {
    if (count(name) != 1) return std::nullopt;
    return first(name);
  }
  std::optional<std::string_view> first(std::string_view name) const {
    for (const auto& [key, value] : fields_) {
      if (same(key, name)) return std::string_view(value);
    }
    return std::nullopt;
  }
  const std::vector<std::pair<std::string, std::string>>& all() const { return fields_; }
  friend bool operator==(const Headers&, const Headers&) = default;

 private:
  static bool same(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
  }
  static char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
  std::vector<std::pair<std::string, std::string>> fields_;
};

// What a request does at the far end: whether it may be sent again when no answer came (DESIGN 2).
enum class Effect { none, creates };

struct Request {
  std::string method = "GET";
  std::string target;  // incoming: origin form "/hooks/tg?x=1"; outgoing: the whole URL
  Headers headers;
  std::string body;  // raw bytes, never decompressed
  // incoming only
  std::string peer;  // remote address without port
  // outgoing only
  Effect effect = Effect::none;
  std::size_t answer_limit = 1 << 20;  // bytes of body we are ready to take
  Duration timeout = std::chrono::seconds(20);
  bool to_file_host = false;  // the URL came from an answer: no credential of ours may follow a redirect

  std::string_view path() const { return std::string_view(target).substr(0, target.find('?')); }
  std::string_view query() const {
    const auto at = target.find('?');
    return at == std::string::npos ? std::string_view() : std::string_view(target).substr(at + 1);
  }
};

struct Response {
  int status = 200;
  Headers headers = {};
  std::string body = {};
};

// No byte of the body left us, so it certainly did nothing.
struct NotSent {
  std::string reason;
};
// It left, and what became of it is not known: timeout, connection lost, answer cut off or over the limit.
struct NoAnswer {
  std::string reason;
};
inline constexpr std::string_view answer_too_large = "too large";  // NoAnswer's reason past Request::answer_limit
using Exchange = std::variant<Response, NotSent, NoAnswer>;

// Percent-decoding: malformed escapes stay as they are; '+' is a space only in queries and forms.
std::string url_decode(std::string_view text, bool plus_is_space);
std::string url_encode(std::string_view text);  // everything but unreserved characters
// Pairs of a query or a form body, in order, empty pairs left out, at most 1000.
std::vector<std::pair<std::string, std::string>> parse_form(std::string_view text);
std::optional<std::string> form_value(const std::vector<std::pair<std::string, std::string>>& form,
                                      std::string_view name);

}  // namespace pintu::http
