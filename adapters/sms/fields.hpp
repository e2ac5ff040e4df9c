// SPDX-License-Identifier: Apache-2.0
// What a webhook says as names and values, wherever its provider puts them: form, members of a JSON object, query.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gateway/base/result.hpp"
#include "gateway/http/message.hpp"

namespace pintu::sms {

// A finite number and nothing else.
std::optional<double> to_number(std::string_view text);

class Fields {
 public:
  using Pairs = std::vector<std::pair<std::string, std::string>>;
  Fields() = default;
  explicit Fields(Pairs pairs) : pairs_(std::move(pairs)) {}

  // The first of that name, as raw bytes.
  std::optional<std::string_view> raw(std::string_view name) const;
  bool has(std::string_view name) const { return raw(name).has_value(); }
  // As text that we may keep; empty when there is none.
  std::string text(std::string_view name) const;
  // A short one (an id, a number, a word): at most 256 code points.
  std::string word(std::string_view name) const;
  std::optional<double> number(std::string_view name) const { return to_number(raw(name).value_or("")); }
  std::optional<std::int64_t> integer(std::string_view name) const;
  const Pairs& pairs() const { return pairs_; }

 private:
  Pairs pairs_;
};

enum class BodyKind { none, form, json, xml, other };

// By Content-Type; without one, or with a type that says nothing, by the first character.
BodyKind kind_of_body(const http::Request& request);

// Members of the body first, then those of the query; of a JSON object its texts, numbers and truths.
// malformed: JSON that is none; unsupported: a compressed body, multipart.
Result<Fields> read_fields(const http::Request& request);

// What the Content-Type calls the charset; empty when it says nothing.
std::string said_charset(const http::Request& request);

// Content-Encoding is never undone: such a body is refused.
bool is_compressed(const http::Request& request);

// Whether the request has `Authorization: Basic` of exactly this user and password; in constant time.
bool has_basic_auth(const http::Request& request, std::string_view user, std::string_view password);
std::string basic_auth(std::string_view user, std::string_view password);

http::Response answer(std::string_view content_type, std::string body);

}  // namespace pintu::sms
