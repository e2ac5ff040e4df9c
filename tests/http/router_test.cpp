// SPDX-License-Identifier: Apache-2.0
#include "gateway/http/router.hpp"

#include <catch2/catch.hpp>

using namespace pintu::http;

TEST_CASE("router: the best route, or 404, or 405", "[http][router]") {
  const std::vector<Route> routes{
      {.method = "GET", .path = "/", .label = "root"},
      {.method = "GET", .path = "/*", .label = "rest"},
      {.method = "GET", .path = "/why/*", .label = "why"},
      {.method = "GET", .path = "/why/all", .label = "all"},
      {.method = "GET", .path = "/hooks/tg", .label = "tg check"},
      {.method = "POST", .path = "/hooks/tg", .label = "tg"},
      {.method = "POST", .path = "/phones/*", .label = "phones"},
  };
  const auto found = [&](const char* method, const char* path) {
    const auto match = find_route(routes, method, path);
    return match.route != nullptr ? match.route->label : match.allow.empty() ? "404" : "405 " + match.allow;
  };
  CHECK(found("GET", "/") == "root");
  CHECK(found("HEAD", "/") == "root");
  CHECK(found("GET", "/x") == "rest");
  CHECK(found("GET", "/why/7") == "why");
  CHECK(found("GET", "/why/all") == "all");
  CHECK(found("GET", "/why") == "rest");
  CHECK(found("POST", "/hooks/tg") == "tg");
  CHECK(found("GET", "/hooks/tg") == "tg check");
  CHECK(found("PUT", "/hooks/tg") == "405 GET, HEAD, POST");
  CHECK(found("DELETE", "/x") == "405 GET, HEAD");
  const std::vector<Route> few{{.method = "POST", .path = "/a"}};
  CHECK(find_route(few, "GET", "/b").allow.empty());
  CHECK(find_route(few, "HEAD", "/a").allow == "POST");
  CHECK(find_route(few, "POST", "/a/").route == nullptr);
}
