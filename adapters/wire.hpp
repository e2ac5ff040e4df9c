// SPDX-License-Identifier: Apache-2.0
// Reading what providers send as JSON: nothing here throws, whatever the bytes are. For the adapters' .cpp files.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/base/clock.hpp"
#include "gateway/http/message.hpp"

namespace pintu::wire {

using Json = nlohmann::json;

// nullopt when it is no JSON or nested deeper than 64. Malformed UTF-8 and lone surrogates become U+FFFD and numbers
// past the range of a double become null, so that one broken character does not cost the whole body.
std::optional<Json> parse(std::string_view body);

// The member `key` of an object; nullptr when `object` is null or no object, or has no such member or a null there.
const Json* find(const Json* object, const char* key);

// Exactly a 64-bit integer: no string, no 4711.0, nothing past the range.
std::optional<std::int64_t> integer(const Json* value);
std::optional<double> number(const Json* value);  // finite
bool is_true(const Json* value);

// A string as we may keep it: valid UTF-8 without NUL, at most `limit` code points; nullopt for anything else.
std::optional<std::string> text(const Json* value, std::size_t limit = 65536);

// Text of a string or an integer (an id that a provider writes either way); empty for anything else.
std::string id_text(const Json* value);

// One line; malformed UTF-8 becomes U+FFFD.
std::string dump(const Json& value);

// How long Retry-After asks to wait: seconds or an HTTP date (read against the answer's own Date, so that our clock
// does not matter). Between 0 and 1 hour; nullopt without a readable one.
std::optional<Duration> retry_after(const http::Response& response);

// "10/s" or "60/min" as a number a second; nullopt for anything else, less than 0.01 or more than `most`.
std::optional<double> rate(const std::string& text, double most);

// A base URL without its trailing slash; nullopt unless it is http(s)://host… without user, query, fragment or blanks.
std::optional<std::string> base_url(std::string_view text);

}  // namespace pintu::wire
