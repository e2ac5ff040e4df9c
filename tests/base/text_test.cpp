// SPDX-License-Identifier: Apache-2.0
#include "gateway/base/log.hpp"
#include "gateway/base/metrics.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;

TEST_CASE("utf8: what is no UTF-8 is told and mended") {
  for (const std::string_view bad : {"\xff", "\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "a\xe2\x82"}) {
    CHECK_FALSE(utf8::valid(bad));
    CHECK(utf8::valid(utf8::repaired(bad)));
  }
  CHECK(utf8::valid("Cihampelas 5 é 😀"));
  CHECK(utf8::repaired(std::string("a\0b", 3)) == "ab");
}

TEST_CASE("utf8: lengths as providers count them") {
  CHECK(utf8::code_points("a😀é") == 3);
  CHECK(utf8::utf16_units("a😀é") == 4);
  CHECK(utf8::shortened("jalan rusak", 20) == "jalan rusak");
  CHECK(utf8::shortened("jalan rusak", 7) == "jalan…");
  CHECK(utf8::shortened("😀😀😀", 2) == "😀…");
  CHECK(utf8::shortened("abc", 0).empty());
}

TEST_CASE("utf8: folding makes equal what people see as equal") {
  CHECK(utf8::folded("JALAN") == "jalan");
  CHECK(utf8::folded("ｊａｌａｎ") == "jalan");
}

TEST_CASE("log: a line holds no line break and quotes what needs it") {
  CHECK(log::format("intake.stored", {{"channel", "tg"}, {"count", 3}, {"ok", true}}) ==
        "intake.stored channel=tg count=3 ok=1");
  CHECK(log::format("x", {{"what", "two words\n\"quoted\""}}) == "x what=\"two words\\x0a\\\"quoted\\\"\"");
  CHECK(log::format("x", {{"what", ""}}) == "x what=\"\"");
}

TEST_CASE("metrics: counters count and are served as text") {
  metrics::count("pintu_test_total", {{"kind", "a"}});
  metrics::count("pintu_test_total", {{"kind", "a"}}, 2);
  metrics::set("pintu_test_level", 7);
  CHECK(metrics::value("pintu_test_total", {{"kind", "a"}}) == 3);
  CHECK(metrics::value("pintu_test_total", {{"kind", "b"}}) == 0);
  CHECK(metrics::value("pintu_test_level") == 7);
  CHECK(metrics::exposition().find("pintu_test_total{kind=\"a\"} 3") != std::string::npos);
}
