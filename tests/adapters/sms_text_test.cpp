// SPDX-License-Identifier: Apache-2.0
// What all SMS gateways share: numbers, charsets, pieces of long messages, times.
#include <set>
#include <string>

#include "adapters/sms/charset.hpp"
#include "adapters/sms/gsm7.hpp"
#include "adapters/sms/number.hpp"
#include "adapters/sms/parts.hpp"
#include "adapters/sms/time.hpp"
#include "gateway/base/utf8.hpp"
#include "support/catch.hpp"

using namespace pintu;
using namespace pintu::sms;
using namespace std::string_literals;

TEST_CASE("sms: a number is the same however it is spelled") {
  const auto written =
      GENERATE(as<std::string>{}, "08123456789", "628123456789", "+628123456789", " 628123456789", "00628123456789",
               "tel:+628123456789", "+62 812-345 6789", "(0812) 345.6789", "+6208123456789", "628123456789 ");
  CAPTURE(written);
  CHECK(read_sender(written, "62") == Sender{SenderKind::phone, "+628123456789"});
}

TEST_CASE("sms: numbers of other countries, short codes and names") {
  CHECK(read_sender("2349067554729", "62").address == "+2349067554729");
  CHECK(read_sender("0123456789", "60").address == "+60123456789");
  CHECK(read_sender("1708", "62") == Sender{SenderKind::short_code, "1708"});
  CHECK(read_sender("+1708", "62").kind == SenderKind::short_code);
  CHECK(read_sender("384387", "62").kind == SenderKind::short_code);
  for (const std::string name : {"TELKOMSEL", "3Care", "08123abc456", "whatsapp:+628123456789", "+", "0000000"}) {
    CAPTURE(name);
    CHECK(read_sender(name, "62").kind != SenderKind::phone);
  }
  CHECK(read_sender("1234567890123456", "62").kind == SenderKind::alphanumeric);
  CHECK(read_sender("", "62").kind == SenderKind::none);
  CHECK(read_sender("  ", "62").kind == SenderKind::none);
  CHECK(utf8::valid(read_sender("A\xFF\0B"s, "62").address));
}

TEST_CASE("sms: a sender that a machine is behind is never answered") {
  struct Row {
    std::string from;
    InboundKind kind;
    std::string reason;
  };
  const auto row = GENERATE(values<Row>({{"+628123456789", InboundKind::message, ""},
                                         {"08111111111", InboundKind::ignored, "own-number"},
                                         {"628222222222", InboundKind::ignored, "own-number"},
                                         {"8888", InboundKind::ignored, "short-code"},
                                         {"1708", InboundKind::ignored, "own-number"},
                                         {"INFO", InboundKind::ignored, "alphanumeric-sender"},
                                         {"", InboundKind::rejected, "no-sender"}}));
  CAPTURE(row.from);
  Inbound event;
  set_sender(event, row.from, "+628222222222", Numbers{"62", {"+628111111111", "1708"}});
  CHECK(event.kind == row.kind);
  CHECK(event.reason == row.reason);
}

TEST_CASE("sms: bytes become text by their charset") {
  CHECK(decode("Kaf\xE9 \x80 \x93x\x94 \x81", Charset::latin1) == "Kafé € “x” \uFFFD");
  CHECK(decode("\x00H\x00i\xD8\x3D\xDE\x00"s, Charset::utf16be) == "Hi😀");
  CHECK(decode("\xFF\xFEH\x00i\x00"s, Charset::utf16be) == "Hi");
  CHECK(decode("\xFE\xFF\x00H"s, Charset::utf16be) == "H");
  CHECK(decode("\xD8\x3D\x00H\xDE\x00\x00"s, Charset::utf16be) == "\uFFFDH\uFFFD\uFFFD");
  CHECK(decode("\x05v\x05nement \x1B\x65"s, Charset::gsm7) == "événement €");
  CHECK(decode("a\xFF\0b"s, Charset::utf8) == "a\uFFFDb");
  CHECK(decode("\x00\x01\xFF"s, Charset::binary).empty());
  CHECK(utf8::code_points(decode(std::string(40000, 'a'), Charset::utf8)) == longest_text);
}

TEST_CASE("sms: charsets go by many names") {
  for (const std::string name : {"UTF-16BE", "utf-16be", "UCS-2", "ucs2", "UTF-16"})
    CHECK(charset_from(name) == Charset::utf16be);
  for (const std::string name : {"latin1", "ISO-8859-1", "iso_8859-1", "windows-1252"})
    CHECK(charset_from(name) == Charset::latin1);
  CHECK(charset_from("UTF-8") == Charset::utf8);
  CHECK(charset_from("GSM7") == Charset::gsm7);
  CHECK(charset_from("8-BIT") == Charset::binary);
  CHECK_FALSE(charset_from("koi8-r"));
  CHECK_FALSE(charset_from(""));
}

TEST_CASE("sms: both headers of a piece are read, in all spellings") {
  const Part narrow{"1708:119:2", 1, 2};
  CHECK(read_udh("\x05\x00\x03w\x02\x01"s, "1708") == narrow);
  CHECK(read_written_udh("%05%00%03w%02%01", "1708") == narrow);
  CHECK(read_written_udh("050003770201", "1708") == narrow);
  const Part wide{"1708:w4660:3", 2, 3};
  CHECK(read_udh("\x06\x08\x04\x12\x34\x03\x02"s, "1708") == wide);
  // after another element (a port)
  CHECK(read_udh("\x0B\x05\x04\x0B\x84\x23\xF0\x00\x03w\x02\x01"s, "1708") == narrow);
  CHECK(read_udh("\x05\x00\x03w\x02\x01"s, "1709")->group != narrow.group);
}

