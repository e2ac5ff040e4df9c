// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/request_filter.hpp"

#include <catch2/catch.hpp>

using namespace pintu::http;

namespace {

std::string verdict(const std::expected<BodyPlan, Refusal>& judged) {
  if (!judged) return std::string(to_string(judged.error()));
  std::string text = judged->chunked ? "chunked" : std::to_string(judged->length);
  if (judged->keep_alive) text += " keep";
  if (judged->expects_continue) text += " continue";
  return text;
}

RequestHead head(std::string method, int version, Headers headers) {
  return {.method = std::move(method), .target = "/", .version = version, .headers = std::move(headers)};
}

}  // namespace

TEST_CASE("filter: the header's end is found however the bytes are cut", "[http][filter]") {
  const std::string bytes = "GET / HTTP/1.1\r\nHost: x\r\n\r\nGET /next";
  for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
    const auto first = scan_header(std::string_view(bytes).substr(0, cut), 0);
    CHECK_FALSE(first.refusal.has_value());
    const auto whole = scan_header(bytes, cut < 27 ? cut : 0);
    CHECK(whole.size == 27);
    CHECK(first.size.has_value() == (cut >= 27));
  }
}

TEST_CASE("filter: a fault in the header is found however the bytes are cut", "[http][filter]") {
  for (const std::string& bytes :
       {std::string("GET / HTTP/1.1\r\nA: 1\r\n 2\r\n\r\n"), std::string("GET / HTTP/1.1\nA: 1\n\n"),
        std::string("GET / HTTP/1.1\r\nA: 1\rB: 2\r\n\r\n"), std::string("GET / HTTP/1.1\r\nA: \0\r\n\r\n", 24)}) {
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
      const auto first = scan_header(std::string_view(bytes).substr(0, cut), 0);
      CHECK_FALSE(first.size.has_value());
      if (first.refusal) continue;
      CHECK(scan_header(bytes, cut).refusal.has_value());
    }
  }
}

TEST_CASE("filter: 16 KiB of header are taken, one byte more is not", "[http][filter]") {
  const std::string start = "GET / HTTP/1.1\r\nA: ";
  const auto padded = [&](std::size_t size) { return start + std::string(size - start.size() - 4, 'x') + "\r\n\r\n"; };
  CHECK(scan_header(padded(header_bytes_limit), 0).size == header_bytes_limit);
  CHECK(scan_header(padded(header_bytes_limit + 1), 0).refusal == Refusal::header_too_large);
}

TEST_CASE("filter: how a body comes and whether the connection stays", "[http][filter]") {
  const std::pair<std::string, std::string> host{"Host", "x"};
  CHECK(verdict(judge(head("GET", 11, {host}))) == "0 keep");
  CHECK(verdict(judge(head("POST", 11, {host}))) == "0 keep");
  CHECK(verdict(judge(head("POST", 11, {host, {"content-length", "12"}}))) == "12 keep");
  CHECK(verdict(judge(head("POST", 11, {host, {"Transfer-Encoding", "CHUNKED "}}))) == "chunked keep");
  CHECK(verdict(judge(head("POST", 11, {host, {"Connection", "x, Close"}}))) == "0");
  CHECK(verdict(judge(head("POST", 11, {host, {"Connection", "x"}, {"connection", "close"}}))) == "0");
  CHECK(verdict(judge(head("GET", 10, {}))) == "0");
  CHECK(verdict(judge(head("GET", 10, {{"Connection", "keep-alive"}}))) == "0");
  const std::pair<std::string, std::string> expect{"Expect", "100-Continue"};
  CHECK(verdict(judge(head("POST", 11, {host, expect, {"Content-Length", "5"}}))) == "5 keep continue");
  CHECK(verdict(judge(head("POST", 11, {host, expect}))) == "0 keep");
  CHECK(verdict(judge(head("POST", 10, {host, expect, {"Content-Length", "5"}}))) == "5");
}

TEST_CASE("filter: what is refused, by values", "[http][filter]") {
  const std::pair<std::string, std::string> host{"Host", "x"};
  const std::pair<std::string, std::string> chunked{"Transfer-Encoding", "chunked"};
  CHECK(verdict(judge(head("GET", 11, {}))) == "host");
  CHECK(verdict(judge(head("GET", 20, {host}))) == "version");
  CHECK(verdict(judge(head("POST", 11, {host, chunked, {"Content-Length", "0"}}))) == "transfer_encoding");
  CHECK(verdict(judge(head("POST", 10, {host, chunked}))) == "transfer_encoding");
  CHECK(verdict(judge(head("POST", 11, {host, {"Transfer-Encoding", "chunked, chunked"}}))) == "transfer_encoding");
  CHECK(verdict(judge(head("POST", 11, {host, {"Content-Length", "1 2"}}))) == "content_length");
  CHECK(verdict(judge(head("POST", 11, {host, {"Content-Length", "1234567890123456789"}}))) == "content_length");
  CHECK(verdict(judge(head("HEAD", 11, {host, {"Content-Length", "1"}}))) == "unexpected_body");
  CHECK(verdict(judge(head("PUT", 11, {host, {"Expect", "200-ok"}}))) == "expectation");
  Headers many{host};
  while (many.all().size() < header_fields_limit) many.add("A", "1");
  CHECK(verdict(judge(head("GET", 11, many))) == "0 keep");
  many.add("A", "1");
  CHECK(verdict(judge(head("GET", 11, many))) == "header_too_large");
}

TEST_CASE("filter: paths are decoded once", "[http][filter]") {
  CHECK(decoded_path("/") == "/");
  CHECK(decoded_path("/hooks/tg?x=//..%zz") == "/hooks/tg");
  CHECK(decoded_path("/a%20b%C3%A9+") == "/a b\xc3\xa9+");
  CHECK(decoded_path("/%2541") == "/%41");
  CHECK(decoded_path("/a.b/.c/d.") == "/a.b/.c/d.");
  for (const auto* bad : {"", "x", "*", "//", "/a//b", "/..", "/%2e%2E", "/a\\b", "/%", "/%1", "/%g0", "/%00", "/%7f",
                          "/%0a", "/#", "http://x/"}) {
    INFO(bad);
    CHECK_FALSE(decoded_path(bad).has_value());
  }
}
