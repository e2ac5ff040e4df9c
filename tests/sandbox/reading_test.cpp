// SPDX-License-Identifier: Apache-2.0
#include "gateway/sandbox/reading.hpp"

#include <nlohmann/json.hpp>

#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::sandbox;

TEST_CASE("sandbox reading: any shape is read as far as it goes") {
  const Json object{{"text", "halo"}, {"number", 5}, {"as_text", "6"}, {"flag", true}, {"list", {1}}, {"half", 1.5}};
  CHECK(text_of(object, "text") == "halo");
  CHECK(text_of(object, "number") == "5");
  CHECK(text_of(object, "list").empty());
  CHECK(text_of(object, "none").empty());
  CHECK(text_of(Json(), "text").empty());
  CHECK(text_of(Json::array(), "text").empty());
  CHECK(integer_of(object, "number") == 5);
  CHECK(integer_of(object, "as_text") == 6);
  CHECK(integer_of(object, "text", -1) == -1);
  CHECK(integer_of(object, "half", -1) == -1);
  CHECK(number_of(object, "half") == 1.5);
  CHECK(flag_of(object, "flag"));
  CHECK(flag_of({{"flag", 1}}, "flag"));
  CHECK(flag_of({{"flag", "true"}}, "flag"));
  CHECK_FALSE(flag_of({{"flag", "no"}}, "flag"));
  CHECK(object_from("").is_object());
  CHECK(object_from("[]").is_null());
  CHECK(object_from("{").is_null());
  CHECK(dump(Json("\xFF")) == "\"\xEF\xBF\xBD\"");
}

TEST_CASE("sandbox reading: multipart as different clients write it") {
  http::Request request;
  const auto read = [&](const std::string& type, const std::string& body) {
    request.headers.set("Content-Type", type);
    request.body = body;
    return parts_of(request);
  };
  const auto parts = read("multipart/form-data; boundary=\"b 1\"; charset=utf-8",
                          "preamble\r\n--b 1\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nsatu\r\ndua\r\n"
                          "--b 1\r\ncontent-disposition:form-data;name=\"f\";filename=\"x.pdf\"\r\n"
                          "content-type:application/pdf\r\n\r\n\r\n--b 2\r\n--b 1--\r\n");
  REQUIRE(parts.size() == 2);
  CHECK(parts[0].name == "a");
  CHECK(parts[0].file_name.empty());
  CHECK(parts[0].body == "satu\r\ndua");
  CHECK(parts[1].name == "f");
  CHECK(parts[1].file_name == "x.pdf");
  CHECK(parts[1].body == "\r\n--b 2");
  CHECK(read("multipart/form-data; boundary=b",
             "--b\r\ncontent-disposition:form-data;filename=\"x\";name=\"y\"\r\n\r\nz\r\n--b--")
            .at(0)
            .name == "y");
  const auto token = read("multipart/form-data; boundary=b",
                          "--b\r\ncontent-disposition:form-data;name=\"q\";filename=a.pdf\r\n\r\nz\r\n--b--");
  REQUIRE(token.size() == 1);
  CHECK(token[0].name == "q");
  CHECK(token[0].file_name == "a.pdf");
  CHECK(read("multipart/form-data", "--b\r\n").empty());
  CHECK(read("text/plain; boundary=b", "--b\r\nname=\"a\"\r\n\r\nx\r\n--b--").empty());
  CHECK(read("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nunfinished")
            .empty());
  CHECK(read("multipart/form-data; boundary=b", "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--").empty());
}
