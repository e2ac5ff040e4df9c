// SPDX-License-Identifier: Apache-2.0
// url.cpp stands in base and is declared with the values of HTTP, so that adapters link nothing of http.
#include "gateway/http/message.hpp"
#include "support/catch.hpp"

using namespace pintu;

TEST_CASE("url: decoding, encoding and forms") {
  CHECK(http::url_decode("%2B62+812", true) == "+62 812");
  CHECK(http::url_decode("a%zz%4", false) == "a%zz%4");
  CHECK(http::url_encode("a b/ü") == "a%20b%2F%C3%BC");
  const auto form = http::parse_form("&&from=%2B62&text=&from=2&lone");
  REQUIRE(form.size() == 4);
  CHECK(http::form_value(form, "from") == "+62");
  CHECK(http::form_value(form, "text") == "");
  CHECK_FALSE(http::form_value(form, "id"));
  std::string many;
  for (int i = 0; i < 5000; ++i) many += "a=b&";
  CHECK(http::parse_form(many).size() == 1000);
}
