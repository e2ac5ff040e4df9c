// SPDX-License-Identifier: Apache-2.0
// Bytes that try to be read differently by two programs, or to have no bound. Each must be answered by exactly one
// refusal and a closed connection, and must not reach a handler.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "gateway/base/metrics.hpp"
#include "http/loop_thread.hpp"
#include "http/raw_socket.hpp"

using namespace pintu;
using namespace pintu::test;
using namespace std::chrono_literals;

namespace {

struct Attempt {
  std::string label;
  std::string bytes;
  int status;
  std::string reason;
};

// A second request stands behind many attempts: were the first one's framing misread, it would be answered.
const std::string smuggled = "GET /in HTTP/1.1\r\nHost: x\r\n\r\n";

std::string repeated(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

std::string with(const std::string& fields) { return "POST /in HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n"; }
std::string to(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n"; }

std::vector<Attempt> framing() {
  const std::string te = "Transfer-Encoding: ";
  const std::string chunk = "3\r\nabc\r\n0\r\n\r\n";
  const std::string encoding = "transfer_encoding";
  const std::string length = "content_length";
  return {
      {"xchunked", with(te + "xchunked\r\n") + smuggled, 400, encoding},
      {"chunked, identity", with(te + "chunked, identity\r\n") + smuggled, 400, encoding},
      {"identity", with(te + "identity\r\n") + smuggled, 400, encoding},
      {"gzip, chunked", with(te + "gzip, chunked\r\n") + chunk, 400, encoding},
      {"chunked twice", with(te + "chunked\r\n" + te + "chunked\r\n") + chunk, 400, encoding},
      {"chunked in quotes", with(te + "\"chunked\"\r\n") + chunk, 400, encoding},
      {"empty", with(te + "\r\n") + smuggled, 400, encoding},
      {"vertical tab before chunked", with(te + "\vchunked\r\n") + chunk, 400, "syntax"},
      {"on HTTP/1.0", "POST /in HTTP/1.0\r\nHost: x\r\n" + te + "chunked\r\n\r\n" + chunk, 400, encoding},
      {"length, then encoding", with("Content-Length: 3\r\n" + te + "chunked\r\n") + chunk, 400, ""},
      {"encoding, then length", with(te + "chunked\r\nContent-Length: 3\r\n") + chunk, 400, ""},
      {"two lengths, different", with("Content-Length: 3\r\nContent-Length: 4\r\n") + "abcd", 400, length},
      {"two lengths, equal", with("Content-Length: 3\r\nContent-Length: 3\r\n") + "abc", 400, length},
      {"a list of lengths", with("Content-Length: 3, 3\r\n") + "abc", 400, length},
      {"+3", with("Content-Length: +3\r\n") + "abc", 400, length},
      {"-1", with("Content-Length: -1\r\n") + "abc", 400, length},
      {"0x3", with("Content-Length: 0x3\r\n") + "abc", 400, length},
      {"3 with a tail", with("Content-Length: 3abc\r\n") + "abc", 400, length},
      {"no digits", with("Content-Length: \r\n") + "abc", 400, length},
      {"over 64 bits", with("Content-Length: 99999999999999999999\r\n") + "abc", 400, length},
      {"GET with a length", "GET /in HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", 400, "unexpected_body"},
      {"HEAD with chunks", "HEAD /in HTTP/1.1\r\nHost: x\r\n" + te + "chunked\r\n\r\n" + chunk, 400, "unexpected_body"},
  };
}

std::vector<Attempt> chunks() {
  const std::string te = "Transfer-Encoding: ";
  return {
      {"chunk size +3", with(te + "chunked\r\n") + "+3\r\nabc\r\n0\r\n\r\n", 400, "syntax"},
      {"chunk size 0x3", with(te + "chunked\r\n") + "0x3\r\nabc\r\n0\r\n\r\n", 400, ""},
      {"chunk size over 64 bits", with(te + "chunked\r\n") + "fffffffffffffffff\r\n", 400, "syntax"},
      {"chunk without its line end", with(te + "chunked\r\n") + "3\r\nabcde\r\n0\r\n\r\n", 400, ""},
      {"a long chunk extension", with(te + "chunked\r\n") + "3;a=" + std::string(2000, 'x') + "\r\nabc\r\n0\r\n\r\n",
       400, "chunk_extension"},
      {"a chunk extension without end", with(te + "chunked\r\n") + "3;a=" + std::string(20000, 'x'), 400,
       "chunk_extension"},
      {"many chunk extensions",
       with(te + "chunked\r\n") + repeated("1;abcdefghijklmnopqrstuvwxyz=abcdefghijklmnopqrstuvwxyz\r\na\r\n", 100),
       400, "chunk_extension"},
      {"trailers without end", with(te + "chunked\r\n") + "0\r\n" + repeated("A: b\r\n", 2000), 400, "chunk_extension"},
  };
}

std::vector<Attempt> heads() {
  const std::string get = "GET /in HTTP/1.1\r\n";
  return {
      {"no Host", get + "\r\n", 400, "host"},
      {"two Hosts", get + "Host: a\r\nHost: b\r\n\r\n", 400, "host"},
      {"two equal Hosts", get + "Host: a\r\nhost: a\r\n\r\n", 400, "host"},
      {"two Hosts on 1.0", "GET /in HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", 400, "host"},
      {"a fold", get + "Host: x\r\nX-A: 1\r\n 2\r\n\r\n", 400, "obs_fold"},
      {"a fold by tab", get + "Host: x\r\nX-A: 1\r\n\t2\r\n\r\n", 400, "obs_fold"},
      {"a fold in the first field", get + " Host: x\r\n\r\n", 400, "obs_fold"},
      {"a folded encoding", with("Transfer-Encoding:\r\n chunked\r\n") + smuggled, 400, "obs_fold"},
      {"bare LF", "GET /in HTTP/1.1\nHost: x\n\n", 400, "syntax"},
      {"bare LF in a value", get + "Host: x\r\nX-A: 1\nX-B: 2\r\n\r\n", 400, "syntax"},
      {"bare CR in a value", get + "Host: x\r\nX-A: 1\rX-B: 2\r\n\r\n", 400, "syntax"},
      {"NUL in a value", get + "Host: x\r\nX-A: 1" + std::string(1, '\0') + "\r\n\r\n", 400, "syntax"},
      {"vertical tab in a value", get + "Host: x\r\nX-A: 1\v2\r\n\r\n", 400, "syntax"},
      {"space before the colon", get + "Host : x\r\n\r\n", 400, "syntax"},
      {"no field name", get + "Host: x\r\n: 1\r\n\r\n", 400, "syntax"},
      {"no colon", get + "Host: x\r\nnonsense\r\n\r\n", 400, "syntax"},
      {"leading space", " GET /in HTTP/1.1\r\nHost: x\r\n\r\n", 400, "syntax"},
      {"two spaces", "GET  /in HTTP/1.1\r\nHost: x\r\n\r\n", 400, ""},
      {"no version", "GET /in\r\nHost: x\r\n\r\n", 400, ""},
      {"version 2.0", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505, "version"},
      {"version 1.2", "GET /in HTTP/1.2\r\nHost: x\r\n\r\n", 505, "version"},
      {"TLS where there is none", std::string("\x16\x03\x01\x00\xa5\x01\x00\x00", 8), 400, "syntax"},
      {"a long line", get + "Host: x\r\nX-A: " + std::string(17000, 'x') + "\r\n\r\n", 431, "header_too_large"},
      {"a long target", to("/in?" + std::string(17000, 'x')), 431, "header_too_large"},
      {"a header without end", get + repeated("X-A: 1\r\n", 4000), 431, "header_too_large"},
      {"65 fields", get + "Host: x\r\n" + repeated("X-A: 1\r\n", 64) + "\r\n", 431, "header_too_large"},
      {"a body over the limit", with("Content-Length: 101\r\n") + "abc", 413, "body_too_large"},
      {"a body far over the limit", with("Content-Length: 104857600\r\n"), 413, "body_too_large"},
      {"chunks over the limit", with("Transfer-Encoding: chunked\r\n") + "3c\r\n" + std::string(60, 'x') + "\r\n3c\r\n",
       413, "body_too_large"},
      {"one chunk over the limit", with("Transfer-Encoding: chunked\r\n") + "ffffff\r\nabc", 413, "body_too_large"},
      {"another expectation", with("Expect: miracles\r\nContent-Length: 3\r\n") + "abc", 417, "expectation"},
      {"two expectations", with("Expect: 100-continue\r\nExpect: 100-continue\r\nContent-Length: 3\r\n") + "abc", 417,
       "expectation"},
  };
}

std::vector<Attempt> targets() {
  std::vector<Attempt> attempts;
  for (const std::string target :
       {"http://x/in",    "https://other/in", "x:80",     "*",          "in",         "//in",
        "/a//in",         "/../in",           "/a/../in", "/in/..",     "/%2e%2e/in", "/%2E./in",
        "/a/%2e%2e%2fin", "/a%2f%2fin",       "/in%00",   "/%0d%0aX:y", "/in%",       "/in%4",
        "/in%zz",         "/in#top",          "/a\\in",   "/%5cin"}) {
    attempts.push_back({"target " + target, to(target), 400, "target"});
  }
  return attempts;
}

std::vector<http::Route> counting(int& handled) {
  const auto handle = [&handled](const http::Request&, const http::Respond& respond) {
    ++handled;
    respond({.status = 200, .body = "in"});
  };
  return {{.method = "POST", .path = "/in", .body_limit = 100, .handle = handle},
          {.method = "GET", .path = "/*", .body_limit = 0, .handle = handle}};
}

void must_refuse(Served& served, const int& handled, LoopThread& thread, const Attempt& attempt) {
  const auto counted = [&] { return metrics::value("pintu_http_refused_total", {{"reason", attempt.reason}}); };
  const auto before = counted();
  RawSocket socket(served.port());
  socket.send(attempt.bytes);
  const auto answer = socket.read_all();
  CHECK(status_of(answer) == attempt.status);
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.find("HTTP/1.1", 1) == std::string::npos);
  CHECK(thread.call([&] { return handled; }) == 0);
  if (!attempt.reason.empty()) CHECK(counted() == before + 1);
}

}  // namespace

TEST_CASE("server: hostile requests get one refusal and a closed connection", "[http][abuse]") {
  LoopThread thread;
  int handled = 0;
  Served served(thread, {}, counting(handled));
  for (const auto& attempts : {framing(), chunks(), heads(), targets()}) {
    for (const auto& attempt : attempts) {
      INFO(attempt.label);
      must_refuse(served, handled, thread, attempt);
    }
  }
}

TEST_CASE("server: a good request is not taken for a hostile one", "[http][abuse]") {
  LoopThread thread;
  int handled = 0;
  Served served(thread, {}, counting(handled));
  const std::string close = "Connection: close\r\n";
  for (const auto& bytes : std::vector<std::string>{
           with(close + "Content-Length: 3\r\n") + "abc",
           with(close + "Content-Length: 0\r\n"),
           with(close + "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n",
           with(close + "transfer-encoding: Chunked\r\n") + "3;ext=1\r\nabc\r\n0\r\nTrailer: x\r\n\r\n",
           with(close + "Content-Length: 100\r\n") + std::string(100, 'x'),
           "GET /in HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n" + close + "\r\n",
           "GET /in HTTP/1.0\r\n\r\n",
           "GET /in HTTP/1.1\r\nHost:\r\n" + close + "\r\n",
           "GET /in HTTP/1.1\r\nHost: x\r\n" + close + repeated("X-A: 1\r\n", 62) + "\r\n",
           "GET /sms?text=a//b..c%00%zz&url=http://x/.. HTTP/1.1\r\nHost: x\r\n" + close + "\r\n",
           "GET /%69n/a.b HTTP/1.1\r\nHost: x\r\n" + close + "\r\n",
       }) {
    INFO(bytes);
    RawSocket socket(served.port());
    socket.send(bytes);
    CHECK(status_of(socket.read_all()) == 200);
  }
  CHECK(thread.call([&] { return handled; }) == 11);
}

TEST_CASE("server: a hostile request cut at any byte is refused all the same", "[http][abuse]") {
  LoopThread thread;
  int handled = 0;
  Served served(thread, {}, counting(handled));
  for (const auto& bytes :
       {std::string("GET /in HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n 2\r\n\r\n"), with("Transfer-Encoding: xchunked\r\n"),
        with("Transfer-Encoding: chunked\r\n") + "3;a=" + std::string(1100, 'x')}) {
    RawSocket socket(served.port());
    for (const char c : bytes) {
      if (!socket.send(std::string_view(&c, 1))) break;
    }
    CHECK(status_of(socket.read_all()) == 400);
  }
  CHECK(thread.call([&] { return handled; }) == 0);
}
