// SPDX-License-Identifier: Apache-2.0
// Reading what a client sent, whatever it sent: nothing here throws. For the sandbox's .cpp files.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "gateway/http/message.hpp"

namespace pintu::sandbox {

using Json = nlohmann::json;

// The member `key` of an object; a null when `object` is no object or has no such member.
const Json& member(const Json& object, const char* key);
// A string, or a number as text; "" for anything else.
std::string text_of(const Json& object, const char* key);
// An integer, also one that is written as a string; `otherwise` for anything else.
std::int64_t integer_of(const Json& object, const char* key, std::int64_t otherwise = 0);
double number_of(const Json& object, const char* key, double otherwise = 0);
// true, 1, "1" and "true".
bool flag_of(const Json& object, const char* key);

// An object; an empty body is an empty one. A null when it is something else.
Json object_from(std::string_view body);
// One line; malformed UTF-8 becomes U+FFFD.
std::string dump(const Json& value);

// The parts of a multipart/form-data body, in order (RFC 7578); none when it is not one.
struct Part {
  std::string name;
  std::string file_name;  // "" = a plain field
  std::string body;
};
std::vector<Part> parts_of(const http::Request& request);

http::Response json_response(int status, std::string body);

}  // namespace pintu::sandbox
