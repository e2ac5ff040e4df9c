// SPDX-License-Identifier: Apache-2.0
// What an HTTP parser lets through and a gateway on the open internet must not: framing that two programs read
// differently, and requests without a bound. Pure: bytes and values in, verdicts out (RFC 9112, RFC 9110).
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "gateway/http/message.hpp"

namespace pintu::http {

inline constexpr std::size_t header_bytes_limit = std::size_t{16} * 1024;  // request line and fields together
inline constexpr std::size_t header_fields_limit = 64;

// Why a request is refused; each ends its connection.
enum class Refusal {
  syntax,             // not HTTP: bad token, bare CR or LF, NUL, space before a colon
  obs_fold,           // a field continued on the next line
  header_too_large,   // over header_bytes_limit or header_fields_limit
  version,            // neither HTTP/1.0 nor HTTP/1.1
  host,               // none on HTTP/1.1, or more than one
  transfer_encoding,  // other than exactly one "chunked", on HTTP/1.0, or beside a Content-Length
  content_length,     // repeated, a list, or no plain number
  unexpected_body,    // GET or HEAD with a body
  target,             // not origin form, or a path with "//", "..", NUL or a broken escape
  expectation,        // Expect other than 100-continue
  body_too_large,     // over the route's limit
  chunk_extension,    // chunk headers or trailers over their bound
  timeout,            // header or body not complete in time
  overload,           // the bodies of all connections together are over their bound
};
std::string_view to_string(Refusal why);  // as the metrics call it
int status_of(Refusal why);               // 400, 408, 413, 417, 431, 503 or 505

struct HeaderScan {
  std::optional<std::size_t> size;  // of the whole header block with its empty line, once it is all there
  std::optional<Refusal> refusal;
};
// Looks through the raw bytes of a request from its first byte, before any parser sees them: a fold is not visible
// afterwards. `seen` bytes were scanned by an earlier call and are not looked at again. Neither size nor refusal:
// more bytes are needed.
HeaderScan scan_header(std::string_view bytes, std::size_t seen);

struct RequestHead {
  std::string method;
  std::string target;
  int version = 11;  // 10 or 11
  Headers headers;
};

// How the body comes and what becomes of the connection.
struct BodyPlan {
  bool chunked = false;
  std::uint64_t length = 0;       // of a body that is not chunked
  bool keep_alive = true;         // the far end would send another request
  bool expects_continue = false;  // it waits for "100 Continue" before the body
  bool has_body() const { return chunked || length > 0; }
};
std::expected<BodyPlan, Refusal> judge(const RequestHead& head);

// The path of an origin-form target, percent-decoded once; nullopt when it is not a path that we serve (see
// Refusal::target). The query is not looked at: it is the sender's data.
std::optional<std::string> decoded_path(std::string_view target);

}  // namespace pintu::http