TEST_CASE("sms: a header that cannot be gives a message without pieces") {
  const auto bytes =
      GENERATE(as<std::string>{}, ""s, "\x00"s, "\x05\x00\x03w\x02\x00"s, "\x05\x00\x03w\x02\x03"s,
               "\x05\x00\x03w\x01\x01"s, "\x05\x00\x03w\x00\x00"s, "\x05\x00\x03w\x02"s, "\x04\x00\x03w\x02\x01"s,
               "\x06\x08\x05\x12\x34\x03\x02"s, "\x05\x00\xFFw\x02\x01"s, "\x02\x00\x03"s, "\xFFxx"s, "zz"s);
  CHECK_FALSE(read_written_udh(bytes, "1708"));
}

TEST_CASE("sms: a long text is cut where phones join it, and nothing is torn") {
  CHECK(segments_of("", 1).empty());
  REQUIRE(segments_of(std::string(160, 'a'), 1).size() == 1);
  CHECK(segments_of(std::string(160, 'a'), 1)[0].udh.empty());
  const auto two = segments_of(std::string(161, 'a'), 7);
  REQUIRE(two.size() == 2);
  CHECK(two[0].text.size() == 153);
  CHECK(two[0].udh == "\x05\x00\x03\x07\x02\x01"s);
  CHECK(two[1].udh == "\x05\x00\x03\x07\x02\x02"s);
  // An extension character is two septets and goes over whole.
  const auto euro = segments_of(std::string(152, 'a') + "€" + std::string(20, 'b'), 7);
  REQUIRE(euro.size() == 2);
  CHECK(euro[0].text == std::string(152, 'a'));
  // 67 units: 66 letters and half an emoji would fit.
  std::string smiles(66, 'x');
  smiles += "😀😀😀";
  const auto ucs2 = segments_of(smiles, 7);
  REQUIRE(ucs2.size() == 2);
  CHECK_FALSE(ucs2[0].gsm7);
  CHECK(ucs2[0].text == std::string(66, 'x'));
  CHECK(ucs2[1].text == "😀😀😀");
  for (const auto& text : {std::string(700, 'a'), smiles + smiles, "€" + std::string(400, '{')}) {
    std::string joined;
    for (const auto& segment : segments_of(text, 9)) joined += segment.text;
    CHECK(joined == text);
    CHECK(segments_of(text, 9).size() == static_cast<std::size_t>(cost_of(text).segments));
  }
}

TEST_CASE("sms: the reference of a message is the same at each try") {
  CHECK(reference_of("77", 0) == reference_of("77", 0));
  std::set<int> drawn;
  for (int i = 0; i < 50; ++i) drawn.insert(reference_of(std::to_string(i), 0));
  CHECK(drawn.size() > 30);
}

TEST_CASE("sms: times in every shape that was seen") {
  const auto utc = [](std::string_view text) {
    const auto at = read_time(text);
    return at ? to_rfc3339(*at) : "-";
  };
  CHECK(utc("1795490546") == "2026-11-24T03:22:26Z");
  CHECK(utc("1678794364855") == "2023-03-14T11:46:04.855Z");
  CHECK(utc("2016-10-06T09:28:39.220+0000") == "2016-10-06T09:28:39.220Z");
  CHECK(utc("2016-10-06T16:28:39+07:00") == "2016-10-06T09:28:39Z");
  CHECK(utc("2026-11-24 03:23:40") == "2026-11-24T03:23:40Z");
  CHECK(utc("2016-03-3019:33:06") == "2016-03-30T19:33:06Z");
  CHECK(utc("2015-04-02T14:26:06") == "2015-04-02T14:26:06Z");
  CHECK(utc("20230418") == "2023-04-18T00:00:00Z");
  CHECK(utc("20230418093005") == "2023-04-18T09:30:05Z");
  CHECK(utc("2023/04/18 09:30") == "2023-04-18T09:30:00Z");
  CHECK(utc("Fri Nov 22 2013 12:12:13 GMT+0000 (UTC)") == "2013-11-22T12:12:13Z");
  CHECK(utc("Fri, 22 Nov 2013 19:12:13 +0700") == "2013-11-22T12:12:13Z");
  CHECK(to_rfc3339(*read_time("2026-11-24 10:23:40", std::chrono::hours(7))) == "2026-11-24T03:23:40Z");
  CHECK(to_rfc3339(*read_time("2026-11-24T10:23:40Z", std::chrono::hours(7))) == "2026-11-24T10:23:40Z");
}

TEST_CASE("sms: what is no time is none") {
  const auto text = GENERATE(as<std::string>{}, "", "asdf", "2026-13-01 00:00:00", "2026-02-30 00:00:00",
                             "2026-11-24 25:00:00", "2026-11-24 10:61:00", "99999999999999999999", "123", "-5", "1e9",
                             "2026-11-24 10:00:00 XX", "20261399", "9999999999999", "1970-01-01 00:00:00",
                             "2026-11-24T10:23:4", "Nov 2026", "10:00:00", "2026-11-24 10:00:00.");
  CAPTURE(text);
  CHECK_FALSE(read_time(text));
}

TEST_CASE("sms: zones") {
  CHECK(read_zone("+07:00") == std::chrono::minutes(420));
  CHECK(read_zone("-0330") == std::chrono::minutes(-210));
  CHECK(read_zone("Z") == std::chrono::minutes(0));
  for (const std::string wrong : {"", "7", "WIB", "+7:00", "+15:00", "+07:60", "+07:00x"})
    CHECK_FALSE(read_zone(wrong));
}
