// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/response_text.hpp"

#include <catch2/catch.hpp>

using namespace pintu;
using namespace pintu::http;

namespace {

const Instant now{std::chrono::milliseconds(784111777000)};

std::string wire(const Response& response, AnswerStyle style) {
  style.now = now;
  return to_wire(response, style);
}

}  // namespace

TEST_CASE("response: the date as RFC 9110 writes it", "[http][response]") {
  CHECK(http_date(now) == "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST_CASE("response: the whole of it", "[http][response]") {
  const Response response{.status = 429, .headers = {{"Retry-After", "7"}}, .body = "pelan"};
  CHECK(wire(response, {.keep_alive = true}) ==
        "HTTP/1.1 429 Too Many Requests\r\nServer: pintu\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nRetry-After: 7\r\n"
        "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\nCache-Control: no-store\r\n"
        "Content-Security-Policy: frame-ancestors 'none'\r\nContent-Length: 5\r\n\r\npelan");
}

TEST_CASE("response: a handler's own headers stand, those of the framing do not", "[http][response]") {
  const Response response{.headers = {{"content-length", "99"},
                                      {"Transfer-Encoding", "chunked"},
                                      {"Connection", "keep-alive"},
                                      {"cache-control", "max-age=60"}},
                          .body = "x"};
  const auto text = wire(response, {});
  CHECK(text.find("ength: 99") == std::string::npos);
  CHECK(text.find("Content-Length: 1\r\n") != std::string::npos);
  CHECK(text.find("chunked") == std::string::npos);
  CHECK(text.find("keep-alive") == std::string::npos);
  CHECK(text.find("Connection: close\r\n") != std::string::npos);
  CHECK(text.find("cache-control: max-age=60\r\n") != std::string::npos);
  CHECK(text.find("no-store") == std::string::npos);
}

TEST_CASE("response: no value breaks out of its line", "[http][response]") {
  const Response response{.headers = {{"X-A", "1\r\nSet-Cookie: a=b"}, {"X\r\nY", "1"}, {"X-B", "aman"}, {"", "1"}}};
  const auto text = wire(response, {});
  CHECK(text.find("Set-Cookie") == std::string::npos);
  CHECK(text.find("\r\nY") == std::string::npos);
  CHECK(text.find("X-B: aman\r\n") != std::string::npos);
}

TEST_CASE("response: bodies that are not sent", "[http][response]") {
  CHECK(wire({.body = "halo"}, {.head_only = true}).ends_with("Content-Length: 4\r\nConnection: close\r\n\r\n"));
  const auto empty = wire({.status = 204, .body = "x"}, {.keep_alive = true});
  CHECK(empty.find("Content-Length") == std::string::npos);
  CHECK(empty.ends_with("\r\n\r\n"));
  CHECK(wire({}, {.endless = true}).find("Content-Length") == std::string::npos);
}
