// SPDX-License-Identifier: Apache-2.0
#include "bench/http_bytes.hpp"

#include "support/catch.hpp"

using namespace pintu::bench;

TEST_CASE("a message is whole when its head and as many bytes as it announced are there") {
  const std::string bytes = "HTTP/1.1 200 OK\r\ncontent-length: 3\r\nConnection: Close\r\n\r\nabcHTTP";
  for (std::size_t size = 0; size < bytes.size() - 4; ++size) {
    CHECK_FALSE(whole_message(std::string_view(bytes).substr(0, size)));
  }
  const auto message = whole_message(bytes);
  REQUIRE(message);
  CHECK(message->size == bytes.size() - 4);
  CHECK(message->body == "abc");
  CHECK(status_of(*message) == 200);
  CHECK(says_close(*message));
}

TEST_CASE("a message without fields or body is its head alone") {
  const auto message = whole_message("GET / HTTP/1.1\r\n\r\nGET");
  REQUIRE(message);
  CHECK(message->size == 18);
  CHECK(message->start_line == "GET / HTTP/1.1");
  CHECK(message->body.empty());
  CHECK_FALSE(says_close(*message));
}

TEST_CASE("a chunked body is not guessed at") {
  CHECK_THROWS_AS(whole_message("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), std::runtime_error);
}

TEST_CASE("a number stands behind its key, quoted or not") {
  CHECK(number_behind(R"({"chat_id":-100,"text":"x"})", "\"chat_id\":") == -100);
  CHECK(number_behind(R"({"chat_id": "4711"})", "\"chat_id\":") == 4711);
  CHECK_FALSE(number_behind(R"({"chat":1})", "\"chat_id\":"));
  CHECK_FALSE(number_behind(R"({"chat_id":true})", "\"chat_id\":"));
}
