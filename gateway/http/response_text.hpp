// SPDX-License-Identifier: Apache-2.0
// Answers as bytes, with the headers that every answer carries. Pure.
#pragma once

#include <string>

#include "gateway/base/clock.hpp"
#include "gateway/http/message.hpp"

namespace pintu::http {

struct AnswerStyle {
  bool head_only = false;   // answer to HEAD: the length, not the body
  bool keep_alive = false;  // false: "Connection: close"
  bool endless = false;     // no length: the body ends with the connection
  Instant now = {};         // for Date
};
// Framing headers (Content-Length, Connection, ...) are ours and the response's own are left out; so is a field whose
// name or value could break out of its line. nosniff, no-referrer, no-store and frame-ancestors stand in every answer
// that does not say otherwise.
std::string to_wire(const Response& response, const AnswerStyle& style);

// An answer with a short text/plain body: what the server says by itself.
Response plain_answer(int status);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7)
std::string http_date(Instant at);

}  // namespace pintu::http
